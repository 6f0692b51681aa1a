package foreign

import (
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file says what to write for values that are packed into a mapping or a list.

// NamesField reports whether a condition names a field, in our words or in others.
func NamesField(n *yaml.Node, stage bool) bool {
	if n.Kind == yaml.ScalarNode {
		meant := expression.Condition(n.Value, stage)
		return strings.Contains(meant, "field: ") || strings.Contains(meant, "metric: ")
	}
	return wording.FieldWithin(n) != ""
}

// Unpacked is what to write for the one text inside a mapping or a list; "" where there are
// more.
func Unpacked(n *yaml.Node, what string) string {
	if n.Kind == yaml.MappingNode && len(n.Content) > 0 && n.Content[0].Kind == yaml.MappingNode {
		return "the text itself: a rulebook has no templates such as {{ ... }}"
	}
	if strings.HasPrefix(what, "an entry of ") {
		what = ""
	} else {
		what = strings.Trim(what, `"`) + ": "
	}
	op := strings.TrimSuffix(what, ": ")
	switch {
	case op == "points" && n.Kind == yaml.MappingNode && len(n.Content) > 2:
		return Translator{Line: wording.Line{Table: &keys.Criterion}}.bandsMeant(n) + " in place of points"
	case n.Kind == yaml.SequenceNode && len(n.Content) == 1 && n.Content[0].Kind == yaml.ScalarNode:
		return what + node.Flow(n.Content[0])
	case n.Kind == yaml.MappingNode && len(n.Content) > 2 && op == "is":
		if tests := (Translator{Line: wording.Line{Table: &keys.Condition}}).OperatorsMeant(n); tests != "" {
			return tests + " in place of " + op
		}
		return ""
	case n.Kind != yaml.MappingNode || len(n.Content) != 2:
		return ""
	case n.Content[1].Kind == yaml.ScalarNode && !dialect.IsOperator(op):
		return what + node.Flow(n.Content[1])
	case n.Content[1].Kind == yaml.ScalarNode && meant.Duration(n.Content[1].Value+" "+n.Content[0].Value) != "":
		return what + meant.Duration(n.Content[1].Value+" "+n.Content[0].Value)
	case dialect.IsOperator(op):
		return wording.Operand(op, n)
	}
	return ""
}
