package foreign

import (
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file says what to write for values that are packed into another shape, or only named.

// NamedOnly is what to write for an entry of a list that is only a name; "" for any other.
func NamedOnly(n *yaml.Node, table *keys.Mapping) string {
	if n.Kind != yaml.ScalarNode || node.IsNull(n) || strings.ContainsAny(n.Value, ":：=") {
		return ""
	}
	switch table {
	case &keys.Stage:
		return "- {stage: " + node.Flow(n) + ", metric: score, at_least: 50}, with the score that it takes"
	case &keys.Criterion:
		return "- {name: " + node.Flow(n) + ", field: " + node.Flow(n) + ", is: true, points: 5}, with its condition and points"
	case &keys.Attribute:
		return "- {field: " + node.Flow(n) + ", is: VALUE}, with its condition"
	}
	return ""
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
		return Translator{Table: &keys.Criterion}.bandsMeant(n) + " in place of points"
	case n.Kind == yaml.SequenceNode && len(n.Content) == 1 && n.Content[0].Kind == yaml.ScalarNode:
		return what + node.Flow(n.Content[0])
	case n.Kind == yaml.MappingNode && len(n.Content) > 2 && op == "is":
		if tests := (Translator{Table: &keys.Condition}).operatorsMeant(n); tests != "" {
			return tests + " in place of " + op
		}
		return ""
	case n.Kind != yaml.MappingNode || len(n.Content) != 2:
		return ""
	case n.Content[1].Kind == yaml.ScalarNode && !dialect.IsOperator(op):
		return what + node.Flow(n.Content[1])
	case n.Content[1].Kind == yaml.ScalarNode && cell.DurationMeant(n.Content[1].Value+" "+n.Content[0].Value) != "":
		return what + cell.DurationMeant(n.Content[1].Value+" "+n.Content[0].Value)
	case dialect.IsOperator(op):
		return operandMeant(op, n)
	}
	return ""
}

// operandMeant is what to write for an operator whose value says any, or not: is: {not: JP}.
func operandMeant(op string, of *yaml.Node) string {
	word, v := of.Content[0].Value, of.Content[1]
	switch word = fold.Text(word); {
	case word == "not" && op == "is", word == "not" && op == "is_not":
		return map[string]string{"is": "is_not", "is_not": "is"}[op] + ": " + node.Flow(v)
	case word == "not":
		return "when: {not: {field: FIELD, " + op + ": " + node.Flow(v) + "}}"
	case word == "any" || word == "or" || word == "in" || word == "value" || word == "values":
		return op + ": " + node.Flow(v)
	}
	if tests := (Translator{Table: &keys.Condition}).operatorsMeant(of); tests != "" && (op == "is" || op == "between") {
		return tests + " in place of " + op
	}
	return ""
}

// FrameworkMeant is what to write for a framework that is only named, or that holds its
// elements without that key; "" for any other.
func FrameworkMeant(e node.Entry) string {
	var parts []string
	switch v := e.Value; {
	case v == nil:
		return ""
	case v.Kind == yaml.ScalarNode:
		return e.Name + ": {elements: {" + ElementsOf(e.Name) + "}}"
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode:
		for _, name := range v.Content {
			parts = append(parts, node.Flow(name)+": {field: "+titled(name.Value)+"}")
		}
	case v.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(v.Content); i += 2 {
			key, value := v.Content[i], v.Content[i+1]
			_, foreign := dialect.Table()[keys.Framework.Title][strings.Join(dialect.Words(key.Value), " ")]
			switch {
			case keys.Framework.Knows(key.Value) || foreign || dialect.IsNear(&keys.Framework, key.Value):
				return ""
			case value.Kind == yaml.ScalarNode:
				parts = append(parts, node.Flow(key)+": {field: "+node.Flow(value)+"}")
			default:
				parts = append(parts, node.Flow(key)+": "+node.Flow(value))
			}
		}
	}
	if parts == nil {
		return ""
	}
	return "elements: {" + strings.Join(parts, ", ") + "}"
}

// CountMeant are the operators that a plain value after count means.
func CountMeant(n *yaml.Node) string {
	tests := Translator{Table: &keys.Count}.testsMeant(n)
	if number, isNumber := strings.CutPrefix(tests, "is: "); isNumber {
		return "at_least: " + number
	}
	return tests
}
