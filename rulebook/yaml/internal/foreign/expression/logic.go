package expression

import (
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/node"
)

// Missing is JSON logic's missing: fields that are blank.
func Missing(n *yaml.Node) string {
	var all []string
	for _, name := range append(n.Content, n) {
		if name.Kind == yaml.ScalarNode && !operand.IsTruth(name) && name.Value != "" {
			all = append(all, "field: "+node.Flow(name)+", known: false")
		}
	}
	switch len(all) {
	case 0:
		return ""
	case 1:
		return all[0]
	}
	return "any: [{" + strings.Join(all, "}, {") + "}]"
}

// Triple is a condition in a list of three: ["Country", "=", "JP"]; "" for any other list.
func Triple(n *yaml.Node, stage bool) string {
	if n.Kind != yaml.SequenceNode || len(n.Content) != 3 || n.Content[0].Kind != yaml.ScalarNode || n.Content[1].Kind != yaml.ScalarNode {
		return ""
	}
	sign, right := n.Content[1].Value, n.Content[2]
	if right.Kind == yaml.SequenceNode {
		var items []string
		for _, one := range right.Content {
			items = append(items, one.Value)
		}
		return Condition(n.Content[0].Value+" "+sign+" ("+strings.Join(items, ", ")+")", stage)
	}
	return Condition(n.Content[0].Value+" "+sign+" "+right.Value, stage)
}

// variableOf is the field that JSON logic names, {var: Employees}; "" for none.
func variableOf(n *yaml.Node) string {
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 || fold.Text(n.Content[0].Value) != "var" {
		return ""
	}
	names := node.ListOf(n.Content[1])
	if len(names) == 0 {
		return ""
	}
	if name := names[0]; name.Kind == yaml.ScalarNode && name.Value != "" {
		return node.Flow(name)
	}
	return ""
}

// logicOperators are the comparisons of JSON logic: with the field first, and with it second.
var logicOperators = map[string][2]string{
	"==": {"is", "is"}, "===": {"is", "is"}, "!=": {"is_not", "is_not"}, "!==": {"is_not", "is_not"},
	">": {"above", "below"}, ">=": {"at_least", "at_most"}, "<": {"below", "above"}, "<=": {"at_most", "at_least"},
}

// Logic is a condition of JSON logic, without its braces; "" for none.
func Logic(name string, v *yaml.Node) string {
	args := node.ListOf(v)
	switch {
	case len(args) == 0:
		return ""
	case name == "and" || name == "or":
		return logicJoined(map[string]string{"and": "all", "or": "any"}[name], args)
	case name == "!" || name == "!!":
		if field := variableOf(args[0]); field != "" {
			return "field: " + field + ", known: " + map[string]string{"!": "false", "!!": "true"}[name]
		}
		return wording.Denied(logicOf(args[0]))
	case name == "in" && len(args) == 2 && variableOf(args[0]) != "":
		return "field: " + variableOf(args[0]) + ", is: " + node.Flow(args[1])
	case name == "in" && len(args) == 2 && variableOf(args[1]) != "":
		return "field: " + variableOf(args[1]) + ", contains: " + node.Flow(args[0])
	}
	return logicCompared(name, args)
}

func logicCompared(name string, args []*yaml.Node) string {
	op, known := logicOperators[name]
	switch {
	case !known:
	case len(args) == 2 && variableOf(args[0]) != "":
		return "field: " + variableOf(args[0]) + ", " + op[0] + ": " + node.Flow(args[1])
	case len(args) == 2 && variableOf(args[1]) != "":
		return "field: " + variableOf(args[1]) + ", " + op[1] + ": " + node.Flow(args[0])
	case len(args) == 3 && variableOf(args[1]) != "":
		return chainMeant([]string{"", node.Flow(args[0]), name, variableOf(args[1]), name, node.Flow(args[2])})
	}
	return ""
}

// logicOf is a condition of JSON logic with its mapping.
func logicOf(n *yaml.Node) string {
	if n.Kind != yaml.MappingNode || len(n.Content) != 2 {
		return ""
	}
	return Logic(n.Content[0].Value, n.Content[1])
}

func logicJoined(kind string, args []*yaml.Node) string {
	var parts []string
	for _, arg := range args {
		one := logicOf(arg)
		if one == "" {
			return ""
		}
		parts = append(parts, "{"+one+"}")
	}
	return kind + ": [" + strings.Join(parts, ", ") + "]"
}
