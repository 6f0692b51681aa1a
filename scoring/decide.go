package scoring

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
)

// decision is what one cell of a source decided, or the decisions of two sources.
type decision struct {
	serial     uint64         // no other decision has had it
	truths     uint64         // of the stages' conditions on its fields
	earned     []match.Earned // by the source's lines
	given      []exact.Points // to its bins
	swings     []swing        // of a pair: by openness; where nothing is free, of another decision
	heaviest   []part         // of its criteria, if they are weighed
	text       []byte         // that those are worded in
	weighed    bool           // see heaviestOf
	values     []cell.Value   // of its fields
	blank      bool           // the cell holds nothing
	free       bool           // one of the values is
	unreadable bool           // one of the values is
	toCome     bool           // one of them is a day after as-of, where rules look back
}

// decision is what a source decided of the lead scored last.
func (s *Scorer) decision(source int) *decision {
	m := &s.memories[source]
	return &m.decisions[m.now]
}

// decide finds what a lead's cells decide of a source. Of a number between two steps,
// the values of the decision may be another's.
func (s *Scorer) decide(m *memory, cells []string) *place {
	cell := cellAt(cells, m.column)
	if len(m.numbers) > 0 {
		if n, whole := exact.WholeNumber(cell); whole {
			return s.decideNumber(m, n, cell)
		}
	}
	if p, _, found := m.find(cell); found && !p.pass {
		return p
	}
	return s.decideCells(m, cells)
}

// decideNumber is decide for a whole number.
func (s *Scorer) decideNumber(m *memory, n int64, cell string) *place {
	p := &m.numbers[reached(s.engine.sources[m.source].steps, n)]
	if p.id == 0 {
		s.judge(m, cell, p)
	}
	return p
}

// decideCells is decide by the very cells: of the source's columns the first that is
// not blank counts.
func (s *Scorer) decideCells(m *memory, cells []string) *place {
	p := s.decideCell(m, cellAt(cells, m.column))
	others := s.engine.sources[m.source].others
	for k := 0; p.pass && k < len(others); k++ {
		p = s.decideCell(m, cellAt(cells, others[k]))
	}
	return p
}

func (s *Scorer) decideCell(m *memory, cell string) *place {
	p, k, found := m.find(cell)
	if !found {
		p = m.take(k, s.leads)
		s.judge(m, cell, p)
		m.keep(p, cell)
	}
	return p
}

// judge reads a cell, and asks all lines that it decides alone.
func (s *Scorer) judge(m *memory, cell string, p *place) {
	src := &s.engine.sources[m.source]
	d := s.renew(m, p)
	s.readFields(src, cell, d)
	s.ask(src, d, p)
	if d.free {
		s.weigh(src, d, &d.swings[0], allOpen)
	}
}

// renew gives a place a decision that is yet to be taken.
func (s *Scorer) renew(m *memory, p *place) *decision {
	src := &s.engine.sources[m.source]
	if p.id == 0 {
		p.id = uint32(len(m.decisions))
		m.decisions = append(m.decisions, newDecision(src))
	}
	d := &m.decisions[p.id]
	s.serial++
	d.serial, d.free, d.unreadable, d.toCome, d.weighed = s.serial, false, false, false, false
	for i := range d.swings {
		d.swings[i].known = false
	}
	for k, field := range src.fields {
		s.values[field] = d.values[k] // lends its buffers
	}
	return d
}

func newDecision(src *source) decision {
	d := decision{
		values: make([]cell.Value, len(src.fields)),
		earned: make([]match.Earned, len(src.lines)),
		given:  make([]exact.Points, len(src.bins)),
		swings: make([]swing, 1+2*(len(src.pair)/2)),
	}
	for i := range d.swings {
		d.swings[i].bins = make([]exact.Bounds, len(src.bins))
	}
	return d
}

// readFields reads a source's cell, and makes of it the fields that are made of it.
func (s *Scorer) readFields(src *source, cell string, d *decision) {
	f, v := &s.engine.fields[src.fields[0]], &s.values[src.fields[0]]
	if d.blank = src.column == absent; d.blank {
		f.readAbsent(v)
	} else {
		if d.blank = f.readCell(cell, v); cell != "" {
			s.remark(src.fields[0], cell, v, d.blank)
		}
	}
	s.derive(src.fields[1:])
}

// derive makes fields of others.
func (s *Scorer) derive(fields []int) {
	for _, i := range fields {
		s.engine.fields[i].derived(s.values, &s.values[i])
	}
}

// ask asks a source's lines about its fields as they stand, and keeps these.
func (s *Scorer) ask(src *source, d *decision, p *place) {
	for k, field := range src.fields {
		v := &s.values[field]
		d.values[k] = *v
		d.free = d.free || v.Free
		d.unreadable = d.unreadable || v.State == cell.Unreadable
		d.toCome = d.toCome || s.engine.isToCome(field, v)
	}
	clear(d.given)
	for k, i := range src.lines {
		d.earned[k] = s.engine.lines[i].earn(s.values)
		if k < len(src.giving) {
			d.given[src.giving[k]] += exact.Points(d.earned[k].Amount)
		}
	}
	d.truths = src.truths(s.values)
	if p.points = 0; len(d.given) > 0 {
		p.points = d.given[0]
	}
	p.pass, p.more = d.blank && len(src.others) > 0, d.unreadable || d.toCome || src.more
}
