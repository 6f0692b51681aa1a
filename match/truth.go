package match

// Truth is the outcome of a condition: three-valued (Kleene), with the unknown
// split by its cause. Maybe is an unknown that comes only from intervals (a size
// of 100 to 299 asked for 200 or more); everywhere but in bands it counts as
// Unknown.
type Truth uint8

// The outcomes.
const (
	False Truth = iota
	Unknown
	Maybe
	True
)

// String gives "true", "false" or "unknown".
func (t Truth) String() string {
	switch t {
	case True:
		return "true"
	case False:
		return "false"
	}
	return "unknown"
}

// Known reports whether t is True or False.
func (t Truth) Known() bool { return t == True || t == False }

// TruthOf turns a Go bool into a Truth.
func TruthOf(b bool) Truth {
	if b {
		return True
	}
	return False
}

// And is Kleene's conjunction: False decides, then Unknown, then Maybe.
func (t Truth) And(u Truth) Truth { return min(t, u) }

// Or is Kleene's disjunction: True decides, then Unknown, then Maybe.
func (t Truth) Or(u Truth) Truth {
	switch {
	case t == True || u == True:
		return True
	case t == Unknown || u == Unknown:
		return Unknown
	}
	return max(t, u)
}

// Not is Kleene's negation.
func (t Truth) Not() Truth {
	switch t {
	case True:
		return False
	case False:
		return True
	}
	return t
}

// Outcomes is a set of Truths: those that a condition may have once some, all or
// none of a lead's unknown fields are filled.
type Outcomes uint8

// Just is the set of one outcome.
func Just(t Truth) Outcomes { return 1 << t }

// AnyOutcome holds true, false and unknown.
const AnyOutcome = Outcomes(1<<False | 1<<Unknown | 1<<True)

// Has reports whether t is in the set.
func (o Outcomes) Has(t Truth) bool { return o&Just(t) != 0 }

// IsOne reports whether the set has just one member.
func (o Outcomes) IsOne() bool { return o != 0 && o&(o-1) == 0 }

// And is the set of all conjunctions of a member of o with one of p.
func (o Outcomes) And(p Outcomes) Outcomes { return o.combine(p, Truth.And) }

// Or is the set of all disjunctions of a member of o with one of p.
func (o Outcomes) Or(p Outcomes) Outcomes { return o.combine(p, Truth.Or) }

// Not is the set of all negations.
func (o Outcomes) Not() Outcomes {
	swapped := o &^ (Just(True) | Just(False))
	if o.Has(True) {
		swapped |= Just(False)
	}
	if o.Has(False) {
		swapped |= Just(True)
	}
	return swapped
}

func (o Outcomes) combine(p Outcomes, op func(Truth, Truth) Truth) Outcomes {
	var all Outcomes
	for t := False; t <= True; t++ {
		for u := False; u <= True; u++ {
			if o.Has(t) && p.Has(u) {
				all |= Just(op(t, u))
			}
		}
	}
	return all
}
