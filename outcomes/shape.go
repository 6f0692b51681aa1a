package outcomes

import (
	"math"
	"slices"
	"strconv"

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
func (b *binning) shape(runs []run) []run {
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
		return b.reduce(append(joined, runs[last:]...), noDifference)
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
	if bentValue > bentGain*value && gain > bentLeast && gain*stats.Effective(b.all) > bentEvidence {
		return bent
	}
	return best
}

func (b *binning) better(x, y []run) ([]run, float64) {
	ofX, ofY := b.informationOf(x), b.informationOf(y)
	if ofY > ofX {
		return y, ofY
	}
	return x, ofX
}

func (b *binning) informationOf(runs []run) float64 {
	sum := 0.0
	for _, r := range runs {
		sum += stats.InformationOf(r.tally, b.all)
	}
	return sum
}

// poolBent pools runs so that the rate falls before the turn and rises from it on,
// where up is true, or the other way round. With the turn at 0 it only rises or
// only falls.
func poolBent(runs []run, turn int, up bool) []int {
	tallies := make([]stats.Tally, len(runs))
	for i, r := range runs {
		tallies[i] = r.tally
	}
	return append(poolOneWay(tallies[:turn], !up), poolOneWay(tallies[turn:], up)...)
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
			r = run{first: r.first, last: next.last, tally: r.tally.Plus(next.tally)}
		}
		joined = append(joined, r)
		at += sizes[0]
	}
	return joined
}

// reduce joins the neighbours that cost least information until there are at most
// mostBins, and any that differ less than alike (chi-squared) while there are more than
// two.
func (b *binning) reduce(runs []run, alike float64) []run {
	for len(runs) > 2 {
		least, at := math.Inf(1), 0
		for i := range runs[1:] {
			if loss := stats.JoinLoss(runs[i].tally, runs[i+1].tally, b.all); loss < least {
				least, at = loss, i
			}
		}
		if len(runs) <= mostBins && least*stats.Effective(b.all) > alike {
			break
		}
		runs = joinRuns(runs, at)
	}
	return runs
}

// roundBounds puts the bounds of the runs at numbers with few digits: the roundest
// between the values on both sides, and one of two digits where that costs little.
func roundBounds(f *field, byAtom []stats.Tally, runs []run, all stats.Tally) []bound {
	bounds := []bound{{from: math.Inf(-1)}}
	for i := 1; i < len(runs); i++ {
		below, from := runs[i-1], f.numbers[runs[i].first]
		if below.spike && !f.whole() {
			bounds = append(bounds, bound{f.numbers[below.last], true})
			continue
		}
		if !f.intervals {
			from = roundest(f.numbers[below.last], from)
		}
		bounds = append(bounds, bound{from: from})
	}
	if f.intervals || f.kind == levelKind {
		return bounds
	}
	budget := roundingLoss * informationBetween(f, byAtom, bounds, all)
	for i := 1; i < len(bounds); i++ {
		if bounds[i].open || runs[i-1].spike {
			continue
		}
		rounder := slices.Clone(bounds)
		rounder[i].from = roundTo(bounds[i].from, 2)
		if rounder[i].from == bounds[i].from || !isRising(rounder) {
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
		if bounds[i].from <= bounds[i-1].from {
			return false
		}
	}
	return true
}

// informationBetween is the information value of the ranges that the bounds make;
// a range without leads makes it impossible.
func informationBetween(f *field, byAtom []stats.Tally, bounds []bound, all stats.Tally) float64 {
	b := binning{field: f}
	b.setRanges(bounds, byAtom)
	sum := 0.0
	for _, t := range b.tallies {
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

// roundTo rounds to so many significant digits.
func roundTo(v float64, digits int) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	return rounded
}
