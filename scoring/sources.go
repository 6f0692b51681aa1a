package scoring

import (
	"slices"

	"leadscore/match"
)

// source is a field that is read from cells, and what one such cell decides alone.
type source struct {
	fields []int // the field, then those that are made from it alone
	lines  []int // those that look at no fields but these
	shared bool  // others look at its fields too: lines, stages, fields made of several
}

// home is where the value of a field is found: among those of a source, or, where
// source is -1, among those of the lead.
type home struct{ source, place int }

// collectSources finds the fields and lines that one source decides alone.
func (e *Engine) collectSources() {
	e.placeFields()
	for i := range e.lines {
		l := &e.lines[i]
		if l.source = e.common(l.fields); l.source < 0 {
			e.joint = append(e.joint, i)
			e.share(l.fields)
			continue
		}
		src := &e.sources[l.source]
		l.place = len(src.lines)
		src.lines = append(src.lines, i)
	}
	for _, f := range e.frameworks {
		e.share(fieldsOf(f.When().Fields))
	}
	for _, rule := range e.stages {
		e.share(fieldsOf(rule.Fields))
	}
	for _, i := range e.made {
		e.share(e.fields[i].sources)
	}
	for i := range e.sources {
		if e.sources[i].shared || len(e.sources[i].lines) > 0 || e.mayBeUnreadable(&e.sources[i]) {
			e.active = append(e.active, i)
		}
	}
}

// placeFields makes the sources, and finds for each field where its value will be.
func (e *Engine) placeFields() {
	e.homes = slices.Repeat([]home{{source: -1}}, len(e.fields))
	for _, i := range e.needed {
		from := -1
		if f := &e.fields[i]; f.derived == nil {
			from = len(e.sources)
			e.sources = append(e.sources, source{})
		} else {
			from = e.common(f.sources)
		}
		if from < 0 {
			e.made = append(e.made, i)
			continue
		}
		src := &e.sources[from]
		e.homes[i] = home{from, len(src.fields)}
		src.fields = append(src.fields, i)
	}
}

// common is the source that all of the fields belong to; -1 where there is none.
func (e *Engine) common(fields []int) int {
	if len(fields) == 0 {
		return -1
	}
	first := e.homes[fields[0]].source
	for _, i := range fields {
		if e.homes[i].source != first {
			return -1
		}
	}
	return first
}

// share notes that more than the lines of one source look at the fields.
func (e *Engine) share(fields []int) {
	for _, i := range fields {
		if i >= len(e.fields) { // a metric
			continue
		}
		if from := e.homes[i].source; from >= 0 {
			e.sources[from].shared = true
		}
		if !slices.Contains(e.shared, i) {
			e.shared = append(e.shared, i)
		}
	}
}

// mayBeUnreadable: a text never is.
func (e *Engine) mayBeUnreadable(src *source) bool {
	return len(src.fields) > 1 || e.fields[src.fields[0]].decl.Type != match.TypeText
}

// decision is what one cell of a source decided.
type decision struct {
	cell       []byte
	values     []match.Value  // of the source's fields
	earned     []match.Earned // by its lines
	may        []may          // likewise, where something is free
	blank      bool           // the cell holds nothing
	free       bool           // one of the values is
	unreadable bool           // one of the values is
}

// decisions remembers what the cells of one source decided: those met most often
// return within a few leads. Each cell has one place, and a new one takes it from an
// old one.
type decisions struct {
	places []decision
	misses int      // since places grew
	long   decision // of a cell that is not remembered
}

const (
	fewDecisions  = 16 // to begin with; a power of two
	mostDecisions = 2048
	longestCell   = 64 // bytes that a remembered cell may have
)

// find gives the place of a cell, and whether it holds what that cell decided.
func (d *decisions) find(cell string) (*decision, bool) {
	if len(cell) > longestCell {
		return &d.long, false
	}
	if d.misses >= len(d.places) && len(d.places) < mostDecisions {
		d.grow()
	}
	at := &d.places[hash(cell)&uint64(len(d.places)-1)]
	if at.values != nil && string(at.cell) == cell {
		return at, true
	}
	d.misses++
	return at, false
}

// grow makes more room, and takes along what is remembered.
func (d *decisions) grow() {
	old := d.places
	d.places = make([]decision, max(fewDecisions, 2*len(old)))
	d.misses = 0
	for i := range old {
		if old[i].values != nil {
			d.places[hash(string(old[i].cell))&uint64(len(d.places)-1)] = old[i]
		}
	}
}

// decide gives what a lead's cell of a source decides: of its columns, the first that
// is not blank.
func (s *Scorer) decide(i int, cells []string) *decision {
	columns := s.engine.fields[s.engine.sources[i].fields[0]].columns
	if len(columns) == 0 {
		return s.decideCell(i, "")
	}
	d := s.decideCell(i, cellAt(cells, columns[0]))
	for _, column := range columns[1:] {
		if !d.blank {
			break
		}
		d = s.decideCell(i, cellAt(cells, column))
	}
	return d
}

func (s *Scorer) decideCell(i int, cell string) *decision {
	d, known := s.remembered[i].find(cell)
	if !known {
		s.judge(&s.engine.sources[i], cell, d)
	}
	return d
}

// judge reads a cell and asks all lines that it decides alone.
func (s *Scorer) judge(src *source, cell string, d *decision) {
	if d.values == nil {
		d.values = make([]match.Value, len(src.fields))
		d.earned = make([]match.Earned, len(src.lines))
	}
	d.cell = append(d.cell[:0], cell...)
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
	for k, i := range src.lines {
		d.earned[k] = s.engine.lines[i].earn(s.values)
	}
	if !d.free {
		return
	}
	d.may = d.may[:0]
	for _, i := range src.lines {
		d.may = append(d.may, s.engine.lines[i].may(s.values))
	}
}

// readFields reads a cell as a source's field, and makes the others of it. It tells
// whether the cell is blank.
func (s *Scorer) readFields(src *source, cell string) (blank bool) {
	f := &s.engine.fields[src.fields[0]]
	v := &s.values[src.fields[0]]
	if len(f.columns) == 0 {
		f.readAbsent(v)
	} else {
		blank = f.reader.Read(cell, v)
	}
	for _, i := range src.fields[1:] {
		s.engine.fields[i].derived(s.values, &s.values[i])
	}
	return blank
}
