package wording

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/match/title"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/node"
)

// This file reads keys that change what stands beside them.

// NamedTime is what to write for a time that is named in place of an operator: this_month: true.
func NamedTime(words string, v *yaml.Node) string {
	if v.Kind != yaml.ScalarNode || !operand.IsTruth(v) && !node.IsNull(v) {
		return ""
	}
	name := strings.TrimPrefix(strings.TrimPrefix(strings.Replace(words, "current ", "this ", 1), "in "), "is ")
	asked := meant.AgeAsked(name)
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

// IsUpperEnd reports whether the words of a name say the upper end of an interval.
func IsUpperEnd(words string) bool {
	return slices.Contains([]string{"and", "to", "upto", "up to", "until", "through", "thru", "high", "upper", "max", "end"}, words)
}

// UpperEnd is what to write for the second number of between: 100, and: 500.
func UpperEnd(all []node.Entry, e node.Entry) string {
	at := IndexOf(all, "between")
	if at < 0 || all[at].Value == nil || !operand.IsNumber(all[at].Value) || !operand.IsNumber(e.Value) {
		return ""
	}
	return "between: [" + operand.Number(all[at].Value, false) + ", " + operand.Number(e.Value, false) + "] in place of between and " + e.Name
}

// DividingWords say that points are for so many of something.
var DividingWords = map[string]bool{"divide": true, "divide by": true, "divided by": true, "divisor": true, "denominator": true, "per": true, "per count": true, "per units": true, "for every": true, "every n": true, "for each n": true, "割る": true}

// DividedPoints is what to write for points for so many of something: each: 5, divide_by: 10.
func DividedPoints(all []node.Entry, e node.Entry) string {
	for _, name := range []string{"each", "points"} {
		if at := IndexOf(all, name); at >= 0 && all[at].Value != nil && operand.IsNumber(e.Value) {
			if each := operand.Divided(node.Text(all[at].Value), node.Text(e.Value)); each != "" {
				return "each: " + each + " in place of " + name + " and " + e.Name
			}
		}
	}
	return ""
}

// ElseWords may mean what is earned where no band holds, or where a cell is blank.
var ElseWords = map[string]bool{"default": true, "fallback": true, "default points": true, "default score": true}

// RequiredWords ask that there is an answer, where a line asks nothing else.
var RequiredWords = map[string]bool{"required": true, "mandatory": true, "must have": true, "must": true, "必須": true}

// ExpiryWords say for how long points last, at once and not fading.
var ExpiryWords = map[string]bool{"expire": true, "expires": true, "expiry": true, "ttl": true, "expire after": true, "expires after": true, "expires in": true, "valid for": true, "valid days": true, "lifetime": true, "expiration": true, "expire days": true, "validity": true, "有効期限": true, "有効期間": true}

// ChangesMeaning reports whether a key that is not known may turn round, or change by how much,
// what stands beside it: it is not to be left out unread.
func ChangesMeaning(name string) bool {
	words := dialect.Words(name)
	s := dialect.SayingOf(words)
	if dialect.SaysNot(words) || s.Has("no") || s.Compared() != "" {
		return true
	}
	return slices.ContainsFunc(words, func(word string) bool {
		return denyingWords[word] || DividingWords[word] || slices.Contains([]string{"multiply", "multiplied", "times", "factor", "per", "unless", "only", "except", "percent", "scale", "invert", "without", "instead", "otherwise", "else"}, word)
	}) || fold.Text(name) == "!"
}

// PatternFlags reports whether a key says that a pattern is to match whatever the case.
func PatternFlags(words string, v *yaml.Node) bool {
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
	LevelWords = map[string]bool{"seniority": true, "level": true, "job level": true, "seniority level": true, "management level": true, "役職レベル": true}
	levels     = []string{"student", "staff", "manager", "director", "vp", "c_level"}
)

var titleAsked = lazyre.New(`^(.+?)\s*(?:(以上|\+|\s(?:or|and) (?:above|higher|up|over))|(以下|\s(?:or|and) (?:below|lower)))$`)

// TitleAsked reports whether a value names a title and those above or below it.
func TitleAsked(v *yaml.Node) bool { return levelOfTitle(v) != "" }

// levelOfTitle is the operator of a level for a title and those above or below it: 部長以上, VP or above; ""
// for any other text.
func levelOfTitle(v *yaml.Node) string {
	found := titleAsked().FindStringSubmatch(fold.Text(v.Value))
	if v.Kind != yaml.ScalarNode || found == nil {
		return ""
	}
	level, known := title.Seniority(found[1])
	if _, isNumber := meant.Number(found[1]); !known || isNumber {
		return ""
	}
	return map[bool]string{true: "at_least: ", false: "at_most: "}[found[2] != ""] + level.String()
}

// LevelsAsked are the operators of a level that is named: director+, [vp, c_level]; "" for none.
func LevelsAsked(v *yaml.Node) string {
	for _, one := range node.ListOf(v) {
		name, isLeast := strings.CutSuffix(strings.NewReplacer("-", "_", " or above", "+", " or higher", "+", " and above", "+", "以上", "+").Replace(fold.Text(node.Text(one))), "+")
		switch {
		case !slices.Contains(levels, name):
			return levelOfTitle(v)
		case isLeast && v.Kind == yaml.ScalarNode:
			return "at_least: " + name
		}
	}
	return "is: " + node.Flow(v)
}

// NamesList reports whether the name of an operator says that several values may follow.
func NamesList(words string) bool {
	return slices.ContainsFunc(strings.Fields(words), func(w string) bool {
		return slices.Contains([]string{"list", "one", "any", "in", "either", "among", "none"}, w)
	})
}

// PerWords reports whether a name gives points for each one of something: points_per_view. A
// limit is none, per day or in all.
func PerWords(name string) bool {
	words := dialect.Words(name)
	says := func(all ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(all, w) })
	}
	return len(words) > 1 && says("per", "each", "every", "ごと") && !says("max", "maximum", "limit", "cap", "day", "week", "month", "lead", "min", "half")
}

// NegativePoints turns the points of a line round: points: 10, negative: true.
func NegativePoints(all []node.Entry) string {
	at := slices.IndexFunc(all, func(e node.Entry) bool { return e.Name == "points" })
	if at < 0 || all[at].Value == nil {
		return ""
	}
	return "points: " + operand.Number(all[at].Value, true) + " in place of both"
}

// denyingWords turn a line round.
var denyingWords = map[string]bool{"negate": true, "negated": true, "negation": true, "invert": true, "inverted": true, "inverse": true, "invert match": true, "invert condition": true, "reverse": true, "reversed": true, "not": true, "is not": true, "opposite": true, "negative match": true, "negate condition": true, "exclude match": true, "否定": true, "反転": true, "逆": true}

// Denies reports whether a key says of a line that it is turned round.
func Denies(words string, v *yaml.Node) bool {
	return denyingWords[words] && v.Kind == yaml.ScalarNode && operand.IsTruth(v)
}
