package worker

import (
	"leadscore/frameworks"
	"leadscore/match/exact"
)

// Result is what a lead scored. A Worker reuses it: it is valid until the next
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
