package worker

import (
	"leadscore/scoring/internal/fields"
)

// LookClosely decides what is only shown too, and by the very cells, of the lead scored last,
// which was scored alone.
func (w *Worker) LookClosely(cells []string) {
	for i := range w.Memories {
		if m := &w.Memories[i]; w.Plan.Sources[i].Pair == nil {
			m.IDs[w.Row] = Closely
			w.judgeClosely(m, cells)
		}
	}
	for _, m := range w.pairs {
		m.IDs[w.Row] = Closely
		w.judgePair(&w.Plan.Sources[m.Source], w.Decision(m.Source))
	}
	for _, m := range w.deciding {
		m.label(Closely, &w.Plan.Sources[m.Source])
	}
	w.learned++
	w.lookOver()
	w.filled = false
	w.Held++
	w.Batch++
}

// judgeClosely decides by a lead's cells, whatever is remembered.
func (w *Worker) judgeClosely(m *Memory, cells []string) {
	src, d := &w.Plan.Sources[m.Source], w.Decision(m.Source)
	w.judge(src, d, fields.CellAt(cells, m.column))
	for k := 0; k < len(src.Others) && d.blank; k++ {
		w.judge(src, d, fields.CellAt(cells, src.Others[k]))
	}
}
