package lint_test

import (
	"slices"
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring/lint"
)

// reachFields are the fields that the cases below are about.
const reachFields = `version: 1
fields:
  n: number
  m: number
  level: {seniority: title}
  day: date
  word: text
  title: text
  yes: bool
  tags: list
  rate: {rate: {of: n, per: m}}
`

// bandsOf is a rulebook with one criterion on the field, its bands from line 16 on.
func bandsOf(field string, bands ...string) string {
	return reachFields + "criteria:\n  - name: A\n    field: " + field + "\n    bands:\n" + list("      ", bands)
}

// stagesOf is a rulebook with these stage rules, from line 15 on.
func stagesOf(rules ...string) string {
	return reachFields + "criteria:\n  - {name: A, field: n, each: 1}\nstages:\n" + list("  ", rules)
}

func list(indent string, items []string) string {
	var b strings.Builder
	for _, item := range items {
		b.WriteString(indent + "- {" + item + "}\n")
	}
	return b.String()
}

// loadProblems gives the problems of a rulebook, one a line.
func loadProblems(src string) []string {
	_, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(src)))
	return problemTexts(problems)
}

// neverTexts are the problems of a rulebook; where it has none, the warnings of what
// can never be true.
func neverTexts(src string) []string {
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(src)))
	if rb == nil {
		return problemTexts(problems)
	}
	return slices.DeleteFunc(problemTexts(lint.Rulebook(rb)), func(text string) bool { return !strings.Contains(text, "never") })
}

func problemTexts(problems []rulebook.Problem) []string {
	var texts []string
	for _, p := range problems {
		texts = append(texts, p.Error())
	}
	return texts
}

