package naive

import (
	"math/big"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// This file adds up what the lines may come to.

// A reach is the least and the most thousandths that something may come to.
type reach struct{ low, high *int64 }

func (r reach) plus(s reach) reach {
	return reach{sum(r.low, s.low), sum(r.high, s.high)}
}

func sum(a, b *int64) *int64 {
	if a == nil || b == nil {
		return nil
	}
	s := *a + *b
	return &s
}

func (r reach) clamped(low, high *exact.Number) reach {
	if low != nil {
		bound := thousandths(low.Rat())
		r.low = atLeast(r.low, bound, true)
		r.high = atLeast(r.high, bound, false)
	}
	if high != nil {
		bound := thousandths(high.Rat())
		r.low = atMost(r.low, bound, false)
		r.high = atMost(r.high, bound, true)
	}
	return r
}

// atLeast raises an end to the bound; an end that is missing is set only when it
// is the one on the bound's side.
func atLeast(end *int64, bound int64, missing bool) *int64 {
	if end == nil && missing || end != nil && *end < bound {
		return &bound
	}
	return end
}

func atMost(end *int64, bound int64, missing bool) *int64 {
	if end == nil && missing || end != nil && *end > bound {
		return &bound
	}
	return end
}

func rounded(low, high *big.Rat) reach {
	var r reach
	if low != nil {
		end := thousandths(low)
		r.low = &end
	}
	if high != nil {
		end := thousandths(high)
		r.high = &end
	}
	return r
}

// bounds is where the score may lie.
func (l *lead) bounds(open opening) (low, high *int64) {
	all := l.groupReach("", open)
	if l.rb.ICP != nil {
		all = all.plus(l.icpReach(l.rb.ICP, open))
	}
	for _, f := range l.rb.Frameworks {
		all = all.plus(l.frameworkReach(f, open))
	}
	all = all.clamped(l.rb.Score.Min, l.rb.Score.Max)
	return all.low, all.high
}

func (l *lead) groupReach(name string, open opening) reach {
	all := rounded(new(big.Rat), new(big.Rat))
	for _, c := range l.rb.Criteria {
		if c.Group.Text == name {
			all = all.plus(l.criterionReach(c, open))
		}
	}
	for _, g := range l.rb.Groups {
		if g.Of.Text == name {
			all = all.plus(l.passed(g, l.groupReach(g.Name, open), open))
		}
	}
	return all
}

// passed is what goes on of a group whose lines add up to something between two ends.
func (l *lead) passed(g rulebook.Group, r reach, open opening) reach {
	r = r.clamped(g.Min, g.Max)
	if factor, known := l.decay(g.Decay); known {
		faded := r.times(factor)
		if g.Decay != nil {
			from := l.field(g.Decay.From.Text)
			for _, day := range ends(from, l.opens(g.Decay.From.Text, open)) {
				other := r.times(shrink(g.Decay, max(0, l.asOf-day)))
				faded = reach{least(faded.low, other.low), most(faded.high, other.high)}
			}
		}
		r = faded
	} else if from := g.Decay.From.Text; l.field(from).state != closed && l.opens(from, open) {
		r.low, r.high = atMost(r.low, 0, false), atLeast(r.high, 0, false)
	}
	if g.Counts == nil {
		return r
	}
	return r.times(g.Counts.Rat())
}

func least(a, b *int64) *int64 {
	if a == nil || b == nil {
		return nil
	}
	return new(min(*a, *b))
}

func most(a, b *int64) *int64 {
	if a == nil || b == nil {
		return nil
	}
	return new(max(*a, *b))
}

// times is the reach of a share, rounded; of no share there is nothing left of any number.
func (r reach) times(share *big.Rat) reach {
	of := func(end *int64) *int64 {
		if end == nil && share.Sign() > 0 {
			return nil
		}
		rounded := int64(0)
		if end != nil {
			rounded = thousandths(times(big.NewRat(*end, 1000), share))
		}
		return &rounded
	}
	return reach{of(r.low), of(r.high)}
}

func (l *lead) icpReach(section *rulebook.ICP, open opening) reach {
	low, high := new(big.Rat), new(big.Rat)
	for _, p := range section.Profiles {
		least, most := l.fitRange(p, open)
		low, high = larger(low, least), larger(high, most)
	}
	points := section.Points.Rat()
	return rounded(times(points, low), times(points, high))
}

func smaller(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func larger(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

func (l *lead) fitRange(p rulebook.Profile, open opening) (low, high *big.Rat) {
	low, high = new(big.Rat), new(big.Rat)
	all, ruledOut := new(big.Rat), false
	for _, a := range p.Attributes {
		weight := a.Weight.Rat()
		parts := l.sharePieces(a.Line, a.Missing.Rat(), a.Required, open)
		least, most := hull(parts)
		low, high = plus(low, times(weight, least)), plus(high, times(weight, most))
		all = plus(all, weight)
		if a.Required && has(parts, False) {
			ruledOut = true
			if !has(parts, True) && !has(parts, Unknown) {
				return new(big.Rat), new(big.Rat)
			}
		}
	}
	if ruledOut {
		low = new(big.Rat)
	}
	return low.Quo(low, all), high.Quo(high, all)
}

func (l *lead) frameworkReach(f rulebook.Framework, open opening) reach {
	low, high, all := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, e := range f.Elements {
		least, most := hull(l.elementPieces(f, e, open))
		low = plus(low, times(e.Weight.Rat(), least))
		high = plus(high, times(e.Weight.Rat(), most))
		all = plus(all, e.Weight.Rat())
	}
	nothing := piece{new(big.Rat), new(big.Rat), False}
	points := f.Points.Rat()
	something := piece{times(points, low.Quo(low, all)), times(points, high.Quo(high, all)), True}
	switch applies := l.outcomes(f.When, open); {
	case applies == just(True):
		return rounded(hull([]piece{something}))
	case !applies[True]:
		return rounded(hull([]piece{nothing}))
	}
	return rounded(hull([]piece{nothing, something}))
}

func (l *lead) criterionReach(c rulebook.Criterion, open opening) reach {
	var all []piece
	for _, p := range l.pieces(c.Line, l.plainPieces(c, open), false, open) {
		if p.outcome == True {
			all = append(all, l.shrunk(c, p, open)...)
		} else {
			all = append(all, p)
		}
	}
	missing := c.Missing.Rat()
	for i := range all {
		if all[i].outcome == Unknown {
			all[i].low, all[i].high = missing, missing
		}
	}
	return rounded(hull(all))
}

// plainPieces is what a criterion without bands may earn when it holds.
func (l *lead) plainPieces(c rulebook.Criterion, open opening) []piece {
	switch {
	case c.Points != nil:
		return []piece{{c.Points.Rat(), c.Points.Rat(), True}}
	case c.Each == nil:
		return nil
	}
	v := l.field(c.Field.Text)
	opens := v.state != closed && l.opens(c.Field.Text, open)
	switch {
	case !v.known() && opens:
		counts := span{low: new(big.Rat)}
		if wanted := wantedEntries(c); wanted != nil {
			counts.high = big.NewRat(int64(len(wanted)), 1)
		}
		return []piece{{outcome: Unknown}, eachPiece(c.Each.Rat(), counts)}
	case !v.known():
		return []piece{{outcome: Unknown}}
	case !opens:
		return []piece{eachPiece(c.Each.Rat(), exactly(l.counted(c, v).low))}
	}
	return []piece{eachPiece(c.Each.Rat(), l.counted(c, v))}
}

func eachPiece(each *big.Rat, of span) piece {
	p := piece{low: times(each, of.low), outcome: True}
	if of.high != nil {
		p.high = times(each, of.high)
	}
	if each.Sign() < 0 {
		p.low, p.high = p.high, p.low
	}
	return p
}

// shrunk is what a criterion's own bounds and its decay leave of a piece.
func (l *lead) shrunk(c rulebook.Criterion, p piece, open opening) []piece {
	p = piece{ownBound(p.low, c.Min, c), ownBound(p.high, c.Max, c), True}
	if c.Decay == nil {
		return []piece{p}
	}
	from := l.field(c.Decay.From.Text)
	switch {
	case from.known():
		var all []piece
		for _, day := range ends(from, l.opens(c.Decay.From.Text, open)) {
			factor := shrink(c.Decay, max(0, l.asOf-day))
			all = append(all, piece{scaled(p.low, factor), scaled(p.high, factor), True})
		}
		return all
	case from.state != closed && l.opens(c.Decay.From.Text, open):
		nothing := piece{new(big.Rat), new(big.Rat), True}
		return []piece{p, nothing, {outcome: Unknown}}
	}
	return []piece{{outcome: Unknown}}
}

// ends are the ends of a date that may be narrowed down; else the first day, which counts.
func ends(v value, opens bool) []int {
	if opens {
		return []int{v.day, v.last}
	}
	return []int{v.day}
}

// ownBound holds an end between a criterion's own bounds; an end without bound
// takes the bound of its side.
func ownBound(end *big.Rat, side *exact.Number, c rulebook.Criterion) *big.Rat {
	switch {
	case end != nil:
		return between(end, c.Min, c.Max)
	case side != nil:
		return side.Rat()
	}
	return nil
}

func scaled(end, factor *big.Rat) *big.Rat {
	if end == nil {
		return nil
	}
	return times(end, factor)
}
