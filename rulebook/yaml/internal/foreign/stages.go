package foreign

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/frameworks"
	"leadscore/internal/lazyre"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// This file says what keys and sentences of stage rules come to.

// gradeAsked is the operator of grades that is said.
func gradeAsked(s dialect.Saying) string {
	if op := s.Compared(); op == "at_least" || op == "at_most" {
		return op
	}
	return ""
}

// stageAltered is what to write in a stage rule for keys whose value says what becomes of leads:
// exclude_if: {...}, else: Nurture.
func (t Translator) stageAltered(all []node.Entry, e node.Entry, words string) string {
	bare := dialect.Without(strings.Fields(words), []string{"if", "when", "where", "unless"})
	switch template := dialect.Row(&keys.Stage, bare); {
	case template == "out: {t}" && len(bare) < len(strings.Fields(words)) && !strings.Contains(words, "unless"):
		if e.Value.Kind != yaml.ScalarNode || ConditionMeant(e.Value.Value, true) != "" {
			return "out: true, when: " + t.placedCondition(e.Value)
		}
	case strings.HasPrefix(template, "leave {k} out: the last rule") && e.Value.Kind == yaml.ScalarNode && !operand.IsTruth(e.Value) && !node.IsNull(e.Value) && indexOf(all, "stage") < 0:
		return "stage: " + node.Flow(e.Value)
	}
	return ""
}

// fitAsked is what to write where a stage rule asks the fit, its grade or the score: min_fit,
// grade_is, score_greater_than_or_equal.
func fitAsked(e node.Entry) string {
	words := dialect.Words(e.Name)
	s := dialect.SayingOf(words)
	switch about := func(word string) bool { return slices.Contains(words, word) }; {
	case about("grade"):
		op := cmp.Or(s.Compared(), "is")
		if op == "above" || op == "below" {
			return ""
		}
		return "metric: fit.grade, " + op + ": " + cmp.Or(operand.Grades(e.Value), node.Flow(e.Value))
	case (about("score") || about("points") || about("total")) && (s.Compared() != "" || s.Has("span")):
		if s.Has("span") {
			return "metric: score, between: " + operand.Pair(e.Value)
		}
		return "metric: score, " + s.Compared() + ": " + operand.Number(e.Value, false)
	case (about("fit") || about("icp")) && operand.IsGrade(node.Text(e.Value)):
		return "metric: fit.grade, " + cmp.Or(gradeAsked(s), "is") + ": " + strings.ToUpper(node.Text(e.Value))
	case about("fit") || about("icp"):
		return "metric: fit, " + cmp.Or(s.Compared(), "at_least") + ": " + cmp.Or(cell.ShareMeant(node.Text(e.Value)), node.Flow(e.Value))
	}
	return ""
}

// frameworkAsked is what to write where a stage rule asks a built-in framework by its name:
// bant: 3, meddic_qualified: true.
func (t Translator) frameworkAsked(e node.Entry) string {
	words := dialect.Words(e.Name)
	builtin, found := frameworks.Lookup(words[0])
	if !found {
		return ""
	}
	metric := "metric: " + builtin.Name
	in, isNumber := cell.NumberMeant(node.Text(e.Value))
	switch op := dialect.SayingOf(words[1:]).Compared(); {
	case slices.Contains(words, "percent") || slices.Contains(words, "share") || strings.HasSuffix(node.Text(e.Value), "%"):
		return metric + ".share, " + cmp.Or(op, "at_least") + ": " + cmp.Or(cell.ShareMeant(node.Text(e.Value)), node.Flow(e.Value))
	case isNumber && in.IsExact():
		return metric + ".met, " + cmp.Or(op, "at_least") + ": " + in.Low.String()
	case operand.IsTruth(e.Value):
		return metric + ".qualified, is: " + node.Flow(e.Value)
	}
	return metric + ".qualified, is: true"
}

var gradeWords = map[string]bool{"grade": true, "rating": true, "letter": true, "fit grade": true}

