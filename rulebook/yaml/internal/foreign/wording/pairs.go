package wording

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// FieldInside is what to write for an operator that holds the field: term: {Country: JP}.
func (t Line) FieldInside(all []node.Entry, e node.Entry, template string) string {
	inner, value := e.Value.Content[0].Value, e.Value.Content[1]
	words := strings.Join(dialect.Words(e.Name), " ")
	isTest := dialect.IsOperator(dialect.KeyOf(template)) || words == "term" || words == "terms" || words == "range" || words == "match" || words == "equals"
	if t.FieldOf(all) != "" || !isTest || inner == "var" || keys.Condition.Knows(inner) && inner != "field" || t.OperatorMeant(inner) != "" {
		return ""
	}
	field, tests := node.Written(inner), t.TestsMeant(value)
	switch {
	case inner == "field":
		field, tests = node.Flow(value), "known: true"
	case words == "match" && !strings.ContainsAny(node.Text(value), `.*^$[(|+\`): // match: {Country: JP}
	case value.Kind != yaml.MappingNode && dialect.IsOperator(dialect.KeyOf(template)):
		tests = t.Filled(template, all, node.Entry{Name: e.Name, Value: value}, false)
	}
	if tests == "" {
		return ""
	}
	return "field: " + field + ", " + tests
}

// IsOperatorKey reports whether an entry names an operator whose value stands in a key of its
// own.
func (t Line) IsOperatorKey(e node.Entry) bool {
	if e.Value == nil || e.Value.Kind != yaml.ScalarNode || digits().MatchString(e.Value.Value) && !strings.Contains(e.Value.Value, "_") && !strings.Contains(e.Value.Value, "-") {
		return false
	}
	switch fold.Text(e.Name) {
	case "operator", "op", "comparison", "comparator", "operation", "演算子":
		return true
	case "condition", "constraint", "criteria", "rule", "match", "test", "logic", "条件": // may hold something else
		return t.OperatorMeant(e.Value.Value) != ""
	}
	words := dialect.Words(e.Name)
	last := words[len(words)-1]
	if template, _ := dialect.Meant(t.Table, e.Name); len(words) == 1 && template == "" && !t.Table.Knows(e.Name) && len(e.Value.Value) > 2 && !operand.IsTruth(e.Value) {
		write, _ := dialect.ByTable(t.Table, e.Value.Value)
		return dialect.IsOperator(dialect.KeyOf(write)) || dialect.IsOperator(e.Value.Value) // relation: equals
	}
	return !t.Table.Knows(e.Name) && len(words) > 1 && slices.Contains(operatorNouns, last) && !operand.IsTruth(e.Value) && t.OperatorMeant(e.Value.Value) != ""
}

// operatorNouns end the names of keys that hold an operator: filter_type, criteria_operator.
var operatorNouns = []string{"operator", "op", "operation", "comparison", "comparator", "type", "condition", "filter", "match", "rule", "test", "method", "mode"}

// valueNouns end the names of keys that hold the value of an operator: filter_value.
var valueNouns = []string{"value", "values", "operand", "val", "vals"}

// PerOne is what to write for "points: 2, per: 1".
func PerOne(all []node.Entry, e node.Entry) string {
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
	if points < 0 && operand.IsNumber(e.Value) && IndexOf(all, "field") >= 0 {
		return "each: " + operand.Number(e.Value, false)
	} else if points < 0 {
		return ""
	}
	return "each: " + node.Flow(all[points].Value) + " in place of points and " + e.Name
}

// OperandOf finds the value that belongs to an operator in a key of its own.
func OperandOf(all []node.Entry) int {
	return slices.IndexFunc(all, func(e node.Entry) bool {
		words := dialect.Words(e.Name)
		return len(words) == 2 && slices.Contains(valueNouns, words[1]) && !slices.Contains([]string{"max", "min", "high", "second", "score", "points", "default"}, words[0]) || slices.Contains([]string{"value", "values", "operand", "threshold", "target", "値", "lowvalue", "low value", "low", "lower", "value1", "from", "start", "rhs", "right", "args", "arguments", "params", "compare to", "val", "vals", "to", "expected", "against", "with", "than", "compared to", "comparand", "reference", "比較値"}, strings.Join(dialect.Words(e.Name), " "))
	})
}

// SecondOperandOf finds the second value of an operator that takes two.
func SecondOperandOf(all []node.Entry) int {
	return slices.IndexFunc(all, func(e node.Entry) bool {
		return slices.Contains([]string{"highvalue", "high value", "high", "upper", "value2", "value 2", "second value", "max value", "to", "end"}, strings.Join(dialect.Words(e.Name), " ")) ||
			slices.Contains([]string{"highvalue", "value2"}, fold.Text(e.Name))
	})
}

// IsOperand reports whether all[i] belongs to an operator in a key of its own.
func (t Line) IsOperand(all []node.Entry, i int) bool {
	return (OperandOf(all) == i || SecondOperandOf(all) == i) && slices.ContainsFunc(all, t.IsOperatorKey)
}

// FromParts is what to write for a name of which a part says an operator and the rest the
// field: employees_gte. In a line that has a field the rest says nothing new.
func (t Line) FromParts(all []node.Entry, e node.Entry) string {
	words := dialect.Words(e.Name)
	if e.Value.Kind == yaml.MappingNode && (Line{Table: &keys.Condition}).FieldOf(node.EntriesOf(e.Value)) != "" {
		return "" // match: {field: Country, values: [JP, US]}
	}
	write, negated, rest := dialect.ComposedIn(t.Table, words)
	if n := len(words); write == "" && n > 1 && words[n-1] == "is" && t.FieldOf(all) == "" && t.Table.Operators && t.Table != &keys.Count && t.Table != &keys.Want && e.Value.Kind != yaml.MappingNode {
		return "field: " + node.Written(fieldBefore(e.Name, words[n-1:])) + ", " + t.TestsMeant(e.Value) // country_is: JP
	}
	switch {
	case write == "" || t.Table == &keys.Want && len(rest) > 0:
		return ""
	case len(rest) == 0 || t.Table == &keys.Count || t.FieldOf(all) != "":
		return t.Filled(write, all, e, negated)
	}
	if comparators[words[0]] && !comparators[words[len(words)-1]] && operand.IsNumber(e.Value) { // min_employees
		if op, _, left := dialect.ComposedIn(t.Table, words[:1]); op == write && len(left) == 0 {
			return "field: " + node.Written(strings.TrimLeft(e.Name[len(words[0]):], "_-. ")) + ", " + t.Filled(write, all, e, negated)
		}
	}
	for from := 1; from < len(words); from++ {
		if op, _, left := dialect.ComposedIn(t.Table, words[from:]); op == write && len(left) == 0 {
			field := fieldBefore(e.Name, words[from:])
			all = append(slices.Clone(all), node.Entry{Name: "field", Value: &yaml.Node{Kind: yaml.ScalarNode, Value: field}})
			if write = t.Filled(write, all, e, negated); strings.Contains(write, "field: ") {
				return write
			}
			return "field: " + node.Written(field) + ", " + write
		}
	}
	return ""
}

// comparators stand before or behind the name of a field that they bound.
var comparators = map[string]bool{"min": true, "max": true, "minimum": true, "maximum": true, "gt": true, "gte": true, "lt": true, "lte": true, "over": true, "under": true, "above": true, "below": true, "least": true, "most": true}

// BoundedField is what to write for a field that is bounded in its own name: Headcount_min: 50; ""
// for any other entry.
func (t Line) BoundedField(all []node.Entry, e node.Entry) string {
	words := dialect.Words(e.Name)
	if len(words) < 2 || !operand.IsNumber(e.Value) || !comparators[words[0]] && !comparators[words[len(words)-1]] {
		return ""
	}
	if write := t.FromParts(all, e); strings.HasPrefix(write, "field: ") {
		return write
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
