package foreign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/frameworks"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file says how to write a value that has another shape than its key takes: a list for a mapping,
// a mapping for a list, a text for either.

// Reshaped is the text to write for the value of a key of a mapping; "" where it is not clear.
func (t Translator) Reshaped(name string, n *yaml.Node) string {
	if name == "stages" && n.Kind == yaml.MappingNode {
		for _, e := range node.EntriesOf(n) {
			if slices.Contains([]string{"thresholds", "cutoffs", "scores", "levels", "values", "points"}, e.Name) && e.Value.Kind == yaml.MappingNode {
				n = e.Value // the order follows from them
			}
		}
	}
	if inner := map[string]*keys.Mapping{"attributes": &keys.Attribute, "profiles": &keys.Profile}[name]; inner != nil && n.Kind == yaml.MappingNode && len(n.Content) > 1 && inner.Knows(n.Content[0].Value) {
		return name + ": [" + node.Flow(n) + "]"
	}
	if write := t.sectionIn(name+":", n); write != "" {
		return write
	}
	switch {
	case n.Kind == yaml.MappingNode && len(n.Content) > 0:
		return t.listed(name, n)
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		return t.keyed(name, n)
	case n.Kind == yaml.ScalarNode && !node.IsNull(n):
		return t.spelled(name, n)
	}
	return ""
}

// listed writes a mapping as an entry of the list that is due.
func (t Translator) listed(name string, n *yaml.Node) string {
	if name == "rated" && len(n.Content) == 4 {
		return "rated: [" + node.Flow(n.Content[1]) + ", " + node.Flow(n.Content[3]) + "]"
	}
	table := map[string]*keys.Mapping{"criteria": &keys.Criterion, "stages": &keys.Stage, "profiles": &keys.Profile, "attributes": &keys.Attribute, "tests": &keys.Test, "bands": &keys.PointsBand, "all": &keys.Condition, "any": &keys.Condition}[name]
	if table == nil {
		return ""
	}
	key, value := n.Content[0], n.Content[1]
	if name == "all" || name == "any" {
		return name + ": [" + node.Flow(n) + "]"
	}
	if name == "bands" && table.Knows(key.Value) {
		return "bands: [" + node.Flow(n) + "]"
	}
	if name == "bands" {
		return t.bandsMeant(n)
	}
	if table.Knows(key.Value) || len(n.Content) > 2 && table.Operators && value.Kind == yaml.ScalarNode && name != "stages" {
		return "- " + node.Flow(n)
	}
	named := "name"
	if table == &keys.Stage {
		named = "stage"
	}
	head := "- {" + named + ": " + node.Flow(key)
	switch in, ok := cell.NumberMeant(value.Value); {
	case value.Kind == yaml.MappingNode && len(value.Content) > 0:
		return head + ", " + strings.TrimPrefix(node.Flow(value), "{")
	case table == &keys.Stage && value.Kind == yaml.ScalarNode && ok && in.IsExact():
		return head + ", metric: score, at_least: " + in.Low.String() + "}, best first"
	case table == &keys.Criterion && value.Kind == yaml.ScalarNode && ok && in.IsExact():
		return head + ", field: " + node.Flow(key) + ", points: " + in.Low.String() + "}"
	}
	return head + ", ...}"
}

