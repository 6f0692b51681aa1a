package naive

import (
	"math/big"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// A candidate is one thing that a line may earn, and whether the line then holds.
// A line has several only where an interval may be in several bands.
type candidate struct {
	earns *big.Rat
	holds bool
}

// candidates gives what a line may earn; none when the line is unknown. A line
// without bands earns plain when it holds.
func (l *lead) candidates(line rulebook.Line, plain *big.Rat) []candidate {
	switch l.condition(line.When) {
	case False:
		return []candidate{{new(big.Rat), false}}
	case Unknown, Maybe:
		return nil
	}
	switch {
	case line.Rated != nil:
		return l.rated(line)
	case line.Bands == nil:
		return []candidate{{plain, true}}
	}
	return l.bands(line.Bands)
}

// rated gives the shares of both ends of a rated number.
func (l *lead) rated(line rulebook.Line) []candidate {
	v := l.field(line.Field.Text)
	if !v.known() {
		return nil
	}
	var all []candidate
	for _, share := range ratedShares(line.Rated, v.number) {
		all = append(all, candidate{share, share.Sign() > 0})
	}
	return all
}

// ratedShares are the shares that the ends of a number earn: where each lies between the
// worst number and the best. Nine decimals of it count, one less for each power of ten
// that the two are further apart than ten.
func ratedShares(r *rulebook.Rating, of span) []*big.Rat {
	worst, best := r.Worst.Rat(), r.Best.Rat()
	digits := int64(1_000_000_000)
	for wide := new(big.Rat).Abs(minus(best, worst)); wide.Cmp(big.NewRat(10, 1)) > 0 && digits > 1; digits /= 10 {
		wide.Quo(wide, big.NewRat(10, 1))
	}
	share := func(n *big.Rat) *big.Rat {
		counted := new(big.Rat).SetFrac64(thousandths(times(n, big.NewRat(digits, 1000))), digits)
		at := new(big.Rat).Quo(minus(counted, worst), minus(best, worst))
		return smaller(larger(at, new(big.Rat)), whole)
	}
	shares := []*big.Rat{share(of.low)}
	switch {
	case of.high != nil:
		shares = append(shares, share(of.high))
	case best.Cmp(worst) > 0:
		shares = append(shares, whole)
	default:
		shares = append(shares, new(big.Rat))
	}
	return shares
}

// bands takes the first that is true. Of an interval, by the definition: what each number
// in it takes.
func (l *lead) bands(bands []rulebook.Band) []candidate {
	if name, found := l.intervalIn(bands); found {
		var all []candidate
		for _, n := range l.numbersIn(name, bands, false) {
			of := supposing(l, name, n, func() []candidate { return l.bands(bands) })
			if of == nil {
				return nil
			}
			all = append(all, of...)
		}
		return all
	}
	for _, b := range bands {
		switch l.condition(b.When) {
		case True:
			l.hold(b.Pos)
			return []candidate{{b.Earns.Rat(), true}}
		case Unknown:
			return nil
		}
	}
	return []candidate{{new(big.Rat), false}}
}

// lowest is what an interval earns: the least of what it may.
func lowest(found []candidate) *big.Rat {
	least := found[0].earns
	for _, c := range found[1:] {
		if c.earns.Cmp(least) < 0 {
			least = c.earns
		}
	}
	return least
}

// agree is True or False when it is so for all candidates, else Unknown.
func agree(found []candidate, is func(candidate) bool) Truth {
	yes := 0
	for _, c := range found {
		if is(c) {
			yes++
		}
	}
	switch {
	case len(found) == 0:
		return Unknown
	case yes == len(found):
		return True
	case yes == 0:
		return False
	}
	return Unknown
}

var whole = big.NewRat(1, 1)

// fit is the share of a profile's weight that a lead earns.
func (l *lead) fit(p rulebook.Profile) *big.Rat {
	earned, all := new(big.Rat), new(big.Rat)
	for _, a := range p.Attributes {
		found := l.candidates(a.Line, whole)
		if a.Required && agree(found, func(c candidate) bool { return c.holds && c.earns.Sign() > 0 }) == False {
			return new(big.Rat)
		}
		share := a.Missing.Rat()
		if found != nil {
			share = lowest(found)
		}
		earned = plus(earned, times(a.Weight.Rat(), share))
		all = plus(all, a.Weight.Rat())
	}
	return earned.Quo(earned, all)
}

// tally counts a framework's elements and gives the share of weight earned.
func (l *lead) tally(f rulebook.Framework) (Tally, *big.Rat) {
	if l.condition(f.When) != True {
		return Tally{Qualified: False}, new(big.Rat)
	}
	t := Tally{Applies: true}
	earned, all := new(big.Rat), new(big.Rat)
	requiredUnmet, requiredUnknown := false, false
	for _, e := range f.Elements {
		state, share := l.element(f, e)
		earned = plus(earned, times(e.Weight.Rat(), share))
		all = plus(all, e.Weight.Rat())
		t.Elements = append(t.Elements, state)
		switch state {
		case True:
			t.Met++
			t.Known++
		case False:
			t.Known++
			requiredUnmet = requiredUnmet || e.Required
		default:
			requiredUnknown = requiredUnknown || e.Required
		}
	}
	share := earned.Quo(earned, all)
	t.Share = percent(share)
	t.Qualified = qualified(t, needed(f), requiredUnmet, requiredUnknown)
	return t, share
}

// element tells whether an element is met, and its share of its weight.
func (l *lead) element(f rulebook.Framework, e rulebook.Element) (Truth, *big.Rat) {
	answer, answered := l.said[f.Name+"."+e.Name]
	if answered && !answer.Weak {
		return answer.element()
	}
	found := l.candidates(e.Line, whole)
	met := agree(found, func(c candidate) bool { return c.earns.Cmp(big.NewRat(1, 2)) >= 0 })
	switch {
	case answered && met == Unknown:
		return answer.element()
	case found == nil:
		return Unknown, e.Missing.Rat()
	}
	return met, lowest(found)
}

// needed is how many elements must be met.
func needed(f rulebook.Framework) int {
	switch {
	case f.Qualified != nil:
		return *f.Qualified
	case f.Name == "BANT":
		return 3
	}
	return len(f.Elements)
}

func qualified(t Tally, needed int, requiredUnmet, requiredUnknown bool) Truth {
	unknown := len(t.Elements) - t.Known
	switch {
	case requiredUnmet || t.Met+unknown < needed:
		return False
	case t.Met >= needed && !requiredUnknown:
		return True
	}
	return Unknown
}

// criterion is what one criterion earns, in thousandths.
func (l *lead) criterion(c rulebook.Criterion) int64 {
	found := l.criterionCandidates(c)
	if found == nil {
		return thousandths(c.Missing.Rat())
	}
	for i, one := range found {
		if one.holds {
			factor, known := l.decay(c.Decay)
			if !known {
				return thousandths(c.Missing.Rat())
			}
			found[i].earns = times(between(one.earns, c.Min, c.Max), factor)
		}
	}
	return thousandths(lowest(found))
}

func (l *lead) criterionCandidates(c rulebook.Criterion) []candidate {
	switch {
	case c.Each == nil && c.Points == nil:
		return l.candidates(c.Line, nil)
	case c.Each == nil:
		return l.candidates(c.Line, c.Points.Rat())
	}
	if holds := l.condition(c.When); holds != True {
		return l.candidates(c.Line, nil)
	}
	v := l.field(c.Field.Text)
	if !v.known() {
		return nil
	}
	return []candidate{{times(c.Each.Rat(), l.counted(c, v).low), true}}
}

// counted is what a known value counts: a number itself, the whole periods since a day, the
// different entries of a list or those of them that are asked for.
func (l *lead) counted(c rulebook.Criterion, v value) span {
	switch v.kind {
	case rulebook.TypeDate:
		since := func(day int) *big.Rat { return big.NewRat(int64(max(0, l.asOf-day)/c.Every), 1) }
		return span{low: since(v.last), high: since(v.day)}
	case rulebook.TypeList:
		wanted := wantedEntries(c)
		different := map[string]bool{}
		for _, entry := range v.entries {
			if wanted == nil || wanted[entry] {
				different[entry] = true
			}
		}
		return exactly(big.NewRat(int64(len(different)), 1))
	}
	return v.number
}

// wantedEntries are the entries that a list is asked for in the criterion itself; nil: all.
func wantedEntries(c rulebook.Criterion) map[string]bool {
	if c.When == nil || c.When.Kind != rulebook.Leaf || c.When.Field.Text != c.Field.Text {
		return nil
	}
	for _, t := range c.When.Tests {
		if t.Op == "has" {
			wanted := map[string]bool{}
			for _, arg := range t.Args {
				wanted[fold(arg.Text)] = true
			}
			return wanted
		}
	}
	return nil
}

func between(r *big.Rat, low, high *exact.Number) *big.Rat {
	if high != nil && r.Cmp(high.Rat()) > 0 {
		r = high.Rat()
	}
	if low != nil && r.Cmp(low.Rat()) < 0 {
		r = low.Rat()
	}
	return r
}

// decay is the factor that the age of a date leaves.
func (l *lead) decay(d *rulebook.Decay) (*big.Rat, bool) {
	if d == nil {
		return whole, true
	}
	from := l.field(d.From.Text)
	if !from.known() {
		return nil, false
	}
	return shrink(d, max(0, l.asOf-from.day)), true
}

func shrink(d *rulebook.Decay, days int) *big.Rat {
	if d.HalfLife > 0 {
		return half(days, d.HalfLife)
	}
	if d.Keeps != nil {
		return kept(d.Keeps.Rat(), days/d.Every)
	}
	lost := times(d.Linear.Rat(), big.NewRat(int64(days/d.Every), 1))
	left := new(big.Rat).Sub(whole, lost)
	if left.Sign() < 0 {
		return new(big.Rat)
	}
	return left
}
