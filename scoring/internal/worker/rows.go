package worker

import (
	"leadscore/match/exact"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/recall"
)

// rows is what the cells of some leads decided, column by column.
type rows struct {
	sums   [][]exact.Points // of what criteria earned, by bin
	truths []uint64         // of the stages' conditions on fields; see stages
	ids    []uint32         // of decisions: recall.MostRows of one source after the other
	rest   recall.Rows      // scratch: those that a column does not remember

	Count int // of the rows
}

func newRows(p *plan.Plan) rows {
	r := rows{truths: make([]uint64, recall.MostRows), ids: make([]uint32, len(p.Sources)*recall.MostRows)}
	for range len(p.Groups) + 1 {
		r.sums = append(r.sums, make([]exact.Points, recall.MostRows))
	}
	return r
}

// Score scores one lead: its cells in the order of the header, as many as it has.
// The result is the Worker's own, valid until the next call.
func (w *Worker) Score(cells []string) *Result {
	w.begin(1)
	l := lead{cells: cells}
	for _, m := range w.active {
		w.decideRow(m, &l)
		w.takeMore(m, 1)
	}
	w.decidePairs(1)
	w.lookOver()
	return w.Hold(0)
}

// ScoreRows scores all leads of a table, whose columns are those of the header, at once:
// column by column, which takes half the time. Hold tells what became of each, until the
// next call of Score or ScoreRows.
func (w *Worker) ScoreRows(t *recall.Table) {
	w.begin(t.Rows)
	for _, m := range w.active {
		w.decideColumn(m, t)
		w.takeMore(m, t.Rows)
	}
	w.decidePairs(t.Rows)
	w.lookOver()
}

// begin begins with so many rows.
func (w *Worker) begin(rows int) {
	w.makeRoom()
	w.Rows.Count = rows
	w.Batch++
	w.remarks = w.remarks[:0]
	for _, sums := range w.Rows.sums {
		clear(sums[:rows])
	}
	clear(w.Rows.truths[:rows])
}

// decideColumn finds what all cells of a source's column decide. What is not remembered,
// or takes long to be found, waits until all else is done.
func (w *Worker) decideColumn(m *Memory, t *recall.Table) {
	rest := &w.Rows.rest
	switch sums := w.Rows.sums[m.bin]; {
	case m.column >= t.Width || len(w.Plan.Sources[m.Source].Others) > 0:
		rest.SetAll(t.Rows)
	case m.numbers != nil:
		m.numbers.Column(t, m.column, sums, m.IDs, rest)
	default:
		m.Cells.Column(t, m.column, sums, m.IDs, rest)
	}
	l := lead{table: t}
	for _, row := range rest.All() {
		l.row = int(row)
		w.decideRow(m, &l)
	}
}

// decideRow finds what a source decides of one row.
func (w *Worker) decideRow(m *Memory, l *lead) {
	points, id := w.decide(m, l)
	w.Rows.sums[m.bin][l.row] += points
	m.IDs[l.row] = id
}

// lookOver finds which sources something may have to be told of, and which may leave something
// open: most do neither, whatever the lead.
func (w *Worker) lookOver() {
	if w.LookedOver == w.learned {
		return
	}
	w.LookedOver = w.learned
	w.odd, w.Opening, w.Loose = w.odd[:0], w.Opening[:0], w.Loose[:0]
	for _, m := range w.deciding {
		if m.odd {
			w.odd = append(w.odd, m)
		}
		if m.Free {
			w.Loose = append(w.Loose, m)
		}
	}
	for _, m := range w.active {
		if m.Free && w.Plan.Earns(m.Source) {
			w.Opening = append(w.Opening, m)
		}
	}
}

// decidePairs finds what two sources each decide together.
func (w *Worker) decidePairs(rows int) {
	for _, m := range w.pairs {
		pair := w.Plan.Sources[m.Source].Pair
		first, second := w.Memories[pair[0]].IDs[:rows], w.Memories[pair[1]].IDs[:rows]
		sums := w.Rows.sums[m.bin][:rows]
		m.pairs.Column(first, second, sums, m.IDs, &w.Rows.rest)
		for _, row := range w.Rows.rest.All() {
			w.Row = int(row)
			points, id := w.decidePair(m, first[row], second[row])
			sums[row] += points
			m.IDs[row] = id
		}
		w.takeMore(m, rows)
	}
}

// takeMore takes from decisions what else is summed up: points for other bins than the
// first, what stage rules make of the fields.
func (w *Worker) takeMore(m *Memory, rows int) {
	src := &w.Plan.Sources[m.Source]
	if len(src.Bins) < 2 && len(src.Leaves) == 0 {
		return
	}
	for row, id := range m.IDs[:rows] {
		d := &m.Decisions[id]
		w.Rows.truths[row] |= d.truths
		for k := 1; k < len(src.Bins); k++ {
			w.Rows.sums[src.Bins[k]][row] += d.Given[k]
		}
	}
}

// Hold makes a row of those scored last the lead that the Worker tells of. The result is
// the Worker's own, valid until the next call.
func (w *Worker) Hold(row int) *Result {
	w.Last.Unreadable, w.Last.ToCome = w.Last.Unreadable[:0], w.Last.ToCome[:0]
	w.Row = row
	w.Held++
	w.filled, w.metered = false, false
	w.truths = w.Rows.truths[row]
	for i := range w.Own {
		w.Own[i] = w.Rows.sums[i][row]
	}
	for _, m := range w.odd {
		w.noteOdd(m)
	}
	for _, m := range w.earning {
		w.takeEarned(m)
	}
	if w.Plan.Eager {
		w.readJoint()
	}
	w.addUp()
	w.Last.Stage = w.stage()
	return &w.Last
}

// takeEarned takes what attributes and elements earned.
func (w *Worker) takeEarned(m *Memory) {
	src, d := &w.Plan.Sources[m.Source], w.Decision(m.Source)
	for k := len(src.Giving); k < len(src.Lines); k++ {
		w.Earned[src.Lines[k]] = d.Earned[k]
	}
}

// noteOdd notes what is to be told of the cells of a lead.
func (w *Worker) noteOdd(m *Memory) {
	src, d := &w.Plan.Sources[m.Source], w.Decision(m.Source)
	for k := 0; d.unreadable && k < len(src.Fields); k++ {
		w.noteUnreadable(src.Fields[k], &d.Values[k])
	}
	for k := 0; d.toCome && k < len(src.Fields); k++ {
		if w.Plan.IsToCome(src.Fields[k], &d.Values[k]) {
			w.Last.ToCome = append(w.Last.ToCome, src.Fields[k])
		}
	}
}

// MostBits is how many sources have a bit where a word tells of several at once.
const MostBits = 64
