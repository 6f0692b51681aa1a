package scoring

import (
	"leadscore/icp"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// metric is one computed value that stages may ask for.
type metric struct {
	spec   match.Spec
	fill   func(s *Scorer, v *cell.Value)
	points func(s *Scorer) exact.Points // of a number; else nil
	words  func(s *Scorer) string       // the value as people read it
}

// metricsOf lists the metrics that the rulebook has.
func metricsOf(rb *rulebook.Rulebook) []metric {
	all := []metric{number("score", func(s *Scorer) exact.Points { return s.result.Score })}
	if rb.ICP != nil {
		all = append(all,
			percent("fit", func(s *Scorer) exact.Points { return s.result.Fit }),
			text("icp", func(s *Scorer) string { return s.engine.profileName(s.result.Profile) }),
			grade("fit", fitGrades(rb.ICP), func(s *Scorer) string { return s.engine.icp.Grade(s.result.Fit) }))
	}
	if isGraded(rb) {
		all = append(all, text("grade", func(s *Scorer) string { return s.grade() }))
	}
	for i := range rb.Groups {
		name := "group." + rb.Groups[i].Name
		all = append(all, number(name, func(s *Scorer) exact.Points { return s.result.Groups[i] }))
		if grades := gradesOf(&rb.Groups[i]); grades != nil {
			all = append(all, grade(name, grades, func(s *Scorer) string { return s.engine.groupGrade(i, s.result.Groups[i]) }))
		}
	}
	for i := range rb.Frameworks {
		all = append(all, frameworkMetrics(rb.Frameworks[i].Name, i)...)
	}
	return all
}

func frameworkMetrics(name string, i int) []metric {
	count := func(n int) exact.Points { return exact.Points(n * exact.PointsPerPoint) }
	return []metric{
		number(name+".met", func(s *Scorer) exact.Points { return count(s.result.Frameworks[i].Met) }),
		number(name+".known", func(s *Scorer) exact.Points { return count(s.result.Frameworks[i].Known) }),
		percent(name+".share", func(s *Scorer) exact.Points { return s.result.Frameworks[i].Share() }),
		{
			spec: match.Spec{Name: name + ".qualified", Type: rulebook.TypeBool, Metric: true},
			fill: func(s *Scorer, v *cell.Value) {
				qualified := s.result.Frameworks[i].Qualified
				v.Bool = qualified == match.True
				if v.State = cell.Known; !qualified.Known() {
					v.State = cell.Blank
				}
			},
			words: func(s *Scorer) string { return s.engine.qualifiedText(s.result.Frameworks[i].Qualified) },
		},
	}
}

func number(name string, of func(*Scorer) exact.Points) metric {
	fill := func(s *Scorer, v *cell.Value) { v.State, v.Number = cell.Known, exact.At(of(s).Number()) }
	return metric{match.Spec{Name: name, Type: rulebook.TypeNumber, Metric: true}, fill, of, func(s *Scorer) string { return of(s).String() }}
}

func percent(name string, of func(*Scorer) exact.Points) metric {
	m := number(name, of)
	m.spec.Percent = true
	m.words = func(s *Scorer) string { return of(s).String() + "%" }
	return m
}

// text gives the metric's text in the normal form. An empty one is known too: no
// grade is a grade's absence, not a question.
func text(name string, of func(*Scorer) string) metric {
	return metric{spec: match.Spec{Name: name, Type: rulebook.TypeText, Metric: true}, words: of, fill: func(s *Scorer, v *cell.Value) {
		v.State, v.Text = cell.Known, fold.Append(v.Text[:0], of(s))
		v.Plain = v.Text
	}}
}

// grade is the grade of something, one of the grades in their order, or none.
func grade(of string, grades []string, name func(*Scorer) string) metric {
	m := text(of+".grade", name)
	m.spec.Grades = grades
	return m
}

// fitGrades are the grades of a fit, best first.
func fitGrades(section *rulebook.ICP) []string {
	written := section.Grades
	if written == nil {
		written = icp.DefaultGrades()
	}
	var names []string
	for _, grade := range written {
		names = append(names, grade.Name)
	}
	return names
}

// isGraded reports whether leads get a grade.
func isGraded(rb *rulebook.Rulebook) bool {
	for i := range rb.Groups {
		if rb.Groups[i].Grades != nil {
			return true
		}
	}
	return rb.ICP != nil
}
