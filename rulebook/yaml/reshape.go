package yaml

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/frameworks"
	"leadscore/match/cell"
	"leadscore/match/fold"
)

// This file says how to write a value that has another shape than its key takes: a list
// for a mapping, a mapping for a list, a text for either.

// reshaped is the text to write for the value of a key of a mapping; "" where it is not clear.
func (o *opened) reshaped(name string, n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode && len(n.Content) > 0:
		return o.listed(name, n)
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		return o.keyed(name, n)
	case n.Kind == yaml.ScalarNode && !isNull(n):
		return o.spelled(name, n)
	}
	return ""
}

// listed writes a mapping as an entry of the list that is due.
func (o *opened) listed(name string, n *yaml.Node) string {
	table := map[string]*mapping{"criteria": &criterionKeys, "stages": &stageKeys, "profiles": &profileKeys, "attributes": &attributeKeys, "tests": &testKeys, "bands": &pointsBandKeys, "all": &conditionKeys, "any": &conditionKeys}[name]
	if table == nil {
		return ""
	}
	key, value := n.Content[0], n.Content[1]
	if name == "all" || name == "any" {
		return name + ": [" + flow(n) + "]"
	}
	if table.knows(key.Value) || len(n.Content) > 2 && table.operators && value.Kind == yaml.ScalarNode && name != "stages" {
		return "- " + flow(n)
	}
	named := "name"
	if table == &stageKeys {
		named = "stage"
	}
	head := "- {" + named + ": " + flow(key)
	switch in, ok := cell.NumberMeant(value.Value); {
	case value.Kind == yaml.MappingNode && len(value.Content) > 0:
		return head + ", " + strings.TrimPrefix(flow(value), "{")
	case table == &stageKeys && value.Kind == yaml.ScalarNode && ok && in.IsExact():
		return head + ", metric: score, at_least: " + in.Low.String() + "}, best first"
	case table == &criterionKeys && value.Kind == yaml.ScalarNode && ok && in.IsExact():
		return head + ", field: " + flow(key) + ", points: " + in.Low.String() + "}"
	}
	return head + ", ...}"
}

// keyed writes a list as the mapping that is due.
func (o *opened) keyed(name string, n *yaml.Node) string {
	first := n.Content[0]
	switch name {
	case "score":
		if len(n.Content) == 2 && n.Content[1].Kind == yaml.ScalarNode {
			return "score: {min: " + flow(first) + ", max: " + flow(n.Content[1]) + "}"
		}
	case "icp":
		return "icp: {points: 40, profiles: " + flow(n) + "}"
	case "frameworks":
		if first.Kind == yaml.ScalarNode {
			return "frameworks: {" + frameworkName(first.Value) + ": {elements: {" + elementsOf(first.Value) + "}}}"
		}
	case "elements":
		if first.Kind == yaml.ScalarNode {
			var parts []string
			for _, e := range n.Content {
				parts = append(parts, e.Value+": {field: "+titled(e.Value)+"}")
			}
			return "elements: {" + strings.Join(parts, ", ") + "}"
		}
	case "grades":
		return "grades: {A: 75%, B: 50%}, best first"
	case "accounts":
		return "accounts: {by: company}"
	}
	if first.Kind != yaml.MappingNode {
		if name == "fields" {
			return "fields: {" + orElse(first.Value, "NAME") + ": text}"
		}
		return name + ": {" + orElse(first.Value, "NAME") + ": {}}"
	}
	var key string
	var rest []string
	for i := 0; i+1 < len(first.Content); i += 2 {
		if k := first.Content[i].Value; key == "" && slices.Contains([]string{"name", "id", "label", "field", "key", "element", "group", "framework"}, fold.Text(k)) {
			key = flow(first.Content[i+1])
		} else {
			rest = append(rest, flow(first.Content[i])+": "+flow(first.Content[i+1]))
		}
	}
	return orElse(key, "NAME") + ": {" + strings.Join(rest, ", ") + "}"
}

// frameworkName is the name of a built-in framework as it is written, else the name itself.
func frameworkName(name string) string {
	if builtin, found := frameworks.Lookup(name); found {
		return builtin.Name
	}
	return name
}

// titled is a name as a column may be called: economic_buyer is Economic buyer.
func titled(name string) string {
	runes := []rune(strings.ReplaceAll(name, "_", " "))
	if len(runes) == 0 {
		return "COLUMN"
	}
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}

