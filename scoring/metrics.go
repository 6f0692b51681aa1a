package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/plan"
)

// metricPoints is what a metric that is a number comes to, of the lead scored last; false
// where it has no end.
func (s *Scorer) metricPoints(m *plan.Metric) (p exact.Points, known bool) {
	r := &s.result
	switch m.Of {
	case plan.OfScore:
		return r.Score, true
	case plan.OfFit:
		return r.Fit, true
	case plan.OfGroup:
		return r.Groups[m.At], true
	case plan.OfMet:
		return exact.Points(r.Frameworks[m.At].Met * exact.PointsPerPoint), true
	case plan.OfKnown:
		return exact.Points(r.Frameworks[m.At].Known * exact.PointsPerPoint), true
	case plan.OfShare:
		return r.Frameworks[m.At].Share(), true
	case plan.OfLow:
		return s.Bounds().Low, !s.Bounds().NoLow
	case plan.OfHigh:
		return s.Bounds().High, !s.Bounds().NoHigh
	}
	return 0, false
}

// metricWords is a metric of the lead scored last as people read it.
func (s *Scorer) metricWords(m *plan.Metric) string {
	switch m.Of {
	case plan.OfICP:
		return s.plan.ProfileName(s.result.Profile)
	case plan.OfFitGrade:
		return s.plan.ICP.Grade(s.result.Fit)
	case plan.OfGrade:
		return s.grade()
	case plan.OfGroupGrade:
		return s.plan.GroupGrade(m.At, s.result.Groups[m.At])
	case plan.OfQualified:
		return s.plan.QualifiedText(s.result.Frameworks[m.At].Qualified)
	case plan.OfStage:
		return s.engine.StageName(&s.result)
	case plan.OfNext:
		return s.Next()
	}
	p, known := s.metricPoints(m)
	switch {
	case !known:
		return ""
	case m.Spec.Percent:
		return p.String() + "%"
	}
	return p.String()
}

// fillMetric makes of a metric of the lead scored last a value that conditions look at. An
// empty text is known too: no grade is a grade's absence, not a question.
func (s *Scorer) fillMetric(m *plan.Metric, v *cell.Value) {
	v.State = cell.Known
	switch m.Spec.Type {
	case rulebook.TypeNumber:
		p, known := s.metricPoints(m)
		if v.Number = exact.At(p.Number()); !known {
			v.State = cell.Blank
		}
	case rulebook.TypeBool:
		qualified := s.result.Frameworks[m.At].Qualified
		if v.Bool = qualified == match.True; !qualified.Known() {
			v.State = cell.Blank
		}
	default:
		v.Text = fold.Append(v.Text[:0], s.metricWords(m))
		v.Plain = v.Text
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
	all := plan.Wantable(s.plan.Rulebook)
	i := slices.IndexFunc(all, func(m plan.Metric) bool { return fold.Text(m.Spec.Name) == fold.Text(name) })
	if i < 0 {
		return Measure{}, false
	}
	m.Spec = all[i].Spec
	s.fillMetric(&all[i], &m.Value)
	m.Words = s.metricWords(&all[i])
	return m, true
}
