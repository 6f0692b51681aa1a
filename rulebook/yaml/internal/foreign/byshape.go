package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file tells from the shape of a value what a key means that no word of tells.

// fits reports whether a value may stand where a text to write puts it.
func (t Translator) fits(template string, v *yaml.Node) bool {
	name, place, _ := strings.Cut(template, ": ")
	k, known := t.Table.Key(name)
	if strings.HasPrefix(template, "bands: and a list") && operand.IsNumber(v) {
		return false
	}
	if dialect.IsOperator(name) && v.Kind == yaml.MappingNode && len(v.Content) > 2 && !operand.IsPair(v) && mappingNames(v) {
		return false
	}
	if (place == "{t}" || place == "{!t}") && name == "is" && v.Kind == yaml.ScalarNode && !node.IsNull(v) && !operand.IsTruth(v) {
		return false // on: JP
	}
	if place == "{c}" && name == "when" && operand.IsTruth(v) {
		return false // requires_demo: true
	}
	if !known || place != "{v}" && place != "{n}" && place != "{d}" && place != "{s}" {
		return true
	}
	_, isNumber := meant.Number(node.Text(v))
	switch k.Kind {
	case keys.KindName, keys.KindText, keys.KindField, keys.KindGroup:
		return v.Kind == yaml.ScalarNode || v.Kind == yaml.SequenceNode && (len(v.Content) == 1 || k.Kind == keys.KindField) && v.Content[0].Kind == yaml.ScalarNode
	case keys.KindPoints, keys.KindNumber, keys.KindPositive, keys.KindWhole:
		if v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode && !operand.IsNumber(v.Content[0]) {
			return false
		}
		return v.Kind != yaml.ScalarNode && len(v.Content) < 3 || isNumber || node.IsNull(v) || t.Table != &keys.Criterion
	}
	return true
}

// testsBeside reports whether a line asks something, in our words or in others.
func (t Translator) testsBeside(all []node.Entry) bool {
	return slices.ContainsFunc(all, func(e node.Entry) bool {
		return dialect.IsOperator(e.Name) || !t.Table.Knows(e.Name) && t.OperatorMeant(e.Name) != ""
	})
}

// mappingNames reports whether a mapping names a field in a key of its own.
func mappingNames(v *yaml.Node) bool {
	at := Translator{Line: wording.Line{Table: &keys.Condition}}
	return at.FieldOf(node.EntriesOf(v)) != ""
}

// unread is what to write for a text in the place of a condition that is none: of a line with a
// field its value, of another its field.
func (t Translator) unread(template string, all []node.Entry, e node.Entry) string {
	name, isPlaced := strings.CutSuffix(template, ": {c}")
	if !isPlaced || e.Value.Kind != yaml.ScalarNode || node.IsNull(e.Value) || expression.Condition(e.Value.Value, t.Table == &keys.Stage) != "" {
		return ""
	}
	switch {
	case name != "when" || !t.Table.Operators:
		return ""
	case t.FieldOf(all) != "" && wording.OwnTests(all) == 0:
		return cmp.Or(operand.Bounded(e.Value.Value), operand.DaySaid(e.Value.Value), expression.About(t.FieldOf(all), e.Value.Value), t.TestsMeant(e.Value))
	case t.FieldOf(all) == "" && t.Table == &keys.Criterion:
		return "field: " + node.Flow(e.Value)
	}
	return ""
}

// byShape is what to write for an entry whose key says nothing here, by what its value is; ""
// where that tells nothing either.
func (t Translator) byShape(all []node.Entry, e node.Entry) string {
	if dialect.IsNear(t.Table, e.Name) && !(e.Value.Kind == yaml.MappingNode && mappingNames(e.Value)) || dialect.SaysNot(dialect.Words(e.Name)) || t.Table == &keys.Criterion && slices.ContainsFunc(dialect.Words(e.Name), func(w string) bool { return slices.Contains(penaltyWords, w) }) && !operand.IsNumber(e.Value) || dialect.SayingOf(dialect.Words(e.Name)).Has("no") && t.Table != &keys.Rulebook {
		return ""
	}
	switch t.Table {
	case &keys.Criterion, &keys.PointsBand, &keys.Attribute, &keys.ShareBand, &keys.Element, &keys.Stage:
		return t.lineByShape(all, e)
	case &keys.Rulebook:
		return t.topByShape(e)
	}
	return ""
}

