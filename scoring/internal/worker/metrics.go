package worker

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/plan"
)

// metricPoints is what a metric that is a number comes to, of the lead scored last; false
// where it is none.
func (w *Worker) metricPoints(m *plan.Metric) (p exact.Points, known bool) {
	r := &w.Last
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
	}
	return 0, false
}

// MetricWords is a metric of the lead scored last as people read it.
func (w *Worker) MetricWords(m *plan.Metric) string {
	switch m.Of {
	case plan.OfICP:
		return w.Plan.ProfileName(w.Last.Profile)
	case plan.OfFitGrade:
		return w.Plan.ICP.Grade(w.Last.Fit)
	case plan.OfGrade:
		return w.Grade()
	case plan.OfGroupGrade:
		return w.Plan.GroupGrade(m.At, w.Last.Groups[m.At])
	case plan.OfQualified:
		return w.Plan.QualifiedText(w.Last.Frameworks[m.At].Qualified)
	}
	p, known := w.metricPoints(m)
	switch {
	case !known:
		return ""
	case m.Spec.Percent:
		return p.String() + "%"
	}
	return p.String()
}

// FillMetric makes of a metric of the lead scored last a value that conditions look at. An
// empty text is known too: no grade is a grade's absence, not a question.
func (w *Worker) FillMetric(m *plan.Metric, v *cell.Value) {
	v.State = cell.Known
	switch m.Spec.Type {
	case rulebook.TypeNumber:
		p, known := w.metricPoints(m)
		if v.Number = exact.At(p.Number()); !known {
			v.State = cell.Blank
		}
	case rulebook.TypeBool:
		qualified := w.Last.Frameworks[m.At].Qualified
		if v.Bool = qualified == match.True; !qualified.Known() {
			v.State = cell.Blank
		}
	default:
		v.Text = fold.Append(v.Text[:0], w.MetricWords(m))
		v.Plain = v.Text
	}
}
