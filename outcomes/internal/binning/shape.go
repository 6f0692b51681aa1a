package binning

import (
	"math"
	"slices"
	"strconv"

	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// When a number's win rates do not only rise or only fall, a peak or a valley is
// taken in place of the better of the two where it tells much more.
const (
	bentGain     = 1.25 // times the information value
	bentLeast    = 0.02 // information value gained
	bentEvidence = 10.0 // chi-squared gained
	roundingLoss = 0.02 // of the information value, that round bounds may cost
)

// shape joins runs until the win rate only rises or only falls, spikes apart, or
// has one bend where that tells much more; then until there are few bins.
func (b *Binning) shape(runs []run) []run {
	first, last := 0, len(runs)
	if last > 0 && runs[0].spike {
		first = 1
	}
	if last > first && runs[last-1].spike {
		last--
	}
	middle := runs[first:last]
	join := func(sizes []int) []run {
		joined := slices.Clone(runs[:first])
		joined = append(joined, pooled(middle, sizes)...)
		return b.reduce(append(joined, runs[last:]...), NoDifference)
	}
	best, value := b.better(join(poolBent(middle, 0, true)), join(poolBent(middle, 0, false)))
	bent, bentValue := best, 0.0
	for turn := 1; turn < len(middle); turn++ {
		for _, up := range []bool{true, false} {
			if candidate := join(poolBent(middle, turn, up)); b.informationOf(candidate) > bentValue {
				bent, bentValue = candidate, b.informationOf(candidate)
			}
		}
	}
	gain := bentValue - value
	if bentValue > bentGain*value && gain > bentLeast && gain*stats.Effective(b.All) > bentEvidence {
		return bent
	}
	return best
}

func (b *Binning) better(x, y []run) ([]run, float64) {
	ofX, ofY := b.informationOf(x), b.informationOf(y)
	if ofY > ofX {
		return y, ofY
	}
	return x, ofX
}

func (b *Binning) informationOf(runs []run) float64 {
	sum := 0.0
	for _, r := range runs {
		sum += stats.InformationOf(r.Tally, b.All)
	}
	return sum
}

// poolBent pools runs so that the rate falls before the turn and rises from it on,
// where up is true, or the other way round. With the turn at 0 it only rises or
// only falls.
func poolBent(runs []run, turn int, up bool) []int {
	tallies := make([]stats.Tally, len(runs))
	for i, r := range runs {
		tallies[i] = r.Tally
	}
	return append(poolOneWay(tallies[:turn], !up), poolOneWay(tallies[turn:], up)...)
}

// oneWay pools runs so that the rate only rises, or only falls.
func oneWay(runs []run, falling bool) []run {
	tallies := make([]stats.Tally, len(runs))
	for i, r := range runs {
		tallies[i] = r.Tally
	}
	return pooled(runs, poolOneWay(tallies, !falling))
}

func poolOneWay(tallies []stats.Tally, rising bool) []int {
	if rising {
		return stats.PoolRising(tallies)
	}
	reversed := slices.Clone(tallies)
	slices.Reverse(reversed)
	sizes := stats.PoolRising(reversed)
	slices.Reverse(sizes)
	return sizes
}

// pooled joins runs by the sizes of the pools.
func pooled(runs []run, sizes []int) []run {
	var joined []run
	for at := 0; len(sizes) > 0; sizes = sizes[1:] {
		r := runs[at]
		for _, next := range runs[at+1 : at+sizes[0]] {
			r = run{First: r.First, Last: next.Last, Tally: r.Tally.Plus(next.Tally)}
		}
		joined = append(joined, r)
		at += sizes[0]
	}
	return joined
}

// reduce joins the neighbours that cost least information until there are no more than
// the field may have, and any that differ less than alike (chi-squared) while there are more than
// two.
func (b *Binning) reduce(runs []run, alike float64) []run {
	for len(runs) > 2 {
		least, at := math.Inf(1), 0
		for i := range runs[1:] {
			if loss := stats.JoinLoss(runs[i].Tally, runs[i+1].Tally, b.All); loss < least {
				least, at = loss, i
			}
		}
		if len(runs) <= b.most() && least*stats.Effective(b.All) > alike {
			break
		}
		runs = joinRuns(runs, at)
	}
	return runs
}

// roundBounds puts the bounds of the runs at numbers with few digits: the roundest
// between the values on both sides, and one of two digits where that costs little.
func roundBounds(f *typing.Field, byAtom []stats.Tally, runs []run, all stats.Tally) []bound {
	bounds := []bound{{From: math.Inf(-1)}}
	for i := 1; i < len(runs); i++ {
		below, from := runs[i-1], f.Numbers[runs[i].First]
		if f.Falling || below.spike && !f.Whole() && !f.Cut {
			bounds = append(bounds, bound{f.Numbers[below.Last], true})
			continue
		}
		if !f.Intervals {
			from = roundest(f.Numbers[below.Last], from)
		}
		bounds = append(bounds, bound{From: from})
	}
	if f.Intervals || f.Kind == typing.LevelKind {
		return bounds
	}
	budget := roundingLoss * informationBetween(f, byAtom, bounds, all)
	for i := 1; i < len(bounds); i++ {
		if bounds[i].Open || runs[i-1].spike {
			continue
		}
		rounder := slices.Clone(bounds)
		rounder[i].From = RoundTo(bounds[i].From, 2)
		if rounder[i].From == bounds[i].From || !isRising(rounder) {
			continue
		}
		loss := informationBetween(f, byAtom, bounds, all) - informationBetween(f, byAtom, rounder, all)
		if loss <= budget {
			budget -= max(loss, 0)
			bounds = rounder
		}
	}
	return bounds
}

func isRising(bounds []bound) bool {
	for i := 1; i < len(bounds); i++ {
		if bounds[i].From <= bounds[i-1].From {
			return false
		}
	}
	return true
}

// informationBetween is the information value of the ranges that the bounds make;
// a range without leads makes it impossible.
func informationBetween(f *typing.Field, byAtom []stats.Tally, bounds []bound, all stats.Tally) float64 {
	b := Binning{Field: f}
	b.setRanges(bounds, byAtom)
	sum := 0.0
	for _, t := range b.Tallies {
		if t.Leads() == 0 {
			return math.Inf(-1)
		}
		sum += stats.InformationOf(t, all)
	}
	return sum
}

// roundest is the number with the fewest digits above low and at most high.
func roundest(low, high float64) float64 {
	if low < 0 && high >= 0 {
		return 0
	}
	magnitude := math.Max(math.Abs(low), math.Abs(high))
	step := math.Pow(10, math.Ceil(math.Log10(magnitude)))
	for range 17 {
		if v := math.Floor(high/step) * step; v > low && v <= high {
			return tidy(v, step)
		}
		step /= 10
	}
	return high
}

// tidy takes the noise of binary fractions out of a multiple of a power of ten.
func tidy(v, step float64) float64 {
	decimals := max(0, int(math.Round(-math.Log10(step))))
	tidied, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', decimals, 64), 64)
	return tidied
}

// RoundTo rounds to so many significant digits.
func RoundTo(v float64, digits int) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	return rounded
}
