package scoring

import (
	"math/big"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/answer"
	"leadscore/scoring/column"
	"leadscore/scoring/internal/bounds"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/reasons"
	"leadscore/scoring/internal/recall"
	"leadscore/scoring/internal/worker"
)

// Table is leads that follow each other in a list, by where their cells end.
type Table = recall.Table

// MostRows is how many leads a Table may have.
const MostRows = recall.MostRows

// Scorer scores leads, one after the other. It keeps buffers from lead to lead, and
// remembers what cells decided, so each goroutine needs its own.
type Scorer struct {
	engine  *Engine
	plan    *plan.Plan    // of the engine
	asker   *bounds.Asker // and the worker that remembers
	reasons *reasons.Reasoner

	companion   *column.AccountInfo   // of the lead scored last, for columns about its account; nil: it has none
	named       cell.Value            // scratch of the account's name
	accountsMet map[string]accountMet // what cells say of accounts

	suppositions [][]answer.Supposition // by subject of answers; made when first asked for
	rates        map[int][]*big.Rat     // that rules can tell apart, by field, likewise
}

// NewScorer makes a Scorer.
func (e *Engine) NewScorer() *Scorer {
	w := worker.New(e.plan)
	return &Scorer{engine: e, plan: e.plan, asker: bounds.New(w), reasons: reasons.New(w, e.reasons)}
}

// Engine is the engine that the Scorer is of.
func (s *Scorer) Engine() *Engine { return s.engine }

// Score scores one lead: its cells in the order of the header, as many as it has.
// The result is the Scorer's own, valid until the next call.
func (s *Scorer) Score(cells []string) *Result { return s.asker.Score(cells) }

// ScoreRows scores all leads of a table, whose columns are those of the header, at once:
// column by column, which takes half the time. Hold tells what became of each, until the
// next call of Score or ScoreRows.
func (s *Scorer) ScoreRows(t *Table) { s.asker.ScoreRows(t) }

// Hold makes a row of those scored last the lead that the Scorer tells of. The result is
// the Scorer's own, valid until the next call.
func (s *Scorer) Hold(row int) *Result { return s.asker.Hold(row) }

// Result is what the lead scored last came to, valid until the next one.
func (s *Scorer) Result() *Result { return &s.asker.Last }

// Bounds is where the score of the lead scored last would lie once some, all or none
// of its unknown fields were filled, each on its own.
func (s *Scorer) Bounds() exact.Bounds { return s.asker.Bounds() }

// Remarks gives the remarks on the lead scored last.
func (s *Scorer) Remarks() []Remark { return s.asker.Remarks() }

// Reasons says why the lead scored last stands where it does: what the deciding
// stage rule says, the earlier stage rules that are unknown, and the lines that
// weigh most.
func (s *Scorer) Reasons() []string { return s.reasons.Reasons() }

// Result is what a lead scored.
type Result = worker.Result

// Remark is something about a cell that its reader made a choice of, or that may not be as
// meant. A Scorer makes those of the lead scored last, but for cells that it remembers from
// earlier leads: over a list it makes each different one at least once.
type Remark = worker.Remark
