package scoring

import (
	"leadscore/rulebook"
	"leadscore/scoring/internal/plan"
)

// Plan is the compiled rulebook, for the rooms that look at a rulebook and its lists beside
// the Scorer. They change nothing of it.
func (e *Engine) Plan() *plan.Plan { return e.plan }

// Inspect compiles a rulebook for no list, for those that look for faults in it, and tells
// what it can earn at all.
func Inspect(rb *rulebook.Rulebook) (*plan.Plan, *plan.Extent, []rulebook.Problem) {
	p, problems := plan.Compile(rb, nil, plan.Options{})
	if problems != nil {
		return nil, nil, problems
	}
	p.Finish()
	return p, p.Extent(), nil
}
