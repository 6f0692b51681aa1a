package plan

import (
	"leadscore/match"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// Metric is one computed value that stages, or tests, may ask for.
type Metric struct {
	Spec match.Spec
	Of   MetricOf
	At   int // the group or framework that it is of
}

// MetricOf says what a metric tells.
type MetricOf int

// What metrics tell: of the score, of the fit, of a group, of a framework; then what only tests
// may ask for.
const (
	OfScore MetricOf = iota
	OfFit
	OfICP
	OfFitGrade
	OfGrade
	OfGroup
	OfGroupGrade
	OfMet
	OfKnown
	OfShare
	OfQualified
	OfStage
	OfLow
	OfHigh
	OfNext
)

// metricsOf lists the metrics that the rulebook has.
func metricsOf(rb *rulebook.Rulebook) []Metric {
	all := []Metric{number("score", OfScore, 0)}
	if rb.ICP != nil {
		all = append(all, percent("fit", OfFit, 0), text("icp", OfICP, 0), grade("fit", OfFitGrade, 0, walk.FitGrades(rb.ICP)))
	}
	if walk.IsGraded(rb) {
		all = append(all, text("grade", OfGrade, 0))
	}
	for i := range rb.Groups {
		name := "group." + rb.Groups[i].Name
		all = append(all, number(name, OfGroup, i))
		if grades := walk.GradesOf(&rb.Groups[i]); grades != nil {
			all = append(all, grade(name, OfGroupGrade, i, grades))
		}
	}
	for i := range rb.Frameworks {
		name := rb.Frameworks[i].Name
		all = append(all,
			number(name+".met", OfMet, i), number(name+".known", OfKnown, i), percent(name+".share", OfShare, i),
			metric(name+".qualified", rulebook.TypeBool, OfQualified, i))
	}
	return all
}

// Wantable are the metrics that a test may want something of.
func Wantable(rb *rulebook.Rulebook) []Metric {
	return append(metricsOf(rb), text("stage", OfStage, 0), number("low", OfLow, 0), number("high", OfHigh, 0), text("next", OfNext, 0))
}

func metric(name string, t rulebook.Type, of MetricOf, at int) Metric {
	return Metric{match.Spec{Name: name, Type: t, Metric: true}, of, at}
}

func number(name string, of MetricOf, at int) Metric {
	return metric(name, rulebook.TypeNumber, of, at)
}

func percent(name string, of MetricOf, at int) Metric {
	m := number(name, of, at)
	m.Spec.Percent = true
	return m
}

func text(name string, of MetricOf, at int) Metric {
	return metric(name, rulebook.TypeText, of, at)
}

// grade is the grade of something, one of the grades in their order, or none.
func grade(name string, of MetricOf, at int, grades []string) Metric {
	m := text(name+".grade", of, at)
	m.Spec.Grades = grades
	return m
}
