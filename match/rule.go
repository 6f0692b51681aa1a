package match

// Rule is a compiled Line: whether it holds, and what it earns. Amounts are whole
// numbers in the unit of the caller: thousandths of a point, or parts of a weight.
type Rule struct {
	When    *Cond // nil: always
	Bands   []RuleBand
	Banded  bool  // Bands decide what a true line earns; else Earns
	Earns   int64 // of a true line without bands
	Missing int64 // of an unknown line
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
func (r *Rule) Earn(values []Value) Earned {
	switch r.When.Eval(values) {
	case False:
		return Earned{Outcome: False, Band: -1}
	case True:
		if r.Banded {
			return r.earnBand(values)
		}
		return Earned{Amount: r.Earns, Most: r.Earns, Outcome: True, Band: -1}
	}
	return r.unknown()
}

func (r *Rule) unknown() Earned {
	return Earned{Amount: r.Missing, Most: r.Missing, Outcome: Unknown, Band: -1}
}

// earnBand takes the first band that is true. An interval may lie in several: of
// these, and of none when the last is not certain, it takes the one that earns
// least.
func (r *Rule) earnBand(values []Value) Earned {
	var best Earned
	candidates := 0
	consider := func(amount int64, band int) {
		if candidates == 0 {
			best = Earned{Amount: amount, Most: amount, Band: band}
		}
		if amount <= best.Amount {
			best.Amount, best.Band = amount, band
		}
		best.Most = max(best.Most, amount)
		candidates++
	}
	outcome := Maybe
	for i := range r.Bands {
		band := &r.Bands[i]
		holds := band.When.Eval(values)
		if holds == Unknown {
			return r.unknown()
		}
		if holds != False {
			consider(band.Earns, i)
		}
		if holds == True {
			outcome = True
			break
		}
	}
	if outcome != True {
		if candidates == 0 {
			outcome = False
		}
		consider(0, -1)
	}
	best.Outcome = outcome
	return best
}

// Bounds tells between which ends the amount lies once some, all or none of the
// free values are filled.
func (r *Rule) Bounds(values []Value) (low, high int64) {
	h := hull{}
	gate := r.When.Outcomes(values)
	if gate.Has(False) {
		h.add(0)
	}
	if gate.Has(Unknown) || gate.Has(Maybe) {
		h.add(r.Missing)
	}
	if gate.Has(True) {
		if r.Banded {
			r.boundBands(values, &h)
		} else {
			h.add(r.Earns)
		}
	}
	return h.low, h.high
}

func (r *Rule) boundBands(values []Value, h *hull) {
	for i := range r.Bands {
		band := &r.Bands[i]
		outcomes := band.When.Outcomes(values)
		if outcomes.Has(True) || outcomes.Has(Maybe) {
			h.add(band.Earns)
		}
		if outcomes.Has(Unknown) {
			h.add(r.Missing)
		}
		if !outcomes.Has(False) && !outcomes.Has(Maybe) {
			return
		}
	}
	h.add(0)
}

// hull is the range of the amounts added to it.
type hull struct {
	low, high int64
	some      bool
}

func (h *hull) add(amount int64) {
	if !h.some {
		h.low, h.high, h.some = amount, amount, true
		return
	}
	h.low, h.high = min(h.low, amount), max(h.high, amount)
}

// Fields calls visit for each field the rule looks at, in written order; a field
// may come more than once.
func (r *Rule) Fields(visit func(field int)) {
	r.When.Fields(visit)
	for i := range r.Bands {
		r.Bands[i].When.Fields(visit)
	}
}
