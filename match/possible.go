package match

import (
	"bytes"
	"math/big"
	"slices"
	"strings"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// This file finds what a field that is not known may turn out to be, as far as conditions
// can tell. One field is one value: what two conditions ask of it they may not both get.

// Filler is a letter that no rule asks for.
const Filler = "ʘ"

// mostPossible is how many values of one field are worth being told apart.
const mostPossible = 1024

// Possible gives values that between them stand for all that a field of a type can be, as
// far as its leaves can tell, and the numbers at which something else changes; nil where
// there are too many. Those that stand for several, such as the numbers between two
// thresholds, are free: of them the conditions may say this or that.
func Possible(t rulebook.Type, leaves []*Cond, numbers []exact.Number) []cell.Value {
	var values []cell.Value
	switch t {
	case rulebook.TypeBool:
		values = []cell.Value{{}, {Bool: true}}
	case rulebook.TypeNumber:
		values = possibleNumbers(append(numbers, Marks(leaves)...))
	case rulebook.TypeDate:
		values = possibleDays(leaves)
	case rulebook.TypeList:
		values = possibleLists(leaves)
	case rulebook.TypeText:
		values = possibleTexts(leaves)
	}
	if len(values) > mostPossible {
		return nil
	}
	for i := range values {
		values[i].State = cell.Known
	}
	return values
}

// Marks gives the numbers at which a condition may change its mind about its field.
func Marks(leaves []*Cond) (numbers []exact.Number) {
	eachTest(leaves, func(t test) { thresholds(t, func(n exact.Number, _ side) { numbers = append(numbers, n) }) })
	return numbers
}

// MarkedDays gives the days from which on a condition may change its mind about its field.
func MarkedDays(leaves []*Cond) (days []calendar.Day) {
	eachTest(leaves, func(t test) {
		if between, is := t.(dayBetween); is {
			days = append(days, between.first)
			if between.last < neverAfter {
				days = append(days, between.last+1)
			}
		}
	})
	return days
}

// eachTest calls visit for each test of some leaves, those within others too.
func eachTest(leaves []*Cond, visit func(test)) {
	var walk func(t test)
	walk = func(t test) {
		switch t := t.(type) {
		case negated:
			walk(t.test)
		case anyOf:
			for _, one := range t {
				walk(one)
			}
		default:
			visit(t)
		}
	}
	for _, leaf := range leaves {
		for _, t := range leaf.tests {
			walk(t)
		}
	}
}

// possibleNumbers gives each threshold, and what lies between two of them and beyond.
// Numbers below 0 are rare: where no threshold is, one stands for all.
func possibleNumbers(thresholds []exact.Number) []cell.Value {
	slices.SortFunc(thresholds, exact.Number.Cmp)
	thresholds = slices.Compact(thresholds)
	from := exact.Interval{NoLow: true}
	var values []cell.Value
	if len(thresholds) == 0 || thresholds[0].Sign() >= 0 {
		values = append(values, cell.Value{Number: exact.At(exact.NewNumber(-1, 1_000_000_000))})
		from = exact.Interval{}
	}
	for _, n := range thresholds {
		between := from
		between.High, between.HighOpen = n, true
		if between.NoLow || between.Low.Cmp(n) < 0 {
			values = append(values, cell.Value{Number: between, Free: true})
		}
		values = append(values, cell.Value{Number: exact.At(n)})
		from = exact.Interval{Low: n, LowOpen: true}
	}
	from.NoHigh = true
	return append(values, cell.Value{Number: from, Free: true})
}

// possibleDays gives the days between two at which a condition changes its mind.
func possibleDays(leaves []*Cond) []cell.Value {
	var starts []calendar.Day
	for _, day := range MarkedDays(leaves) {
		if day > calendar.First && day <= calendar.Last {
			starts = append(starts, day)
		}
	}
	slices.Sort(starts)
	from := calendar.First
	var values []cell.Value
	for _, day := range append(slices.Compact(starts), calendar.Last+1) {
		values = append(values, cell.Value{Day: from, More: day - 1 - from, Free: true})
		from = day
	}
	return values
}

// Periods gives the months, quarters and years, as cells name them, that lie in several of
// the spans of days that Possible gives: answers that leave open which of these it is. They
// are not free: what such an answer earns it earns as it is.
func Periods(spans []cell.Value) []cell.Value {
	var periods []cell.Value
	for _, span := range spans {
		if !span.Free || span.Day == calendar.First {
			continue
		}
		for _, months := range []int{1, 3, 12} {
			first, last, ok := cell.PeriodOf(span.Day, months)
			period := cell.Value{State: cell.Known, Day: first, More: last - first}
			if ok && first < span.Day && !slices.ContainsFunc(periods, func(p cell.Value) bool { return p.Day == first && p.More == period.More }) {
				periods = append(periods, period)
			}
		}
	}
	return periods
}

// Stretches gives intervals, as cells name them (1〜5名, 50以上), that lie in several of the
// pieces that Possible gives of numbers, which rise: answers that leave open on which side of a
// threshold a number is. They are not free: what such an answer earns it earns as it is. What
// is counted or rated goes by an end: with ends each end lies once near either end of its piece.
// Those from one piece to another are together: what is counted or rated of any such interval
// lies between what is of these.
func Stretches(pieces []cell.Value, ends bool) [][]cell.Value {
	var all [][]cell.Value
	for i := range pieces {
		for j := i + 1; j < len(pieces); j++ {
			var stretches []cell.Value
			for _, low := range lowEnds(&pieces[i].Number, ends) {
				for _, high := range highEnds(&pieces[j].Number, ends) {
					in := low
					in.High, in.HighOpen, in.NoHigh = high.High, high.HighOpen, high.NoHigh
					stretches = append(stretches, cell.Value{State: cell.Known, Number: in})
				}
			}
			all = append(all, stretches)
		}
	}
	return all
}

// finest is the least by which two numbers in cells differ.
var finest = big.NewRat(1, 1_000_000_000)

// lowEnds are where an interval may begin that begins in a piece: at its low end and, if asked
// for, near its high end.
func lowEnds(piece *exact.Interval, ends bool) []exact.Interval {
	low := *piece
	if low.NoLow {
		low.Low, low.NoLow = exact.Int(-farOff), false
	}
	near, fits := exact.Int(farOff), true
	if !piece.NoHigh {
		near, fits = exact.FromRat(new(big.Rat).Sub(piece.High.Rat(), finest))
	}
	if !ends || !fits || piece.IsExact() || !piece.NoLow && near.Cmp(piece.Low) <= 0 {
		return []exact.Interval{low}
	}
	return []exact.Interval{low, {Low: near}}
}

// highEnds are where an interval may end that ends in a piece: at its high end and, if asked
// for, near its low end.
func highEnds(piece *exact.Interval, ends bool) []exact.Interval {
	near, fits := exact.FromRat(new(big.Rat).Add(piece.Low.Rat(), finest))
	if !ends || !fits || piece.IsExact() || !piece.NoHigh && near.Cmp(piece.High) >= 0 {
		return []exact.Interval{*piece}
	}
	return []exact.Interval{*piece, {High: near}}
}

// farOff is a number beyond which points no longer grow.
const farOff = 1_000_000_000

// possibleLists gives lists of some of the entries that conditions look for, each as long
// as conditions on its length can tell apart.
func possibleLists(leaves []*Cond) []cell.Value {
	var entries [][]byte
	var lengths []exact.Number
	eachTest(leaves, func(t test) {
		switch t := t.(type) {
		case listHas:
			entries = append(entries, t...)
		case listHasAll:
			entries = append(entries, t...)
		case listCount:
			for _, one := range t {
				thresholds(one, func(n exact.Number, _ side) { lengths = append(lengths, n) })
			}
		}
	})
	var values []cell.Value
	for _, some := range subsets(distinct(entries)) {
		for _, length := range possibleNumbers(slices.Clone(lengths)) {
			n := length.Number
			if least := exact.Int(int64(max(len(some), 1))); n.NoHigh || n.High.Cmp(least) >= 0 && !(n.HighOpen && n.High == least) {
				if n.Low.Cmp(least) < 0 {
					n.Low, n.LowOpen = least, false
				}
				if whole, is := n.High.Whole(); is && n.HighOpen {
					n.High, n.HighOpen = exact.Int(whole-1), false
				}
				values = append(values, cell.Value{Entries: some, Number: n, Free: true})
			}
		}
	}
	return values
}

// distinct sorts texts, each once.
func distinct(texts [][]byte) [][]byte {
	texts = slices.Clone(texts)
	slices.SortFunc(texts, bytes.Compare)
	return slices.CompactFunc(texts, bytes.Equal)
}

// subsets gives all subsets; so many of too many that there are too many.
func subsets[T any](of []T) [][]T {
	if len(of) > 8 {
		return make([][]T, mostPossible+1)
	}
	var all [][]T
	for set := range 1 << len(of) {
		var some []T
		for i := range of {
			if set>>i&1 == 1 {
				some = append(some, of[i])
			}
		}
		all = append(all, some)
	}
	return all
}

// sought is what tests look for in a text.
type sought struct {
	names, starts, ends, hosts [][]byte
	within                     []needle
	patterns                   []string
	freeMail                   bool
}

func (s *sought) add(t test) {
	switch t := t.(type) {
	case textIs:
		for name := range t {
			s.names = append(s.names, []byte(name))
		}
	case textStarts:
		s.starts = append(s.starts, t...)
	case textEnds:
		s.ends = append(s.ends, t...)
	case hostUnder:
		s.hosts = append(s.hosts, t...)
	case textHas:
		for _, n := range t {
			if !slices.Contains(s.within, n) {
				s.within = append(s.within, n)
			}
		}
	case textMatches:
		for _, pattern := range t {
			s.patterns = append(s.patterns, pattern.String())
		}
	case freeMail:
		s.freeMail = true
	}
}

// possibleTexts gives the texts that conditions name, and others that hold some of what
// they look for, and nothing else: any text holds just what one of these does. It may hold
// only one of the beginnings, as those that are shorter begin it too; so with the ends.
func possibleTexts(leaves []*Cond) []cell.Value {
	var s sought
	eachTest(leaves, s.add)
	var values []cell.Value
	add := func(text string) { values = append(values, cell.Value{Text: []byte(text), Free: true}) }
	for _, name := range distinct(s.names) {
		add(string(name))
	}
	if len(s.starts)+len(s.ends)+len(s.within) == 0 {
		for _, text := range s.addresses() {
			add(text)
		}
		return values
	}
	starts, ends, within := append(distinct(s.starts), nil), append(distinct(s.ends), nil), subsets(s.within)
	values = slices.Grow(values, min(mostPossible, len(within)*len(starts)*len(ends)))
	for _, some := range within {
		if len(values) > mostPossible {
			return values
		}
		for _, start := range starts {
			for _, end := range ends {
				add(string(start) + Filler + around(some) + Filler + string(end))
			}
		}
	}
	return values
}

// around puts fillers around what is looked for within a text.
func around(needles []needle) string {
	var b strings.Builder
	for _, n := range needles {
		switch {
		case !n.word:
			b.WriteString(" " + Filler + n.text + Filler)
		case n.open:
			b.WriteString(" " + Filler + " " + n.text + Filler)
		default:
			b.WriteString(" " + Filler + " " + n.text + " " + Filler)
		}
	}
	return b.String()
}

// Addresses that are free mail for certain, that are not, and that may be.
const (
	free    = Filler + "@gmail.com"
	notFree = Filler + "@" + Filler + "." + Filler
	anyMail = Filler + "@" + Filler
)

// addresses gives texts with addresses under some of the hosts that are looked for, and
// others. A cell may hold several: of these one under a host is enough, and one that is not
// free mail.
func (s *sought) addresses() []string {
	if len(s.hosts) == 0 && !s.freeMail {
		return []string{Filler}
	}
	all := []string{Filler} // no address at all
	for _, some := range subsets(distinct(s.hosts)) {
		var under []string
		for _, host := range some {
			under = append(under, Filler+"@"+string(host))
		}
		if len(under) > 0 {
			all = append(all, strings.Join(under, ";"))
		}
		if s.freeMail || len(under) == 0 {
			all = append(all, strings.Join(append(under, notFree), ";"))
		}
	}
	if hostUnder(s.hosts).holds(&cell.Value{Text: []byte(free)}) == True {
		return append(all, anyMail)
	}
	return append(all, free)
}

// isOpen reports whether a value that stands for many texts leaves open what a test says:
// whether a pattern matches, or an address is free mail.
func isOpen(t test, v *cell.Value) bool {
	switch t := t.(type) {
	case negated:
		return isOpen(t.test, v)
	case anyOf:
		return slices.ContainsFunc(t, func(one test) bool { return isOpen(one, v) })
	case textMatches:
		return true
	case hostUnder:
		return bytes.Contains(v.Text, []byte(Filler)) && !isAddresses(v.Text)
	case freeMail:
		return bytes.Contains(v.Text, []byte(Filler)) && !(isAddresses(v.Text) && isFreeOrNot(v.Text))
	}
	return false
}

// isAddresses reports whether a text is one of sought.addresses: what stands in it is all
// the addresses that there are.
func isAddresses(text []byte) bool {
	return string(text) == Filler || bytes.HasPrefix(text, []byte(Filler+"@"))
}

// isFreeOrNot reports whether it is certain whether addresses are all free mail: one that
// cannot be is enough.
func isFreeOrNot(text []byte) bool {
	certain := string(text) != anyMail
	for h := range hosts(text) {
		all, some := lexicon.FreeMailUnder(h)
		if !some {
			return certain
		}
		certain = certain && all
	}
	return certain
}
