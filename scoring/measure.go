package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/scoring/internal/plan"
)

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
	known := func(text string) {
		m.Words, m.Value.State, m.Value.Text = text, cell.Known, fold.Append(nil, text)
		m.Value.Plain = m.Value.Text
	}
	end := func(p exact.Points, open bool) {
		m.Words = string(appendEnd(nil, p, open))
		if m.Value.State, m.Value.Number = cell.Known, exact.At(p.Number()); open {
			m.Value.State = cell.Blank
		}
	}
	switch all[i].Of {
	case plan.OfStage:
		known(s.engine.StageName(&s.asker.Last))
	case plan.OfNext:
		known(s.Next())
	case plan.OfLow:
		end(s.asker.Bounds().Low, s.asker.Bounds().NoLow)
	case plan.OfHigh:
		end(s.asker.Bounds().High, s.asker.Bounds().NoHigh)
	default:
		s.asker.FillMetric(&all[i], &m.Value)
		m.Words = s.asker.MetricWords(&all[i])
	}
	return m, true
}
