package worker

import (
	"strings"

	"leadscore/match/cell"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Remark is something about a cell that its reader made a choice of, or that may not be as
// meant. A Worker makes those of the lead scored last, but for cells that it remembers from
// earlier leads: over a list it makes each different one at least once.
type Remark struct {
	Field int // its position among those of Engine.Fields
	Cell  string
	Said  lexicon.Missing // whether the cell is blank because of a word that says nothing
	Look  cell.Look       // how its number looks
}

// Remarks gives the remarks on the lead scored last.
func (w *Worker) Remarks() []Remark { return w.remarks }

// remark looks at a cell that was just read.
func (w *Worker) remark(field int, text string, v *cell.Value, blank bool) {
	f := &w.Plan.Fields[field]
	r := Remark{Field: field}
	switch {
	case f.Decl.Activity != nil: // nobody has written it
	case blank:
		r.Said = f.SaidNil(text)
	case v.State == cell.Known && f.Decl.Type == rulebook.TypeNumber:
		r.Look = cell.LookOf(text, f.Decl.DecimalComma)
	}
	if r.Said != lexicon.Says || r.Look != 0 {
		r.Cell = strings.Clone(text)
		w.remarks = append(w.remarks, r)
	}
}
