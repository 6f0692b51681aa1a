package scoring

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
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// A probe finds values that stand for all that a field may hold, as far as some
// conditions can tell: if any value makes the condition in question true and those
// before it false, one of the probe's values does. Where it cannot promise that, it
// gives none.
type probe struct {
	typ      rulebook.Type
	location *time.Location
	own      []asked // tests in the condition in question
	before   []asked // tests in those before it
}

// asked is a test of the probe's field. Tests of `known` are left out: of what is
// known they all say the same.
type asked struct {
	*rulebook.Test
	needed  bool // the condition is true only where the test is
	negated bool // a `not` stands above it
}

// values gives known values; false where they may not stand for all.
func (p *probe) values() ([]cell.Value, bool) {
	switch p.typ {
	case rulebook.TypeText:
		return p.texts()
	case rulebook.TypeNumber:
		return p.numbers()
	case rulebook.TypeDate:
		return p.days()
	case rulebook.TypeList:
		return p.lists()
	case rulebook.TypeBool:
		return []cell.Value{known(cell.Value{}), known(cell.Value{Bool: true})}, true
	case rulebook.TypeLevel:
		var levels []cell.Value
		for level := lexicon.Student; level <= lexicon.CLevel; level++ {
			levels = append(levels, known(cell.Value{Level: level}))
		}
		return levels, true
	}
	return nil, false
}

func known(v cell.Value) cell.Value {
	v.State = cell.Known
	return v
}

// only reports whether all tests are of these operators.
func (p *probe) only(ops ...string) bool {
	for _, tests := range [][]asked{p.own, p.before} {
		if slices.ContainsFunc(tests, func(a asked) bool { return !slices.Contains(ops, a.Op) }) {
			return false
		}
	}
	return true
}

