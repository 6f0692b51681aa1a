package scoring

import "leadscore/match"

// decision is what one cell of a source decided, or the decisions of two sources.
type decision struct {
	serial     uint64         // no other decision has had it
	truths     uint64         // of the stages' conditions on its fields
	earned     []match.Earned // by the source's lines
	given      []match.Points // to its bins
	may        []may          // by its lines, where something is free
	values     []match.Value  // of its fields
	cell       []byte
	blank      bool // the cell holds nothing
	free       bool // one of the values is
	unreadable bool // one of the values is
}

// decision is what a source decided of the lead scored last.
func (s *Scorer) decision(source int) *decision { return &s.memories[source].decisions[s.at[source]] }

// decide finds what a lead's cells decide of a source. Of a number between two steps,
// the values of the decision may be another's.
func (s *Scorer) decide(i int, cells []string) *place {
	src, m := &s.engine.sources[i], &s.memories[i]
	cell := cellAt(cells, src.column)
	if len(src.steps) > 0 && cell != "" {
		if n, whole := match.WholeNumber(cell); whole {
			return s.decideNumber(i, n, cell)
		}
	}
	k := keyOf(cell)
	if p := m.at(k); m.has(p, k, cell) && !p.pass {
		return p
	}
	return s.decideCells(i, cells)
}

// decideNumber is decide for a whole number.
func (s *Scorer) decideNumber(i int, n int64, cell string) *place {
	src, m := &s.engine.sources[i], &s.memories[i]
	reached := len(src.steps)
	for _, step := range src.steps {
		reached += int((n - step) >> 63) // less one where n is below, without a jump
	}
	if len(m.steps) == 0 {
		m.steps = make([]place, len(src.steps)+1)
	}
	p := &m.steps[reached]
	if p.id == 0 {
		s.judge(i, cell, p)
	}
	return p
}

// decideCells is decide by the very cells: of the source's columns the first that is
// not blank counts.
func (s *Scorer) decideCells(i int, cells []string) *place {
	src := &s.engine.sources[i]
	p := s.decideCell(i, cellAt(cells, src.column))
	for k := 0; p.pass && k < len(src.others); k++ {
		p = s.decideCell(i, cellAt(cells, src.others[k]))
	}
	return p
}

func (s *Scorer) decideCell(i int, cell string) *place {
	m, k := &s.memories[i], keyOf(cell)
	p := m.at(k)
	if !m.has(p, k, cell) {
		p = m.take(k, s.leads)
		s.judge(i, cell, p)
	}
	return p
}

// judge reads a cell, and asks all lines that it decides alone.
func (s *Scorer) judge(i int, cell string, p *place) {
	src := &s.engine.sources[i]
	d := s.renew(i, p)
	d.cell = append(d.cell[:0], cell...)
	s.readFields(src, cell, d)
	s.ask(src, d, p)
	if d.free {
		for _, line := range src.lines {
			d.may = append(d.may, s.engine.lines[line].may(s.values))
		}
	}
}

// renew gives a place a decision that is yet to be taken.
func (s *Scorer) renew(i int, p *place) *decision {
	src, m := &s.engine.sources[i], &s.memories[i]
	if p.id == 0 {
		p.id = uint32(len(m.decisions))
		m.decisions = append(m.decisions, newDecision(src))
	}
	d := &m.decisions[p.id]
	s.serial++
	d.serial, d.may, d.free, d.unreadable = s.serial, d.may[:0], false, false
	for k, field := range src.fields {
		s.values[field] = d.values[k] // lends its buffers
	}
	return d
}

func newDecision(src *source) decision {
	return decision{
		values: make([]match.Value, len(src.fields)),
		earned: make([]match.Earned, len(src.lines)),
		given:  make([]match.Points, len(src.bins)),
	}
}

// readFields reads a source's cell, and makes of it the fields that are made of it.
func (s *Scorer) readFields(src *source, cell string, d *decision) {
	f, v := &s.engine.fields[src.fields[0]], &s.values[src.fields[0]]
	if d.blank = src.column == absent; d.blank {
		f.readAbsent(v)
	} else {
		d.blank = f.reader.Read(cell, v)
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
		d.unreadable = d.unreadable || v.State == match.Unreadable
	}
	clear(d.given)
	for k, i := range src.lines {
		d.earned[k] = s.engine.lines[i].earn(s.values)
		if k < len(src.giving) {
			d.given[src.giving[k]] += match.Points(d.earned[k].Amount)
		}
	}
	d.truths = src.truths(s.values)
	if p.points = 0; len(d.given) > 0 {
		p.points = d.given[0]
	}
	p.pass, p.more = d.blank && len(src.others) > 0, d.unreadable || src.more
}
