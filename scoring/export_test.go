package scoring

import (
	"slices"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/recall"
	"leadscore/scoring/internal/suppose"
	"leadscore/scoring/internal/worker"
)

// Pairs is how many pairs of sources decide something together.
func (e *Engine) Pairs() int { return len(e.plan.Pairs) }

// RemembersStages reports whether Scorers remember stages.
func (e *Engine) RemembersStages() bool { return e.plan.Remembered }

// Remembers is how many cells the fullest memory has.
func (s *Scorer) Remembers() (most int) {
	for i := range s.asker.Memories {
		most = max(most, s.asker.Memories[i].Cells.Count())
	}
	return most
}

// Decisions is how many decisions all memories hold.
func (s *Scorer) Decisions() (count int) {
	for i := range s.asker.Memories {
		count += len(s.asker.Memories[i].Decisions)
	}
	return count
}

// MostDecisions is how many they may hold before some are forgotten.
const MostDecisions = worker.MostOfAWorker

// ReadsBlank reports whether a cell of a field says that nothing is known.
func (s *Scorer) ReadsBlank(name, text string) bool {
	i := slices.IndexFunc(s.plan.Fields, func(f fields.Field) bool { return f.Decl.Name == name })
	return s.plan.Fields[i].Reader.IsBlank(text, new(cell.Value))
}

// SampleCells are cells of a field, of the lead scored last, by which questions are weighed.
func (s *Scorer) SampleCells(name string) (cells []string) {
	e := s.engine
	i := slices.IndexFunc(e.plan.Sources, func(src plan.Source) bool {
		return src.Pair == nil && e.plan.Fields[src.Fields[0]].Decl.Name == name
	})
	if i < 0 || !s.asker.Decision(i).Free {
		return nil
	}
	s.asker.Fill()
	decl := e.plan.Fields[e.plan.Sources[i].Fields[0]].Decl
	for _, f := range s.asker.SamplesOf(i)[1:] {
		switch v := f.Values[0]; decl.Type {
		case rulebook.TypeText:
			cells = append(cells, string(v.Plain))
		case rulebook.TypeDate:
			cells = append(cells, v.Day.String())
		case rulebook.TypeNumber:
			r := v.Number.Low.Rat()
			if decl.Scale != nil {
				r.Quo(r, decl.Scale.Rat())
			}
			if n, fits := exact.FromRat(r); fits {
				cells = append(cells, suppose.CellOf(decl, n))
			}
		}
	}
	return cells
}

// Outlooks is how many outlooks are remembered.
func (s *Scorer) Outlooks() int { return s.asker.Outlooks() }

// MostCells is how many cells of a column are remembered before all are forgotten.
const MostCells = recall.MostCells
