package scorecard

import (
	"cmp"
	"math"
	"slices"

	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/typing"
)

// FullScore is what the best bins of all criteria sum to.
const FullScore = 100

// Card is a scorecard: points for each bin of a few fields.
type Card struct {
	Lines []Line
	step  int // points are multiples of it
}

// Line is one field of a card.
type Line struct {
	Bins    *binning.Binning
	parts   []float64 // what each bin, and last a missing cell, adds to the linear predictor
	points  []int     // of each bin; the lowest, or missing, is 0
	Missing int
}

// most is the most points that the line gives.
func (l *Line) most() int { return max(slices.Max(l.points), l.Missing) }

// values are what the bins and missing cells add to the linear predictor. Missing
// cells that no lead has are as good as the lowest.
func (l *Line) values() (values []float64, missing float64) {
	last := len(l.parts) - 1
	values, missing = l.parts[:last], l.parts[last]
	if l.Bins.Missing.Leads() == 0 {
		missing = slices.Min(values)
	}
	return values, missing
}

// New turns a model into points: its weights × the weights of evidence, moved so
// that each field's lowest is 0 and scaled so that their largest sum to fullScore.
// The largest are rounded by largest remainder, the others to the nearest.
func New(t *Table, s Step, step int) *Card {
	c := &Card{step: step}
	for k, j := range s.Chosen {
		line := Line{Bins: t.Bins[j]}
		if s.parts != nil {
			line.parts = s.parts[k]
		} else {
			line.parts = t.Bins[j].Parts(s.Model.Weights[k])
		}
		c.Lines = append(c.Lines, line)
	}
	if s.parts != nil && step == 1 {
		c.joinNear()
	}
	spans := c.spans()
	for k, most := range largestRemainder(spans, FullScore/step) {
		c.Lines[k].setPoints(most*step, step)
	}
	c.Lines = slices.DeleteFunc(c.Lines, func(l Line) bool { return l.most() == 0 })
	if step > 1 {
		c.search(t.Leads, t.Won)
	}
	return c
}

// spans are the differences between the best and the worst of each line.
func (c *Card) spans() []float64 {
	spans := make([]float64, len(c.Lines))
	for k := range c.Lines {
		values, missing := c.Lines[k].values()
		all := append(slices.Clone(values), missing)
		spans[k] = slices.Max(all) - slices.Min(all)
	}
	return spans
}

// nearPoints is what neighbouring bins must differ by to be worth a line each.
const nearPoints = 0.7

// joinNear makes neighbouring bins one whose points would be next to the same.
func (c *Card) joinNear() {
	whole := 0.0
	for _, span := range c.spans() {
		whole += span
	}
	for k := range c.Lines {
		l := &c.Lines[k]
		if kind := l.Bins.Field.Kind; kind == typing.PairKind || kind == typing.ListKind {
			continue
		}
		pools := make([]partPool, len(l.Bins.Tallies))
		for i, t := range l.Bins.Tallies {
			pools[i] = partPool{[]int{i}, l.parts[i], float64(t.Leads()), t.Leads()}
		}
		if l.Bins.Field.Kind == typing.TextKind {
			slices.SortStableFunc(pools, func(x, y partPool) int { return cmp.Compare(x.value, y.value) })
		}
		l.parts = slices.Clone(l.parts)
		for _, pool := range joinWithin(pools, nearPoints*whole/FullScore) {
			for _, p := range pool.parts {
				l.parts[p] = pool.value
			}
		}
	}
}

// joinWithin joins neighbours that differ by less than some value, the nearest first.
func joinWithin(pools []partPool, value float64) []partPool {
	for {
		least, at := value, -1
		for i := range max(len(pools)-1, 0) {
			if d := math.Abs(pools[i].value - pools[i+1].value); d < least {
				least, at = d, i
			}
		}
		if at < 0 {
			return pools
		}
		pools[at] = pools[at].join(pools[at+1])
		pools = slices.Delete(pools, at+1, at+2)
	}
}

// setPoints spreads the points between 0 and most.
func (l *Line) setPoints(most, step int) {
	values, missing := l.values()
	low, high := min(slices.Min(values), missing), max(slices.Max(values), missing)
	of := func(v float64) int {
		if high <= low {
			return 0
		}
		return step * int(math.Round((v-low)/(high-low)*float64(most)/float64(step)))
	}
	l.points = make([]int, len(values))
	for b, v := range values {
		l.points[b] = of(v)
	}
	l.Missing = of(missing)
}

// largestRemainder splits a whole number in proportion to shares: each gets its
// share rounded down, and those with the largest remainders one more.
func largestRemainder(shares []float64, whole int) []int {
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	parts, remainders, left := make([]int, len(shares)), make([]float64, len(shares)), whole
	if sum <= 0 {
		return parts
	}
	for i, s := range shares {
		exact := float64(s / sum * float64(whole))
		parts[i] = int(exact)
		remainders[i] = exact - math.Floor(exact)
		left -= parts[i]
	}
	for ; left > 0; left-- {
		most := 0
		for i, r := range remainders {
			if r > remainders[most] {
				most = i
			}
		}
		parts[most]++
		remainders[most] = -1
	}
	return parts
}

// binOf is the position of a lead's bin in the line; len(points) where it is missing.
func (l *Line) binOf(lead int32) int {
	if a := l.Bins.Field.Atoms[lead]; a != typing.Missing {
		return int(l.Bins.Bin[a])
	}
	return len(l.points)
}

// pointsOf are the points of a bin as binOf gives it.
func (l *Line) pointsOf(bin int) int {
	if bin == len(l.points) {
		return l.Missing
	}
	return l.points[bin]
}

func (l *Line) setBin(bin, points int) {
	if bin == len(l.points) {
		l.Missing = points
	} else {
		l.points[bin] = points
	}
}

// Scores are the points of some leads.
func (c *Card) Scores(leads []int32) []float64 {
	scores := make([]float64, len(leads))
	for k, lead := range leads {
		scores[k] = float64(c.Score(lead))
	}
	return scores
}

// Score is a lead's points.
func (c *Card) Score(lead int32) int {
	sum := 0
	for k := range c.Lines {
		sum += c.Lines[k].pointsOf(c.Lines[k].binOf(lead))
	}
	return sum
}
