package outcomes

import (
	"math"
	"slices"
)

// fullScore is what the best bins of all criteria sum to.
const fullScore = 100

// card is a scorecard: points for each bin of a few fields.
type card struct {
	lines []cardLine
	step  int // points are multiples of it
}

// cardLine is one field of a card.
type cardLine struct {
	bins    *binning
	parts   []float64 // what each bin, and last a missing cell, adds to the linear predictor
	points  []int     // of each bin; the lowest, or missing, is 0
	missing int
}

// most is the most points that the line gives.
func (l *cardLine) most() int { return max(slices.Max(l.points), l.missing) }

// values are what the bins and missing cells add to the linear predictor. Missing
// cells that no lead has are as good as the lowest.
func (l *cardLine) values() (values []float64, missing float64) {
	last := len(l.parts) - 1
	values, missing = l.parts[:last], l.parts[last]
	if l.bins.missing.Leads() == 0 {
		missing = slices.Min(values)
	}
	return values, missing
}

// newCard turns a model into points: its weights × the weights of evidence, moved so
// that each field's lowest is 0 and scaled so that their largest sum to fullScore.
// The largest are rounded by largest remainder, the others to the nearest.
func newCard(t *evidenceTable, s forwardStep, step int) *card {
	c := &card{step: step}
	for k, j := range s.chosen {
		line := cardLine{bins: t.bins[j]}
		if s.parts != nil {
			line.parts = s.parts[k]
		} else {
			line.parts = t.bins[j].parts(s.model.Weights[k])
		}
		c.lines = append(c.lines, line)
	}
	spans := make([]float64, len(c.lines))
	for k := range c.lines {
		values, missing := c.lines[k].values()
		all := append(slices.Clone(values), missing)
		spans[k] = slices.Max(all) - slices.Min(all)
	}
	for k, most := range largestRemainder(spans, fullScore/step) {
		c.lines[k].setPoints(most*step, step)
	}
	c.lines = slices.DeleteFunc(c.lines, func(l cardLine) bool { return l.most() == 0 })
	if step > 1 {
		c.search(t.leads, t.won)
	}
	return c
}

// setPoints spreads the points between 0 and most.
func (l *cardLine) setPoints(most, step int) {
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
	l.missing = of(missing)
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
func (l *cardLine) binOf(lead int32) int {
	if a := l.bins.field.atoms[lead]; a != noAtom {
		return int(l.bins.bin[a])
	}
	return len(l.points)
}

// pointsOf are the points of a bin as binOf gives it.
func (l *cardLine) pointsOf(bin int) int {
	if bin == len(l.points) {
		return l.missing
	}
	return l.points[bin]
}

func (l *cardLine) setBin(bin, points int) {
	if bin == len(l.points) {
		l.missing = points
	} else {
		l.points[bin] = points
	}
}

// scores are the points of some leads.
func (c *card) scores(leads []int32) []float64 {
	scores := make([]float64, len(leads))
	for k, lead := range leads {
		scores[k] = float64(c.score(lead))
	}
	return scores
}

// score is a lead's points.
func (c *card) score(lead int32) int {
	sum := 0
	for k := range c.lines {
		sum += c.lines[k].pointsOf(c.lines[k].binOf(lead))
	}
	return sum
}
