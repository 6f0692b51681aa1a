package naive

import (
	"math/big"
	"slices"

	"leadscore/rulebook"
)

// This file says what conditions and lines may come to by interval arithmetic:
// every leaf about an unknown field may become true, become false or stay unknown,
// independently of all others.

// An opening says which of the unknown fields (and intervals) may be filled.
type opening func(field string) bool

func everything(string) bool { return true }

// outcomes is the set of the Truths that a condition may have.
type outcomes [4]bool

func just(truths ...Truth) outcomes {
	var o outcomes
	for _, t := range truths {
		o[t] = true
	}
	return o
}

// combine gives all that op makes of a member of o and one of p.
func (o outcomes) combine(p outcomes, op func(Truth, Truth) Truth) outcomes {
	var all outcomes
	for t := range o {
		for u := range p {
			if o[t] && p[u] {
				all[op(Truth(t), Truth(u))] = true
			}
		}
	}
	return all
}

func (l *lead) outcomes(c *rulebook.Condition, open opening) outcomes {
	if c == nil {
		return just(True)
	}
	switch c.Kind {
	case rulebook.All:
		all := just(True)
		for _, of := range c.Of {
			all = all.combine(l.outcomes(&of, open), and)
		}
		return all
	case rulebook.Any:
		any := just(False)
		for _, of := range c.Of {
			any = any.combine(l.outcomes(&of, open), or)
		}
		return any
	case rulebook.Not:
		negate := func(t, _ Truth) Truth { return not(t) }
		return l.outcomes(&c.Of[0], open).combine(just(True), negate)
	}
	return l.leafOutcomes(c, open)
}

func (l *lead) leafOutcomes(c *rulebook.Condition, open opening) outcomes {
	v := l.subject(c)
	opens := v.state != closed && l.opens(c.Field.Text, open)
	if len(c.Tests) == 0 {
		may := just(answer(v))
		may[True] = may[True] || opens // an answer makes it true, never false
		return may
	}
	all := just(True)
	for _, t := range c.Tests {
		now := l.test(v, t)
		may := mayBecome(now, opens)
		if t.Op == "known" && !v.known() && opens {
			may = just(False, True)
		}
		all = all.combine(may, and)
	}
	return all
}

func mayBecome(now Truth, opens bool) outcomes {
	if opens && (now == Unknown || now == Maybe) {
		return just(False, now, True)
	}
	return just(now)
}

// opens tells whether filling may change a field: itself, or what it is made from.
func (l *lead) opens(name string, open opening) bool {
	if open(name) {
		return true
	}
	for _, source := range sources(l.rb, name) {
		if l.opens(source, open) {
			return true
		}
	}
	return false
}

// A piece is a part of what a line may earn: numbers between two ends (nil: no end).
type piece struct {
	low, high *big.Rat
	outcome   Truth // Unknown: the line earns its missing
}

// pieces gives what a line may earn; plain is what it earns without bands.
func (l *lead) pieces(line rulebook.Line, plain []piece, required bool, open opening) []piece {
	var all []piece
	when := l.outcomes(line.When, open)
	if when[False] {
		all = append(all, piece{new(big.Rat), new(big.Rat), False})
	}
	if when[Unknown] || when[Maybe] {
		all = append(all, piece{outcome: Unknown})
	}
	if !when[True] {
		return all
	}
	switch {
	case line.Rated != nil:
		return append(all, l.ratedPieces(line, open)...)
	case line.Bands == nil:
		return append(all, plain...)
	}
	return append(all, l.bandPieces(line.Bands, required, open)...)
}

