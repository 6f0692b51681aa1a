package foreign

import (
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
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
	if !known || place != "{v}" && place != "{n}" && place != "{d}" && place != "{s}" {
		return true
	}
	_, isNumber := cell.NumberMeant(node.Text(v))
	switch k.Kind {
	case keys.KindName, keys.KindText, keys.KindField, keys.KindGroup:
		return v.Kind == yaml.ScalarNode || v.Kind == yaml.SequenceNode && (len(v.Content) == 1 || k.Kind == keys.KindField) && v.Content[0].Kind == yaml.ScalarNode
	case keys.KindPoints, keys.KindNumber, keys.KindPositive, keys.KindWhole:
		return v.Kind != yaml.ScalarNode && len(v.Content) < 3 || isNumber || node.IsNull(v) || t.Table != &keys.Criterion
	}
	return true
}

// unread is what to write for a text in the place of a condition that is none: of a line with a
// field its value, of another its field.
func (t Translator) unread(template string, all []node.Entry, e node.Entry) string {
	name, isPlaced := strings.CutSuffix(template, ": {c}")
	if !isPlaced || e.Value.Kind != yaml.ScalarNode || node.IsNull(e.Value) || ConditionMeant(e.Value.Value, t.Table == &keys.Stage) != "" {
		return ""
	}
	switch {
	case name != "when" || !t.Table.Operators:
		return ""
	case t.FieldOf(all) != "" && ownTests(all) == 0:
		return t.testsMeant(e.Value)
	case t.FieldOf(all) == "" && t.Table == &keys.Criterion:
		return "field: " + node.Flow(e.Value)
	}
	return ""
}

var (
	givenPoints = lazyre.New(`(?i)^\s*(?:(add|(?:score|points)\s*\+=|plus|give|award|increase|\+|加点|加算)|(subtract|(?:score|points)\s*-=|minus|deduct|remove|decrease|reduce|減点|減算))\D{0,20}?([0-9.]+)\D*$`)
	ruleWords   = []string{"rule", "rules", "criteria", "criterion", "logic", "expression", "expr", "query", "sql", "where", "requires", "require", "requirement", "requirements", "formula", "code", "script", "statement", "check", "eval", "script"}
)

// pointsGiven is what to write for points in words: add 5 points.
func pointsGiven(text string) string {
	found := givenPoints().FindStringSubmatch(text)
	switch {
	case found == nil:
		return ""
	case found[2] != "":
		return "points: -" + found[3]
	}
	return "points: " + found[3]
}

// byShape is what to write for an entry whose key says nothing here, by what its value is; ""
// where that tells nothing either.
func (t Translator) byShape(all []node.Entry, e node.Entry) string {
	if dialect.IsNear(t.Table, e.Name) || dialect.SaysNot(dialect.Words(e.Name)) || dialect.SayingOf(dialect.Words(e.Name)).Has("no") && t.Table != &keys.Rulebook {
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
	if indexOf(all, "when") >= 0 || ownTests(all) > 0 && v.Kind != yaml.ScalarNode {
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
	if v.Kind == yaml.MappingNode && t.Table.Operators && t.FieldOf(all) != "" && ownTests(all) == 0 {
		if tests := t.of(&keys.Condition).inOurKeys(v); tests != "" && dialect.IsOperator(dialect.KeyOf(tests)) {
			return tests // operation: {operator: IS_ANY_OF, values: [JP, US]}
		}
	}
	switch {
	case hasWhen && (v.Kind == yaml.MappingNode || conditionsIn([]node.Entry{e}) >= 0):
		if meant := t.placedCondition(v); strings.Contains(meant, "field: ") || strings.Contains(meant, "metric: ") {
			return "when: " + meant
		}
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode && t.Table.Operators && indexOf(all, "field") >= 0 && !asksSomething(all):
		return "is: " + node.Flow(v)
	case v.Kind == yaml.SequenceNode && len(v.Content) > 0 && v.Content[0].Kind == yaml.ScalarNode && t.Table == &keys.Criterion && t.FieldOf(all) == "" && !asksSomething(all):
		return "field: " + node.Written(e.Name) + ", is: " + node.Flow(v)
	case v.Kind != yaml.ScalarNode || node.IsNull(v):
	case t.Table == &keys.Criterion && pointsGiven(v.Value) != "" && indexOf(all, "points") < 0:
		return pointsGiven(v.Value)
	case hasWhen && ConditionMeant(v.Value, t.Table == &keys.Stage) != "" && strings.ContainsAny(v.Value, "<>=() "):
		return "when: {" + ConditionMeant(v.Value, t.Table == &keys.Stage) + "}"
	case t.Table == &keys.Criterion && operand.IsNumber(v) && indexOf(all, "points") < 0 && indexOf(all, "bands") < 0 && indexOf(all, "each") < 0 && asksSomething(all):
		return "points: " + operand.Number(v, false)
	case !operand.IsTruth(v) && t.Table.Operators && indexOf(all, "field") >= 0 && dialect.SayingOf(dialect.Words(e.Name)).Silent() && !asksSomething(all) && !operand.IsNumber(v) && t.Table != &keys.Stage:
		return t.testsMeant(v)
	case t.Table == &keys.Criterion && t.FieldOf(all) == "" && !asksSomething(all) && indexOf(all, "points") >= 0:
		return "field: " + node.Written(e.Name) + ", " + t.testsMeant(v)
	case operand.IsTruth(v) && t.Table.Operators && indexOf(all, "field") >= 0 && ownTests(all) == 0 && dialect.SayingOf(dialect.Words(e.Name)).Silent():
		return "is: " + v.Value // of a line that asks nothing else
	}
	return ""
}