// expectTexts expects as many texts as wants, each with its want in it.
func expectTexts(t *testing.T, got []string, want ...string) {
	t.Helper()
	ok := len(got) == len(want)
	for i := 0; ok && i < len(want); i++ {
		ok = strings.Contains(got[i], want[i])
	}
	if !ok {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestUnreachableBands(t *testing.T) {
	const taken = "17:9: this band can never be reached: where it is true, the band on line 16 is true already"
	const third = "18:9: this band can never be reached: where it is true, one of the bands on lines 16 and 17 is true already"
	const nothingOver = "18:9: this band can never be reached: the bands on lines 16 and 17 leave nothing over. leave it out; what is unknown earns `missing`"
	for _, c := range []struct {
		name  string
		field string
		bands []string
		want  []string
	}{
		{"number, falling", "n", []string{"at_least: 1000, points: 2", "at_least: 100, points: 1"}, nil},
		{"number, rising", "n", []string{"at_least: 100, points: 1", "at_least: 1000, points: 2"}, []string{taken}},
		{"number, written in two ways", "n", []string{"at_least: 100, points: 1", "at_least: 100.0, points: 2"}, []string{taken}},
		{"number, one more", "n", []string{"above: 100, points: 1", "at_least: 100, points: 2"}, nil},
		{"number, open within closed", "n", []string{"at_least: 100, points: 1", "above: 100, points: 2"}, []string{taken}},
		{"number, falling ceilings", "n", []string{"below: 100, points: 1", "below: 10, points: 2"}, []string{taken}},
		{"number, between within", "n", []string{"between: [1, 100], points: 1", "between: [10, 100], points: 2"}, []string{taken}},
		{"number, between reaching out", "n", []string{"between: [1, 100], points: 1", "between: [10, 101], points: 2"}, nil},
		{"number, two together", "n", []string{"between: [1, 50], points: 1", "between: [50, 100], points: 2", "between: [10, 90], points: 3"}, []string{third}},
		{"number, a gap between two", "n", []string{"between: [1, 49], points: 1", "between: [50, 100], points: 2", "between: [10, 90], points: 3"}, nil},
		{"number, one value left over", "n", []string{"below: 10, points: 1", "above: 10, points: 2", "points: 3"}, nil},
		{"number, nothing left over", "n", []string{"below: 10, points: 1", "at_least: 10, points: 2", "points: 3"}, []string{nothingOver}},
		{"number, is_not and is", "n", []string{"is_not: 10, points: 1", "is: 10, points: 2", "points: 3"}, []string{nothingOver}},
		{"number, operand lists", "n", []string{"is: [1, 2, 3], points: 1", "is: [3, 1], points: 2"}, []string{taken}},
		{"number, one new in the list", "n", []string{"is: [1, 2, 3], points: 1", "is: [3, 4], points: 2"}, nil},
		{"share", "rate", []string{"at_least: 20%, points: 1", "at_least: 0.5, points: 2"}, []string{taken}},
		{"share, falling", "rate", []string{"at_least: 0.5, points: 1", "at_least: 20%, points: 2"}, nil},
		{"an earlier band that is always true", "n", []string{"points: 1", "at_least: 10, points: 2", "points: 3"}, []string{
			"17:9: this band can never be reached: the band on line 16 is always true. put it before that one, or leave it out", "18:9:"}},

		{"level, rising", "level", []string{"at_least: manager, points: 1", "at_least: vp, points: 2"}, []string{taken}},
		{"level, falling", "level", []string{"at_least: vp, points: 2", "at_least: manager, points: 1"}, nil},
		{"level, all taken", "level", []string{"at_least: manager, points: 2", "is: [student, staff], points: 1", "points: 0"}, []string{nothingOver}},
		{"level, one not taken", "level", []string{"at_least: manager, points: 2", "is: staff, points: 1", "points: 0"}, nil},

		{"date, widening", "day", []string{"within: 30d, points: 2", "within: 90d, points: 1"}, nil},
		{"date, narrowing", "day", []string{"within: 90d, points: 1", "within: 30d, points: 2"}, []string{taken}},
		{"date, weeks and days", "day", []string{"within: 4w, points: 1", "within: 28d, points: 2"}, []string{taken}},
		{"date, ahead", "day", []string{"within: 90d, points: 1", "within_next: 30d, points: 2"}, nil},
		{"date, today is both", "day", []string{"within: 90d, points: 1", "within: 90d, within_next: 30d, points: 2"}, []string{taken}},
		{"date, past taken", "day", []string{"within: 30d, points: 1", "older_than: 30d, points: 2", "within: 60d, points: 3"}, []string{third}},
		{"date, before", "day", []string{"before: 2026-04-01, points: 1", "before: 2026-03-01, points: 2"}, []string{taken}},
		{"date, before and the day itself", "day", []string{"before: 2026-04-01, points: 1", "is: 2026-04-01, points: 2", "after: 2026-04-01, points: 3", "points: 4"}, []string{
			"19:9: this band can never be reached: the bands on lines 16, 17 and 18 leave nothing over"}},
		{"date, ages and days are not compared", "day", []string{"within: 36500d, points: 1", "is: 2026-04-01, points: 2"}, nil},

		{"bool, both taken", "yes", []string{"is: true, points: 1", "is: false, points: 2", "points: 3"}, []string{nothingOver}},
		{"bool, the same twice", "yes", []string{"is: true, points: 1", "is: yes, points: 2"}, []string{taken}},

		{"text, words taken", "word", []string{"is: [SaaS, Software], points: 1", "is: [ｓａａｓ, software], points: 2"}, []string{taken}},
		{"text, a new word", "word", []string{"is: [SaaS, Software], points: 1", "is: [saas, Cloud], points: 2"}, nil},
		{"text, all words", "word", []string{"is_not: x, points: 1", "is: x, points: 2", "points: 3"}, []string{nothingOver}},
		{"text, words beside is_not", "word", []string{"is_not: [x, y], points: 1", "is: x, points: 2", "points: 3"}, nil},
		{"text, contains before a longer one", "word", []string{"contains: 部長, points: 1", "contains: 本部長, points: 2"}, []string{taken}},
		{"text, contains after a longer one", "word", []string{"contains: 本部長, points: 2", "contains: 部長, points: 1"}, nil},
		{"text, contains before is", "word", []string{"contains: soft, points: 1", "is: [Software, Microsoft], points: 2"}, []string{taken}},
		{"text, contains before one other word", "word", []string{"contains: soft, points: 1", "is: [Software, SaaS], points: 2"}, nil},
		{"text, is before contains", "word", []string{"is: software, points: 1", "contains: software, points: 2"}, nil},
		{"text, is_not before contains", "word", []string{"is_not: x, points: 1", "contains: x, points: 2"}, nil},
		{"text, is_not before contains of another", "word", []string{"is_not: xy, points: 1", "contains: x, points: 2"}, nil},
		{"text, a word in a longer word", "word", []string{"has_word: VP, points: 1", "has_word: VPN, points: 2"}, nil},
		{"text, a word among words", "word", []string{"has_word: Director, points: 1", "has_word: [Managing Director, Director of IT], points: 2"}, []string{taken}},
		{"text, an open word before", "word", []string{"has_word: engineer*, points: 1", "has_word: engineering lead, points: 2"}, []string{taken}},
		{"text, an open word behind", "word", []string{"has_word: engineer, points: 1", "has_word: engineer*, points: 2"}, nil},
		{"text, a word before contains", "word", []string{"has_word: soft, points: 1", "contains: soft, points: 2"}, nil},
		{"text, a word in the midst of contains", "word", []string{"has_word: b, points: 1", "contains: a b c, points: 2"}, []string{taken}},
		{"text, Japanese needs no edges", "word", []string{"has_word: 部長, points: 1", "contains: 営業部長, points: 2"}, []string{taken}},
		{"text, starts_with", "word", []string{"starts_with: http, points: 1", "starts_with: https, points: 2"}, []string{taken}},
		{"text, starts_with before contains", "word", []string{"starts_with: http, points: 1", "contains: https, points: 2"}, nil},
		{"text, contains before ends_with", "word", []string{"contains: 部, points: 1", "ends_with: 営業部, points: 2"}, []string{taken}},
		{"text, ends_with before starts_with", "word", []string{"ends_with: 部, points: 1", "starts_with: 部, points: 2"}, nil},
		{"text, hosts", "word", []string{"domain: example.com, points: 1", "domain: [mail.example.com, '@example.com'], points: 2"}, []string{taken}},
		{"text, other hosts", "word", []string{"domain: mail.example.com, points: 1", "domain: example.com, points: 2"}, nil},
		{"text, hosts and parts are not compared", "word", []string{"contains: example, points: 1", "domain: example.com, points: 2"}, nil},
		{"text, free mail and hosts are not compared", "word", []string{"free_mail: true, points: 1", "domain: gmail.com, points: 2"}, nil},
		{"text, patterns are not compared", "word", []string{"matches: a, points: 1", "contains: a, points: 2", "is: a, points: 3"}, nil},

		{"list, entries", "tags", []string{"has: [a, b], points: 1", "has: B, points: 2"}, []string{taken}},
		{"list, a new entry", "tags", []string{"has: [a, b], points: 1", "has: [b, c], points: 2"}, nil},
		{"list, all of several", "tags", []string{"has: a, points: 1", "has_all: [a, b], points: 2"}, []string{taken}},
		{"list, one of several", "tags", []string{"has_all: [a, b], points: 1", "has: a, points: 2"}, nil},
		{"list, counts", "tags", []string{"count: {at_least: 1}, points: 1", "count: {at_least: 2}, points: 2"}, []string{taken}},
		{"list, whole counts", "tags", []string{"count: {at_most: 1}, points: 1", "count: {at_least: 2}, points: 2", "points: 3"}, []string{nothingOver}},
		{"list, a count left over", "tags", []string{"count: {below: 1}, points: 1", "count: {above: 1}, points: 2", "points: 3"}, nil},
		{"list, entries and counts are not compared", "tags", []string{"count: {at_least: 1}, points: 1", "has: a, points: 2"}, nil},

		{"known last", "n", []string{"at_least: 100, points: 1", "known: false, points: 2"}, []string{
			"17:9: this band can never be reached: where it is true, the band on line 16 is unknown, and the line earns `missing`. put it first, or write `missing` instead"}},
		{"known first", "n", []string{"known: false, points: 2", "at_least: 100, points: 1"}, nil},
		{"any answer, then the rest", "n", []string{"field: word, points: 1", "points: 0"}, []string{"the band on line 16 leaves nothing over"}},
		{"another field before", "n", []string{"field: m, at_least: 1, points: 1", "at_least: 100, points: 2"}, nil},
		{"combined, taken", "n", []string{"when: {any: [{field: n, at_least: 10}, {field: m, at_least: 10}]}, points: 1", "when: {all: [{field: n, at_least: 10}, {field: m, at_least: 5}]}, points: 2"}, []string{taken}},
		{"combined, one field free", "n", []string{"when: {all: [{field: n, at_least: 10}, {field: m, at_least: 10}]}, points: 1", "at_least: 20, points: 2"}, nil},
		{"combined, not", "n", []string{"when: {not: {field: n, below: 10}}, points: 1", "at_least: 20, points: 2"}, []string{taken}},
	} {
		t.Run(c.name, func(t *testing.T) {
			expectTexts(t, loadProblems(bandsOf(c.field, c.bands...)), c.want...)
		})
	}
}

func TestUnreachableStages(t *testing.T) {
	const taken = "16:5: this stage rule can never be reached: where it is true, the stage rule on line 15 is true already"
	const third = "17:5: this stage rule can never be reached: where it is true, one of the stage rules on lines 15 and 16 is true already"
	for _, c := range []struct {
		name  string
		rules []string
		want  []string
	}{
		{"scores, falling", []string{"stage: A, metric: score, at_least: 70", "stage: B, metric: score, at_least: 40"}, nil},
		{"scores, rising", []string{"stage: B, metric: score, at_least: 40", "stage: A, metric: score, at_least: 70"}, []string{taken}},
		{"scores, all taken", []string{"stage: B, metric: score, at_least: 40", "stage: A, metric: score, below: 40", "stage: C, metric: score, between: [30, 50]"}, []string{third}},
		{"scores, nothing left over", []string{"stage: B, metric: score, at_least: 40", "stage: A, metric: score, below: 40", "stage: C"}, []string{
			"17:5: this stage rule can never be reached: the stage rules on lines 15 and 16 leave nothing over"}},
		{"scores, nothing left for another field", []string{"stage: B, metric: score, at_least: 40", "stage: A, metric: score, below: 40", "stage: C, field: n, at_least: 5"}, []string{third}},
		{"a narrower rule behind", []string{"stage: B, metric: score, at_least: 40", "stage: A, when: {all: [{metric: score, at_least: 70}, {field: n, at_least: 5}]}"}, []string{taken}},
		{"a narrower rule before", []string{"stage: A, when: {all: [{metric: score, at_least: 70}, {field: n, at_least: 5}]}", "stage: B, metric: score, at_least: 40"}, nil},
		{"another field decides first, where it is known", []string{"stage: A, field: word, is_not: JP", "stage: B, field: word, is: JP", "stage: C, field: n, at_least: 5"}, nil},
		{"the same field decides first", []string{"stage: A, field: word, is_not: JP", "stage: B, field: word, is: JP", "stage: C, field: word, is: [jp, US]"}, []string{third}},
		{"blank or known", []string{"stage: A, field: n, known: false", "stage: B, field: n, known: true", "stage: C, field: m, at_least: 1"}, []string{
			"17:5: this stage rule can never be reached: where it is true, one of the stage rules on lines 15 and 16 is true already"}},
		{"blank is left over", []string{"stage: A, field: yes, is: true", "stage: B, field: yes, is: false", "stage: C"}, nil},
		{"an interval is left over", []string{"stage: A, field: n, at_least: 100", "stage: B, field: n, below: 100", "stage: C, field: n"}, nil},
		{"an interval is left over by two, not by one", []string{"stage: A, field: n, at_least: 100", "stage: B, field: n, at_least: 200"}, []string{taken}},
		{"an interval may lie across", []string{"stage: A, field: n, at_least: 100", "stage: B, field: n, below: 100", "stage: C, field: n, between: [50, 200]"}, nil},
		{"an earlier rule is always true", []string{"stage: A", "stage: B, field: n, at_least: 1"}, []string{
			"16:5: this stage rule can never be reached: the stage rule on line 15 is always true. put it before that one, or leave it out"}},
		{"the same rule twice", []string{"stage: A, out: true, field: word, is: [a, b]", "stage: B, field: word, is: b"}, []string{taken}},
	} {
		t.Run(c.name, func(t *testing.T) {
			expectTexts(t, loadProblems(stagesOf(c.rules...)), c.want...)
		})
	}
}

func TestNeverTrue(t *testing.T) {
	for _, c := range []struct {
		name string
		line string // of a criterion
		want []string
	}{
		{"an interval", "field: n, at_least: 50, below: 100, points: 1", nil},
		{"an empty interval", "field: n, at_least: 100, below: 50, points: 1", []string{"13:5: this can never be true: n at_least 100 below 50. all of it must hold at once, and no value does that"}},
		{"a single value", "field: n, at_least: 100, at_most: 100, points: 1", nil},
		{"no value", "field: n, above: 100, at_most: 100, points: 1", []string{"13:5: this can never be true"}},
		{"is and is_not", "field: word, is: [a, b], is_not: [B, a], points: 1", []string{"13:5: this can never be true"}},
		{"is and one other is_not", "field: word, is: [a, b], is_not: a, points: 1", nil},
		{"is and contains", "field: word, is: [abc, bcd], contains: x, points: 1", []string{"13:5: this can never be true"}},
		{"contains and starts_with", "field: word, contains: x, starts_with: a, points: 1", nil},
		{"dates", "field: day, within: 30d, older_than: 60d, points: 1", []string{"13:5: this can never be true"}},
		{"dates that touch", "field: day, within: 30d, within_next: 30d, points: 1", nil},
		{"levels", "field: level, at_least: vp, at_most: manager, points: 1", []string{"13:5: this can never be true"}},
		{"truths", "when: {all: [{field: yes, is: true}, {field: yes, is: false}]}, points: 1", []string{"13:21: this can never be true: (yes is true and yes is false)"}},
		{"blank and a value", "field: n, known: false, at_least: 5, points: 1", []string{"13:5: this can never be true"}},
		{"a count below none", "field: tags, count: {below: 0}, points: 1", []string{"13:5: this can never be true: tags count below 0"}},
		{"a count of none", "field: tags, count: {at_most: 0}, points: 1", nil},
		{"a count between whole numbers", "field: tags, count: {above: 1, below: 2}, points: 1", []string{"13:5: this can never be true"}},
		{"one leaf of several", "when: {any: [{field: n, at_least: 1}, {field: n, above: 9, below: 8}]}, points: 1", []string{"13:53: this can never be true: n above 9 below 8"}},
		{"several fields", "when: {all: [{field: n, at_least: 1}, {field: m, at_most: 1}, {field: n, at_most: 0}]}, points: 1", []string{"13:21: this can never be true"}},
		{"a band under a `when` without a value", "when: {field: n, at_least: 100, below: 50}, field: m, bands: [{at_least: 500, points: 2}]", []string{
			"13:77: this band can never be reached: `when` can never be true. mend `when`, or leave the line out"}},
		{"a band without a value", "field: n, bands: [{at_least: 5, below: 4, points: 2}, {points: 1}]", []string{"13:33: this can never be true: n at_least 5 below 4"}},
		{"a band that `when` excludes", "when: {field: n, at_least: 100}, field: n, bands: [{at_least: 500, points: 2}, {below: 100, points: 1}]", []string{
			"13:94: this band can never be reached: where `when` is true, it never is. leave it out, or widen `when`"}},
		{"a band that `when` completes", "when: {field: n, at_least: 100}, field: n, bands: [{at_least: 500, points: 2}, {below: 500, points: 1}, {points: 0}]", []string{
			"the bands on line 13 leave nothing over"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := reachFields + "criteria:\n  - {name: A, " + c.line + "}\n"
			expectTexts(t, neverTexts(src), c.want...)
		})
	}
}
