package scoring

import "leadscore/match"

// decision is what one cell of a source decided.
type decision struct {
	given      []match.Points // by the source's bins
	earned     []match.Earned // by its lines
	may        []may          // likewise, where something is free
	values     []match.Value  // of its fields
	long       []byte         // the cell, where its key does not tell it from all others
	blank      bool           // the cell holds nothing
	free       bool           // one of the values is
	unreadable bool           // one of the values is
}

// decide gives what a lead's cells decide of a source: of its columns the first that
// is not blank counts.
func (s *Scorer) decide(i int, cells []string) *decision {
	src := &s.engine.sources[i]
	cell := ""
	if src.column >= 0 {
		cell = cellAt(cells, src.column)
	}
	d := s.decideCell(i, cell)
	for _, column := range src.others {
		if !d.blank {
			break
		}
		d = s.decideCell(i, cellAt(cells, column))
	}
	return d
}

// decideCell gives what one cell decides, from memory if it is there.
func (s *Scorer) decideCell(i int, cell string) *decision {
	m, k := &s.memories[i], keyOf(cell)
	d := m.find(cell, k)
	if d == nil {
		d = m.take(cell, k)
		s.judge(&s.engine.sources[i], cell, d)
	}
	return d
}

// judge reads a cell and asks all lines that it decides alone.
func (s *Scorer) judge(src *source, cell string, d *decision) {
	if d.values == nil {
		d.values = make([]match.Value, len(src.fields))
		d.earned = make([]match.Earned, len(src.lines))
		d.given = make([]match.Points, len(src.bins))
	}
	for k, field := range src.fields {
		s.values[field] = d.values[k] // lends its buffers
	}
	d.blank = s.readFields(src, cell)
	d.free, d.unreadable = false, false
	for k, field := range src.fields {
		v := &s.values[field]
		d.values[k] = *v
		d.free = d.free || v.Free
		d.unreadable = d.unreadable || v.State == match.Unreadable
	}
	s.judgeLines(src, d)
}

// judgeLines asks a source's lines about its fields as they stand.
func (s *Scorer) judgeLines(src *source, d *decision) {
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

// readFields reads a cell as a source's field, and makes the others of it. It tells
// whether the cell is blank.
func (s *Scorer) readFields(src *source, cell string) (blank bool) {
	f := &s.engine.fields[src.fields[0]]
	v := &s.values[src.fields[0]]
	if src.column < 0 {
		f.readAbsent(v)
	} else {
		blank = f.reader.Read(cell, v)
	}
	for _, i := range src.fields[1:] {
		s.engine.fields[i].derived(s.values, &s.values[i])
	}
	return blank
}
