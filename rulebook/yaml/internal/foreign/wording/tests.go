package wording

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file writes the operators that a value beside a field means.

// LooksLikeField reports whether a key is rather the name of a column.
func (t Line) LooksLikeField(name string) bool {
	_, declared := t.Declared[fold.Text(name)]
	if t.Metrics && MetricNamed(name) != "" {
		return true
	}
	if _, known := lexicon.FieldOfHeader(name); declared || known {
		return true
	}
	first, _ := utf8.DecodeRuneInString(name)
	return (unicode.IsUpper(first) || first > unicode.MaxASCII && unicode.IsLetter(first) || strings.Contains(name, " ")) && !dialect.IsNear(t.Table, name)
}

// TestsMeant are the operators that a value beside a field means; "" where that is not clear.
func (t Line) TestsMeant(v *yaml.Node) string {
	switch {
	case v.Kind == yaml.MappingNode && len(v.Content) > 0:
		return t.OperatorsMeant(v)
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode:
		return "is: " + node.Flow(v)
	case v.Kind != yaml.ScalarNode || node.IsNull(v):
		return ""
	}
	if write := operand.Compared(v.Value); write != "" {
		return write
	}
	if write := cmp.Or(operand.AgeSaid(v.Value), operand.DaySaid(v.Value), operand.Bounded(v.Value)); write != "" {
		return write
	}
	if operand.IsAge(v) {
		return cmp.Or(meant.AgeAsked(v.Value), "within: "+meant.Duration(v.Value))
	}
	if op, value, isInterval := operand.Ends(v); isInterval {
		return op + ": " + value
	}
	if in, ok := meant.Number(v.Value); ok && in.NoHigh {
		return "at_least: " + in.Low.String()
	}
	return "is: " + node.Flow(v)
}

// OperatorsMeant are the operators of a mapping, in our words: {$gte: 100}.
func (t Line) OperatorsMeant(v *yaml.Node) string {
	if t.Table != &keys.Count && t.Table != &keys.Want {
		t = t.Of(&keys.Condition)
	}
	var tests []string
	for i := 0; i+1 < len(v.Content); i += 2 {
		e := node.Entry{Key: v.Content[i], Value: v.Content[i+1], Name: strings.TrimPrefix(v.Content[i].Value, "$")}
		if _, ours := match.LookupOperator(e.Name); ours {
			tests = append(tests, e.Name+": "+node.Flow(e.Value))
			continue
		}
		template := t.OperatorMeant(e.Name)
		if template == "" {
			return ""
		}
		_, negated := dialect.Meant(t.Table, e.Name)
		tests = append(tests, t.Filled(template, nil, e, negated))
	}
	return strings.Join(tests, ", ")
}

// OperatorMeant is the text to write for the name of an operator; "" for none.
func (t Line) OperatorMeant(name string) string {
	if _, ours := match.LookupOperator(name); ours {
		return name + ": {v}"
	}
	template, _ := dialect.Meant(t.Table, name)
	if first, _, _ := strings.Cut(template, ":"); !dialect.IsOperator(first) {
		return ""
	}
	return template
}

// nameKeys are keys under which lists hold what a mapping has for a key.
var nameKeys = []string{"name", "id", "label", "key", "title", "element", "group", "framework", "field"}

// Operand is what to write for an operator whose value says any, or not: is: {not: JP}.
func Operand(op string, of *yaml.Node) string {
	word, v := of.Content[0].Value, of.Content[1]
	switch word = fold.Text(word); {
	case word == "not" && op == "is", word == "not" && op == "is_not":
		return map[string]string{"is": "is_not", "is_not": "is"}[op] + ": " + node.Flow(v)
	case word == "not":
		return "when: {not: {field: FIELD, " + op + ": " + node.Flow(v) + "}}"
	case word == "any" || word == "or" || word == "in" || word == "value" || word == "values":
		return op + ": " + node.Flow(v)
	}
	if tests := (Line{Table: &keys.Condition}).OperatorsMeant(of); tests != "" && (op == "is" || op == "between") {
		return tests + " in place of " + op
	}
	return ""
}

// Count are the operators that a plain value after count means.
func Count(n *yaml.Node) string {
	tests := Line{Table: &keys.Count}.TestsMeant(n)
	if number, isNumber := strings.CutPrefix(tests, "is: "); isNumber {
		return "at_least: " + number
	}
	return tests
}

// FieldUnpacked is what to write for a mapping in the place of a field: {name: Employees, gte: 100}.
func (t Line) FieldUnpacked(n *yaml.Node) string {
	rest := &yaml.Node{Kind: yaml.MappingNode}
	name := ""
	for _, e := range node.EntriesOf(n) {
		if name == "" && slices.Contains(nameKeys, fold.Text(e.Name)) && e.Value.Kind == yaml.ScalarNode {
			name = node.Flow(e.Value)
		} else {
			rest.Content = append(rest.Content, e.Key, e.Value)
		}
	}
	if name == "" && len(n.Content) == 2 { // {Employees: {gte: 100}}
		if tests := t.TestsMeant(n.Content[1]); tests != "" {
			return "field: " + node.Flow(n.Content[0]) + ", " + tests
		}
	}
	tests := t.OperatorsMeant(rest)
	switch {
	case name == "" || tests == "" && len(rest.Content) > 0:
		return ""
	case tests == "":
		return "field: " + name
	}
	return "field: " + name + ", " + tests
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

// Want is what to write where a test wants one value in place of metrics: want: 25.
func Want(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || node.IsNull(n) {
		return ""
	}
	if tests := (Line{Table: &keys.Want}).TestsMeant(n); !strings.HasPrefix(tests, "is: ") {
		return "want: {score: {" + tests + "}}"
	}
	if in, ok := meant.Number(n.Value); ok && in.IsExact() {
		return "want: {score: " + in.Low.String() + "}"
	}
	return "want: {stage: " + node.Flow(n) + "}"
}

// WantedTests are the operators in a text that a test wants of a metric: ">= 5"; "" for any
// other value.
func (t Line) WantedTests(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		return ""
	}
	return operand.Compared(n.Value)
}
