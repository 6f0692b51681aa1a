package scoring

import (
	"cmp"

	"leadscore/match/exact"
	"leadscore/scoring/internal/worker"
)

// Order is a lead's place in a ranking: by stage, then by falling score.
type Order struct {
	Stage int // lower is better; leads without a stage come after the last, out stages last
	Score exact.Points
	Line  int // of the list: equal leads keep its order
}

// Compare is negative where o ranks before p.
func (o Order) Compare(p Order) int {
	switch {
	case o.Stage != p.Stage:
		return cmp.Compare(o.Stage, p.Stage)
	case o.Score != p.Score:
		return cmp.Compare(p.Score, o.Score)
	}
	return cmp.Compare(o.Line, p.Line)
}

// Order gives the place in a ranking of the lead on a line of a list.
func (e *Engine) Order(r *worker.Result, line int) Order {
	stage := r.Stage
	switch {
	case stage < 0:
		stage = len(e.plan.Stages)
	case e.plan.Rulebook.Stages[stage].Out:
		stage += len(e.plan.Stages) + 1
	}
	return Order{Stage: stage, Score: r.Score, Line: line}
}

// Out reports whether the lead's stage keeps it out of a ranking.
func (e *Engine) Out(r *worker.Result) bool {
	return e.plan.IsOut(r.Stage)
}

// StageName is the name of the lead's stage; "" for none.
func (e *Engine) StageName(r *worker.Result) string {
	return e.plan.StageName(r.Stage)
}

// WinRate is the win rate of leads with this score, 0 to 1: that of the first line for
// scores below it; false where the rulebook has no rates.
func (e *Engine) WinRate(score exact.Points) (exact.Number, bool) {
	if r := e.plan.RateOf(score); r != nil {
		return r.Rate, true
	}
	return exact.Number{}, false
}
