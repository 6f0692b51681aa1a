package scoring

import (
	"slices"

	"leadscore/match/exact"
	"leadscore/scoring/internal/fields"
)

// A pair is two sources whose cells decide lines together, such as those of a rate: what
// the two decisions decided is remembered as if they were a cell.

// owner is the source, or the pair, that all of the fields belong to; -1 where there is
// none, or where they are of more than two sources.
func (e *Engine) owner(fields []int) int {
	var roots []int
	for _, i := range fields {
		at := e.homes[i].source
		if at < 0 {
			return -1
		}
		if e.sources[at].pair != nil {
			roots = append(roots, e.sources[at].pair...)
		} else {
			roots = append(roots, at)
		}
	}
	slices.Sort(roots)
	switch roots = slices.Compact(roots); len(roots) {
	case 1:
		return roots[0]
	case 2:
		return e.pairOf(roots)
	}
	return -1
}

// pairOf is the pair of two sources.
func (e *Engine) pairOf(roots []int) int {
	at := slices.IndexFunc(e.sources, func(src source) bool { return slices.Equal(src.pair, roots) })
	if at < 0 {
		at = len(e.sources)
		e.sources = append(e.sources, source{column: fields.NoColumn, pair: roots})
	}
	return at
}

// decidePair finds what the decisions of two sources decide together.
func (s *Scorer) decidePair(m *memory, one, other uint32) (exact.Points, uint32) {
	if p := m.pairs.Find(one, other); p != nil {
		return p.Points, p.ID
	}
	src := &s.engine.sources[m.source]
	s.learned++
	s.judgePair(src, m.fresh(src))
	id := m.settle(src)
	points := m.decisions[id].points()
	m.pairs.Add(one, other, points, id)
	return points, id
}

// judgePair asks all lines that two sources decide together.
func (s *Scorer) judgePair(src *source, d *decision) {
	s.layPair(src, bothOpen)
	s.renew(src, d)
	s.derive(src.fields)
	s.ask(src, d)
	for _, one := range src.pair {
		d.free = d.free || s.decision(one).free
	}
}