// metricNamed is the metric that a name in a condition of a stage means; "" for a field.
func metricNamed(name string) string {
	switch word := strings.ReplaceAll(fold.Text(name), "_", " "); word {
	case "score", "lead score", "total score", "points", "total points", "total", "スコア", "点数", "合計点":
		return "score"
	case "fit", "icp", "fit score", "icp fit", "icp score":
		return "fit"
	case "grade", "fit grade", "fit.grade", "icp grade":
		return "fit.grade"
	}
	if words := dialect.Words(name); len(words) == 2 && isFramework(words[0]) && slices.Contains([]string{"qualified", "met", "share", "known"}, words[1]) {
		return frameworkName(words[0]) + "." + words[1]
	}
	if framework, part, found := strings.Cut(name, "."); found && isFramework(framework) {
		return frameworkName(framework) + "." + part
	} else if strings.HasPrefix(name, "group.") {
		return name
	}
	return ""
}

var (
	stageIf    = lazyre.New(`(?i)^(\S.{0,30}?)\s+(?:if|when)\s+(.+)$`)
	stageScore = lazyre.New(`^([^:=<>]{1,30}?)\s*(?::|=>|->|→|=)?\s*((?:[<>]=?|≥|≤)?\s*[0-9].*)$`)
)

// stageSentence reads a stage rule as a sentence: MQL if score >= 50, MQL: 50+.
func (t Translator) stageSentence(text string) string {
	if found := stageIf().FindStringSubmatch(text); found != nil {
		if meant := ConditionMeant(found[2], true); meant != "" {
			return "{stage: " + found[1] + ", " + cmp.Or(plainLeaf(meant), "when: {"+meant+"}") + "}"
		}
		return ""
	}
	found := stageScore().FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	tests := t.testsMeant(&yaml.Node{Kind: yaml.ScalarNode, Value: found[2]})
	if least, isNumber := strings.CutPrefix(tests, "is: "); isNumber {
		tests = "at_least: " + least
	}
	return "{stage: " + strings.TrimSpace(found[1]) + ", metric: score, " + tests + "}"
}

// plainLeaf is a condition that stands in its line as it is; "" for one of several.
func plainLeaf(meant string) string {
	if name := dialect.KeyOf(meant); name == "field" || name == "metric" {
		return meant
	}
	return ""
}

// bestFirst puts stage rules that ask the score for so much at least in the order in which
// they can all be reached.
func bestFirst(items []string) []string {
	const asked = ", metric: score, at_least: "
	least := func(item string) exact.Number {
		_, number, _ := strings.Cut(strings.TrimSuffix(item, "}"), asked)
		n, _ := cell.ParseDecimal(number)
		return n
	}
	if slices.ContainsFunc(items, func(item string) bool { return !strings.Contains(item, asked) }) {
		return items
	}
	slices.SortStableFunc(items, func(a, b string) int { return least(b).Cmp(least(a)) })
	return items
}

// MetricsTogether is what to write in a stage rule that asks several metrics, each in a key
// of its own, of which all[i] is one; "" elsewhere. isFirst tells whether it is the first.
func (t Translator) MetricsTogether(all []node.Entry, i int) (write string, isFirst bool) {
	if t.Table != &keys.Stage || len(all) > mostEntries {
		return "", false
	}
	var parts []string
	var at []int
	for k, e := range all {
		if e.Value == nil || t.Table.Knows(e.Name) {
			continue
		}
		meant := t.byValue(all, k)
		if meant == "" {
			meant = t.fromWords(all, e)
		}
		if condition, isWhen := strings.CutPrefix(meant, "when: "); isWhen {
			meant = strings.TrimSuffix(strings.TrimPrefix(condition, "{"), "}")
		}
		if strings.HasPrefix(meant, "metric: ") || strings.HasPrefix(meant, "field: ") {
			parts, at = append(parts, "{"+meant+"}"), append(at, k)
		}
	}
	about := func(part string) string { name, _, _ := strings.Cut(part, ", "); return name }
	if len(parts) < 2 || !slices.Contains(at, i) || about(parts[0]) == about(parts[1]) {
		return "", false
	}
	return "write when: {all: [" + strings.Join(parts, ", ") + "]} in place of these keys", i == at[0]
}
