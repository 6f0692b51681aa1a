package foreign

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file holds what to write for keys that change what stands beside them: negate, divide_by,
// the second half of between 100 and 500, an else beside bands.

// alters is what to write for the entry all[i] where it changes what stands beside it; "" where
// it does not. template is what the table says of it.
func (t Translator) alters(all []node.Entry, i int, template string) string {
	e := all[i]
	words := strings.Join(wordsOf(e.Name), " ")
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
	case t.Table.Operators && (words == "year" || words == "in year" || words == "calendar year" || words == "年") && yearOf(e.Value) > 0:
		return fmt.Sprintf("after: %d-12-31, before: %d-01-01", yearOf(e.Value)-1, yearOf(e.Value)+1)
	case (t.Table == &keys.Attribute || t.Table == &keys.Element) && strings.HasPrefix(template, "weight: ") && e.Value.Kind == yaml.MappingNode && len(e.Value.Content) > 2:
		return t.bandsMeant(e.Value)
	case strings.HasPrefix(template, "count: ") && e.Value.Kind == yaml.ScalarNode && !isTruth(e.Value) && !strings.ContainsAny(fold.Text(e.Value.Value), "0123456789") && len(e.Value.Value) > 2 && indexOf(all, "field") >= 0:
		return "is: " + node.Flow(e.Value) // size: enterprise
	}
	if t.Table == &keys.Stage {
		if write := t.stageAltered(all, e, words); write != "" {
			return write
		}
	}
	if strings.HasPrefix(template, "metric: fit, ") && IsGrade(node.Text(e.Value)) && t.Table == &keys.Stage {
		return fitAsked(e)
	}
	if t.Table != &keys.Criterion {
		return ""
	}
	switch {
	case expiryWords[words] && cell.DurationMeant(node.Text(e.Value)) != "":
		return t.expiring(all, e)
	case requiredWords[words] && isTruth(e.Value) && (ownTests(all) > 0 || indexOf(all, "when") >= 0):
		return "leave " + e.Name + " out: to shut out leads for which this is false write first under stages: - {stage: Disqualified, out: true, when: {not: {" + cmp.Or(OwnCondition(all), "field: FIELD, is: VALUE") + "}}}"
	case requiredWords[words] && isTruth(e.Value) && ownTests(all) == 0 && indexOf(all, "when") < 0:
		return "known: " + trueOr(e.Value)
	case strings.HasPrefix(template, "bands: and a list") && e.Value.Kind == yaml.SequenceNode && intervalBands(all, e.Value) != "":
		return intervalBands(all, e.Value)
	case dividingWords[words]:
		return dividedPoints(all, e)
	case template == "missing: {n}" && elseWords[words] && indexOf(all, "bands") >= 0 && cellIsNumber(e.Value):
		bands := strings.TrimSuffix(node.Flow(all[indexOf(all, "bands")].Value), "]")
		return bandsOr(bands, writtenNumber(e.Value, false))
	case e.Value.Kind == yaml.SequenceNode && nestingWords[words] && t.nested(all, e) != "":
		return t.nested(all, e)
	}
	return ""
}

