// Package earn has the lines of a rulebook, compiled: whether they hold, what they earn,
// and what they may earn.
package earn

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/rulebook"
)

// Rule is a compiled Line: whether it holds, and what it earns. Amounts are whole
// numbers in the unit of the caller: thousandths of a point, or parts of a weight.
type Rule struct {
	When    *match.Cond // nil: always
	Bands   []Band
	Banded  bool  // Bands decide what a true line earns; else Earns
	Earns   int64 // of a true line without bands
	Missing int64 // of an unknown line

	rating   *rating // decides in place of bands; nil: none
	required bool    // a band that earns nothing makes the line false

	numbers []bandNumber // that bands look at: those that may be intervals
}

// Band is a compiled Band.
type Band struct {
	When  *match.Cond // nil: always
	Earns int64
}

// Compile compiles a line; the caller fills in the amounts. amount says which one each
// band earns.
func Compile(c *match.Compiler, line *rulebook.Line, amount func(*rulebook.Band) int64) Rule {
	rule := Rule{When: c.Cond(line.When), Banded: line.Bands != nil}
	for i := range line.Bands {
		band := &line.Bands[i]
		rule.Bands = append(rule.Bands, Band{When: c.Cond(band.When), Earns: amount(band)})
	}
	rule.numbers = numbersIn(c, rule.Bands)
	if line.Rated != nil {
		rule.rating = compileRating(c, line)
	}
	return rule
}

// Earn evaluates the rule on a lead.
func (r *Rule) Earn(values []cell.Value) match.Earned {
	switch r.When.Eval(values) {
	case match.False:
		return match.Earned{Outcome: match.False, Band: -1}
	case match.True:
		switch {
		case r.Banded:
			return r.earnBand(values)
		case r.rating != nil:
			return r.earnRated(values)
		}
		return match.Earned{Amount: r.Earns, Most: r.Earns, Outcome: match.True, Band: -1}
	}
	return r.unknown()
}

func (r *Rule) unknown() match.Earned {
	return match.Earned{Amount: r.Missing, Most: r.Missing, Outcome: match.Unknown, Band: -1}
}

// earnBand takes the first band that is true. An interval may lie in several: of
// these, and of none where it may lie in none, it takes the one that earns least.
func (r *Rule) earnBand(values []cell.Value) match.Earned {
	for i := range r.Bands {
		band := &r.Bands[i]
		switch band.When.Eval(values) {
		case match.Unknown, match.Maybe:
			if b := r.intervalIn(values); b != nil {
				return r.earnInterval(b, values)
			}
			return r.unknown()
		case match.True:
			if r.excludes(band) {
				return match.Earned{Outcome: match.False, Band: -1}
			}
			return match.Earned{Amount: band.Earns, Most: band.Earns, Outcome: match.True, Band: i}
		}
	}
	return match.Earned{Outcome: match.False, Band: -1}
}

// excludes reports whether a band makes the line false: it gives no share of what is required.
func (r *Rule) excludes(band *Band) bool { return r.required && band.Earns == 0 }

// Range tells what the line may earn. It may tell too much, never too little.
func (r *Rule) Range(values []cell.Value) match.Range {
	gate := r.When.Outcomes(values)
	span := match.Range{Fails: gate.Has(match.False), IsMissing: gate.Has(match.Unknown) || gate.Has(match.Maybe)}
	switch {
	case !gate.Has(match.True):
	case r.Banded:
		span = span.Or(r.rangeOfLine(values))
	case r.rating != nil:
		span = span.Or(r.rangeOfRated(values))
	default:
		span = span.With(r.Earns)
	}
	return span
}

// rangeOfLine is the range of what the bands may earn.
func (r *Rule) rangeOfLine(values []cell.Value) match.Range {
	if b := r.intervalIn(values); b != nil {
		return r.rangeOfInterval(b, values)
	}
	return r.rangeOfBands(0, values)
}

// rangeOfBands is the range of what the bands from the i-th on may earn.
func (r *Rule) rangeOfBands(i int, values []cell.Value) match.Range {
	if i == len(r.Bands) {
		return match.Range{Fails: true}
	}
	band := &r.Bands[i]
	outcomes := band.When.Outcomes(values)
	span := match.Range{IsMissing: outcomes.Has(match.Unknown), Undecided: outcomes.Has(match.Maybe)}
	switch {
	case !outcomes.Has(match.True):
	case r.excludes(band):
		span.Fails = true
	default:
		span = span.With(band.Earns)
	}
	if outcomes.Has(match.False) {
		span = span.Or(r.rangeOfBands(i+1, values))
	}
	return span
}

// Fields calls visit for each field the rule looks at, in written order; a field
// may come more than once.
func (r *Rule) Fields(visit func(field int)) {
	r.When.Fields(visit)
	for i := range r.Bands {
		r.Bands[i].When.Fields(visit)
	}
	if r.rating != nil {
		visit(r.rating.field)
	}
}

// IsRated reports whether each number of a field may earn another amount.
func (r *Rule) IsRated() bool { return r.rating != nil }

// AsksTwice reports whether the line looks at a field in more than one place that all
// have a say: beside bands, in several bands, or twice in one condition. What all of them
// ask may be more than one value gives.
func (r *Rule) AsksTwice() bool {
	asks := r.When.Asks()
	for i := range r.Bands {
		asks += r.Bands[i].When.Asks()
	}
	return asks > 1 || asks == 1 && r.rating != nil
}

// Leaves calls visit for each part of the rule's conditions that looks at one field alone.
func (r *Rule) Leaves(visit func(field int, leaf *match.Cond)) {
	r.When.Leaves(visit)
	for i := range r.Bands {
		r.Bands[i].When.Leaves(visit)
	}
}

// Steps tells where the rule may change its mind about a field that is a whole number of
// units; see Cond.Steps.
func (r *Rule) Steps(field int, units int64, step func(int64)) {
	r.When.Steps(field, units, step)
	for i := range r.Bands {
		r.Bands[i].When.Steps(field, units, step)
	}
}
