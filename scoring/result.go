package scoring

import (
	"leadscore/frameworks"
	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
)

// MaxPoints is the most that one line can earn, up or down: a thousand million points.
const MaxPoints = earning.MaxPoints

// Result is what a lead scored. A Scorer reuses it: it is valid until the next
// call of Score.
type Result struct {
	Score      exact.Points
	Stage      int          // index into Rulebook.Stages; -1: none
	Profile    int          // index into Rulebook.ICP.Profiles; -1: none fits
	Fit        exact.Points // percent, of the best profile
	Groups     []exact.Points
	Frameworks []frameworks.Tally
	Unreadable []int // fields (indices into Engine.Fields) whose cell holds something that is not of their type
	ToCome     []int // likewise, whose day lies after as-of although rules look back from it only
}
