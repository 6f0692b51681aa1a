package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file holds what to write for foreign keys of which the value, or what stands beside them, tells
// what is meant.

// byValue is what to write for the entry all[i], where its value tells; "" where it does not.
func (t Translator) byValue(all []node.Entry, i int) string {
	e := all[i]
	words := strings.Join(dialect.Words(e.Name), " ")
	template, negated := dialect.Meant(t.Table, e.Name)
	if write := t.penalties(e); write != "" && t.Table == &keys.Rulebook {
		return write
	}
	if t.Table == &keys.Rulebook && columnsShown(words, e.Value) {
		return "show: " + node.Flow(e.Value) + " for what stands beside the score; or, to declare them, " + t.sectionIn("fields:", e.Value)
	}
	if write := t.otherNumber(e); write != "" {
		return write
	}
	if write := t.sectionIn(template, e.Value); write != "" {
		return write
	}
	if t.Table == &keys.Rulebook && wording.IsFramework(e.Name) && e.Value.Kind == yaml.SequenceNode {
		return "frameworks: {" + wording.FrameworkName(e.Name) + ": {" + wording.Framework(e) + "}}"
	}
	if write := t.alters(all, i, template); write != "" {
		return write
	}
	switch {
	case t.Table == &keys.Rulebook:
		if write := topMeant(e, template); write != "" || !strings.Contains(template, "and under it") {
			return write
		}
		return t.topByShape(e)
	case e.Value.Kind == yaml.ScalarNode && operand.Bin(e.Value.Value) != "" && t.Table.Operators:
		return operand.Bin(e.Value.Value)
	case e.Value.Kind == yaml.MappingNode && (strings.HasPrefix(template, "bands: and a list") || template == "points: {n}" && t.Table == &keys.Criterion && len(e.Value.Content) > 2):
		return t.bandsMeant(e.Value)
	case t.Table.Operators && e.Value.Kind == yaml.ScalarNode && dialect.IsOperator(dialect.KeyOf(template)) && operand.Compared(e.Value.Value) != "" && dialect.SayingOf(dialect.Words(e.Name)).Compared() == "" && !strings.HasPrefix(template, "count") && !negated:
		if aged := operand.Compared(e.Value.Value + " days"); strings.Contains(template, "{d}") && aged != "" && strings.Trim(e.Value.Value, "<>= 0123456789") == "" {
			return aged // days_ago: "<30"
		}
		return operand.Compared(e.Value.Value)
	case t.Table == &keys.Criterion && (wording.IndexOf(all, "each") >= 0 || wording.IndexOf(all, "bands") >= 0 || t.countsEach(all)) && (template == "at_most: {n}" || template == "at_least: {n}") && !negated:
		return map[string]string{"at_most: {n}": "max: ", "at_least: {n}": "min: "}[template] + operand.Number(e.Value, false)
	case t.Table == &keys.Stage && template == "out: {t}" && e.Value.Kind == yaml.MappingNode:
		return "out: true, when: " + t.placedCondition(e.Value)
	case t.Table.Operators && e.Value.Kind == yaml.SequenceNode && fieldLists[words] && wording.IndexOf(all, "field") < 0:
		return anyField(all, e.Value)
	case t.Table == &keys.Framework && strings.HasPrefix(template, "elements"):
		return ""
	case t.Table == &keys.Criterion && e.Value.Kind == yaml.ScalarNode && template == "points: {n}" && !operand.IsNumber(e.Value) && operand.Each(e.Value.Value) != "":
		write, _, _ := strings.Cut(operand.Each(e.Value.Value), " in place of ")
		return write
	case t.Table == &keys.Criterion && e.Value.Kind == yaml.ScalarNode && expression.PointsGiven(e.Value.Value) != "" && wording.IndexOf(all, "points") < 0 && dialect.KeyOf(template) != "name" && dialect.KeyOf(template) != "why":
		return expression.PointsGiven(e.Value.Value)
	case (dialect.KeyOf(template) == "name" || dialect.KeyOf(template) == "why" || template == "") && slices.Contains(expression.RuleWords, words):
		if write := t.lineByShape(all, e); t.Table.Operators && write != "" {
			return write
		}
	case e.Value.Kind == yaml.MappingNode && len(e.Value.Content) == 2 && t.Table.Operators && t.FieldInside(all, e, template) != "":
		return t.FieldInside(all, e, template)
	case t.Table == &keys.Stage && e.Value.Kind == yaml.ScalarNode && dialect.Table()["stage rule"][fold.Text(e.Value.Value)] == "out: {t}" && !t.saysOut(all, i):
		return "out: true"
	case t.Table == &keys.Criterion && (template == "max: {n}" || template == "min: {n}") && boundWords[words] && !t.countsEach(all) && wording.IndexOf(all, "each") < 0 && wording.IndexOf(all, "bands") < 0 && t.FieldOf(all) != "" && operand.IsNumber(e.Value):
		return map[string]string{"max: {n}": "at_most: ", "min: {n}": "at_least: "}[template] + operand.Number(e.Value, false)
	case t.Table.Operators && template == "" && expression.Functions[strings.ToLower(e.Name)] != "" && e.Value.Kind != yaml.MappingNode:
		return expression.Functions[strings.ToLower(e.Name)] + ": " + node.Flow(e.Value)
	case t.Table == &keys.Criterion && template == "each: {n}" && operand.IsTruth(e.Value) && wording.IndexOf(all, "points") >= 0:
		return "each: " + node.Flow(all[wording.IndexOf(all, "points")].Value) + " in place of points and " + e.Name
	case words == "sign" && t.Table == &keys.Criterion && strings.HasPrefix(fold.Text(node.Text(e.Value)), "neg"), words == "sign" && node.Text(e.Value) == "-":
		return wording.NegativePoints(all)
	case words == "dimension" && template == "field: {v}" && wording.OwnField(all):
		return "group: " + node.Flow(e.Value)
	case t.Table == &keys.Test && template == "want: {v}" && wording.Want(e.Value) != "":
		return wording.Want(e.Value)
	case (t.Table == &keys.Group || t.Table == &keys.Score) && operand.IsPair(e.Value) && (template == "max: {n}" || template == "min: {n}"):
		return "min: " + wording.EndWritten(e.Value, false) + ", max: " + wording.EndWritten(e.Value, true)
	case t.Table == &keys.Condition && e.Value.Kind == yaml.MappingNode && slices.Contains([]string{"bool", "query", "clause", "constant score", "filter", "condition", "must filter"}, words):
		return t.of(&keys.Condition).inOurKeys(e.Value)
	case t.Table == &keys.Condition && (template == "known: {t}" || template == "known: {!t}") && !negated && e.Value.Kind == yaml.ScalarNode && !operand.IsTruth(e.Value) && !node.IsNull(e.Value) && !operand.IsNumber(e.Value) && t.FieldOf(all) == "":
		return "field: " + node.Flow(e.Value) + ", known: " + map[bool]string{true: "true", false: "false"}[template == "known: {t}"]
	case t.Table == &keys.Condition && len(all) == 1 && t.Field == "" && dialect.IsOperator(dialect.KeyOf(template)) && e.Value.Kind == yaml.SequenceNode && len(e.Value.Content) == 2 && e.Value.Content[0].Kind == yaml.ScalarNode && e.Value.Content[1].Kind == yaml.ScalarNode && !operand.IsNumber(e.Value.Content[0]): // {equals: [Country, JP]}
		return "field: " + node.Flow(e.Value.Content[0]) + ", " + t.filled(template, nil, node.Entry{Name: e.Name, Value: e.Value.Content[1]}, negated)
	case template == "known: {t}" && e.Value.Kind != yaml.MappingNode && !operand.IsTruth(e.Value) && !node.IsNull(e.Value) && slices.Contains(dialect.Words(e.Name), "has"):
		return t.filled("has: {v}", all, e, negated)
	case t.Table == &keys.Criterion && wording.PerWords(e.Name) && operand.IsNumber(e.Value):
		return "each: " + operand.Number(e.Value, false)
	case t.Table == &keys.Field && (template == "column: {v}" || template == "synonyms: {v}") && e.Value.Kind == yaml.MappingNode:
		return "synonyms: " + wording.SpellingsOf(e.Value)
	case t.Table == &keys.Field && words == "source" && strings.HasPrefix(dialect.Choice(knownBy, node.Text(e.Value), ""), "known_by: "):
		return dialect.Choice(knownBy, e.Value.Value, "")
	case words == "on" && t.Table.Operators && !operand.IsTruth(e.Value) && t.FieldOf(all) == "":
		return "field: " + node.Flow(e.Value)
	case t.Table == &keys.Stage && template == "" && wording.FitAsked(e) != "":
		return wording.FitAsked(e)
	case t.Table == &keys.Stage && t.FrameworkAsked(e) != "":
		return t.FrameworkAsked(e)
	case t.Table == &keys.Condition && words == "missing":
		return expression.Missing(e.Value)
	case e.Value.Kind == yaml.SequenceNode && strings.HasPrefix(template, "bands: and a list"):
		return t.bandListMeant(e.Value)
	case e.Value.Kind != yaml.ScalarNode:
		if t.excludes(template) && t.FieldOf(all) != "" && wording.OwnTests(all) == 0 {
			return "is_not: " + node.Flow(e.Value)
		}
		return ""
	case template == "when: {c}" && operand.Compared(e.Value.Value) != "":
		return operand.Compared(e.Value.Value)
	case template == "when: {c}":
		return t.formulaMeant(e.Value.Value)
	case words == "case":
		return t.formulaMeant("case " + e.Value.Value)
	case slices.Contains([]string{"is: {v}", "is_not: {v}", "contains: {v}", "has_word: {v}", "starts_with: {v}"}, template) && !negated && wording.NamesList(words) && strings.ContainsAny(e.Value.Value, ",;|"):
		return strings.TrimSuffix(template, "{v}") + operand.List(strings.NewReplacer(";", ",", "|", ",").Replace(e.Value.Value))
	case template == "points: {-n}" && operand.IsTruth(e.Value):
		return wording.NegativePoints(all)
	case t.excludes(template) && t.FieldOf(all) != "" && wording.OwnTests(all) == 0 && !operand.IsTruth(e.Value):
		return "is_not: " + node.Flow(e.Value)
	case t.Table == &keys.Stage && template == "stage: {v}" && slices.ContainsFunc(all, func(e node.Entry) bool { return e.Name == "stage" }) && wording.GradeWords[words]:
		return cmp.Or(wording.FitAsked(node.Entry{Name: "grade", Value: e.Value}), "metric: fit.grade, is: "+node.Flow(e.Value))
	case (template == "is: {v}" || strings.HasPrefix(template, "count: ")) && !negated:
		compared := operand.Compared(e.Value.Value)
		if strings.HasPrefix(template, "count: ") && compared != "" {
			return "count: {" + compared + "}"
		}
		return cmp.Or(compared, operand.Relative(e.Value.Value))
	}
	return ""
}

