package foreign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
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
	case t.Table.Operators && namedTime(words, e.Value) != "":
		return namedTime(words, e.Value)
	case t.Table.Operators && denies(words, e.Value):
		return t.deniedLine(all, e.Name)
	case t.Table.Operators && isUpperEnd(words):
		return upperEnd(all, e)
	case t.Table.Operators && indexOf(all, "matches") >= 0 && patternFlags(words, e.Value):
		return "matches: " + node.Written("(?i)"+all[indexOf(all, "matches")].Value.Value) + " in place of matches and " + e.Name
	case t.Table.Operators && levelWords[words] && levelsAsked(e.Value) != "":
		return "field: level, " + levelsAsked(e.Value) + ", with fields: {level: {seniority: " + cmp.Or(t.FieldOf(all), "TITLE") + "}}"
	case t.Table.Operators && (words == "year" || words == "in year" || words == "calendar year" || words == "年") && operand.Year(e.Value) > 0:
		return fmt.Sprintf("after: %d-12-31, before: %d-01-01", operand.Year(e.Value)-1, operand.Year(e.Value)+1)
	case (t.Table == &keys.Attribute || t.Table == &keys.Element) && strings.HasPrefix(template, "weight: ") && e.Value.Kind == yaml.MappingNode && len(e.Value.Content) > 2:
		return t.bandsMeant(e.Value)
	case strings.HasPrefix(template, "count: ") && e.Value.Kind == yaml.ScalarNode && !operand.IsTruth(e.Value) && !strings.ContainsAny(fold.Text(e.Value.Value), "0123456789") && len(e.Value.Value) > 2 && indexOf(all, "field") >= 0:
		return "is: " + node.Flow(e.Value) // size: enterprise
	}
	if t.Table == &keys.Attribute || t.Table == &keys.Element {
		if write := t.ratedOrAsked(all, e, template); write != "" {
			return write
		}
	}
	if t.excludes(template) && e.Value.Kind == yaml.ScalarNode && !operand.IsTruth(e.Value) && len(testNames(all)) == 1 && indexOf(all, "field") >= 0 && t.Table == &keys.Criterion {
		own, field := OwnCondition(all), t.FieldOf(all)
		return "when: {all: [{" + own + "}, {not: {field: " + field + ", " + testNames(all)[0] + ": " + node.Flow(e.Value) + "}}]} in place of field, " + testNames(all)[0] + ", " + e.Name
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
		return fitAsked(e)
	}
	if t.Table != &keys.Criterion {
		return ""
	}
	switch {
	case expiryWords[words] && cell.DurationMeant(node.Text(e.Value)) != "":
		return t.expiring(all, e)
	case requiredWords[words] && operand.IsTruth(e.Value) && (ownTests(all) > 0 || indexOf(all, "when") >= 0):
		return "leave " + e.Name + " out: to shut out leads for which this is false write first under stages: - {stage: Disqualified, out: true, when: {not: {" + cmp.Or(OwnCondition(all), "field: FIELD, is: VALUE") + "}}}"
	case requiredWords[words] && operand.IsTruth(e.Value) && ownTests(all) == 0 && indexOf(all, "when") < 0:
		return "known: " + trueOr(e.Value)
	case strings.HasPrefix(template, "bands: and a list") && e.Value.Kind == yaml.SequenceNode && intervalBands(all, e.Value) != "":
		return intervalBands(all, e.Value)
	case dividingWords[words]:
		return dividedPoints(all, e)
	case template == "missing: {n}" && elseWords[words] && indexOf(all, "bands") >= 0 && operand.IsNumber(e.Value):
		bands := strings.TrimSuffix(node.Flow(all[indexOf(all, "bands")].Value), "]")
		return bandsOr(bands, operand.Number(e.Value, false))
	case e.Value.Kind == yaml.SequenceNode && nestingWords[words] && t.nested(all, e) != "":
		return t.nested(all, e)
	}
	return ""
}

// namedTime is what to write for a time that is named in place of an operator: this_month: true.
func namedTime(words string, v *yaml.Node) string {
	if v.Kind != yaml.ScalarNode || !operand.IsTruth(v) && !node.IsNull(v) {
		return ""
	}
	name := strings.TrimPrefix(strings.TrimPrefix(strings.Replace(words, "current ", "this ", 1), "in "), "is ")
	asked := cell.AgeAsked(name)
	switch name {
	case "today", "now", "本日", "今日":
		asked = "within: 0d"
	case "yesterday", "昨日", "since yesterday":
		asked = "within: 1d"
	case "tomorrow", "明日":
		asked = "within_next: 1d"
	case "future", "upcoming":
		asked = "within_next: 365d"
	case "overdue", "past due", "expired", "in past", "past", "期限切れ":
		asked = "older_than: 0d"
	}
	if truth, _ := cell.TruthWord(node.Text(v)); truth || asked == "" || node.IsNull(v) {
		return asked
	}
	if age, found := strings.CutPrefix(asked, "within: "); found {
		return "older_than: " + age
	}
	return ""
}

func isUpperEnd(words string) bool {
	return slices.Contains([]string{"and", "to", "upto", "up to", "until", "through", "thru", "high", "upper", "max", "end"}, words)
}

// upperEnd is what to write for the second number of between: 100, and: 500.
func upperEnd(all []node.Entry, e node.Entry) string {
	at := indexOf(all, "between")
	if at < 0 || all[at].Value == nil || !operand.IsNumber(all[at].Value) || !operand.IsNumber(e.Value) {
		return ""
	}
	return "between: [" + operand.Number(all[at].Value, false) + ", " + operand.Number(e.Value, false) + "] in place of between and " + e.Name
}

