package guards

import "leadscore/outcomes/internal/typing"

// A clock may turn: a code of four values, each of which holds for some hundred leads, and
// which come round one after the other. A stretch of time may know all of them then. What
// gives it away is that a value holds for long, and that the same one always follows it:
// those of batches, each from one partner, follow each other by chance. A weekday turns too,
// but often: it tells more of a lead than of its time.
const (
	cycleRuns     = 0.05 // how often values change at most, of how often they would by chance
	cycleRun      = 20   // leads that a run has at least; shorter ones are of days on which it turned
	cycleCovered  = 0.95 // of the leads that lie in runs
	cycleFollowed = 0.95 // of the runs that are followed by the value that mostly follows theirs
	cycleLong     = 100  // leads in a run at least, in the mean
	cycleTimes    = 40   // times that it came round at most
	cycleLeast    = 3    // values at least, and how many times it came round: two values always take turns
)

// cycle says how the values of a field follow each other.
type cycle struct {
	values, runs, leads int
	followed            float64 // the part of the runs that are followed by the value that mostly follows theirs
}

// turns reports whether the values come round one after the other, as on a clock.
func (c cycle) turns() bool {
	return c.values >= cycleLeast && c.runs >= cycleLeast*c.values && c.runs < cycleTimes*c.values &&
		c.leads >= cycleLong*c.runs && c.followed >= cycleFollowed
}

// cycleOf measures a field over leads in the order of time.
func cycleOf(f *typing.Field, order []int32) cycle {
	var runs []int32 // their values
	covered := 0
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && f.Atoms[order[end]] == f.Atoms[order[start]] {
			end++
		}
		if end-start >= cycleRun {
			covered += end - start
			if n := len(runs); n == 0 || runs[n-1] != f.Atoms[order[start]] {
				runs = append(runs, f.Atoms[order[start]])
			}
		}
		start = end
	}
	if float64(covered) < cycleCovered*float64(len(order)) {
		return cycle{}
	}
	values, followed := followers(runs)
	return cycle{values: values, runs: len(runs), leads: covered, followed: followed}
}

// followers counts the values of runs, and the part of the runs that are followed by the value
// that mostly follows theirs.
func followers(runs []int32) (values int, followed float64) {
	counts := map[[2]int32]int{}
	for k := range runs[:max(len(runs)-1, 0)] {
		counts[[2]int32{runs[k], runs[k+1]}]++
	}
	most := map[int32]int{}
	for pair, n := range counts {
		most[pair[0]] = max(most[pair[0]], n)
	}
	sum := 0
	for _, n := range most {
		sum += n
	}
	return len(most), float64(sum) / float64(max(len(runs)-1, 1))
}
