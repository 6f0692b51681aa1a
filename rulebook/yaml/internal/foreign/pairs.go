package foreign

import (
	"cmp"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads operators whose value, field or unit stands in a key of its own.

// fromPair is what to write for an operator and its value in keys of their own.
func (t Translator) fromPair(all []node.Entry, i int) string {
	e := all[i]
	if !t.IsOperatorKey(e) {
		return ""
	}
	template := t.OperatorMeant(e.Value.Value)
	if template == "" {
		return ""
	}
	_, negated := dialect.Meant(t.Table, e.Value.Value)
	value := node.Entry{Value: &yaml.Node{Kind: yaml.ScalarNode, Value: "VALUE"}}
	if at := wording.OperandOf(all); at >= 0 {
		value = all[at]
	}
	instead := " in place of " + e.Name
	if at := wording.OperandOf(all); at >= 0 {
		instead += " and " + all[at].Name
	}
	if second := wording.SecondOperandOf(all); second >= 0 && strings.HasPrefix(template, "between") {
		return "between: [" + node.Flow(value.Value) + ", " + node.Flow(all[second].Value) + "]" + instead + " and " + all[second].Name
	}
	value.Name = e.Value.Value
	if (template == "is: {v}" || template == "contains: {v}" || template == "has: {v}") && value.Value.Kind == yaml.ScalarNode && strings.ContainsAny(value.Value.Value, ";,|") {
		template = dialect.KeyOf(template) + ": " + operand.List(strings.NewReplacer(";", ",", "|", ",").Replace(value.Value.Value))
	}
	if template == "contains: {v}" {
		template = cmp.Or(operand.FromWildcards(value.Value), template)
	}
	return t.filled(template, all, value, negated && !dialect.IsOperator(e.Value.Value)) + instead
}