// keyed writes a list as the mapping that is due.
func (t Translator) keyed(name string, n *yaml.Node) string {
	first := n.Content[0]
	switch name {
	case "score":
		if len(n.Content) == 2 && n.Content[1].Kind == yaml.ScalarNode {
			return "score: {min: " + node.Flow(first) + ", max: " + node.Flow(n.Content[1]) + "}"
		}
	case "icp":
		return "icp: {points: 40, profiles: " + node.Flow(n) + "}"
	case "frameworks":
		if first.Kind == yaml.ScalarNode {
			return "frameworks: {" + frameworkName(first.Value) + ": {elements: {" + ElementsOf(first.Value) + "}}}"
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
		if joined := joinedMappings(n); joined != "" {
			return "grades: {" + joined + "}, best first"
		}
		return gradesMeant(n, t.Table == &keys.ICP)
	case "rate":
		if len(n.Content) == 2 {
			return "rate: {of: " + node.Flow(first) + ", per: " + node.Flow(n.Content[1]) + "}"
		}
	case "accounts":
		return "accounts: {by: company}"
	case "roles":
		var roles []string
		for _, role := range n.Content {
			roles = append(roles, node.Flow(role)+": {field: FIELD, is: VALUE}")
		}
		return "roles: {" + strings.Join(roles, ", ") + "}"
	case "synonyms":
		return "synonyms: {NAME: " + node.Flow(n) + "}, with the name that these mean"
	}
	if first.Kind != yaml.MappingNode {
		if name == "fields" {
			return "fields: {" + cmp.Or(first.Value, "NAME") + ": text}"
		}
		return name + ": {" + cmp.Or(first.Value, "NAME") + ": {}}"
	}
	if joined := joinedMappings(n); joined != "" && (name == "groups" || name == "frameworks" || name == "fields" || name == "elements" || name == "grades") {
		return name + ": {" + joined + "}"
	}
	var key string
	var rest []string
	for i := 0; i+1 < len(first.Content); i += 2 {
		if k := first.Content[i].Value; key == "" && slices.Contains([]string{"name", "id", "label", "field", "key", "element", "group", "framework"}, fold.Text(k)) {
			key = node.Flow(first.Content[i+1])
		} else {
			rest = append(rest, node.Flow(first.Content[i])+": "+node.Flow(first.Content[i+1]))
		}
	}
	return cmp.Or(key, "NAME") + ": {" + strings.Join(rest, ", ") + "}"
}

// joinedMappings are the entries of a list in which each is a mapping of one.
func joinedMappings(n *yaml.Node) string {
	var parts []string
	for _, item := range n.Content {
		if item.Kind != yaml.MappingNode || len(item.Content) != 2 || slices.Contains([]string{"name", "id", "field", "column"}, fold.Text(item.Content[0].Value)) {
			return ""
		}
		parts = append(parts, strings.TrimSuffix(strings.TrimPrefix(node.Flow(item), "{"), "}"))
	}
	return strings.Join(parts, ", ")
}

// gradesMeant gives each of these grades, best first, where it may begin.
func gradesMeant(n *yaml.Node, shares bool) string {
	var all []string
	for i, grade := range n.Content {
		least := (len(n.Content) - 1 - i) * 10
		unit := ""
		if shares {
			least, unit = 100*(len(n.Content)-1-i)/len(n.Content), "%"
		}
		all = append(all, fmt.Sprintf("%s: %d%s", node.Flow(grade), least, unit))
	}
	return "grades: {" + strings.Join(all, ", ") + "}, best first"
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
func (t Translator) spelled(name string, n *yaml.Node) string {
	switch name {
	case "stages":
		if t.Table == &keys.Rulebook {
			return t.sectionIn("stages:", &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{n}})
		}
	case "decay":
		if operand.IsTruth(n) {
			return "decay: {from: " + t.dateOr(cmp.Or(t.Field, "DATE")) + ", half_life: 30d}"
		}
		return decayMeant(n.Value, t.dateOr(cmp.Or(t.Field, "DATE")))
	case "bands":
		var items []*yaml.Node
		for part := range strings.FieldsFuncSeq(n.Value, func(r rune) bool { return strings.ContainsRune(",;|、", r) }) {
			items = append(items, &yaml.Node{Kind: yaml.ScalarNode, Value: strings.TrimSpace(part)})
		}
		return t.bandListMeant(&yaml.Node{Kind: yaml.SequenceNode, Content: items})
	case "accounts":
		return "accounts: {by: " + node.Written(n.Value) + "}"
	case "rate":
		return "rate: " + operand.Ratio(n.Value)
	case "count", "latest", "first", "days", "sum":
		return name + ": {log: " + node.Flow(n) + "}"
	case "rated":
		return operand.Rated(n.Value)
	case "frameworks":
		return "frameworks: {" + frameworkName(n.Value) + ": {elements: {" + ElementsOf(n.Value) + "}}}"
	case "score":
		if t.Table == &keys.Rulebook {
			return boundsMeant(n)
		}
		return map[string]string{"max": "score: {best: 100%}", "best": "score: {best: 100%}", "highest": "score: {best: 100%}", "top": "score: {best: 100%}", "sum": "score: {best: 100%, others: 100%}", "total": "score: {best: 100%, others: 100%}", "add": "score: {best: 100%, others: 100%}"}[fold.Text(n.Value)]
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
	if words := strings.Fields(text); !found && len(words) == 2 && strings.HasSuffix(words[0], "%") {
		share, per, found = words[0], words[1], true // 5% weekly
	}
	if found {
		if share = strings.TrimSpace(share); share == "half" || share == "halves" {
			share = "50%"
		}
		s, d := cell.ShareMeant(share), cell.DurationMeant(per)
		if s == "50%" && d != "" {
			return "decay: {from: " + from + ", half_life: " + d + "}; or keeps: 50%, every: " + d + " in steps, or linear: 50%, every: " + d + " of the points at first"
		}
		if s != "" && d != "" {
			return "decay: {from: " + from + ", linear: " + s + ", every: " + d + "}" + orKept(s)
		}
		return ""
	}
	if d := cell.DurationMeant(text); d != "" {
		return "decay: {from: " + from + ", half_life: " + d + "}"
	}
	return ""
}

// orKept says how to write a loss of what was left, not of the points at first.
func orKept(lost string) string {
	in, ok := cell.NumberMeant(strings.TrimSuffix(lost, "%"))
	whole, isWhole := in.Low.Whole()
	if !ok || !isWhole || whole > 100 {
		return ""
	}
	return fmt.Sprintf("; or keeps: %d%% in place of linear, of what was left", 100-whole)
}

// ElementsOf writes the elements of a built-in framework, each with a column to be named.
func ElementsOf(framework string) string {
	builtin, found := frameworks.Lookup(framework)
	if !found {
		return "NAME: {field: COLUMN}"
	}
	var parts []string
	for _, e := range builtin.Elements {
		parts = append(parts, e.Name+": {field: "+strings.ToUpper(e.Name[:1])+strings.ReplaceAll(e.Name[1:], "_", " ")+"}")
	}
	return strings.Join(parts, ", ")
}
