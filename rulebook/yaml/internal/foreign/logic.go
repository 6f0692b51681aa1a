package foreign

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads conditions that are mappings, as JSON logic and queries of document stores have
// them, and lines that name a field in place of a key.

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

// logicMeant is a condition of JSON logic, without its braces; "" for none.
func logicMeant(name string, v *yaml.Node) string {
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
		return notMeant(logicOf(args[0]))
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
	return logicMeant(n.Content[0].Value, n.Content[1])
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

// fieldMeant is what to write where a field stands in the place of a key: Country: JP.
func (t Translator) fieldMeant(all []node.Entry, e node.Entry) string {
	if !t.Table.Operators || t.Table == &keys.Count || t.Table == &keys.Want || !t.looksLikeField(e.Name) {
		return ""
	}
	for _, other := range all {
		if other.Name == "field" || other.Name == "when" || other.Name == "metric" {
			return ""
		}
	}
	if write, _, _ := dialect.ComposedIn(t.Table, dialect.Words(e.Name)); write != "" && t.FieldOf(all) != "" {
		return "" // of a field that is named in other words
	}
	if n, ok := cell.NumberMeant(e.Value.Value); t.Table == &keys.Stage && len(all) == 1 && ok {
		return "{stage: " + e.Name + ", metric: score, at_least: " + n.Low.String() + "}"
	}
	if tests := t.testsMeant(e.Value); tests != "" {
		if metric := metricNamed(e.Name); t.Metrics && metric != "" {
			return "metric: " + metric + ", " + tests
		}
		return "field: " + node.Written(e.Name) + ", " + tests
	}
	return ""
}

// looksLikeField reports whether a key is rather the name of a column.
func (t Translator) looksLikeField(name string) bool {
	_, declared := t.Declared[fold.Text(name)]
	if t.Metrics && metricNamed(name) != "" {
		return true
	}
	if _, known := lexicon.FieldOfHeader(name); declared || known {
		return true
	}
	first, _ := utf8.DecodeRuneInString(name)
	return (unicode.IsUpper(first) || first > unicode.MaxASCII && unicode.IsLetter(first) || strings.Contains(name, " ")) && !dialect.IsNear(t.Table, name)
}

// testsMeant are the operators that a value beside a field means; "" where that is not clear.
func (t Translator) testsMeant(v *yaml.Node) string {
	switch {
	case v.Kind == yaml.MappingNode && len(v.Content) > 0:
		return t.operatorsMeant(v)
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode:
		return "is: " + node.Flow(v)
	case v.Kind != yaml.ScalarNode || node.IsNull(v):
		return ""
	}
	if write := operand.Compared(v.Value); write != "" {
		return write
	}
	if operand.IsAge(v) {
		return cmp.Or(cell.AgeAsked(v.Value), "within: "+cell.DurationMeant(v.Value))
	}
	if op, value, isInterval := operand.Ends(v); isInterval {
		return op + ": " + value
	}
	if in, ok := cell.NumberMeant(v.Value); ok && in.NoHigh {
		return "at_least: " + in.Low.String()
	}
	return "is: " + node.Flow(v)
}

// operatorsMeant are the operators of a mapping, in our words: {$gte: 100}.
func (t Translator) operatorsMeant(v *yaml.Node) string {
	if t.Table != &keys.Count && t.Table != &keys.Want {
		t = t.of(&keys.Condition)
	}
	var tests []string
	for i := 0; i+1 < len(v.Content); i += 2 {
		e := node.Entry{Key: v.Content[i], Value: v.Content[i+1], Name: strings.TrimPrefix(v.Content[i].Value, "$")}
		if _, ours := match.LookupOperator(e.Name); ours {
			tests = append(tests, e.Name+": "+node.Flow(e.Value))
			continue
		}
		template := t.operatorMeant(e.Name)
		if template == "" {
			return ""
		}
		_, negated := dialect.Meant(t.Table, e.Name)
		tests = append(tests, t.filled(template, nil, e, negated))
	}
	return strings.Join(tests, ", ")
}