// dividingWords say that points are for so many of something.
var dividingWords = map[string]bool{"divide": true, "divide by": true, "divided by": true, "divisor": true, "denominator": true, "per count": true, "per units": true, "for every": true, "every n": true, "for each n": true, "割る": true}

// dividedPoints is what to write for points for so many of something: each: 5, divide_by: 10.
func dividedPoints(all []node.Entry, e node.Entry) string {
	for _, name := range []string{"each", "points"} {
		if at := indexOf(all, name); at >= 0 && all[at].Value != nil && operand.IsNumber(e.Value) {
			if each := operand.Divided(node.Text(all[at].Value), node.Text(e.Value)); each != "" {
				return "each: " + each + " in place of " + name + " and " + e.Name
			}
		}
	}
	return ""
}

// elseWords may mean what is earned where no band holds, or where a cell is blank.
var elseWords = map[string]bool{"default": true, "fallback": true, "default points": true, "default score": true}

// requiredWords ask that there is an answer, where a line asks nothing else.
var requiredWords = map[string]bool{"required": true, "mandatory": true, "must have": true, "must": true, "必須": true}

func trueOr(v *yaml.Node) string {
	truth, _ := cell.TruthWord(v.Value)
	return map[bool]string{true: "true", false: "false"}[truth]
}

// expiryWords say for how long points last, at once and not fading.
var expiryWords = map[string]bool{"expire": true, "expires": true, "expiry": true, "ttl": true, "expire after": true, "expires after": true, "expires in": true, "valid for": true, "valid days": true, "lifetime": true, "expiration": true, "expire days": true, "validity": true, "有効期限": true, "有効期間": true}

// expiring asks that a date is no older than points last: that of the line, where it asks nothing else.
func (t Translator) expiring(all []node.Entry, e node.Entry) string {
	age, own := cell.DurationMeant(node.Text(e.Value)), t.ownMeant(all)
	if !asksSomething(all) && t.FieldOf(all) != "" {
		return "within: " + age + "; or decay: {from: " + t.FieldOf(all) + ", half_life: " + age + "} for points that fade"
	}
	date := t.dateOr("DATE")
	fade := "decay: {from: " + date + ", half_life: " + age + "}"
	if dialect.KeyOf(own) != "field" || indexOf(all, "when") >= 0 {
		return fade
	}
	return "when: {all: [{" + own + "}, {field: " + date + ", within: " + age + "}]} in place of " + strings.Join(append(testNames(all), e.Name), ", ") + "; or " + fade + " for points that fade"
}

// ChangesMeaning reports whether a key that is not known may turn round, or change by how much,
// what stands beside it: it is not to be left out unread.
func ChangesMeaning(name string) bool {
	words := dialect.Words(name)
	s := dialect.SayingOf(words)
	if dialect.SaysNot(words) || s.Has("no") || s.Compared() != "" {
		return true
	}
	return slices.ContainsFunc(words, func(word string) bool {
		return denyingWords[word] || dividingWords[word] || slices.Contains([]string{"multiply", "multiplied", "times", "factor", "per", "unless", "only", "except", "percent", "scale", "invert", "without", "instead", "otherwise", "else"}, word)
	}) || fold.Text(name) == "!"
}

// patternFlags reports whether a key says that a pattern is to match whatever the case.
func patternFlags(words string, v *yaml.Node) bool {
	text := fold.Text(node.Text(v))
	truth, isKnown := cell.TruthWord(text)
	switch words {
	case "flags", "flag", "options", "modifiers", "regex flags", "regex options":
		return strings.Contains(text, "i")
	case "case sensitive", "casesensitive":
		return isKnown && !truth
	case "case insensitive", "ignore case", "insensitive", "ignorecase", "caseinsensitive":
		return isKnown && truth
	}
	return false
}

var (
	levelWords = map[string]bool{"seniority": true, "level": true, "job level": true, "seniority level": true, "management level": true, "役職レベル": true}
	levels     = []string{"student", "staff", "manager", "director", "vp", "c_level"}
)

// levelsAsked are the operators of a level that is named: director+, [vp, c_level]; "" for none.
func levelsAsked(v *yaml.Node) string {
	for _, one := range node.ListOf(v) {
		name, isLeast := strings.CutSuffix(strings.NewReplacer("-", "_", " or above", "+", " or higher", "+", " and above", "+", "以上", "+").Replace(fold.Text(node.Text(one))), "+")
		switch {
		case !slices.Contains(levels, name):
			return ""
		case isLeast && v.Kind == yaml.ScalarNode:
			return "at_least: " + name
		}
	}
	return "is: " + node.Flow(v)
}

// ratedOrAsked is what to write for a key that may be a weight where its value is none: a rating,
// or what the field is to be.
func (t Translator) ratedOrAsked(all []node.Entry, e node.Entry, template string) string {
	if !strings.HasPrefix(template, "weight: ") {
		return ""
	}
	_, isNumber := cell.NumberMeant(node.Text(e.Value))
	switch {
	case e.Value.Kind == yaml.ScalarNode && operand.IsPair(e.Value) && !asksSomething(all):
		return "rated: " + operand.Pair(e.Value)
	case e.Value.Kind == yaml.SequenceNode && !asksSomething(all), e.Value.Kind == yaml.ScalarNode && !isNumber && !node.IsNull(e.Value) && !asksSomething(all) && indexOf(all, "weight") >= 0:
		return t.testsMeant(e.Value)
	}
	return ""
}
