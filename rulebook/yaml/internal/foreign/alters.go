package foreign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file holds what to write for keys that change what stands beside them: divide_by, the second
// half of between 100 and 500, an else beside bands.

// alters is what to write for the entry all[i] where it changes what stands beside it; "" where
// it does not. template is what the table says of it.
func (t Translator) alters(all []node.Entry, i int, template string) string {
	e := all[i]
	words := strings.Join(dialect.Words(e.Name), " ")
	switch {
	case t.Table.Operators && wording.NamedTime(words, e.Value) != "":
		return wording.NamedTime(words, e.Value)
	case t.Table.Operators && wording.Denies(words, e.Value):
		return t.deniedLine(all, e.Name)
	case t.Table.Operators && wording.IsUpperEnd(words):
		return wording.UpperEnd(all, e)
	case t.Table.Operators && wording.IndexOf(all, "matches") >= 0 && wording.PatternFlags(words, e.Value):
		return "matches: " + node.Written("(?i)"+all[wording.IndexOf(all, "matches")].Value.Value) + " in place of matches and " + e.Name
	case t.Table.Operators && (wording.LevelWords[words] || wording.LevelWords[strings.Join(dialect.Without(dialect.Words(e.Name), dialect.Fillers), " ")] || wording.TitleAsked(e.Value) && wording.OwnTests(all) == 0) && wording.LevelsAsked(e.Value) != "":
		return "field: level, " + wording.LevelsAsked(e.Value) + ", with fields: {level: {seniority: " + cmp.Or(t.FieldOf(all), "TITLE") + "}}"
	case t.Table.Operators && (words == "year" || words == "in year" || words == "calendar year" || words == "年") && operand.Year(e.Value) > 0:
		return fmt.Sprintf("after: %d-12-31, before: %d-01-01", operand.Year(e.Value)-1, operand.Year(e.Value)+1)
	case (t.Table == &keys.Attribute || t.Table == &keys.Element) && strings.HasPrefix(template, "weight: ") && e.Value.Kind == yaml.MappingNode && len(e.Value.Content) > 2:
		return t.bandsMeant(e.Value)
	case strings.HasPrefix(template, "count: ") && e.Value.Kind == yaml.ScalarNode && !operand.IsTruth(e.Value) && !strings.ContainsAny(fold.Text(e.Value.Value), "0123456789") && len(e.Value.Value) > 2 && wording.IndexOf(all, "field") >= 0:
		return "is: " + node.Flow(e.Value) // size: enterprise
	}
	if t.Table == &keys.Attribute || t.Table == &keys.Element {
		if write := t.ratedOrAsked(all, e, template); write != "" {
			return write
		}
	}
	if t.excludes(template) && e.Value.Kind == yaml.ScalarNode && !operand.IsTruth(e.Value) && len(wording.TestNames(all)) == 1 && wording.IndexOf(all, "field") >= 0 && t.Table == &keys.Criterion {
		own, field := wording.OwnCondition(all), t.FieldOf(all)
		return "when: {all: [{" + own + "}, {not: {field: " + field + ", " + wording.TestNames(all)[0] + ": " + node.Flow(e.Value) + "}}]} in place of field, " + wording.TestNames(all)[0] + ", " + e.Name
	}
	if every := wording.Periodic(words); every != "" && (t.Table == &keys.Criterion || t.Table == &keys.Group) && e.Value.Kind == yaml.ScalarNode {
		if write := wording.Decay(strings.TrimLeft(e.Value.Value, "-")+" per "+every, t.dateHere(all)); write != "" {
			return write
		}
	}
	if strings.HasPrefix(template, "decay: {") && e.Value.Kind == yaml.ScalarNode && meant.Duration(e.Value.Value) == "" {
		if write := wording.Decay(e.Value.Value, t.dateHere(all)); write != "" {
			return write
		}
	}
	if template == "decay: {v}" && e.Value.Kind == yaml.ScalarNode {
		if write := t.spelled("decay", e.Value); write != "" {
			return write
		}
	}
	if t.Table == &keys.Stage {
		if write := t.stageAltered(all, e, words); write != "" {
			return write
		}
	}
	if strings.HasPrefix(template, "metric: fit, ") && operand.IsGrade(node.Text(e.Value)) && t.Table == &keys.Stage {
		return wording.FitAsked(e)
	}
	if t.Table != &keys.Criterion {
		return ""
	}
	if write := eventLimit(all, e, words); write != "" {
		return write
	}
	switch {
	case wording.ExpiryWords[words] && meant.Duration(node.Text(e.Value)) != "":
		return t.expiring(all, e)
	case wording.RequiredWords[words] && operand.IsTruth(e.Value) && (wording.OwnTests(all) > 0 || wording.IndexOf(all, "when") >= 0):
		return "leave " + e.Name + " out: to shut out leads for which this is false write first under stages: - {stage: Disqualified, out: true, when: {not: {" + cmp.Or(wording.OwnCondition(all), "field: FIELD, is: VALUE") + "}}}"
	case wording.RequiredWords[words] && operand.IsTruth(e.Value) && wording.OwnTests(all) == 0 && wording.IndexOf(all, "when") < 0:
		return "known: " + wording.TrueOr(e.Value)
	case strings.HasPrefix(template, "bands: and a list") && e.Value.Kind == yaml.SequenceNode && intervalBands(all, e.Value) != "":
		return intervalBands(all, e.Value)
	case wording.DividingWords[words]:
		return wording.DividedPoints(all, e)
	case strings.HasPrefix(template, "bands: [{{test}") && wording.OwnTests(all) == 0 && operand.IsNumber(e.Value):
		return t.otherwise(all, e)
	case template == "missing: {n}" && wording.ElseWords[words] && wording.IndexOf(all, "bands") >= 0 && operand.IsNumber(e.Value):
		bands := strings.TrimSuffix(node.Flow(all[wording.IndexOf(all, "bands")].Value), "]")
		return bandsOr(bands, operand.Number(e.Value, false))
	case e.Value.Kind == yaml.SequenceNode && nestingWords[words] && t.nested(all, e) != "":
		return t.nested(all, e)
	}
	return ""
}

