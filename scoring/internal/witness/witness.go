// Package witness finds values that stand for all that a field may hold, as far as some
// conditions can tell.
package witness

import (
	"math/big"
	"slices"
	"strings"
	"time"

	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// Search looks for witnesses among the values of a field: values that stand for all that it
// may hold, as far as some conditions can tell. If any value makes the condition in question
// true and those before it false, one of the witnesses does. Where it cannot promise that,
// it finds none.
type Search struct {
	Type     rulebook.Type
	Location *time.Location
	Own      []Test // tests in the condition in question
	Before   []Test // tests in those before it
}

// Test is a test of the field. Tests of `known` are left out: of what is
// known they all say the same.
type Test struct {
	*rulebook.Test
	Needed  bool // the condition is true only where the test is
	Negated bool // a `not` stands above it
}

// Values gives known values; false where they may not stand for all.
func (s *Search) Values() ([]cell.Value, bool) {
	switch s.Type {
	case rulebook.TypeText:
		return s.texts()
	case rulebook.TypeNumber:
		return s.numbers()
	case rulebook.TypeDate:
		return s.days()
	case rulebook.TypeList:
		return s.lists()
	case rulebook.TypeBool:
		return []cell.Value{Known(cell.Value{}), Known(cell.Value{Bool: true})}, true
	case rulebook.TypeLevel:
		var levels []cell.Value
		for level := title.Student; level <= title.CLevel; level++ {
			levels = append(levels, Known(cell.Value{Level: level}))
		}
		return levels, true
	}
	return nil, false
}

// Known is a value that is known.
func Known(v cell.Value) cell.Value {
	v.State = cell.Known
	return v
}

// only reports whether all tests are of these operators.
func (s *Search) only(ops ...string) bool {
	for _, tests := range [][]Test{s.Own, s.Before} {
		if slices.ContainsFunc(tests, func(a Test) bool { return !slices.Contains(ops, a.Op) }) {
			return false
		}
	}
	return true
}

// Args gives the operands of all tests of these operators; of all tests where none
// is named.
func (s *Search) Args(ops ...string) []string {
	var texts []string
	for _, a := range slices.Concat(s.Own, s.Before) {
		if len(ops) > 0 && !slices.Contains(ops, a.Op) {
			continue
		}
		for _, arg := range a.Args {
			texts = append(texts, arg.Text)
		}
	}
	return texts
}

// numbers gives each number that a test names, one between each two, and one
// beyond either end: between two neighbours all tests say the same.
func (s *Search) numbers() ([]cell.Value, bool) {
	if !s.only("is", "is_not", "at_least", "at_most", "above", "below", "between") {
		return nil, false
	}
	named := NumbersNamed(s.Args())
	var values []cell.Value
	for _, r := range NumbersAround(named) {
		n, fits := exact.FromRat(r)
		if !fits {
			return nil, false
		}
		values = append(values, Known(cell.Value{Number: exact.At(n)}))
	}
	return values, true
}

// NumbersNamed reads operands, a percentage in both of its readings, and sorts them.
func NumbersNamed(args []string) []*big.Rat {
	var named []*big.Rat
	for _, arg := range args {
		if n, err := cell.ParseDecimal(arg); err == nil {
			named = append(named, n.Rat())
		}
		if n, err := cell.ParseShare(arg); err == nil {
			named = append(named, n.Rat(), new(big.Rat).Mul(n.Rat(), big.NewRat(100, 1)))
		}
	}
	slices.SortFunc(named, (*big.Rat).Cmp)
	return slices.CompactFunc(named, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
}

// NumbersAround gives sorted numbers and one in each gap around them.
func NumbersAround(sorted []*big.Rat) []*big.Rat {
	one, half := big.NewRat(1, 1), big.NewRat(1, 2)
	if len(sorted) == 0 {
		return []*big.Rat{one}
	}
	around := []*big.Rat{new(big.Rat).Sub(sorted[0], one)}
	for i, n := range sorted {
		if i > 0 {
			middle := new(big.Rat).Add(sorted[i-1], n)
			around = append(around, middle.Mul(middle, half))
		}
		around = append(around, n)
	}
	return append(around, new(big.Rat).Add(sorted[len(sorted)-1], one))
}

// WithIntervals adds, to exact numbers (points) in rising order, all intervals between them.
func WithIntervals(points []cell.Value) []cell.Value {
	all := slices.Clone(points)
	for i, low := range points {
		for _, high := range points[i+1:] {
			all = append(all, Known(cell.Value{Number: exact.Interval{Low: low.Number.Low, High: high.Number.Low}}))
		}
	}
	return all
}

// days gives the days at which a test changes its answer, and those beside them.
// Ages and calendar days cannot be compared before as-of is known.
func (s *Search) days() ([]cell.Value, bool) {
	ages := s.only("within", "within_next", "older_than")
	if !ages && !s.only("is", "before", "after") {
		return nil, false
	}
	edges := []calendar.Day{0}
	for _, arg := range s.Args() {
		if ages {
			n, err := cell.ParseDays(arg)
			if err != nil {
				return nil, false
			}
			edges = append(edges, calendar.Day(n), -calendar.Day(n))
			continue
		}
		day, err := cell.ParseDay(arg, rulebook.OrderYMD, s.Location)
		if err != nil {
			return nil, false
		}
		edges = append(edges, day)
	}
	var values []cell.Value
	for _, edge := range edges {
		for beside := calendar.Day(-1); beside <= 1; beside++ {
			values = append(values, Known(cell.Value{Day: edge + beside}))
		}
	}
	return values, true
}

// The text operators that stay true whatever is written around what they found,
// and the one that looks at hosts.
var (
	Embedded = []string{"contains", "has_word", "starts_with", "ends_with"}
	hosts    = []string{"domain"}
)

// texts gives the words that `is` and `is_not` name, and texts of nothing but what
// the other operators look for. Those hold least: an operator that finds something
// in them finds it in every text that the condition in question is true of.
func (s *Search) texts() ([]cell.Value, bool) {
	if slices.ContainsFunc(s.Args(), func(arg string) bool { return strings.Contains(arg, match.Filler) }) {
		return nil, false
	}
	for _, a := range s.Own {
		if a.Op == "is" && a.Needed && !slices.ContainsFunc(slices.Concat(s.Own, s.Before), isPattern) {
			return Texts(folded(a.Args)), true
		}
	}
	own, before := without(s.Own, "is", "is_not"), without(s.Before, "is", "is_not")
	if !monotone(own, before) {
		return nil, false
	}
	samples := []string{match.Filler}
	for _, a := range own {
		if !sameFamily(a, before) {
			return nil, false
		}
		for _, needle := range folded(a.Args) {
			samples = append(samples, least(a.Op, needle))
		}
	}
	for _, word := range s.Args("is", "is_not") {
		samples = append(samples, fold.Text(word))
	}
	return Texts(samples), true
}

// isPattern: a pattern sees capitals, which witnesses do not have.
func isPattern(a Test) bool { return a.Op == "matches" }

// monotone reports whether what a text or list holds can only make the tests before
// true, as none of them stands under `not`, and the condition's own tests ask for one
// thing at most: texts with just that, and without it, then stand for all.
func monotone(own, before []Test) bool {
	falling := slices.ContainsFunc(before, func(a Test) bool { return a.Negated || isPattern(a) })
	return len(own) <= 1 && !falling
}

// sameFamily reports whether a test's least text is least for the others too.
func sameFamily(a Test, others []Test) bool {
	for _, family := range [][]string{Embedded, hosts} {
		if slices.Contains(family, a.Op) {
			return !slices.ContainsFunc(others, func(o Test) bool { return !slices.Contains(family, o.Op) })
		}
	}
	return false
}

// least is the text that holds a needle and nothing else that a rule could ask for.
func least(op, needle string) string {
	switch op {
	case "contains":
		return match.Filler + needle + match.Filler
	case "starts_with":
		return needle + match.Filler
	case "ends_with":
		return match.Filler + needle
	case "domain":
		return match.Filler + "@" + strings.TrimPrefix(strings.TrimPrefix(needle, "@"), "*.")
	}
	if open, cut := strings.CutSuffix(needle, "*"); cut && open != "" {
		return match.Filler + " " + open + match.Filler
	}
	return match.Filler + " " + needle + " " + match.Filler
}

func without(tests []Test, ops ...string) []Test {
	return slices.DeleteFunc(slices.Clone(tests), func(a Test) bool { return slices.Contains(ops, a.Op) })
}

// Folds gives names as they are compared: see fold.Text.
func Folds(names []string) []string {
	var all []string
	for _, name := range names {
		all = append(all, fold.Text(name))
	}
	return all
}

func folded(args []rulebook.Scalar) []string {
	var all []string
	for _, arg := range args {
		all = append(all, fold.Text(arg.Text))
	}
	return all
}

// Texts gives texts as values.
func Texts(all []string) []cell.Value {
	var values []cell.Value
	for _, text := range all {
		values = append(values, Known(cell.Value{Text: []byte(text)}))
	}
	return values
}

// lists gives lists of as many entries as `count` can tell apart, or lists of
// nothing but what `has` and `has_all` look for.
func (s *Search) lists() ([]cell.Value, bool) {
	if s.only("count") {
		return s.listsBySize()
	}
	if !s.only("has", "has_all") || !monotone(s.Own, s.Before) {
		return nil, false
	}
	values := []cell.Value{list(nil)}
	for _, a := range s.Own {
		entries := folded(a.Args)
		if a.Op == "has_all" {
			values = append(values, list(entries))
			continue
		}
		for _, entry := range entries {
			values = append(values, list([]string{entry}))
		}
	}
	return values, true
}

func list(entries []string) cell.Value {
	v := Known(cell.Value{Number: exact.At(exact.Int(int64(len(entries))))})
	for _, entry := range entries {
		v.Entries = append(v.Entries, []byte(entry))
	}
	return v
}

func (s *Search) listsBySize() ([]cell.Value, bool) {
	var args []string
	for _, a := range slices.Concat(s.Own, s.Before) {
		for _, test := range a.Count {
			for _, arg := range test.Args {
				args = append(args, arg.Text)
			}
		}
	}
	values := []cell.Value{list(nil)}
	for _, n := range NumbersNamed(args) {
		floor := new(big.Int).Div(n.Num(), n.Denom())
		if !floor.IsInt64() {
			return nil, false
		}
		for beside := int64(-1); beside <= 1; beside++ {
			if size := floor.Int64() + beside; size >= 0 {
				values = append(values, Known(cell.Value{Number: exact.At(exact.Int(size))}))
			}
		}
	}
	return values, true
}
