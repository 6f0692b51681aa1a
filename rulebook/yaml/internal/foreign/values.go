package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file says how to write values of keys that hold something else here.

// Mixed is a condition, without its braces, for a mapping that asks several fields, or that
// joins conditions and asks a field beside them; "" for any other.
func (t Translator) Mixed(n *yaml.Node) string {
	if n.Kind != yaml.MappingNode || len(n.Content) < 4 || len(n.Content) > 2*mostEntries {
		return ""
	}
	fields, joined, asked, unknown := 0, 0, 0, 0
	all := entriesOf(n)
	for i, e := range all {
		key := keyOf(t.entryMeant(all, i))
		switch {
		case key == "field" && e.Name != "field":
			fields++
		case key == "all" || key == "any" || key == "not":
			joined++
		case IsOperatorName(key):
			asked++
		}
		if !t.Table.Knows(e.Name) {
			unknown++
		}
	}
	if fields > 1 || joined > 0 && asked > 0 && unknown > 0 {
		return t.inOurKeys(n)
	}
	return ""
}

// attributesMeant is what to write where an icp or a profile has fields for keys: at the first,
// all of them as attributes.
func (t Translator) attributesMeant(all []node.Entry, i int) string {
	if t.Table != &keys.ICP && t.Table != &keys.Profile || len(all) > mostEntries {
		return ""
	}
	var attributes []string
	first := -1
	for k, e := range all {
		if e.Value == nil || t.Table.Knows(e.Name) || !t.looksLikeField(e.Name) || e.Value.Kind == yaml.MappingNode {
			continue
		}
		if tests := t.of(&keys.Attribute).testsMeant(e.Value); tests != "" {
			attributes = append(attributes, "{field: "+node.Written(e.Name)+", "+tests+"}")
			first = map[bool]int{true: k, false: first}[first < 0]
		} else if k == i {
			return ""
		}
	}
	write := "attributes: [" + strings.Join(attributes, ", ") + "]"
	switch {
	case first < 0 || !t.looksLikeField(all[i].Name):
		return ""
	case first != i:
		return "leave " + all[i].Name + " out: it is one of the attributes of the profile"
	case t.Table == &keys.ICP:
		return "profiles: [{name: Ideal, " + write + "}]"
	}
	return write
}

// FieldUnpacked is what to write for a mapping in the place of a field: {name: Employees, gte: 100}.
func (t Translator) FieldUnpacked(n *yaml.Node) string {
	rest := &yaml.Node{Kind: yaml.MappingNode}
	name := ""
	for _, e := range entriesOf(n) {
		if name == "" && slices.Contains(nameKeys, fold.Text(e.Name)) && e.Value.Kind == yaml.ScalarNode {
			name = node.Flow(e.Value)
		} else {
			rest.Content = append(rest.Content, e.Key, e.Value)
		}
	}
	if name == "" && len(n.Content) == 2 { // {Employees: {gte: 100}}
		if tests := t.testsMeant(n.Content[1]); tests != "" {
			return "field: " + node.Flow(n.Content[0]) + ", " + tests
		}
	}
	tests := t.operatorsMeant(rest)
	switch {
	case name == "" || tests == "" && len(rest.Content) > 0:
		return ""
	case tests == "":
		return "field: " + name
	}
	return "field: " + name + ", " + tests
}

// NamedOne is what to write for a text in place of a mapping after a name that the rulebook
// makes up: fit: 40 among groups; "" where it is not clear.
func (t Translator) NamedOne(e node.Entry) string {
	if e.Value == nil || e.Value.Kind != yaml.ScalarNode {
		return ""
	}
	if one := t.namedOne(e.Value); one != "" {
		return e.Name + ": " + one
	}
	return ""
}

// FieldWithin is the first field that a condition names; "" for none.
func FieldWithin(n *yaml.Node) string {
	if n == nil {
		return ""
	}
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 && c.Value == "field" && n.Content[i+1].Kind == yaml.ScalarNode {
			return node.Flow(n.Content[i+1])
		}
		if found := FieldWithin(c); found != "" {
			return found
		}
	}
	return ""
}

// BandsReshaped is what to write for a list of bands that are no mappings, or that have values
// for keys: [[0, 10, 1], [10, 50, 2]], [{100: 10}]; "" for any other list.
func (t Translator) BandsReshaped(n *yaml.Node) string {
	table := t.of(&keys.ShareBand)
	if t.Table == &keys.Criterion {
		table = t.of(&keys.PointsBand)
	}
	foreign := func(item *yaml.Node) bool {
		return item.Kind == yaml.SequenceNode || item.Kind == yaml.ScalarNode || item.Kind == yaml.MappingNode && isValueTable(item, table.Table)
	}
	if n.Kind != yaml.SequenceNode || !slices.ContainsFunc(n.Content, foreign) {
		return ""
	}
	return t.bandListMeant(n)
}

// SaysNone reports whether a text says that there is no bound.
func SaysNone(text string) bool {
	return slices.Contains([]string{"none", "unlimited", "no limit", "infinity", "inf", ".inf", "infinite", "∞", "-inf", "no", "no max", "no min", "no cap", "n/a", "null", "なし", "無制限", "上限なし", "下限なし", "-", "any"}, fold.Text(text))
}

// LeastMeant is the least number of a text that names an interval: 20+, 10-19; "" for none.
func LeastMeant(text string) string {
	in, ok := cell.NumberMeant(strings.TrimLeft(text, ">=≥ "))
	if !ok || in.NoLow {
		return ""
	}
	return in.Low.String()
}

// SeparatorMeant is the sign that a word names; "" for any other text.
func SeparatorMeant(text string) string {
	return map[string]string{
		"comma": `","`, "commas": `","`, "semicolon": `";"`, "semi-colon": `";"`, "semicolons": `";"`, "pipe": `"|"`, "bar": `"|"`, "tab": `"\t"`, "space": `" "`, "blank": `" "`, "newline": `"\n"`, "line break": `"\n"`, "slash": `"/"`, "colon": `":"`,
		"カンマ": `","`, "セミコロン": `";"`, "読点": `"、"`, "改行": `"\n"`, "スペース": `" "`,
	}[fold.Text(text)]
}

// WantMeant is what to write where a test wants one value in place of metrics: want: 25.
func WantMeant(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || node.IsNull(n) {
		return ""
	}
	if tests := (Translator{Table: &keys.Want}).testsMeant(n); !strings.HasPrefix(tests, "is: ") {
		return "want: {score: {" + tests + "}}"
	}
	if in, ok := cell.NumberMeant(n.Value); ok && in.IsExact() {
		return "want: {score: " + in.Low.String() + "}"
	}
	return "want: {stage: " + node.Flow(n) + "}"
}

// WantedTests are the operators in a text that a test wants of a metric: ">= 5"; "" for any
// other value.
func (t Translator) WantedTests(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		return ""
	}
	return comparedMeant(n.Value)
}

// ratedMeant reads "0-5" and "5".
func ratedMeant(text string) string {
	in, ok := cell.NumberMeant(text)
	switch {
	case !ok || in.NoLow || in.NoHigh:
		return ""
	case in.IsExact():
		return "rated: [0, " + in.Low.String() + "]"
	}
	return "rated: [" + cmp.Or(in.Low.String(), "0") + ", " + in.High.String() + "]"
}