func (t Translator) lineByShape(all []node.Entry, e node.Entry) string {
	v := e.Value
	_, hasBands := t.Table.Key("bands")
	_, hasWhen := t.Table.Key("when")
	if wording.IndexOf(all, "when") >= 0 || wording.OwnTests(all) > 0 && v.Kind != yaml.ScalarNode {
		hasWhen = false
	}
	switch {
	case hasBands && isValueTable(v, t.Table):
		return t.bandsMeant(v)
	case hasBands && v.Kind == yaml.SequenceNode && len(v.Content) > 0:
		if bands := t.bandListMeant(v); bands != "" && strings.Count(bands, "points: ")+strings.Count(bands, "share: ") == len(v.Content) {
			return bands
		}
	}
	if v.Kind == yaml.MappingNode && t.Table.Operators && t.FieldOf(all) != "" && wording.OwnTests(all) == 0 {
		if tests := t.of(&keys.Condition).inOurKeys(v); tests != "" && dialect.IsOperator(dialect.KeyOf(tests)) {
			return tests // operation: {operator: IS_ANY_OF, values: [JP, US]}
		}
	}
	switch {
	case hasWhen && (v.Kind == yaml.MappingNode || wording.ConditionsIn([]node.Entry{e}) >= 0):
		meant := t.placedCondition(v)
		if v.Kind == yaml.SequenceNode && wording.JunctionOf(all) != "all" {
			meant = "{any: " + t.ConditionsMeant(v) + "}"
		}
		if strings.Contains(meant, "field: ") || strings.Contains(meant, "metric: ") {
			return "when: " + meant
		}
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode && t.Table.Operators && wording.IndexOf(all, "field") >= 0 && !wording.AsksSomething(all):
		return "is: " + node.Flow(v)
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode && t.Table == &keys.Criterion && t.FieldOf(all) == "" && !wording.AsksSomething(all):
		return "field: " + node.Written(e.Name) + ", is: " + node.Flow(v)
	case v.Kind != yaml.ScalarNode || node.IsNull(v):
	case t.Table == &keys.Criterion && expression.PointsGiven(v.Value) != "" && wording.IndexOf(all, "points") < 0:
		return expression.PointsGiven(v.Value)
	case hasWhen && expression.Condition(v.Value, t.Table == &keys.Stage) != "" && strings.ContainsAny(v.Value, "<>=() "):
		return "when: {" + expression.Condition(v.Value, t.Table == &keys.Stage) + "}"
	case t.Table == &keys.Criterion && operand.IsNumber(v) && wording.IndexOf(all, "points") < 0 && wording.IndexOf(all, "bands") < 0 && wording.IndexOf(all, "each") < 0 && wording.AsksSomething(all):
		return "points: " + operand.Number(v, false)
	case !operand.IsTruth(v) && t.Table.Operators && wording.IndexOf(all, "field") >= 0 && expression.About(t.FieldOf(all), v.Value) != "" && !wording.AsksSomething(all) && t.Table != &keys.Stage:
		return expression.About(t.FieldOf(all), v.Value)
	case !operand.IsTruth(v) && t.Table.Operators && wording.IndexOf(all, "field") >= 0 && dialect.SayingOf(dialect.Words(e.Name)).Silent() && !wording.AsksSomething(all) && !operand.IsNumber(v) && t.Table != &keys.Stage:
		return t.TestsMeant(v)
	case t.Table == &keys.Criterion && t.FieldOf(all) == "" && !wording.AsksSomething(all) && wording.IndexOf(all, "points") >= 0:
		return "field: " + node.Written(e.Name) + ", " + t.TestsMeant(v)
	case t.Table != &keys.Stage && e.Name != "metric" && t.FieldOf(all) == "" && wording.IndexOf(all, "when") < 0 && !operand.IsNumber(v) && !operand.IsTruth(v) && dialect.SayingOf(dialect.Words(e.Name)).Silent() && t.testsBeside(all):
		return "field: " + node.Flow(v) // of a line that asks, and names nothing
	case operand.IsTruth(v) && t.Table.Operators && wording.IndexOf(all, "field") >= 0 && wording.OwnTests(all) == 0 && dialect.SayingOf(dialect.Words(e.Name)).Silent():
		return "is: " + v.Value // of a line that asks nothing else
	}
	return ""
}
