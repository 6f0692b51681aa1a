package wording

import (
	"cmp"
	"slices"
	"strings"

	"leadscore/frameworks"
	"leadscore/match/fold"
	"leadscore/match/meant"
	"leadscore/rulebook/yaml/internal/foreign/dialect"
	"leadscore/rulebook/yaml/internal/foreign/operand"
	"leadscore/rulebook/yaml/internal/node"
)

// This file knows the metrics that stage rules ask, and the frameworks that are built in.

// FrameworkName is the name of a built-in framework as it is written, else the name itself.
func FrameworkName(name string) string {
	if builtin, found := frameworks.Lookup(name); found {
		return builtin.Name
	}
	if near, found := frameworks.Near(name); found {
		return near.Name
	}
	return name
}

// Titled is a name as a column may be called: economic_buyer is Economic buyer.
func Titled(name string) string {
	runes := []rune(strings.ReplaceAll(name, "_", " "))
	if len(runes) == 0 {
		return "COLUMN"
	}
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}

// ElementsOf writes the elements of a built-in framework, each with a column to be named.
func ElementsOf(framework string) string {
	builtin, found := frameworks.Lookup(FrameworkName(framework))
	if !found {
		return "NAME: {field: COLUMN}"
	}
	var parts []string
	for _, e := range builtin.Elements {
		parts = append(parts, e.Name+": {field: "+strings.ToUpper(e.Name[:1])+strings.ReplaceAll(e.Name[1:], "_", " ")+"}")
	}
	return strings.Join(parts, ", ")
}

// gradeAsked is the operator of grades that is said.
func gradeAsked(s dialect.Saying) string {
	if op := s.Compared(); op == "at_least" || op == "at_most" {
		return op
	}
	return ""
}

// FitAsked is what to write where a stage rule asks the fit, its grade or the score: min_fit,
// grade_is, score_greater_than_or_equal.
func FitAsked(e node.Entry) string {
	words := dialect.Words(e.Name)
	s := dialect.SayingOf(words)
	switch about := func(word string) bool { return slices.Contains(words, word) }; {
	case about("grade"):
		op := cmp.Or(s.Compared(), "is")
		if op == "above" || op == "below" {
			return ""
		}
		if asked, grade := operand.GradeAsked(node.Text(e.Value)); asked != "" && asked != "is" {
			return "metric: fit.grade, " + asked + ": " + grade
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
		return "metric: fit, " + cmp.Or(s.Compared(), "at_least") + ": " + cmp.Or(meant.Share(node.Text(e.Value)), node.Flow(e.Value))
	}
	return ""
}

// FrameworkAsked is what to write where a stage rule asks a built-in framework by its name:
// bant: 3, meddic_qualified: true.
func (t Line) FrameworkAsked(e node.Entry) string {
	words := dialect.Words(e.Name)
	builtin, found := frameworks.Lookup(words[0])
	if !found {
		return ""
	}
	metric := "metric: " + builtin.Name
	in, isNumber := meant.Number(node.Text(e.Value))
	switch op := dialect.SayingOf(words[1:]).Compared(); {
	case slices.Contains(words, "percent") || slices.Contains(words, "share") || strings.HasSuffix(node.Text(e.Value), "%"):
		return metric + ".share, " + cmp.Or(op, "at_least") + ": " + cmp.Or(meant.Share(node.Text(e.Value)), node.Flow(e.Value))
	case isNumber && in.IsExact():
		return metric + ".met, " + cmp.Or(op, "at_least") + ": " + in.Low.String()
	case operand.IsTruth(e.Value):
		return metric + ".qualified, is: " + node.Flow(e.Value)
	}
	return metric + ".qualified, is: true"
}

var GradeWords = map[string]bool{"grade": true, "rating": true, "letter": true, "fit grade": true}

// MetricNamed is the metric that a name in a condition of a stage means; "" for a field.
func MetricNamed(name string) string {
	switch word := strings.ReplaceAll(fold.Text(name), "_", " "); word {
	case "score", "lead score", "total score", "points", "total points", "total", "スコア", "点数", "合計点":
		return "score"
	case "fit", "icp", "fit score", "icp fit", "icp score":
		return "fit"
	case "grade", "fit grade", "fit.grade", "icp grade":
		return "fit.grade"
	}
	if words := dialect.Words(name); len(words) == 2 && IsFramework(words[0]) && slices.Contains([]string{"qualified", "met", "share", "known"}, words[1]) {
		return FrameworkName(words[0]) + "." + words[1]
	}
	if framework, part, found := strings.Cut(name, "."); found && IsFramework(framework) {
		return FrameworkName(framework) + "." + part
	} else if strings.HasPrefix(name, "group.") {
		return name
	}
	return ""
}

// IsFramework reports whether a framework of this name is built in.
func IsFramework(name string) bool {
	_, found := frameworks.Lookup(name)
	return found
}