// args gives the operands of all tests of these operators; of all tests where none
// is named.
func (p *probe) args(ops ...string) []string {
	var texts []string
	for _, a := range slices.Concat(p.own, p.before) {
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
func (p *probe) numbers() ([]cell.Value, bool) {
	if !p.only("is", "is_not", "at_least", "at_most", "above", "below", "between") {
		return nil, false
	}
	named := numbersNamed(p.args())
	var values []cell.Value
	for _, r := range numbersAround(named) {
		n, fits := exact.FromRat(r)
		if !fits {
			return nil, false
		}
		values = append(values, known(cell.Value{Number: exact.At(n)}))
	}
	return values, true
}

// numbersNamed reads operands, a percentage in both of its readings, and sorts them.
func numbersNamed(args []string) []*big.Rat {
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

// numbersAround gives sorted numbers and one in each gap around them.
func numbersAround(sorted []*big.Rat) []*big.Rat {
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

// withIntervals adds, to exact numbers (points) in rising order, all intervals between them.
func withIntervals(points []cell.Value) []cell.Value {
	all := slices.Clone(points)
	for i, low := range points {
		for _, high := range points[i+1:] {
			all = append(all, known(cell.Value{Number: exact.Interval{Low: low.Number.Low, High: high.Number.Low}}))
		}
	}
	return all
}

// days gives the days at which a test changes its answer, and those beside them.
// Ages and calendar days cannot be compared before as-of is known.
func (p *probe) days() ([]cell.Value, bool) {
	ages := p.only("within", "within_next", "older_than")
	if !ages && !p.only("is", "before", "after") {
		return nil, false
	}
	edges := []calendar.Day{0}
	for _, arg := range p.args() {
		if ages {
			n, err := cell.ParseDays(arg)
			if err != nil {
				return nil, false
			}
			edges = append(edges, calendar.Day(n), -calendar.Day(n))
			continue
		}
		day, err := cell.ParseDay(arg, rulebook.OrderYMD, p.location)
		if err != nil {
			return nil, false
		}
		edges = append(edges, day)
	}
	var values []cell.Value
	for _, edge := range edges {
		for beside := calendar.Day(-1); beside <= 1; beside++ {
			values = append(values, known(cell.Value{Day: edge + beside}))
		}
	}
	return values, true
}

// filler is a letter that no rule asks for.
const filler = match.Filler

// The text operators that stay true whatever is written around what they found,
// and the one that looks at hosts.
var (
	embedded = []string{"contains", "has_word", "starts_with", "ends_with"}
	hosts    = []string{"domain"}
)

// texts gives the words that `is` and `is_not` name, and texts of nothing but what
// the other operators look for. Those hold least: an operator that finds something
// in them finds it in every text that the condition in question is true of.
func (p *probe) texts() ([]cell.Value, bool) {
	if slices.ContainsFunc(p.args(), func(arg string) bool { return strings.Contains(arg, filler) }) {
		return nil, false
	}
	for _, a := range p.own {
		if a.Op == "is" && a.needed && !slices.ContainsFunc(slices.Concat(p.own, p.before), isPattern) {
			return texts(folded(a.Args)), true
		}
	}
	own, before := without(p.own, "is", "is_not"), without(p.before, "is", "is_not")
	if !monotone(own, before) {
		return nil, false
	}
	samples := []string{filler}
	for _, a := range own {
		if !sameFamily(a, before) {
			return nil, false
		}
		for _, needle := range folded(a.Args) {
			samples = append(samples, least(a.Op, needle))
		}
	}
	for _, word := range p.args("is", "is_not") {
		samples = append(samples, fold.Text(word))
	}
	return texts(samples), true
}

// isPattern: a pattern sees capitals, which the texts of a probe do not have.
func isPattern(a asked) bool { return a.Op == "matches" }

// monotone reports whether what a text or list holds can only make the tests before
// true, as none of them stands under `not`, and the condition's own tests ask for one
// thing at most: texts with just that, and without it, then stand for all.
func monotone(own, before []asked) bool {
	falling := slices.ContainsFunc(before, func(a asked) bool { return a.negated || isPattern(a) })
	return len(own) <= 1 && !falling
}

// sameFamily reports whether a test's least text is least for the others too.
func sameFamily(a asked, others []asked) bool {
	for _, family := range [][]string{embedded, hosts} {
		if slices.Contains(family, a.Op) {
			return !slices.ContainsFunc(others, func(o asked) bool { return !slices.Contains(family, o.Op) })
		}
	}
	return false
}

// least is the text that holds a needle and nothing else that a rule could ask for.
func least(op, needle string) string {
	switch op {
	case "contains":
		return filler + needle + filler
	case "starts_with":
		return needle + filler
	case "ends_with":
		return filler + needle
	case "domain":
		return filler + "@" + strings.TrimPrefix(strings.TrimPrefix(needle, "@"), "*.")
	}
	if open, cut := strings.CutSuffix(needle, "*"); cut && open != "" {
		return filler + " " + open + filler
	}
	return filler + " " + needle + " " + filler
}

func without(tests []asked, ops ...string) []asked {
	return slices.DeleteFunc(slices.Clone(tests), func(a asked) bool { return slices.Contains(ops, a.Op) })
}

func folds(names []string) []string {
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

func texts(all []string) []cell.Value {
	var values []cell.Value
	for _, text := range all {
		values = append(values, known(cell.Value{Text: []byte(text)}))
	}
	return values
}

// lists gives lists of as many entries as `count` can tell apart, or lists of
// nothing but what `has` and `has_all` look for.
func (p *probe) lists() ([]cell.Value, bool) {
	if p.only("count") {
		return p.listsBySize()
	}
	if !p.only("has", "has_all") || !monotone(p.own, p.before) {
		return nil, false
	}
	values := []cell.Value{list(nil)}
	for _, a := range p.own {
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
	v := known(cell.Value{Number: exact.At(exact.Int(int64(len(entries))))})
	for _, entry := range entries {
		v.Entries = append(v.Entries, []byte(entry))
	}
	return v
}

func (p *probe) listsBySize() ([]cell.Value, bool) {
	var args []string
	for _, a := range slices.Concat(p.own, p.before) {
		for _, test := range a.Count {
			for _, arg := range test.Args {
				args = append(args, arg.Text)
			}
		}
	}
	values := []cell.Value{list(nil)}
	for _, n := range numbersNamed(args) {
		floor := new(big.Int).Div(n.Num(), n.Denom())
		if !floor.IsInt64() {
			return nil, false
		}
		for beside := int64(-1); beside <= 1; beside++ {
			if size := floor.Int64() + beside; size >= 0 {
				values = append(values, known(cell.Value{Number: exact.At(exact.Int(size))}))
			}
		}
	}
	return values, true
}
