package guards

import (
	"math"
	"math/rand/v2"
	"slices"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// A clock is a column that tells when a lead came rather than what it is: an index of the
// month, the wave of a campaign, the tool that was in use then. Its values come in runs,
// and each stretch of time knows only a few of them. What it tells of the past says
// nothing of leads to come.
const (
	clockBlocks = 20  // stretches of time, of equally many leads
	clockRuns   = 0.5 // below it values come in runs; by chance it is 1
	clockWithin = 0.5 // below it a stretch of time knows few of the values
)

// clock says how much a field is a function of time.
type clock struct {
	runs   float64 // how often the value changes from lead to lead, of how often it would by chance
	within float64 // the mean entropy of the values in a stretch of time, of that in all leads
	chance float64 // what within would be if the leads came in any order; 1 where nobody needs to know
	cycle  cycle
}

// ClockOf measures a field over leads in the order of time. Missing cells are a value.
func ClockOf(f *typing.Field, order []int32) clock {
	c := measureClock(f, order)
	if c.runs < cycleRuns {
		c.cycle = cycleOf(f, order)
	}
	if c.within < clockWithin && c.runs >= clockRuns {
		shuffled := slices.Clone(order)
		rand.New(rand.NewPCG(0, 0x636c6f636b)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		c.chance = measureClock(f, shuffled).within
	}
	return c
}

func measureClock(f *typing.Field, order []int32) clock {
	counts := newEntropy(f.AtomCount() + 1)
	block, blocks, within := newEntropy(f.AtomCount()+1), 0, 0.0
	changes := 0
	for k, i := range order {
		counts.add(f.Atoms[i])
		block.add(f.Atoms[i])
		if k > 0 && f.Atoms[i] != f.Atoms[order[k-1]] {
			changes++
		}
		if (k+1)*clockBlocks/len(order) > k*clockBlocks/len(order) {
			within += block.value()
			blocks++
			block.clear()
		}
	}
	whole := counts.value()
	if whole == 0 || blocks == 0 {
		return clock{runs: 1, within: 1, chance: 1}
	}
	return clock{runs: float64(changes) / (float64(len(order)) * counts.unlike()), within: within / float64(blocks) / whole, chance: 1}
}

// Tells reports whether the field tells when a lead came: its values come in runs and pass, or
// several come at a time, as campaigns do, and pass, or they come round one after the other. Of
// rare values a stretch of time knows few by chance too.
func (c clock) Tells() bool {
	return c.cycle.turns() || c.runs < clockRuns && c.within < clockWithin || c.within < clockWithin*c.chance && c.chance < 1
}

// Text says so, with both numbers.
func (c clock) Text() outcomes.Text {
	if c.cycle.turns() {
		return outcomes.Textf("its values come round one after the other (%d values in %d runs, each of %d leads in the mean, and %.0f %% of the time one value follows the same other): it is a function of time", c.cycle.values, c.cycle.runs, c.cycle.leads/c.cycle.runs, 100*c.cycle.followed)
	}
	if c.runs >= clockRuns {
		return outcomes.Textf("its values pass with time (%.2f of their variety is found at one time; by chance it would be %.2f)", c.within, c.chance)
	}
	return outcomes.Textf("its values come in runs (they change %.2f times as often as by chance) and pass with time (%.2f of their variety is found at one time)", c.runs, c.within)
}

// entropy counts values, and gives their entropy and how often two of them differ.
type entropy struct {
	counts []int // of each atom; the first is that of missing cells
	seen   []int32
	n      int
}

func newEntropy(values int) *entropy { return &entropy{counts: make([]int, values)} }

func (e *entropy) add(atom int32) {
	if e.counts[atom+1] == 0 {
		e.seen = append(e.seen, atom+1)
	}
	e.counts[atom+1]++
	e.n++
}

func (e *entropy) clear() {
	for _, v := range e.seen {
		e.counts[v] = 0
	}
	e.seen, e.n = e.seen[:0], 0
}

func (e *entropy) value() float64 {
	sum := 0.0
	for _, v := range e.seen {
		p := stats.Ratio(e.counts[v], e.n)
		sum -= float64(p * math.Log(p))
	}
	return sum
}

// unlike is the chance that two leads have different values.
func (e *entropy) unlike() float64 {
	sum := 1.0
	for _, v := range e.seen {
		p := stats.Ratio(e.counts[v], e.n)
		sum -= float64(p * p)
	}
	return sum
}