// ratedPieces is what a rating may earn: all or nothing once it is filled, and anything
// between.
func (l *lead) ratedPieces(line rulebook.Line, open opening) []piece {
	v := l.field(line.Field.Text)
	opens := v.state != closed && l.opens(line.Field.Text, open)
	nothing := piece{new(big.Rat), new(big.Rat), False}
	switch {
	case !v.known() && opens:
		return []piece{{outcome: Unknown}, nothing, {new(big.Rat), whole, True}}
	case !v.known():
		return []piece{{outcome: Unknown}}
	}
	low, high := hull(pieceOf(ratedShares(line.Rated, v.number)))
	switch {
	case high.Sign() == 0:
		return []piece{nothing}
	case !opens:
		return []piece{{low, low, True}}
	case low.Sign() == 0:
		return []piece{nothing, {low, high, True}}
	}
	return []piece{{low, high, True}}
}

func pieceOf(shares []*big.Rat) []piece {
	var all []piece
	for _, s := range shares {
		all = append(all, piece{s, s, True})
	}
	return all
}

// bandPieces follows all ways through the bands. Of an interval, which may be narrowed
// down to each of its numbers, it is what these may earn; one that stays an interval earns
// what that number earns that earns least.
func (l *lead) bandPieces(bands []rulebook.Band, required bool, open opening) []piece {
	if name, found := l.intervalIn(bands); found {
		var all, least []piece
		unknown := false // for some number whatever is filled, and so for the interval
		opens := l.field(name).state != closed && l.opens(name, open)
		for _, n := range l.numbersIn(name, bands, opens) {
			of := supposing(l, name, n, func() []piece { return l.bandPieces(bands, required, open) })
			all, least = append(all, of...), lower(least, of)
			unknown = unknown || !has(of, True) && !has(of, False)
		}
		switch {
		case opens || !has(all, True) && !unknown:
			return all
		case unknown:
			return []piece{{outcome: Unknown}}
		}
		if has(all, Unknown) {
			least = append(least, piece{outcome: Unknown})
		}
		return least
	}
	if len(bands) == 0 {
		return []piece{{new(big.Rat), new(big.Rat), False}}
	}
	first, rest := bands[0], bands[1:]
	earns := first.Earns.Rat()
	o := l.outcomes(first.When, open)
	var all []piece
	switch {
	case o[True] && required && earns.Sign() == 0:
		all = append(all, piece{earns, earns, False}) // no share of what is required
	case o[True]:
		all = append(all, piece{earns, earns, True})
	}
	if o[Unknown] {
		all = append(all, piece{outcome: Unknown})
	}
	if o[False] {
		all = append(all, l.bandPieces(rest, required, open)...)
	}
	return all
}

// lower is what a line earns that earns the less of two.
func lower(a, b []piece) []piece {
	known := func(p piece) bool { return p.outcome != Unknown }
	b = slices.DeleteFunc(slices.Clone(b), func(p piece) bool { return !known(p) })
	if len(b) == 0 {
		return a
	}
	low, high := hull(b)
	if len(a) == 0 {
		return []piece{{low, high, True}}
	}
	return []piece{{smaller(a[0].low, low), smaller(a[0].high, high), True}}
}

// sharePieces are those of an attribute or element, with what it earns if unknown.
func (l *lead) sharePieces(line rulebook.Line, missing *big.Rat, required bool, open opening) []piece {
	all := l.pieces(line, []piece{{whole, whole, True}}, required, open)
	for i := range all {
		if all[i].outcome == Unknown {
			all[i].low, all[i].high = missing, missing
		}
	}
	return all
}

// hull is the least and the most of all pieces (nil: no end).
func hull(all []piece) (low, high *big.Rat) {
	low, high = all[0].low, all[0].high
	for _, p := range all[1:] {
		if low != nil && (p.low == nil || p.low.Cmp(low) < 0) {
			low = p.low
		}
		if high != nil && (p.high == nil || p.high.Cmp(high) > 0) {
			high = p.high
		}
	}
	return low, high
}

func has(pieces []piece, outcome Truth) bool {
	for _, p := range pieces {
		if p.outcome == outcome {
			return true
		}
	}
	return false
}