// boundWords bound what a field holds where a line counts nothing.
var boundWords = map[string]bool{"minimum value": true, "maximum value": true, "min value": true, "max value": true, "lowest value": true, "highest value": true, "minimum": true, "maximum": true, "upper": true, "lower": true, "upper bound": true, "lower bound": true, "upper limit": true, "lower limit": true, "lowest": true, "highest": true, "最小": true, "最大": true, "最大値": true}

// saysOut reports whether another entry than all[i] says that leads are out.
func (t Translator) saysOut(all []node.Entry, i int) bool {
	for k, e := range all {
		if template, _ := dialect.Meant(t.Table, e.Name); k != i && (e.Name == "out" || template == "out: {t}") {
			return true
		}
	}
	return false
}

// countsEach reports whether a line has points for each one of something, in the words of another tool.
func (t Translator) countsEach(all []node.Entry) bool {
	for i := range all {
		if t.byName(all, i) != "" {
			return true
		}
	}
	return false
}

// otherNumber is what to write for a section whose key has an s too many or too few: scores: {max: 100}.
func (t Translator) otherNumber(e node.Entry) string {
	if t.Table != &keys.Rulebook || e.Value.Kind != yaml.MappingNode || len(e.Value.Content) == 0 {
		return ""
	}
	name := strings.Join(dialect.Words(e.Name), "_")
	for _, near := range []string{name + "s", strings.TrimSuffix(name, "s")} {
		m := mappedIn[near]
		if _, isKey := t.Table.Key(near); near == name || !isKey || m == nil {
			continue
		}
		if !slices.ContainsFunc(node.EntriesOf(e.Value), func(e node.Entry) bool { return !m.Knows(e.Name) }) {
			return near + ": " + node.Flow(e.Value)
		}
	}
	return ""
}

