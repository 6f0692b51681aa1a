package outcomes

import "leadscore/outcomes/stats"

// Floors of the number of leads of each outcome that are held out.
const (
	leastNewest = 40 // in the newest part
	leastWindow = 20 // in a rolling window
)

// foldCount is how many folds leads are dealt into.
const foldCount = 5

func enoughOf(leads []int32, won []bool) bool { return bothAtLeast(leads, won, leastNewest) }

func bothAtLeast(leads []int32, won []bool, least int) bool {
	wins := stats.CountWon(stats.Pick(won, leads))
	return min(wins, len(leads)-wins) >= least
}
