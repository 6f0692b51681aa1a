package holdout

import "leadscore/outcomes/stats"

// Floors of the number of leads of each outcome that are held out.
const (
	leastNewest = 40 // in the newest part
	leastWindow = 20 // in a rolling window
)

// FoldCount is how many folds leads are dealt into.
const FoldCount = 5

// Enough reports whether some leads are enough to measure on, as the newest.
func Enough(leads []int32, won []bool) bool { return BothAtLeast(leads, won, leastNewest) }

// BothAtLeast reports whether so many of some leads, at least, were won, and as many lost.
func BothAtLeast(leads []int32, won []bool, least int) bool {
	wins := stats.CountWon(stats.Pick(won, leads))
	return min(wins, len(leads)-wins) >= least
}
