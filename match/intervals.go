package match

import (
	"math/big"
	"slices"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// What bands cover between them is covered: a number that is known only to lie between
// two ends may be in each band in which some number between them is, and in none only
// where some number is in none. So the bands are asked for numbers of the interval, one
// for each way in which they may be decided.

// intervalIn is a field of the bands whose value is an interval; -1 where there is none.
func (r *Rule) intervalIn(values []cell.Value) int {
	for _, field := range r.numbers {
		if values[field].IsInterval() {
			return field
		}
	}
	return -1
}

// numbersIn are the fields of numbers that bands look at, each once.
func (c *Compiler) numbersIn(bands []RuleBand) []int {
	var fields []int
	for i := range bands {
		bands[i].When.Fields(func(field int) {
			if field >= 0 && c.Specs[field].Type == rulebook.TypeNumber && !slices.Contains(fields, field) {
				fields = append(fields, field)
			}
		})
	}
	return fields
}

// eachNumber calls visit with numbers of a field's interval in its place, and puts the
// interval back. With filled, what somebody may fill in is among them, whole or not.
func (r *Rule) eachNumber(field int, filled bool, values []cell.Value, visit func()) {
	v := &values[field]
	interval, free := v.Number, v.Free
	for _, n := range r.numbersOf(field, filled, interval) {
		v.Number, v.Free = exact.At(n), false
		visit()
	}
	v.Number, v.Free = interval, free
}

// numbersOf gives numbers of an interval, one at least for each set of bands that any
// may be in. Of an interval between whole numbers only whole ones are meant: bands of 1
// to 50 and of 51 to 200 leave none of them over.
func (r *Rule) numbersOf(field int, filled bool, in exact.Interval) []exact.Number {
	var at []exact.Number // where the bands change their minds
	for i := range r.Bands {
		r.Bands[i].When.Leaves(func(of int, leaf *Cond) {
			for _, t := range leaf.tests {
				if of == field {
					thresholds(t, func(n exact.Number) { at = append(at, n) })
				}
			}
		})
	}
	var numbers []exact.Number
	if isWhole(in) {
		numbers = wholeNumbers(in, at)
	}
	if filled || !isWhole(in) {
		numbers = append(numbers, betweenNumbers(in, at)...)
	}
	numbers = slices.DeleteFunc(numbers, func(n exact.Number) bool { return !in.Contains(n) })
	slices.SortFunc(numbers, exact.Number.Cmp)
	return slices.Compact(numbers)
}

func isWhole(v exact.Interval) bool {
	_, low := v.Low.Whole()
	_, high := v.High.Whole()
	return (low || v.NoLow) && (high || v.NoHigh)
}

// wholeNumbers are those at the ends and about the thresholds.
func wholeNumbers(in exact.Interval, at []exact.Number) []exact.Number {
	var numbers []exact.Number
	around := func(n int64) { numbers = append(numbers, exact.Int(n-1), exact.Int(n), exact.Int(n+1)) }
	if low, _ := in.Low.Whole(); !in.NoLow {
		around(low)
	}
	if high, _ := in.High.Whole(); !in.NoHigh {
		around(high)
	}
	for _, n := range at {
		n.Steps(1, around)
	}
	return numbers
}

// betweenNumbers are the ends, the thresholds, what lies halfway between neighbours of
// these, and what lies beyond the last where the interval has no end.
func betweenNumbers(in exact.Interval, at []exact.Number) []exact.Number {
	marks := []*big.Rat{}
	for _, n := range at {
		if in.Contains(n) {
			marks = append(marks, n.Rat())
		}
	}
	if !in.NoLow {
		marks = append(marks, in.Low.Rat())
	}
	if !in.NoHigh {
		marks = append(marks, in.High.Rat())
	}
	slices.SortFunc(marks, (*big.Rat).Cmp)
	one, half := big.NewRat(1, 1), big.NewRat(1, 2)
	all := slices.Clone(marks)
	for i := range max(len(marks)-1, 0) {
		middle := new(big.Rat).Add(marks[i], marks[i+1])
		all = append(all, middle.Mul(middle, half))
	}
	if n := len(marks); n > 0 {
		all = append(all, new(big.Rat).Sub(marks[0], one), new(big.Rat).Add(marks[n-1], one))
	}
	var numbers []exact.Number
	for _, r := range all {
		fits := true
		if n := ratNumber(r, &fits); fits {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// earnInterval is what the bands earn of an interval: of the bands that it may be in, and
// of none where it may be in none, what earns least.
func (r *Rule) earnInterval(field int, values []cell.Value) Earned {
	var all Earned
	seen, unknown := false, false
	r.eachNumber(field, false, values, func() {
		e := r.earnBand(values)
		switch {
		case e.Outcome == Unknown:
			unknown = true
		case !seen:
			all, seen = e, true
		default:
			all = all.or(e)
		}
	})
	if unknown || !seen {
		return r.unknown()
	}
	return all
}

// rangeOfInterval is the range of what the bands may earn of an interval: what any number
// of it may, where it may be narrowed down; else what that of them earns that earns least.
func (r *Rule) rangeOfInterval(field int, values []cell.Value) Range {
	var all, least Range
	free, unknown := values[field].Free, false
	r.eachNumber(field, free, values, func() {
		span := r.rangeOfLine(values)
		unknown = unknown || span == Range{IsMissing: true}
		all.join(span)
		least.lower(span)
	})
	switch {
	case free || !all.Holds && !unknown:
		return all
	case unknown: // for some number, and so for the interval
		return Range{IsMissing: true}
	}
	least.IsMissing = all.IsMissing
	return least
}

// lower is the range where a line earns the less of two.
func (s *Range) lower(t Range) {
	if t.Fails || t.Undecided {
		t.add(0)
	}
	switch {
	case !t.Holds:
	case !s.Holds:
		*s = Range{Low: t.Low, High: t.High, Holds: true}
	default:
		s.Low, s.High = min(s.Low, t.Low), min(s.High, t.High)
	}
}
