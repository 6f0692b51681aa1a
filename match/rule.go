package match

import "leadscore/match/cell"

// Rule is a compiled Line: whether it holds, and what it earns. Amounts are whole
// numbers in the unit of the caller: thousandths of a point, or parts of a weight.
type Rule struct {
	When    *Cond // nil: always
	Bands   []RuleBand
	Banded  bool  // Bands decide what a true line earns; else Earns
	Earns   int64 // of a true line without bands
	Missing int64 // of an unknown line

	rating   *rating // decides in place of bands; nil: none
	required bool    // a band that earns nothing makes the line false

	numbers []bandNumber // that bands look at: those that may be intervals
}

// RuleBand is a compiled Band.
type RuleBand struct {
	When  *Cond // nil: always
	Earns int64
}

// Earned is what a line earned.
type Earned struct {
	Amount  int64
	Most    int64 // the most that it may have earned: over Amount only for an interval in bands
	Outcome Truth // Unknown: Amount is what is earned while missing. Maybe: an interval may lie in a band
	Band    int   // the band that decided; -1: none
}

// Earn evaluates the rule on a lead.
func (r *Rule) Earn(values []cell.Value) Earned {
	switch r.When.Eval(values) {
	case False:
		return Earned{Outcome: False, Band: -1}
	case True:
		switch {
		case r.Banded:
			return r.earnBand(values)
		case r.rating != nil:
			return r.earnRated(values)
		}
		return Earned{Amount: r.Earns, Most: r.Earns, Outcome: True, Band: -1}
	}
	return r.unknown()
}

func (r *Rule) unknown() Earned {
	return Earned{Amount: r.Missing, Most: r.Missing, Outcome: Unknown, Band: -1}
}

// earnBand takes the first band that is true. An interval may lie in several: of
// these, and of none where it may lie in none, it takes the one that earns least.
func (r *Rule) earnBand(values []cell.Value) Earned {
	for i := range r.Bands {
		band := &r.Bands[i]
		switch band.When.Eval(values) {
		case Unknown, Maybe:
			if b := r.intervalIn(values); b != nil {
				return r.earnInterval(b, values)
			}
			return r.unknown()
		case True:
			if r.excludes(band) {
				return Earned{Outcome: False, Band: -1}
			}
			return Earned{Amount: band.Earns, Most: band.Earns, Outcome: True, Band: i}
		}
	}
	return Earned{Outcome: False, Band: -1}
}

// excludes reports whether a band makes the line false: it gives no share of what is required.
func (r *Rule) excludes(band *RuleBand) bool { return r.required && band.Earns == 0 }

// or adds what else an interval may earn.
func (e Earned) or(other Earned) Earned {
	if e.Outcome != other.Outcome {
		e.Outcome = Maybe
	}
	e.Most = max(e.Most, other.Most)
	if other.Amount <= e.Amount {
		e.Amount, e.Band = other.Amount, other.Band
	}
	return e
}

// Met tells whether at least half of the whole is earned. An interval that lies in bands
// on both sides leaves it unknown.
func (e Earned) Met(whole int64) Truth {
	half := func(amount int64) bool { return amount >= whole-amount }
	if e.Outcome == Unknown || half(e.Amount) != half(e.Most) {
		return Unknown
	}
	return TruthOf(half(e.Amount))
}

// Range is what a line may earn once some, all or none of the free values are
// filled: nothing where it Fails or is Undecided, Rule.Missing where it is Missing,
// and from Low to High where it Holds.
type Range struct {
	Low, High int64
	Holds     bool // a band, or the line itself, may be true
	Fails     bool // it may be false
	Undecided bool // an interval may lie in no band, but it may lie in one
	IsMissing bool // it may stay unknown
}

// Range tells what the line may earn. It may tell too much, never too little.
func (r *Rule) Range(values []cell.Value) Range {
	gate := r.When.Outcomes(values)
	span := Range{Fails: gate.Has(False), IsMissing: gate.Has(Unknown) || gate.Has(Maybe)}
	switch {
	case !gate.Has(True):
	case r.Banded:
		span.join(r.rangeOfLine(values))
	case r.rating != nil:
		span.join(r.rangeOfRated(values))
	default:
		span.add(r.Earns)
	}
	return span
}

// rangeOfLine is the range of what the bands may earn.
func (r *Rule) rangeOfLine(values []cell.Value) Range {
	if b := r.intervalIn(values); b != nil {
		return r.rangeOfInterval(b, values)
	}
	return r.rangeOfBands(0, values)
}

// rangeOfBands is the range of what the bands from the i-th on may earn.
func (r *Rule) rangeOfBands(i int, values []cell.Value) Range {
	if i == len(r.Bands) {
		return Range{Fails: true}
	}
	band := &r.Bands[i]
	outcomes := band.When.Outcomes(values)
	span := Range{IsMissing: outcomes.Has(Unknown), Undecided: outcomes.Has(Maybe)}
	switch {
	case !outcomes.Has(True):
	case r.excludes(band):
		span.Fails = true
	default:
		span.add(band.Earns)
	}
	if outcomes.Has(False) {
		span.join(r.rangeOfBands(i+1, values))
	}
	return span
}

// Or is the range widened by another.
func (s Range) Or(t Range) Range {
	s.join(t)
	return s
}

// join widens the range by another.
func (s *Range) join(t Range) {
	s.Fails = s.Fails || t.Fails
	s.Undecided = s.Undecided || t.Undecided
	s.IsMissing = s.IsMissing || t.IsMissing
	if t.Holds {
		s.add(t.Low)
		s.add(t.High)
	}
}

func (s *Range) add(amount int64) {
	if !s.Holds {
		s.Low, s.High, s.Holds = amount, amount, true
		return
	}
	s.Low, s.High = min(s.Low, amount), max(s.High, amount)
}

// Range is the range of a line of which nothing is free: it stays as it is.
func (e Earned) Range() Range {
	switch {
	case e.Outcome == False:
		return Range{Fails: true}
	case e.Outcome == Unknown:
		return Range{IsMissing: true}
	case e.Outcome == Maybe && e.Amount >= 0: // perhaps no band
		return Range{Undecided: true}
	}
	return Range{Low: e.Amount, High: e.Amount, Holds: true}
}

// Ends is the range as two ends: a line that fails or is undecided earns 0, one that
// is missing that.
func (s Range) Ends(missing int64) (low, high int64) {
	if s.Fails || s.Undecided {
		s.add(0)
	}
	if s.IsMissing {
		s.add(missing)
	}
	return s.Low, s.High
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
	asks := r.When.size()
	for i := range r.Bands {
		asks += r.Bands[i].When.size()
	}
	return asks > 1 || asks == 1 && r.rating != nil
}

// Leaves calls visit for each part of the rule's conditions that looks at one field alone.
func (r *Rule) Leaves(visit func(field int, leaf *Cond)) {
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