// otherwise are bands for the points of a line whose condition does not hold: if, then, else.
func (t Translator) otherwise(all []node.Entry, e node.Entry) string {
	when, points, instead := "", "", []string(nil)
	for i, other := range all {
		template, _ := dialect.Meant(t.Table, other.Name)
		switch {
		case other.Value == nil || other.Name == e.Name:
		case other.Name == "when" || template == "when: {c}":
			if when = t.placedCondition(other.Value); !strings.HasPrefix(when, "{") {
				return ""
			}
			instead = append(instead, all[i].Name)
		case (other.Name == "points" || template == "points: {n}") && operand.IsNumber(other.Value):
			points, instead = operand.Number(other.Value, false), append(instead, all[i].Name)
		}
	}
	if when == "" || points == "" {
		return ""
	}
	return "bands: [{when: " + when + ", points: " + points + "}, {points: " + operand.Number(e.Value, false) + "}] in place of " + strings.Join(append(instead, "when", "points"), ", ")
}

// weighs reports whether another entry than one is the weight of a line.
func (t Translator) weighs(all []node.Entry, but node.Entry) bool {
	return slices.ContainsFunc(all, func(e node.Entry) bool {
		template, _ := dialect.Meant(t.Table, e.Name)
		return e.Name != but.Name && (e.Name == "weight" || template == "weight: {n}" && operand.IsNumber(e.Value))
	})
}

// dateHere is the field that points may fade from.
func (t Translator) dateHere(all []node.Entry) string {
	return t.DateOr(cmp.Or(t.FieldOf(all), "DATE"))
}

// eventLimit is the most that counted events earn: event_limit: 10 beside each: 2 is max: 20.
func eventLimit(all []node.Entry, e node.Entry, words string) string {
	if !eventLimits[words] || !operand.IsNumber(e.Value) {
		return ""
	}
	for i, other := range all {
		each := ""
		if other.Name == "each" {
			each = node.Text(other.Value)
		} else if write := (Translator{Line: wording.Line{Table: &keys.Criterion}}).byName(all, i); strings.HasPrefix(write, "each: ") {
			each = strings.TrimPrefix(write, "each: ")
		}
		a, okA := meant.Number(each)
		b, okB := meant.Number(node.Text(e.Value))
		if most, fits := a.Low.Mul(b.Low); okA && okB && fits {
			return "max: " + most.String()
		}
	}
	return ""
}

// eventLimits say how many events count.
var eventLimits = map[string]bool{"event limit": true, "max events": true, "events limit": true, "count limit": true, "max count": true, "max occurrences": true, "occurrence limit": true, "max times": true, "times limit": true, "limit events": true, "limit count": true}

// byName is what a key means by its name alone, where the line has nothing else.
func (t Translator) byName(all []node.Entry, i int) string {
	if t.Table.Knows(all[i].Name) || all[i].Value == nil || all[i].Value.Kind != yaml.ScalarNode {
		return ""
	}
	template, _ := dialect.Meant(t.Table, all[i].Name)
	if template == "each: {n}" || wording.PerWords(all[i].Name) {
		return "each: " + operand.Number(all[i].Value, false)
	}
	return ""
}

// expiring asks that a date is no older than points last: that of the line, where it asks nothing else.
func (t Translator) expiring(all []node.Entry, e node.Entry) string {
	age := meant.Duration(node.Text(e.Value))
	own := t.ownMeant(slices.DeleteFunc(slices.Clone(all), func(other node.Entry) bool { return other.Name == e.Name }))
	if !wording.AsksSomething(all) && t.FieldOf(all) != "" {
		return "within: " + age + "; or decay: {from: " + t.FieldOf(all) + ", half_life: " + age + "} for points that fade"
	}
	date := t.DateOr("DATE")
	fade := "decay: {from: " + date + ", half_life: " + age + "}"
	if dialect.KeyOf(own) != "field" || wording.IndexOf(all, "when") >= 0 {
		return fade
	}
	return "when: {all: [{" + own + "}, {field: " + date + ", within: " + age + "}]} in place of " + strings.Join(append(wording.TestNames(all), e.Name), ", ") + "; or " + fade + " for points that fade"
}

// ratedOrAsked is what to write for a key that may be a weight where its value is none: a rating,
// or what the field is to be.
func (t Translator) ratedOrAsked(all []node.Entry, e node.Entry, template string) string {
	if !strings.HasPrefix(template, "weight: ") {
		return ""
	}
	_, isNumber := meant.Number(node.Text(e.Value))
	switch {
	case e.Value.Kind == yaml.ScalarNode && operand.IsPair(e.Value) && !wording.AsksSomething(all):
		return "rated: " + operand.Pair(e.Value)
	case e.Value.Kind == yaml.SequenceNode && !wording.AsksSomething(all), e.Value.Kind == yaml.ScalarNode && !isNumber && !node.IsNull(e.Value) && !t.testsBeside(all) && !wording.AsksSomething(all) && t.weighs(all, e):
		return t.TestsMeant(e.Value)
	}
	return ""
}