// spelled writes a text as the mapping or list that is due.
func (o *opened) spelled(name string, n *yaml.Node) string {
	switch name {
	case "decay":
		return decayMeant(n.Value, orElse(o.l.own, "DATE"))
	case "accounts":
		return "accounts: {by: " + writeText(n.Value) + "}"
	case "frameworks":
		return "frameworks: {" + frameworkName(n.Value) + ": {elements: {" + elementsOf(n.Value) + "}}}"
	case "score":
		if o.table == &rulebookKeys {
			return boundsMeant(n)
		}
	}
	return ""
}

// boundsMeant reads "0-100", "100".
func boundsMeant(n *yaml.Node) string {
	in, ok := cell.NumberMeant(n.Value)
	switch {
	case !ok:
		return ""
	case in.IsExact() || in.NoLow:
		return "score: {max: " + in.High.String() + "}"
	case in.NoHigh:
		return "score: {min: " + in.Low.String() + "}"
	}
	return "score: {min: " + in.Low.String() + ", max: " + in.High.String() + "}"
}

// decayMeant reads "30d", "25% per month".
func decayMeant(text, from string) string {
	share, per, found := strings.Cut(fold.Text(text), " per ")
	if !found {
		share, per, found = strings.Cut(fold.Text(text), "/")
	}
	if !found {
		share, per, found = strings.Cut(fold.Text(text), " every ")
	}
	if found {
		if s, d := cell.ShareMeant(strings.TrimSuffix(share, " ")), cell.DurationMeant(per); s != "" && d != "" {
			return "decay: {from: " + from + ", linear: " + s + ", every: " + d + "}"
		}
		return ""
	}
	if d := cell.DurationMeant(text); d != "" {
		return "decay: {from: " + from + ", half_life: " + d + "}"
	}
	return ""
}

// typesMeant are types of other tools.
var typesMeant = map[string]string{
	"integer": "number", "int": "number", "float": "number", "double": "number", "decimal": "number", "numeric": "number", "currency": "number", "money": "number", "percent": "number", "percentage": "number", "long": "number", "amount": "number", "数値": "number", "整数": "number",
	"datetime": "date", "timestamp": "date", "time": "date", "day": "date", "date_time": "date", "日付": "date", "日時": "date",
	"string": "text", "str": "text", "varchar": "text", "char": "text", "enum": "text", "picklist": "text", "select": "text", "enumeration": "text", "email": "text", "url": "text", "phone": "text", "textarea": "text", "category": "text", "文字列": "text", "テキスト": "text",
	"boolean": "bool", "checkbox": "bool", "yes/no": "bool", "yesno": "bool", "flag": "bool", "truth": "bool", "logical": "bool", "真偽": "bool",
	"array": "list", "multiselect": "list", "multi-select": "list", "multipicklist": "list", "multi_select": "list", "checkboxes": "list", "set": "list", "tags": "list", "リスト": "list",
}

// choiceMeant is the choice that a word of another tool means; "" for none.
func choiceMeant(k key, text, column string) string {
	word := fold.Text(text)
	if k.name == "type" {
		switch word {
		case "seniority", "level", "job level", "title":
			return "{seniority: " + orElse(column, "TITLE") + "} in place of type, where TITLE is the field of the job title"
		case "department", "job function", "function":
			return "{department: " + orElse(column, "TITLE") + "} in place of type, where TITLE is the field of the job title"
		}
		if t := typesMeant[word]; t != "" {
			return "type: " + t
		}
	}
	if near, found := fold.Nearest(text, k.choices); found {
		return k.name + ": " + near
	}
	others := map[string]map[string]string{
		"language": {"english": "en", "japanese": "ja", "jp": "ja", "日本語": "ja", "英語": "en", "en-us": "en", "ja-jp": "ja"},
		"order":    {"us": "mdy", "american": "mdy", "uk": "dmy", "european": "dmy", "eu": "dmy", "iso": "ymd", "serial": "excel", "japanese": "ymd", "epoch": "unix", "timestamp": "unix", "unix time": "unix", "seconds": "unix", "milliseconds": "unix", "ms": "unix"},
		"decimal":  {",": "comma", ".": "point", "dot": "point", "german": "comma", "european": "comma"},
		"known_by": {"ask": "asking", "lead": "asking", "call": "asking", "sales": "asking", "web": "research", "enrichment": "research", "lookup": "research", "crm": "records", "system": "records", "us": "records", "marketing automation": "records"},
		"kind":     {"company name": "company", "organisation": "company", "organization": "company", "account": "company", "会社": "company", "会社名": "company"},
	}
	if right := others[k.name][word]; right != "" {
		return k.name + ": " + right
	}
	if k.name == "order" {
		if order := orderMeant(text); len(order) == 3 {
			return "order: " + order
		}
	}
	return ""
}
