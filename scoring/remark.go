package scoring

import (
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
	"strings"
)

// Remark is something about a cell that its reader made a choice of, or that may not be as
// meant. A Scorer makes those of the lead scored last, but for cells that it remembers from
// earlier leads: over a list it makes each different one at least once.
type Remark struct {
	Field int // its position among those of Engine.Fields
	Cell  string
	Said  lexicon.Missing // whether the cell is blank because of a word that says nothing
	Look  cell.Look       // how its number looks
}

// Remarks gives the remarks on the lead scored last.
func (s *Scorer) Remarks() []Remark { return s.remarks }

// remark looks at a cell that was just read.
func (s *Scorer) remark(field int, text string, v *cell.Value, blank bool) {
	f := &s.engine.fields[field]
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
		s.remarks = append(s.remarks, r)
	}
}

// lookBack finds the dates from which rules look back: how long ago something was. Of one
// that a rule looks forward from too, days to come are as they should be.
func (e *Engine) lookBack() {
	e.looksBack = make([]bool, len(e.fields))
	for i := range e.fields {
		if e.fields[i].Decl.Type != rulebook.TypeDate {
			continue
		}
		back, forward := false, false
		walk.FieldTests(e.rulebook, e.specs[i].Name, func(_ *rulebook.Condition, t rulebook.Test) {
			back = back || t.Op == "within" || t.Op == "older_than"
			forward = forward || t.Op == "within_next" || t.Op == "after" || t.Op == "before"
		})
		for j := range e.rulebook.Criteria {
			decay := e.rulebook.Criteria[j].Decay
			back = back || decay != nil && fold.Text(decay.From.Text) == fold.Text(e.fields[i].Decl.Name)
		}
		e.looksBack[i] = back && !forward
	}
}

// isToCome reports whether a day lies after as-of although rules only look back from it.
func (e *Engine) isToCome(field int, v *cell.Value) bool {
	return e.looksBack[field] && v.State == cell.Known && v.Day > e.asOf
}
