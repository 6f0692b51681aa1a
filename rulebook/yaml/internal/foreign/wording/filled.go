package wording

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file fills in a text to write, and turns it round where the name says not.

// variableWords name a field in the operands of JSON logic.
var variableWords = []string{"var", "field", "property", "attribute", "column", "name", "fact", "path"}

// Filled puts what stands at an entry into a text to write. What is denied becomes its
// opposite.
func (t Line) Filled(template string, all []node.Entry, e node.Entry, negated bool) string {
	field, value := t.FieldOf(all), e.Value
	if value.Kind == yaml.SequenceNode && len(value.Content) == 2 && value.Content[0].Kind == yaml.MappingNode && len(value.Content[0].Content) == 2 && slices.Contains(variableWords, fold.Text(value.Content[0].Content[0].Value)) {
		if field == "" && !strings.HasPrefix(template, "field") { // JSON logic: [{var: Employees}, 100]
			field = node.Flow(value.Content[0].Content[1])
			return "field: " + field + ", " + t.Filled(template, all, node.Entry{Value: value.Content[1]}, negated)
		}
	}
	if about, _, found := strings.Cut(template, ", "); found && value.Kind == yaml.MappingNode && strings.HasPrefix(template, "metric: ") && t.OperatorsMeant(value) != "" {
		return about + ", " + t.OperatorsMeant(value)
	}
	if about, isLeast := strings.CutSuffix(template, "at_least: {n}"); isLeast && value.Kind == yaml.SequenceNode && len(value.Content) == 2 {
		return about + "between: " + node.Flow(value)
	}
	if name, n, isInterval := operand.Ends(value); isInterval && strings.HasSuffix(template, "at_least: {n}") {
		return strings.TrimSuffix(template, "at_least: {n}") + name + ": " + n
	}
	if day := dayAsked(template, e); day != "" {
		template = strings.Replace(template, "{v}", day, 1)
	}
	if name := dialect.KeyOf(template); name == "weight" || name == "points" || name == "max" || name == "min" || t.Table == &keys.Stage && (strings.HasPrefix(template, "metric: score") || scoreAsked(all)) {
		value = operand.WithoutPercent(value)
		e.Value = value
	}
	if parts := operand.JapaneseList(value); parts != "" && slices.Contains([]string{"is: {v}", "is_not: {v}", "contains: {v}", "has_word: {v}", "has: {v}"}, template) {
		template = strings.TrimSuffix(template, "{v}") + parts
	}
	if operand.IsAge(value) {
		template = agedTemplate(template)
	}
	if number, isNumber := meant.Number(node.Text(value)); template == "known: {t}" || template == "known: {!t}" {
		if _, isKey := t.Table.Key("missing"); isKey && isNumber && number.IsExact() && !operand.IsTruth(value) && (template == "known: {!t}") != negated {
			k, _ := t.Table.Key("missing")
			return "missing: " + cmp.Or(operand.OfKind(k.Kind, value.Value), value.Value)
		}
	}
	if k, _ := t.Table.Key(dialect.KeyOf(template)); value.Kind == yaml.SequenceNode && len(value.Content) == 1 && (k.Kind == keys.KindGroup || k.Kind == keys.KindField || k.Kind == keys.KindName) && !dialect.IsOperator(dialect.KeyOf(template)) {
		value = value.Content[0]
		e.Value = value
	}
	template = t.asKind(datedTemplate(template, value), value)
	if template == "within: {d}" && value.Kind == yaml.SequenceNode && operand.IsPair(value) {
		template = "between: {p}"
	}
	if template == "between: {p}" && !operand.IsPair(value) {
		if days := operand.Days(value); len(days) == 2 && !negated {
			return "after: " + (days[0] - 1).String() + ", before: " + (days[1] + 1).String()
		}
		template = "is: {v}"
	}
	if template == "has_all: {v}" && value.Kind == yaml.SequenceNode && field != "" && t.Declared[fold.Text(field)] != rulebook.TypeList && !negated {
		return "has_all: " + node.Flow(value) + " where " + field + " is a list, " + t.AsCondition("all: ["+eachContained(field, value)+"]") + " where it is a text"
	}
	text := placeholder().ReplaceAllStringFunc(template, func(place string) string {
		return t.placed(place, all, e, field)
	})
	if !negated {
		return text
	}
	name, rest, _ := strings.Cut(text, ": ")
	switch name {
	case "is":
		if rest == "true" || rest == "false" {
			return "is: " + operand.Opposite(rest)
		}
		return "is_not: " + rest
	case "is_not":
		return "is: " + rest
	case "known", "free_mail":
		return name + ": " + operand.Opposite(rest)
	case "within":
		return "older_than: " + rest
	case "older_than":
		return "within: " + rest
	case "above":
		return "at_most: " + rest
	case "below":
		return "at_least: " + rest
	case "at_least":
		return "below: " + rest
	case "at_most":
		return "above: " + rest
	}
	if field == "" {
		field = "FIELD"
	}
	return t.AsCondition("not: {field: " + field + ", " + text + "}")
}