// namedTime is what to write for a time that is named in place of an operator: this_month: true.
func namedTime(words string, v *yaml.Node) string {
	if v.Kind != yaml.ScalarNode || !isTruth(v) && !node.IsNull(v) {
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

// denyingWords turn a line round.
var denyingWords = map[string]bool{"negate": true, "negated": true, "negation": true, "invert": true, "inverted": true, "inverse": true, "invert match": true, "invert condition": true, "reverse": true, "reversed": true, "not": true, "is not": true, "opposite": true, "negative match": true, "negate condition": true, "exclude match": true, "否定": true, "反転": true, "逆": true}

func denies(words string, v *yaml.Node) bool {
	return denyingWords[words] && v.Kind == yaml.ScalarNode && isTruth(v)
}

// deniedLine is the condition of a line, turned round.
func (t Translator) deniedLine(all []node.Entry, name string) string {
	own := t.ownMeant(slices.DeleteFunc(slices.Clone(all), func(e node.Entry) bool { return e.Name == name }))
	at := indexOf(all, name)
	if truth, _ := cell.TruthWord(all[at].Value.Value); !truth && own != "" {
		return "leave " + name + " out: the line asks as it stands"
	}
	if keyOf(own) != "field" || !strings.Contains(own, ", ") {
		return ""
	}
	instead := " in place of " + strings.Join(append(testNames(all), name), ", ")
	if denied := notMeant(own); t.Table != &keys.Condition && strings.HasPrefix(denied, aboutOf(own)+", ") && strings.Count(own, ", ") == 1 {
		return strings.TrimPrefix(denied, aboutOf(own)+", ") + instead
	}
	return t.asCondition("not: {"+own+"}") + instead
}

func isUpperEnd(words string) bool {
	return slices.Contains([]string{"and", "to", "upto", "up to", "until", "through", "thru", "high", "upper", "max", "end"}, words)
}

// upperEnd is what to write for the second number of between: 100, and: 500.
func upperEnd(all []node.Entry, e node.Entry) string {
	at := indexOf(all, "between")
	if at < 0 || all[at].Value == nil || !cellIsNumber(all[at].Value) || !cellIsNumber(e.Value) {
		return ""
	}
	return "between: [" + writtenNumber(all[at].Value, false) + ", " + writtenNumber(e.Value, false) + "] in place of between and " + e.Name
}

// PairMeant is what to write for the one number of a pair: between: [100], [100, null]; "" for any
// other value.
func PairMeant(n *yaml.Node) string {
	ends := listOf(n)
	if n.Kind != yaml.SequenceNode || len(ends) == 0 || len(ends) > 2 {
		return ""
	}
	isOpen := func(n *yaml.Node) bool {
		return node.IsNull(n) || n.Kind == yaml.ScalarNode && (SaysNone(n.Value) || n.Value == "")
	}
	low, high := ends[0], &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}
	if len(ends) == 2 {
		high = ends[1]
	}
	switch {
	case cellIsNumber(low) && isOpen(high):
		return "at_least: " + writtenNumber(low, false) + " in place of between"
	case cellIsNumber(high) && isOpen(low):
		return "at_most: " + writtenNumber(high, false) + " in place of between"
	}
	return ""
}

// dividingWords say that points are for so many of something.
var dividingWords = map[string]bool{"divide": true, "divide by": true, "divided by": true, "divisor": true, "denominator": true, "per count": true, "per units": true, "for every": true, "every n": true, "for each n": true, "割る": true}

// dividedPoints is what to write for points for so many of something: each: 5, divide_by: 10.
func dividedPoints(all []node.Entry, e node.Entry) string {
	for _, name := range []string{"each", "points"} {
		if at := indexOf(all, name); at >= 0 && all[at].Value != nil && cellIsNumber(e.Value) {
			if each := divided(node.Text(all[at].Value), node.Text(e.Value)); each != "" {
				return "each: " + each + " in place of " + name + " and " + e.Name
			}
		}
	}
	return ""
}

// elseWords may mean what is earned where no band holds, or where a cell is blank.
var elseWords = map[string]bool{"default": true, "fallback": true, "default points": true, "default score": true}

func bandsOr(bands, points string) string {
	return "bands: " + bands + ", {points: " + points + "}] in place of bands; or missing: " + points + " for a blank cell alone"
}

// requiredWords ask that there is an answer, where a line asks nothing else.
var requiredWords = map[string]bool{"required": true, "mandatory": true, "must have": true, "must": true, "必須": true}

func trueOr(v *yaml.Node) string {
	truth, _ := cell.TruthWord(v.Value)
	return map[bool]string{true: "true", false: "false"}[truth]
}

// intervalBands are bands for a list of intervals that all earn the points of the line: ["1,10",
// 11-50].
func intervalBands(all []node.Entry, list *yaml.Node) string {
	at := indexOf(all, "points")
	if at < 0 || all[at].Value == nil {
		return ""
	}
	var bands []string
	for _, one := range list.Content {
		if one.Kind != yaml.ScalarNode || !isPair(one) {
			return ""
		}
		bands = append(bands, "{between: "+writtenPair(one)+", points: "+node.Flow(all[at].Value)+"}")
	}
	return "bands: [" + strings.Join(bands, ", ") + "] in place of points"
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
	if keyOf(own) != "field" || indexOf(all, "when") >= 0 {
		return fade
	}
	return "when: {all: [{" + own + "}, {field: " + date + ", within: " + age + "}]} in place of " + strings.Join(append(testNames(all), e.Name), ", ") + "; or " + fade + " for points that fade"
}

// nestingWords hold criteria in other tools' groups.
var nestingWords = map[string]bool{"criteria": true, "rules": true, "items": true, "conditions": true, "children": true, "members": true, "signals": true, "factors": true, "attributes": true, "ルール": true, "条件": true}

// nested is what to write for criteria inside a criterion, which names their group.
func (t Translator) nested(all []node.Entry, e node.Entry) string {
	if indexOf(all, "points") >= 0 || conditionsIn([]node.Entry{e}) < 0 {
		return ""
	}
	for _, item := range e.Value.Content {
		if !strings.Contains(", "+atTop(t.of(&keys.Criterion).inOurKeys(item)), ", points:") {
			return ""
		}
	}
	group := "NAME"
	for _, name := range []string{"group", "name"} {
		if at := indexOf(all, name); at >= 0 && all[at].Value != nil {
			group = node.Flow(all[at].Value)
			break
		}
	}
	items := t.of(&keys.Criterion).inGroup(group, e.Value)
	if items == "" {
		return ""
	}
	return "- {" + items + "} in place of this entry, each a criterion of its own, with groups: {" + group + ": {}}"
}

// inGroup are the criteria of a list, of a group, without the braces around all.
func (t Translator) inGroup(group string, list *yaml.Node) string {
	var items []string
	for _, item := range list.Content {
		one := t.inOurKeys(item)
		if one == "" {
			return ""
		}
		if one = t.completed(one); !strings.Contains(", "+atTop(one), ", group:") {
			name, rest, _ := strings.Cut(one, ", ")
			one = name + ", group: " + group + ", " + rest
		}
		items = append(items, one)
	}
	return strings.Join(items, "}, {")
}

// IsGrade reports whether a text is a grade: A, B+.
func IsGrade(text string) bool {
	bare := strings.TrimRight(strings.TrimSpace(text), "+-")
	return len(bare) == 1 && strings.Contains("abcdefABCDEF", bare)
}

// gradeAsked is the operator of grades that is said.
func gradeAsked(s saying) string {
	if op := s.compared(); op == "at_least" || op == "at_most" {
		return op
	}
	return ""
}

// wrappedMeant is what to write for a whole rulebook under a key of its own: model: {criteria: [...]}.
func (t Translator) wrappedMeant(v *yaml.Node) string {
	if v.Kind != yaml.MappingNode {
		return ""
	}
	sections := 0
	var parts []string
	for _, e := range entriesOf(v) {
		if slices.Contains([]string{"criteria", "icp", "frameworks", "stages", "fields"}, e.Name) {
			sections++
		}
		if !keys.Rulebook.Knows(e.Name) {
			return ""
		}
		parts = append(parts, cmp.Or(t.sectionMeant(e.Name, e.Value), e.Name+": "+node.Flow(e.Value)))
	}
	write := strings.Join(parts, ", ")
	if sections == 0 || len(write) > longest {
		return ""
	}
	return "these keys at the top, with nothing above them: " + write
}

var pointsAt = lazyre.New(`points: -?[0-9.]+`)

// penaltyWords say of a section that its points are taken away.
var penaltyWords = []string{"negative", "negatives", "penalty", "penalties", "deduction", "deductions", "minus", "demerits", "subtract", "減点", "マイナス"}

// penalties is what to write for a section of lines whose points are taken away; "" for others.
func (t Translator) penalties(e node.Entry) string {
	if !slices.ContainsFunc(wordsOf(e.Name), func(w string) bool { return slices.Contains(penaltyWords, w) }) || e.Value.Kind == yaml.ScalarNode {
		return ""
	}
	write := t.sectionIn("criteria:", e.Value)
	if !strings.Contains(write, "points: ") {
		return ""
	}
	return pointsAt().ReplaceAllStringFunc(write, func(points string) string {
		if points = strings.TrimPrefix(points, "points: "); strings.HasPrefix(points, "-") || points == "0" {
			return "points: " + points
		}
		return "points: -" + points
	})
}

// ChangesMeaning reports whether a key that is not known may turn round, or change by how much,
// what stands beside it: it is not to be left out unread.
func ChangesMeaning(name string) bool {
	words := wordsOf(name)
	s := sayingOf(words)
	if saysNot(words) || s.has("no") || s.compared() != "" {
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
	for _, one := range listOf(v) {
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

func yearOf(v *yaml.Node) int64 {
	in, ok := cell.NumberMeant(node.Text(v))
	year, whole := in.Low.Whole()
	if v.Kind != yaml.ScalarNode || !ok || !in.IsExact() || !whole || year < 1990 || year > 2100 {
		return 0
	}
	return year
}

// stageAltered is what to write in a stage rule for keys whose value says what becomes of leads:
// exclude_if: {...}, else: Nurture.
func (t Translator) stageAltered(all []node.Entry, e node.Entry, words string) string {
	bare := without(strings.Fields(words), []string{"if", "when", "where", "unless"})
	switch template := rowOf(&keys.Stage, bare); {
	case template == "out: {t}" && len(bare) < len(strings.Fields(words)) && !strings.Contains(words, "unless"):
		if e.Value.Kind != yaml.ScalarNode || ConditionMeant(e.Value.Value, true) != "" {
			return "out: true, when: " + t.placedCondition(e.Value)
		}
	case strings.HasPrefix(template, "leave {k} out: the last rule") && e.Value.Kind == yaml.ScalarNode && !isTruth(e.Value) && !node.IsNull(e.Value) && indexOf(all, "stage") < 0:
		return "stage: " + node.Flow(e.Value)
	}
	return ""
}

// gradesMeantIn are the grades that a text joins: A or B; "" for one.
func gradesMeantIn(v *yaml.Node) string {
	parts := eitherSigns().Split(node.Text(v), -1)
	if len(parts) < 2 || slices.ContainsFunc(parts, func(part string) bool { return !IsGrade(part) }) {
		return ""
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

var eitherSigns = lazyre.New(`\s+(?i:or)\s+|\s*[,/|]\s*`)

// besideOwn joins a condition with what its line asks already.
func (t Translator) besideOwn(all []node.Entry, write string) string {
	condition, isWhen := strings.CutPrefix(write, "when: {")
	own := OwnCondition(all)
	if !isWhen || ownTests(all) == 0 || keyOf(own) != "field" && keyOf(own) != "metric" || strings.Contains(write, "{"+own+"}") || strings.Contains(write, "; or ") || strings.Contains(write, " in place of ") || indexOf(all, "bands") >= 0 || indexOf(all, "each") >= 0 {
		return ""
	}
	return "when: {all: [{" + own + "}, {" + condition + "]} in place of " + strings.Join(append(testNames(all), keyOf(own)), ", ")
}
