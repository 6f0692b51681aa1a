package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads operators whose value, field or unit stands in a key of its own.

// fieldInside is what to write for an operator that holds the field: term: {Country: JP}.
func (t Translator) fieldInside(all []node.Entry, e node.Entry, template string) string {
	inner, value := e.Value.Content[0].Value, e.Value.Content[1]
	words := strings.Join(dialect.Words(e.Name), " ")
	isTest := dialect.IsOperator(dialect.KeyOf(template)) || words == "term" || words == "terms" || words == "range" || words == "match" || words == "equals"
	if t.FieldOf(all) != "" || !isTest || inner == "var" || keys.Condition.Knows(inner) && inner != "field" || t.operatorMeant(inner) != "" {
		return ""
	}
	field, tests := node.Written(inner), t.testsMeant(value)
	switch {
	case inner == "field":
		field, tests = node.Flow(value), "known: true"
	case value.Kind != yaml.MappingNode && dialect.IsOperator(dialect.KeyOf(template)):
		tests = t.filled(template, all, node.Entry{Name: e.Name, Value: value}, false)
	}
	if tests == "" {
		return ""
	}
	return "field: " + field + ", " + tests
}

// functions are tests that take a field and a value, by their names in formulas.
var functions = map[string]string{
	"ispickval": "is", "equals": "is", "eq": "is", "exact": "is", "contains": "contains", "includes": "has", "begins": "starts_with", "startswith": "starts_with", "starts_with": "starts_with",
	"endswith": "ends_with", "ends_with": "ends_with", "regexp_like": "matches", "regex": "matches", "regexmatch": "matches", "array_contains": "has", "has": "has", "isin": "is", "in_": "is", "match": "matches",
}

// isOperatorKey reports whether an entry names an operator whose value stands in a key of its
// own.
func (t Translator) isOperatorKey(e node.Entry) bool {
	if e.Value == nil || e.Value.Kind != yaml.ScalarNode {
		return false
	}
	switch fold.Text(e.Name) {
	case "operator", "op", "comparison", "comparator", "operation", "演算子":
		return true
	case "condition", "constraint", "criteria", "rule", "match", "test", "logic", "条件": // may hold something else
		return t.operatorMeant(e.Value.Value) != ""
	}
	return false
}

// operatorMeant is the text to write for the name of an operator; "" for none.
func (t Translator) operatorMeant(name string) string {
	if _, ours := match.LookupOperator(name); ours {
		return name + ": {v}"
	}
	template, _ := dialect.Meant(t.Table, name)
	if first, _, _ := strings.Cut(template, ":"); !dialect.IsOperator(first) {
		return ""
	}
	return template
}

// fromPair is what to write for an operator and its value in keys of their own.
func (t Translator) fromPair(all []node.Entry, i int) string {
	e := all[i]
	if !t.isOperatorKey(e) {
		return ""
	}
	template := t.operatorMeant(e.Value.Value)
	if template == "" {
		return ""
	}
	_, negated := dialect.Meant(t.Table, e.Value.Value)
	value := node.Entry{Value: &yaml.Node{Kind: yaml.ScalarNode, Value: "VALUE"}}
	if at := operandOf(all); at >= 0 {
		value = all[at]
	}
	instead := " in place of " + e.Name
	if at := operandOf(all); at >= 0 {
		instead += " and " + all[at].Name
	}
	if second := secondOperandOf(all); second >= 0 && strings.HasPrefix(template, "between") {
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

// perOne is what to write for "points: 2, per: 1".
func perOne(all []node.Entry, e node.Entry) string {
	points := slices.IndexFunc(all, func(e node.Entry) bool { return e.Name == "points" })
	if fold.Text(e.Name) != "per" && fold.Text(e.Name) != "for each" {
		return ""
	}
	if points < 0 {
		points = slices.IndexFunc(all, func(e node.Entry) bool {
			template, _ := dialect.Meant(&keys.Criterion, e.Name)
			return template == "points: {n}" && operand.IsNumber(e.Value)
		})
	}
	if points >= 0 && operand.IsNumber(e.Value) && operand.IsNumber(all[points].Value) {
		if each := operand.Divided(node.Text(all[points].Value), node.Text(e.Value)); each != "" {
			return "each: " + each + " in place of " + all[points].Name + " and " + e.Name
		}
	}
	if points < 0 && operand.IsNumber(e.Value) && indexOf(all, "field") >= 0 {
		return "each: " + operand.Number(e.Value, false)
	} else if points < 0 {
		return ""
	}
	return "each: " + node.Flow(all[points].Value) + " in place of points and " + e.Name
}

// operandOf finds the value that belongs to an operator in a key of its own.
func operandOf(all []node.Entry) int {
	return slices.IndexFunc(all, func(e node.Entry) bool {
		return slices.Contains([]string{"value", "values", "operand", "threshold", "target", "値", "lowvalue", "low value", "low", "lower", "value1", "from", "start", "rhs", "right", "args", "arguments", "params", "compare to", "expected"}, strings.Join(dialect.Words(e.Name), " "))
	})
}

// secondOperandOf finds the second value of an operator that takes two.
func secondOperandOf(all []node.Entry) int {
	return slices.IndexFunc(all, func(e node.Entry) bool {
		return slices.Contains([]string{"highvalue", "high value", "high", "upper", "value2", "value 2", "second value", "max value", "to", "end"}, strings.Join(dialect.Words(e.Name), " ")) ||
			slices.Contains([]string{"highvalue", "value2"}, fold.Text(e.Name))
	})
}

// IsOperand reports whether all[i] belongs to an operator in a key of its own.
func (t Translator) IsOperand(all []node.Entry, i int) bool {
	return (operandOf(all) == i || secondOperandOf(all) == i) && slices.ContainsFunc(all, t.isOperatorKey)
}

// fromParts is what to write for a name of which a part says an operator and the rest the
// field: employees_gte. In a line that has a field the rest says nothing new.
func (t Translator) fromParts(all []node.Entry, e node.Entry) string {
	words := dialect.Words(e.Name)
	write, negated, rest := dialect.ComposedIn(t.Table, words)
	switch {
	case write == "" || t.Table == &keys.Want && len(rest) > 0:
		return ""
	case len(rest) == 0 || t.Table == &keys.Count || t.FieldOf(all) != "":
		return t.filled(write, all, e, negated)
	}
	for from := 1; from < len(words); from++ {
		if op, _, left := dialect.ComposedIn(t.Table, words[from:]); op == write && len(left) == 0 {
			field := fieldBefore(e.Name, words[from:])
			all = append(slices.Clone(all), node.Entry{Name: "field", Value: &yaml.Node{Kind: yaml.ScalarNode, Value: field}})
			if write = t.filled(write, all, e, negated); strings.Contains(write, "field: ") {
				return write
			}
			return "field: " + node.Written(field) + ", " + write
		}
	}
	return ""
}

// fieldBefore is what stands in a name before these words, as it is written.
func fieldBefore(name string, words []string) string {
	at := len(name)
	for _, word := range slices.Backward(words) {
		if i := strings.LastIndex(strings.ToLower(name[:at]), word); i > 0 {
			at = i
		}
	}
	return strings.TrimRight(name[:at], "_-. $")
}
