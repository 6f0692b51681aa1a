package match

import (
	"bytes"
	"math"
	"regexp"
	"unicode"
	"unicode/utf8"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/title"
)

// This file holds the operators at work: one small type each. Where several
// operands are given, one of them is enough.

type isKnown struct{ want bool }

func (t isKnown) holds(v *cell.Value) Truth { return TruthOf((v.State == cell.Known) == t.want) }

type negated struct{ test }

func (t negated) holds(v *cell.Value) Truth { return t.test.holds(v).Not() }

// anyOf holds where one of its tests does.
type anyOf []test

func (tests anyOf) holds(v *cell.Value) Truth {
	result := False
	for _, t := range tests {
		result = result.Or(t.holds(v))
	}
	return result
}

// Text.

type textIs map[string]struct{}

func (t textIs) holds(v *cell.Value) Truth {
	_, found := t[string(v.Text)]
	return TruthOf(found)
}

type textStarts [][]byte

func (t textStarts) holds(v *cell.Value) Truth { return anyNeedle(t, v.Text, bytes.HasPrefix) }

type textEnds [][]byte

func (t textEnds) holds(v *cell.Value) Truth { return anyNeedle(t, v.Text, bytes.HasSuffix) }

func anyNeedle(needles [][]byte, text []byte, has func(text, needle []byte) bool) Truth {
	for _, needle := range needles {
		if has(text, needle) {
			return True
		}
	}
	return False
}

type textMatches []*regexp.Regexp

func (t textMatches) holds(v *cell.Value) Truth {
	for _, pattern := range t {
		if pattern.Match(v.Plain) {
			return True
		}
	}
	return False
}

// joined reports whether the letters on both sides of the offset belong to one word.
func joined(text []byte, at int) bool {
	before, _ := utf8.DecodeLastRune(text[:at])
	after, _ := utf8.DecodeRune(text[at:])
	return spacedLetter(before) && spacedLetter(after)
}

// spacedLetter reports whether r is a digit or a letter of a script that parts
// words by spaces.
func spacedLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Nd)
}

// Numbers. On an interval a comparison is true or false when all of it agrees.

type numberIs struct{ n exact.Number }

func (t numberIs) holds(v *cell.Value) Truth {
	in := &v.Number
	if in.IsExact() {
		return TruthOf(in.Low == t.n)
	}
	if below(in, t.n) == True || above(in, t.n) == True {
		return False
	}
	return Maybe
}

type numberAbove struct{ n exact.Number }

func (t numberAbove) holds(v *cell.Value) Truth { return above(&v.Number, t.n) }

type numberBelow struct{ n exact.Number }

func (t numberBelow) holds(v *cell.Value) Truth { return below(&v.Number, t.n) }

type numberBetween struct{ low, high exact.Number }

func (t numberBetween) holds(v *cell.Value) Truth {
	return below(&v.Number, t.low).Not().And(above(&v.Number, t.high).Not())
}

// above tells whether all, some or none of the interval is more than n.
func above(in *exact.Interval, n exact.Number) Truth {
	if !in.NoHigh && in.High.Cmp(n) <= 0 {
		return False
	}
	if in.NoLow {
		return Maybe
	}
	if c := in.Low.Cmp(n); c > 0 || c == 0 && in.LowOpen {
		return True
	}
	return Maybe
}

// below tells whether all, some or none of the interval is less than n.
func below(in *exact.Interval, n exact.Number) Truth {
	if !in.NoLow && in.Low.Cmp(n) >= 0 {
		return False
	}
	if in.NoHigh {
		return Maybe
	}
	if c := in.High.Cmp(n); c < 0 || c == 0 && in.HighOpen {
		return True
	}
	return Maybe
}

// dayBetween holds of the days from first to last. Of an interval it is true or false
// where all of it agrees.
type dayBetween struct{ first, last calendar.Day }

// Where dayBetween has no end.
const (
	neverBefore = math.MinInt32
	neverAfter  = math.MaxInt32
)

func (t dayBetween) holds(v *cell.Value) Truth {
	last := v.LastDay()
	switch {
	case t.first <= v.Day && last <= t.last:
		return True
	case last < t.first || t.last < v.Day:
		return False
	}
	return Maybe
}

// Truth values and levels.

type boolIs struct{ want bool }

func (t boolIs) holds(v *cell.Value) Truth { return TruthOf(v.Bool == t.want) }

type levelBetween struct{ low, high title.Level }

func (t levelBetween) holds(v *cell.Value) Truth {
	return TruthOf(t.low <= v.Level && v.Level <= t.high)
}

// Lists.

type listHas [][]byte

func (t listHas) holds(v *cell.Value) Truth {
	for _, entry := range t {
		if hasEntry(v.Entries, entry) {
			return True
		}
	}
	return False
}

type listHasAll [][]byte

func (t listHasAll) holds(v *cell.Value) Truth {
	for _, entry := range t {
		if !hasEntry(v.Entries, entry) {
			return False
		}
	}
	return True
}

func hasEntry(entries [][]byte, want []byte) bool {
	for _, entry := range entries {
		if bytes.Equal(entry, want) {
			return true
		}
	}
	return false
}

// listCount tests the number of entries, which a list's value holds as its Number.
type listCount []test

func (t listCount) holds(v *cell.Value) Truth {
	result := True
	for _, number := range t {
		result = result.And(number.holds(v))
	}
	return result
}
