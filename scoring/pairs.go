package scoring

import (
	"leadscore/match/exact"
	"leadscore/scoring/internal/plan"
)

// A pair is two sources whose cells decide lines together, such as those of a rate: what
// the two decisions decided is remembered as if they were a cell.

// decidePair finds what the decisions of two sources decide together.
func (s *Scorer) decidePair(m *memory, one, other uint32) (exact.Points, uint32) {
	if p := m.pairs.Find(one, other); p != nil {
		return p.Points, p.ID
	}
	src := &s.plan.Sources[m.source]
	s.learned++
	s.judgePair(src, m.fresh(src))
	id := m.settle(src)
	points := m.decisions[id].points()
	m.pairs.Add(one, other, points, id)
	return points, id
}

// judgePair asks all lines that two sources decide together.
func (s *Scorer) judgePair(src *plan.Source, d *decision) {
	s.layPair(src, plan.BothOpen)
	s.renew(src, d)
	s.derive(src.Fields)
	s.ask(src, d)
	for _, one := range src.Pair {
		d.free = d.free || s.decision(one).free
	}
}