// wholeCondition is what to write for a condition with its own field, in whatever key it stands: having:
// Visits > 3; "" for any other text.
func (t Translator) wholeCondition(all []node.Entry, e node.Entry) string {
	template, _ := dialect.Meant(t.Table, e.Name)
	named := dialect.KeyOf(template)
	if !t.Table.Operators || t.Table == &keys.Count || t.Table == &keys.Want || e.Value.Kind != yaml.ScalarNode || wording.OwnTests(all) > 0 || wording.IndexOf(all, "when") >= 0 || named == "when" || named == "name" || named == "why" || named == "because" || named == "question" || named == "stage" || named == "not" || named == "missing" || named == "points" || named == "each" || strings.HasPrefix(template, "leave ") {
		return ""
	}
	found := comparedTo().FindStringSubmatch(e.Value.Value)
	if found == nil || dialect.SaysNot(dialect.Words(e.Name)) || dialect.SayingOf(dialect.Words(e.Name)).Has("no") {
		return ""
	}
	meant := expression.Condition(e.Value.Value, t.Table == &keys.Stage)
	if meant == "" {
		return ""
	}
	field := t.FieldOf(all)
	if tests, found := strings.CutPrefix(meant, "field: "+field+", "); found && field != "" {
		return tests
	}
	if field != "" {
		return ""
	}
	if t.Table == &keys.Condition {
		return meant
	}
	return "when: {" + meant + "}"
}

// comparedTo matches a name that signs compare with something.
var comparedTo = lazyre.New(`^\s*[(\w\p{L}\['"{$][^<>=]*(?:[<>]=?|[!=]=|=|(?i:\sin\s*\(|\slike\s|\sis\s+(?:not\s+)?null))`)

var knownBy, _ = keys.Field.Key("known_by")

// formulaMeant is a condition, and the points where it holds, as this mapping takes them.
func (t Translator) formulaMeant(text string) string {
	if t.Table != &keys.Criterion {
		return ""
	}
	return expression.Earning(text)
}
