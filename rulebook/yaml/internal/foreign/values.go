package foreign

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file unpacks fields and conditions.

// FieldUnpacked is what to write for a mapping in the place of a field: {name: Employees, gte: 100}.
func (t Translator) FieldUnpacked(n *yaml.Node) string {
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
	return operand.Compared(n.Value)
}
