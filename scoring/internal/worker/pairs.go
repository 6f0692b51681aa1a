package worker

import (
	"leadscore/match/exact"
	"leadscore/scoring/internal/plan"
)

// A pair is two sources whose cells decide lines together, such as those of a rate: what
// the two decisions decided is remembered as if they were a cell.

// decidePair finds what the decisions of two sources decide together.
func (w *Worker) decidePair(m *Memory, one, other uint32) (exact.Points, uint32) {
	if p := m.pairs.Find(one, other); p != nil {
		return p.Points, p.ID
	}
	src := &w.Plan.Sources[m.Source]
	w.learned++
	w.judgePair(src, m.fresh(src))
	id := m.settle(src)
	points := m.Decisions[id].points()
	m.pairs.Add(one, other, points, id)
	return points, id
}

// judgePair asks all lines that two sources decide together.
func (w *Worker) judgePair(src *plan.Source, d *Decision) {
	w.LayPair(src, plan.BothOpen)
	w.renew(src, d)
	w.Derive(src.Fields)
	w.ask(src, d)
	for _, one := range src.Pair {
		d.Free = d.Free || w.Decision(one).Free
	}
}

// LayPair lays out the values of the two sources of a pair, what is not open held still.
func (w *Worker) LayPair(src *plan.Source, which plan.Openness) {
	for at, one := range src.Pair {
		for k, field := range w.Plan.Sources[one].Fields {
			w.Values[field] = w.Decision(one).Values[k]
			w.Values[field].Free = w.Values[field].Free && which&(plan.FirstOpen<<at) != 0
		}
	}
}
