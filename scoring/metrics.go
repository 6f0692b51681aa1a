package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
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
			grade("fit", walk.FitGrades(rb.ICP), func(s *Scorer) string { return s.engine.icp.Grade(s.result.Fit) }))
	}
	if walk.IsGraded(rb) {
		all = append(all, text("grade", func(s *Scorer) string { return s.grade() }))
	}
	for i := range rb.Groups {
		name := "group." + rb.Groups[i].Name
		all = append(all, number(name, func(s *Scorer) exact.Points { return s.result.Groups[i] }))
		if grades := walk.GradesOf(&rb.Groups[i]); grades != nil {
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

// wantable are the metrics that a test may want something of.
func wantable(rb *rulebook.Rulebook) []metric {
	return append(metricsOf(rb),
		text("stage", func(s *Scorer) string { return s.engine.StageName(&s.result) }),
		boundMetric("low", func(b exact.Bounds) (exact.Points, bool) { return b.Low, b.NoLow }),
		boundMetric("high", func(b exact.Bounds) (exact.Points, bool) { return b.High, b.NoHigh }),
		text("next", (*Scorer).Next),
	)
}

// boundMetric is one end of the bounds of the score; it is not known where there is
// none.
func boundMetric(name string, end func(exact.Bounds) (at exact.Points, open bool)) metric {
	return metric{
		spec: match.Spec{Name: name, Type: rulebook.TypeNumber, Metric: true},
		fill: func(s *Scorer, v *cell.Value) {
			at, open := end(s.Bounds())
			if v.State, v.Number = cell.Known, exact.At(at.Number()); open {
				v.State = cell.Blank
			}
		},
		words: func(s *Scorer) string {
			at, open := end(s.Bounds())
			return string(appendEnd(nil, at, open))
		},
	}
}

// Measure is a metric of a lead: what stage rules and tests ask for.
type Measure struct {
	Spec  match.Spec
	Value cell.Value
	Words string // as it is written beside a lead; "" for a blank
}

// Measure gives a metric of the lead scored last by its name, in any case: one that stage
// rules may ask for, or stage, low, high or next; false where the rulebook has none of that
// name.
func (s *Scorer) Measure(name string) (m Measure, found bool) {
	all := wantable(s.engine.rulebook)
	i := slices.IndexFunc(all, func(m metric) bool { return fold.Text(m.spec.Name) == fold.Text(name) })
	if i < 0 {
		return Measure{}, false
	}
	m.Spec = all[i].spec
	all[i].fill(s, &m.Value)
	m.Words = all[i].words(s)
	return m, true
}
