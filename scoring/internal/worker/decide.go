package worker

import (
	"strings"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/recall"
	"leadscore/scoring/internal/swings"
)

// Decision is what one cell of a source decided, or the decisions of two sources.
type Decision struct {
	truths     uint64           // of the stages' conditions on its fields
	Earned     []match.Earned   // by the source's lines
	Given      []exact.Points   // to its bins
	Swings     []swings.Swing   // of a pair: by openness; where nothing is free, of another decision
	Values     []cell.Value     // of its fields
	Findings   *swings.Findings // what they may turn out to be, if that was asked
	blank      bool             // the cell holds nothing
	Free       bool             // one of the values is
	unreadable bool             // one of the values is
	toCome     bool             // one of them is a day after as-of, where rules look back
}

// Decision is what a source decided of the lead that the Worker holds. Its values may be
// another lead's, unless the source tells them.
func (w *Worker) Decision(source int) *Decision {
	m := &w.Memories[source]
	return &m.Decisions[m.IDs[w.Row]]
}

// lead is where the cells of one lead are: its own, or a row of a table.
type lead struct {
	cells []string
	table *recall.Table
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
func (w *Worker) decide(m *Memory, l *lead) (exact.Points, uint32) {
	if m.column == fields.NoColumn {
		return w.decideCell(m, "", false)
	}
	written, last := l.cell(m.column)
	points, id := w.decideCell(m, written, last)
	others := w.Plan.Sources[m.Source].Others
	for k := 0; k < len(others) && m.Decisions[id].blank; k++ {
		written, last = l.cell(others[k])
		points, id = w.decideCell(m, written, last)
	}
	return points, id
}

// decideCell finds what one cell decides. Of a number between two steps, the values of the
// decision may be another's.
func (w *Worker) decideCell(m *Memory, written string, last bool) (exact.Points, uint32) {
	if p := m.numberPlace(written); p != nil {
		if p.ID == 0 {
			p.Points, p.ID = w.learn(m, written)
		}
		return p.Points, p.ID
	}
	if p := m.Cells.Find(written); p != nil {
		return p.Points, p.ID
	}
	points, id := w.learn(m, textOf(written, last))
	m.Cells.Add(written, points, id)
	return points, id
}

// numberPlace is where a whole number is remembered, or nothing at all; nil for other
// cells, and where numbers are not taken for such.
func (m *Memory) numberPlace(written string) *recall.Place {
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
func (w *Worker) learn(m *Memory, text string) (exact.Points, uint32) {
	src := &w.Plan.Sources[m.Source]
	d := m.fresh(src)
	w.learned++
	w.judge(src, d, text)
	id := m.settle(src)
	return m.Decisions[id].points(), id
}

// judge reads a cell, and asks all lines that it decides alone.
func (w *Worker) judge(src *plan.Source, d *Decision, text string) {
	w.renew(src, d)
	w.readFields(src, text, d)
	w.ask(src, d)
}

// renew makes a decision one that is yet to be taken.
func (w *Worker) renew(src *plan.Source, d *Decision) {
	d.blank, d.Free, d.unreadable, d.toCome = false, false, false, false
	d.Findings = nil
	for i := range d.Swings {
		d.Swings[i].Known = false
	}
	for k, field := range src.Fields {
		w.Values[field] = d.Values[k] // lends its buffers
	}
}

func newDecision(src *plan.Source) Decision {
	d := Decision{
		Values: make([]cell.Value, len(src.Fields)),
		Earned: make([]match.Earned, len(src.Lines)),
		Given:  make([]exact.Points, len(src.Bins)),
		Swings: make([]swings.Swing, 1+2*(len(src.Pair)/2)),
	}
	for i := range d.Swings {
		d.Swings[i].Bins = make([]exact.Bounds, len(src.Bins))
	}
	return d
}

// readFields reads a source's cell, and makes of it the fields that are made of it.
func (w *Worker) readFields(src *plan.Source, text string, d *Decision) {
	f, v := &w.Plan.Fields[src.Fields[0]], &w.Values[src.Fields[0]]
	if d.blank = src.Column == fields.NoColumn; d.blank {
		f.ReadAbsent(v)
	} else {
		if d.blank = f.Read(text, v); text != "" {
			w.remark(src.Fields[0], text, v, d.blank)
		}
	}
	w.Derive(src.Fields[1:])
}

// Derive makes fields of others.
func (w *Worker) Derive(fields []int) {
	for _, i := range fields {
		w.Plan.Fields[i].Derived(w.Values, &w.Values[i])
	}
}

// ask asks a source's lines about its fields as they stand, and keeps these.
func (w *Worker) ask(src *plan.Source, d *Decision) {
	for k, field := range src.Fields {
		v := &w.Values[field]
		d.Values[k] = *v
		d.Free = d.Free || v.Free
		d.unreadable = d.unreadable || v.State == cell.Unreadable
		d.toCome = d.toCome || w.Plan.IsToCome(field, v)
	}
	clear(d.Given)
	for k, i := range src.Lines {
		d.Earned[k] = w.Plan.Lines[i].Earn(w.Values)
		if k < len(src.Giving) {
			d.Given[src.Giving[k]] += exact.Points(d.Earned[k].Amount)
		}
	}
	d.truths = src.Truths(w.Values)
}
