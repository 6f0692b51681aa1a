package scoring

import "leadscore/match"

// decision is what one cell of a source decided.
type decision struct {
	earned     []match.Earned // by the source's lines
	given      []match.Points // to its bins
	may        []may          // by its lines, where something is free
	values     []match.Value  // of its fields
	cell       []byte
	blank      bool // the cell holds nothing
	free       bool // one of the values is
	unreadable bool // one of the values is
}

// decide finds what a lead's cells decide of a source: of its columns the first that
// is not blank counts. Of a number between two steps, the values of the decision may be
// another's.
func (s *Scorer) decide(i int, cells []string) *place {
	src := &s.engine.sources[i]
	if len(src.steps) > 0 {
		cell := src.cell(cells)
		if n, whole := match.WholeNumber(cell); whole {
			return s.decideNumber(i, n, cell)
		}
	}
	return s.decideCells(i, cells)
}

// decideNumber is decide for a whole number.
func (s *Scorer) decideNumber(i int, n int64, cell string) *place {
	src, m := &s.engine.sources[i], &s.memories[i]
	reached := 0
	for _, step := range src.steps {
		if n >= step {
			reached++
		}
	}
	if m.steps == nil {
		m.steps = make([]place, len(src.steps)+1)
	}
	p := &m.steps[reached]
	if p.decision == nil {
		s.judge(src, cell, p)
	}
	return p
}

// decideCells is decide by the very cells.
func (s *Scorer) decideCells(i int, cells []string) *place {
	src := &s.engine.sources[i]
	cell := src.cell(cells)
	p := s.memories[i].find(cell)
	if p == nil || p.decision == nil {
		p = s.learn(i, cell)
	}
	if len(src.others) > 0 && p.decision.blank {
		return s.decideOther(i, cells)
	}
	return p
}

// decideOther is decide for a lead whose first cell is blank.
func (s *Scorer) decideOther(i int, cells []string) (p *place) {
	for _, column := range s.engine.sources[i].others {
		cell := cellAt(cells, column)
		if p = s.memories[i].find(cell); p == nil || p.decision == nil {
			p = s.learn(i, cell)
		}
		if !p.decision.blank {
			break
		}
	}
	return p
}

// learn gives a cell a place, and finds what it decides.
func (s *Scorer) learn(i int, cell string) *place {
	src, p := &s.engine.sources[i], &s.memories[i].empty
	if cell != "" {
		p = s.memories[i].take(cell)
	}
	s.judge(src, cell, p)
	return p
}

// judge reads a cell, and asks all lines that it decides alone.
func (s *Scorer) judge(src *source, cell string, p *place) {
	if p.decision == nil {
		p.decision = newDecision(src)
	}
	d := p.decision
	d.cell = append(d.cell[:0], cell...)
	s.readFields(src, cell, d)
	s.askLines(src, d)
	if p.points = 0; len(d.given) > 0 {
		p.points = d.given[0]
	}
	p.more = d.unreadable || src.more
}

func newDecision(src *source) *decision {
	return &decision{
		values: make([]match.Value, len(src.fields)),
		earned: make([]match.Earned, len(src.lines)),
		given:  make([]match.Points, len(src.bins)),
	}
}

// readFields reads a source's cell, and makes of it the fields that are made of it.
func (s *Scorer) readFields(src *source, cell string, d *decision) {
	for k, field := range src.fields {
		s.values[field] = d.values[k] // lends its buffers
	}
	f, v := &s.engine.fields[src.fields[0]], &s.values[src.fields[0]]
	if d.blank = src.column < 0; d.blank {
		f.readAbsent(v)
	} else {
		d.blank = f.reader.Read(cell, v)
	}
	for _, i := range src.fields[1:] {
		s.engine.fields[i].derived(s.values, &s.values[i])
	}
	d.free, d.unreadable = false, false
	for k, field := range src.fields {
		v := &s.values[field]
		d.values[k] = *v
		d.free = d.free || v.Free
		d.unreadable = d.unreadable || v.State == match.Unreadable
	}
}

// askLines asks a source's lines about its fields as they stand.
func (s *Scorer) askLines(src *source, d *decision) {
	for k, i := range src.lines {
		d.earned[k] = s.engine.lines[i].earn(s.values)
	}
	clear(d.given)
	for k, bin := range src.giving {
		d.given[bin] += match.Points(d.earned[k].Amount)
	}
	d.may = d.may[:0]
	if !d.free {
		return
	}
	for _, i := range src.lines {
		d.may = append(d.may, s.engine.lines[i].may(s.values))
	}
}
