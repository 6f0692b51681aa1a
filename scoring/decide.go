package scoring

import (
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/recall"
)

// decision is what one cell of a source decided, or the decisions of two sources.
type decision struct {
	truths     uint64         // of the stages' conditions on its fields
	earned     []match.Earned // by the source's lines
	given      []exact.Points // to its bins
	swings     []swing        // of a pair: by openness; where nothing is free, of another decision
	values     []cell.Value   // of its fields
	findings   *findings      // what they may turn out to be, if that was asked
	blank      bool           // the cell holds nothing
	free       bool           // one of the values is
	unreadable bool           // one of the values is
	toCome     bool           // one of them is a day after as-of, where rules look back
}

// decision is what a source decided of the lead that the Scorer holds. Its values may be
// another lead's, unless the source tells them.
func (s *Scorer) decision(source int) *decision {
	m := &s.memories[source]
	return &m.decisions[m.ids[s.row]]
}

// lead is where the cells of one lead are: its own, or a row of a table.
type lead struct {
	cells []string
	table *Table
	row   int
}

// cell is a cell as it stands in a list, and whether it may end with the CRs of a line end.
func (l *lead) cell(column int) (written string, last bool) {
	switch {
	case l.table == nil:
		return asWritten(fields.CellAt(l.cells, column)), false
	case column >= l.table.Width: // of what nobody laid beside the list
		return "", false
	}
	return l.table.Cell(l.row, column), column == l.table.Width-1
}

// asWritten is a text as it could stand in a list.
func asWritten(text string) string {
	if text == "" || text[0] != '"' {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// textOf is the text of a cell as it stands in a list.
func textOf(written string, last bool) string {
	if last {
		written = strings.TrimRight(written, "\r")
	}
	if len(written) < 2 || written[0] != '"' {
		return written
	}
	return strings.ReplaceAll(written[1:len(written)-1], `""`, `"`)
}

// decide finds what a lead's cells decide of a source: of its columns the first that is not
// blank counts.
func (s *Scorer) decide(m *memory, l *lead) (exact.Points, uint32) {
	if m.column == fields.NoColumn {
		return s.decideCell(m, "", false)
	}
	written, last := l.cell(m.column)
	points, id := s.decideCell(m, written, last)
	others := s.plan.Sources[m.source].Others
	for k := 0; k < len(others) && m.decisions[id].blank; k++ {
		written, last = l.cell(others[k])
		points, id = s.decideCell(m, written, last)
	}
	return points, id
}

// decideCell finds what one cell decides. Of a number between two steps, the values of the
// decision may be another's.
func (s *Scorer) decideCell(m *memory, written string, last bool) (exact.Points, uint32) {
	if p := m.numberPlace(written); p != nil {
		if p.ID == 0 {
			p.Points, p.ID = s.learn(m, written)
		}
		return p.Points, p.ID
	}
	if p := m.cells.Find(written); p != nil {
		return p.Points, p.ID
	}
	points, id := s.learn(m, textOf(written, last))
	m.cells.Add(written, points, id)
	return points, id
}

// numberPlace is where a whole number is remembered, or nothing at all; nil for other
// cells, and where numbers are not taken for such.
func (m *memory) numberPlace(written string) *recall.Place {
	if m.numbers == nil {
		return nil
	}
	if written == "" {
		return m.numbers.Blank()
	}
	if n, whole := exact.WholeNumber(written); whole {
		return m.numbers.Find(n)
	}
	return nil
}

// learn finds what a cell decides that is not remembered.
func (s *Scorer) learn(m *memory, text string) (exact.Points, uint32) {
	src := &s.plan.Sources[m.source]
	d := m.fresh(src)
	s.learned++
	s.judge(src, d, text)
	id := m.settle(src)
	return m.decisions[id].points(), id
}

// judge reads a cell, and asks all lines that it decides alone.
func (s *Scorer) judge(src *plan.Source, d *decision, text string) {
	s.renew(src, d)
	s.readFields(src, text, d)
	s.ask(src, d)
	if d.free {
		s.weigh(src, d, &d.swings[0], allOpen)
	}
}

// renew makes a decision one that is yet to be taken.
func (s *Scorer) renew(src *plan.Source, d *decision) {
	d.blank, d.free, d.unreadable, d.toCome = false, false, false, false
	d.findings = nil
	for i := range d.swings {
		d.swings[i].known = false
	}
	for k, field := range src.Fields {
		s.values[field] = d.values[k] // lends its buffers
	}
}

func newDecision(src *plan.Source) decision {
	d := decision{
		values: make([]cell.Value, len(src.Fields)),
		earned: make([]match.Earned, len(src.Lines)),
		given:  make([]exact.Points, len(src.Bins)),
		swings: make([]swing, 1+2*(len(src.Pair)/2)),
	}
	for i := range d.swings {
		d.swings[i].bins = make([]exact.Bounds, len(src.Bins))
	}
	return d
}

// readFields reads a source's cell, and makes of it the fields that are made of it.
func (s *Scorer) readFields(src *plan.Source, text string, d *decision) {
	f, v := &s.plan.Fields[src.Fields[0]], &s.values[src.Fields[0]]
	if d.blank = src.Column == fields.NoColumn; d.blank {
		f.ReadAbsent(v)
	} else {
		if d.blank = f.Read(text, v); text != "" {
			s.remark(src.Fields[0], text, v, d.blank)
		}
	}
	s.derive(src.Fields[1:])
}

// derive makes fields of others.
func (s *Scorer) derive(fields []int) {
	for _, i := range fields {
		s.plan.Fields[i].Derived(s.values, &s.values[i])
	}
}

// ask asks a source's lines about its fields as they stand, and keeps these.
func (s *Scorer) ask(src *plan.Source, d *decision) {
	for k, field := range src.Fields {
		v := &s.values[field]
		d.values[k] = *v
		d.free = d.free || v.Free
		d.unreadable = d.unreadable || v.State == cell.Unreadable
		d.toCome = d.toCome || s.plan.IsToCome(field, v)
	}
	clear(d.given)
	for k, i := range src.Lines {
		d.earned[k] = s.plan.Lines[i].Earn(s.values)
		if k < len(src.Giving) {
			d.given[src.Giving[k]] += exact.Points(d.earned[k].Amount)
		}
	}
	d.truths = src.Truths(s.values)
}
