package earn

import (
	"slices"

	"leadscore/match"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// What bands cover between them is covered: a number, or a day, that is known only to lie
// between two ends may be in each band in which some number between them is, and in none
// only where some number is in none. So the bands are asked for numbers of the interval,
// one for each way in which they may be decided.

// bandNumber is a field of numbers, or of days, that bands look at.
type bandNumber struct {
	field      int
	thresholds []exact.Number // at which a band may change its mind about it, in order
	edges      []calendar.Day // of a date: the days from which on it may, in order
}

// numbersIn are the fields of numbers and days that bands look at, each once.
func numbersIn(c *match.Compiler, bands []Band) []bandNumber {
	var numbers []bandNumber
	for i := range bands {
		bands[i].When.Leaves(func(field int, leaf *match.Cond) {
			if field < 0 || c.Specs[field].Type != rulebook.TypeNumber && c.Specs[field].Type != rulebook.TypeDate {
				return
			}
			at := slices.IndexFunc(numbers, func(b bandNumber) bool { return b.field == field })
			if at < 0 {
				at = len(numbers)
				numbers = append(numbers, bandNumber{field: field})
			}
			b := &numbers[at]
			b.thresholds = append(b.thresholds, match.Marks([]*match.Cond{leaf})...)
			b.edges = append(b.edges, match.MarkedDays([]*match.Cond{leaf})...)
		})
	}
	for i := range numbers {
		b := &numbers[i]
		slices.SortFunc(b.thresholds, exact.Number.Cmp)
		b.thresholds = slices.Compact(b.thresholds)
		slices.Sort(b.edges)
		b.edges = slices.Compact(b.edges)
	}
	return numbers
}

// intervalIn is a number of the bands whose value is an interval; nil where there is none.
func (r *Rule) intervalIn(values []cell.Value) *bandNumber {
	for i := range r.numbers {
		if b := &r.numbers[i]; values[b.field].IsInterval() {
			return b
		}
	}
	return nil
}

// each calls visit with numbers of the field's interval in its place, and puts the
// interval back. With filled, what somebody may fill in is among them, whole or not.
func (b *bandNumber) each(filled bool, values []cell.Value, visit func()) {
	v := &values[b.field]
	if v.More > 0 {
		b.eachDay(v, visit)
		return
	}
	interval, free := v.Number, v.Free
	var room [32]exact.Number
	for _, n := range b.within(room[:0], interval, filled) {
		v.Number, v.Free = exact.At(n), false
		visit()
	}
	v.Number, v.Free = interval, free
}

// eachDay is each for an interval of days: its first, and those from which on a band may
// change its mind.
func (b *bandNumber) eachDay(v *cell.Value, visit func()) {
	first, more, free := v.Day, v.More, v.Free
	v.More, v.Free = 0, false
	visit()
	for _, day := range b.edges {
		if first < day && day <= first+more {
			v.Day = day
			visit()
		}
	}
	v.Day, v.More, v.Free = first, more, free
}

// within appends numbers of an interval, in order, one at least for each set of bands
// that any may be in. Of an interval between whole numbers only whole ones are meant,
// unless somebody may fill in another: bands of 1 to 50 and of 51 to 200 leave none of
// them over.
func (b *bandNumber) within(numbers []exact.Number, in exact.Interval, filled bool) []exact.Number {
	whole := isWhole(in)
	if whole {
		numbers = b.appendWhole(numbers, in)
	}
	if filled || !whole {
		numbers = b.appendBetween(numbers, in)
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

// appendWhole appends the whole numbers at the ends and about the thresholds.
func (b *bandNumber) appendWhole(numbers []exact.Number, in exact.Interval) []exact.Number {
	add := func(n int64) { numbers = append(numbers, exact.Int(n-1), exact.Int(n)) }
	if low, _ := in.Low.Whole(); !in.NoLow {
		add(low + 1)
	}
	if high, _ := in.High.Whole(); !in.NoHigh {
		add(high)
	}
	for _, n := range b.thresholds {
		if in.Contains(n) {
			n.Steps(1, add)
		}
	}
	return numbers
}

// appendBetween appends the ends, the thresholds between them, what lies halfway between
// neighbours of these, and what lies beyond the last where the interval has no end.
func (b *bandNumber) appendBetween(numbers []exact.Number, in exact.Interval) []exact.Number {
	var room [16]exact.Number
	marks := room[:0]
	if !in.NoLow {
		marks = append(marks, in.Low)
	}
	for _, n := range b.thresholds {
		if in.Contains(n) {
			marks = append(marks, n)
		}
	}
	if !in.NoHigh {
		marks = append(marks, in.High)
	}
	for i, n := range marks {
		numbers = append(numbers, n)
		if i > 0 {
			if halfway, fits := exact.Halfway(marks[i-1], n); fits {
				numbers = append(numbers, halfway)
			}
		}
	}
	if len(marks) > 0 && in.NoLow {
		marks[0].Steps(1, func(n int64) { numbers = append(numbers, exact.Int(n-2)) })
	}
	if len(marks) > 0 && in.NoHigh {
		marks[len(marks)-1].Steps(1, func(n int64) { numbers = append(numbers, exact.Int(n)) })
	}
	return numbers
}

// earnInterval is what the bands earn of an interval: of the bands that it may be in, and
// of none where it may be in none, what earns least.
func (r *Rule) earnInterval(b *bandNumber, values []cell.Value) match.Earned {
	var all match.Earned
	seen, unknown := false, false
	b.each(false, values, func() {
		e := r.earnBand(values)
		switch {
		case e.Outcome == match.Unknown:
			unknown = true
		case !seen:
			all, seen = e, true
		default:
			all = either(all, e)
		}
	})
	if unknown || !seen {
		return r.unknown()
	}
	return all
}

// either is what an interval earns that earns the one or the other: the less of them.
func either(e, other match.Earned) match.Earned {
	if e.Outcome != other.Outcome {
		e.Outcome = match.Maybe
	}
	e.Most = max(e.Most, other.Most)
	if other.Amount <= e.Amount {
		e.Amount, e.Band = other.Amount, other.Band
	}
	return e
}

// rangeOfInterval is the range of what the bands may earn of an interval: what any number
// of it may, where it may be narrowed down; else what that of them earns that earns least.
func (r *Rule) rangeOfInterval(b *bandNumber, values []cell.Value) match.Range {
	if span := r.rangeOfBands(0, values); span.IsSingle() {
		return span // the bands agree on all of it
	}
	var all, least match.Range
	free, unknown := values[b.field].Free, false
	b.each(free, values, func() {
		span := r.rangeOfLine(values)
		unknown = unknown || span == match.Range{IsMissing: true}
		all = all.Or(span)
		least = lesser(least, span)
	})
	switch {
	case free || !all.Holds && !unknown:
		return all
	case unknown: // for some number, and so for the interval
		return match.Range{IsMissing: true}
	}
	least.IsMissing = all.IsMissing
	return least
}

// lesser is the range where a line earns the less of two.
func lesser(s, t match.Range) match.Range {
	if t.Fails || t.Undecided {
		t = t.With(0)
	}
	switch {
	case !t.Holds:
	case !s.Holds:
		return match.Range{Low: t.Low, High: t.High, Holds: true}
	default:
		s.Low, s.High = min(s.Low, t.Low), min(s.High, t.High)
	}
	return s
}

// Hole gives a whole number in one of the bands whose successor is in one too, though what
// lies between them is in none: 50 where bands go from 1 to 50 and from 51 to 200. values
// are those of a lead of which nothing is known.
func (r *Rule) Hole(values []cell.Value) (before int64, found bool) {
	for i := range r.numbers {
		b := &r.numbers[i]
		v := &values[b.field]
		was := *v
		in := func(n exact.Number) bool {
			*v = cell.Value{State: cell.Known, Number: exact.At(n)}
			return r.earnBand(values).Band >= 0
		}
		for _, n := range b.thresholds {
			whole, is := n.Whole()
			halfway, fits := exact.Halfway(n, exact.Int(whole+1))
			if is && fits && !found && in(n) && in(exact.Int(whole+1)) && !in(halfway) {
				before, found = whole, true
			}
		}
		*v = was
	}
	return before, found
}
