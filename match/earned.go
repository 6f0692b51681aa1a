package match

// What lines come to: package earn compiles lines, and asks them.

// Earned is what a line earned.
type Earned struct {
	Amount  int64
	Most    int64 // the most that it may have earned: over Amount only for an interval in bands
	Outcome Truth // Unknown: Amount is what is earned while missing. Maybe: an interval may lie in a band
	Band    int   // the band that decided; -1: none
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

// Range is what a line may earn once some, all or none of the free values are
// filled: nothing where it Fails or is Undecided, what it earns while unknown where it IsMissing,
// and from Low to High where it Holds.
type Range struct {
	Low, High int64
	Holds     bool // a band, or the line itself, may be true
	Fails     bool // it may be false
	Undecided bool // an interval may lie in no band, but it may lie in one
	IsMissing bool // it may stay unknown
}

// Or is the range widened by another.
func (s Range) Or(t Range) Range {
	s.Fails = s.Fails || t.Fails
	s.Undecided = s.Undecided || t.Undecided
	s.IsMissing = s.IsMissing || t.IsMissing
	if t.Holds {
		s = s.With(t.Low).With(t.High)
	}
	return s
}

// With is the range of a line that may earn an amount too.
func (s Range) With(amount int64) Range {
	if !s.Holds {
		s.Low, s.High, s.Holds = amount, amount, true
		return s
	}
	s.Low, s.High = min(s.Low, amount), max(s.High, amount)
	return s
}

// Ends is the range as two ends: a line that fails or is undecided earns 0, one that
// is missing that.
func (s Range) Ends(missing int64) (low, high int64) {
	if s.Fails || s.Undecided {
		s = s.With(0)
	}
	if s.IsMissing {
		s = s.With(missing)
	}
	return s.Low, s.High
}

// IsSingle reports whether the line can only do one thing.
func (s Range) IsSingle() bool {
	switch s {
	case Range{Fails: true}, Range{IsMissing: true}, Range{Low: s.Low, High: s.Low, Holds: true}:
		return true
	}
	return false
}
