// Package suppose makes up cells of a field that stand for all that the rules of a rulebook can
// tell apart.
package suppose

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/title"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/walk"
	"leadscore/scoring/internal/witness"
)

// Cells gives for each way in which the conditions on a field may come out a cell, as far as
// they can be made up, the most modest first. Conditions on a pattern cannot.
func Cells(p *plan.Plan, field int) []answer.Supposition { return newSupposer(p, field).all() }

// Numbers are those of a field that rules can tell apart, rising.
func Numbers(p *plan.Plan, field int) []*big.Rat {
	s := newSupposer(p, field)
	s.meetAll()
	return s.numbers()
}

// supposer makes up cells of a field.
type supposer struct {
	*plan.Plan
	field   int
	made    []int            // fields that are made from it alone
	leaves  []*match.Cond    // conditions on these fields
	tests   []*rulebook.Test // of a number
	needles []string         // that tests look for within a text or list
	seen    map[string]bool
	found   []answer.Supposition
	values  []cell.Value
}

func newSupposer(p *plan.Plan, field int) *supposer {
	s := &supposer{Plan: p, field: field, seen: map[string]bool{}, values: make([]cell.Value, len(p.Specs))}
	for _, i := range p.Needed {
		if f := &p.Fields[i]; len(f.Sources) == 1 && f.Sources[0] == field {
			s.made = append(s.made, i)
		}
	}
	visit := func(at int, leaf *match.Cond) {
		if at == field || slices.Contains(s.made, at) {
			s.leaves = append(s.leaves, leaf)
		}
	}
	for i := range p.Lines {
		p.Lines[i].Rule.Leaves(visit)
	}
	for _, f := range p.Frameworks {
		f.When().Leaves(visit)
	}
	for _, rule := range p.Stages {
		rule.Leaves(visit)
	}
	return s
}

func (s *supposer) all() []answer.Supposition {
	s.meetAll()
	s.addNumbers()
	switch decl := s.Fields[s.field].Decl; decl.Type {
	case rulebook.TypeText:
		s.addTogether(" ")
	case rulebook.TypeList:
		s.addTogether(cmp.Or(decl.Separator, cell.DefaultSeparator))
	}
	for _, text := range s.plain() {
		s.add(text, nil, s.field)
	}
	return s.found
}

// meetAll makes up cells by all tests of the field and of those made from it.
func (s *supposer) meetAll() {
	own := map[string]int{fold.Text(s.Fields[s.field].Decl.Name): s.field}
	for _, i := range s.made {
		own[fold.Text(s.Fields[i].Decl.Name)] = i
	}
	walk.EachLeaf(s.Rulebook, func(leaf *rulebook.Condition) {
		at, is := own[fold.Text(leaf.Field.Text)]
		if !is || leaf.Metric.Text != "" {
			return
		}
		for i := range leaf.Tests {
			s.meet(&leaf.Tests[i], at)
		}
	})
}

// meet makes up cells by a test of the field, or of one that is made from it.
func (s *supposer) meet(t *rulebook.Test, about int) {
	switch s.Fields[about].Decl.Type {
	case rulebook.TypeNumber:
		s.tests = append(s.tests, t)
	case rulebook.TypeDate:
		s.meetDay(t)
	case rulebook.TypeLevel:
		for level := title.Student; level <= title.CLevel; level++ {
			if len(t.Args) > 0 && fold.Text(t.Args[0].Text) == level.String() {
				s.add(s.titleOf(level), t, about)
			}
		}
	case rulebook.TypeList:
		s.meetList(t)
	case rulebook.TypeText:
		for _, arg := range t.Args {
			sample := sampleText(t.Op, arg.Text)
			s.add(sample, t, about)
			if t.Op == "is_not" {
				s.add(arg.Text, nil, about)
			}
			if slices.Contains(witness.Embedded, t.Op) {
				s.needles = append(s.needles, sample)
			}
		}
	}
}

// addTogether adds cells that hold several of what tests look for.
func (s *supposer) addTogether(between string) {
	slices.Sort(s.needles)
	needles := slices.Compact(s.needles)
	if len(needles) > mostNeedles {
		s.add(strings.Join(needles, between), nil, s.field)
		return
	}
	for set := range 1 << len(needles) {
		var some []string
		for i, needle := range needles {
			if set>>i&1 == 1 {
				some = append(some, needle)
			}
		}
		s.add(strings.Join(some, between), nil, s.field)
	}
}

// mostNeedles is how many texts that tests look for are put together in all ways.
const mostNeedles = 6

// sampleText is a text that a test finds what it looks for in; "" for none.
func sampleText(op, arg string) string {
	switch op {
	case "is", "contains", "starts_with", "ends_with":
		return arg
	case "has_word":
		return strings.TrimSuffix(arg, "*")
	case "domain":
		return match.Filler + "@" + strings.TrimPrefix(strings.TrimPrefix(arg, "@"), "*.")
	case "free_mail":
		if yes, _ := cell.TruthWord(arg); yes {
			return match.Filler + "@gmail.com"
		}
		return match.Filler + "@company.example"
	}
	return ""
}

// meetDay makes up the days at which a test changes its mind.
func (s *supposer) meetDay(t *rulebook.Test) {
	for _, arg := range t.Args {
		if n, err := cell.ParseDays(arg.Text); err == nil {
			days := map[string][]calendar.Day{
				"within":      {s.AsOf - calendar.Day(n), s.AsOf},
				"within_next": {s.AsOf + calendar.Day(n), s.AsOf},
				"older_than":  {s.AsOf - calendar.Day(n) - 1},
			}
			for _, day := range days[t.Op] {
				s.add(day.String(), t, s.field)
			}
			s.add((s.AsOf - calendar.Day(n) - 1).String(), nil, s.field)
			s.add((s.AsOf + calendar.Day(n) + 1).String(), nil, s.field)
			continue
		}
		if day, err := cell.ParseDay(arg.Text, rulebook.OrderYMD, s.Rulebook.Location); err == nil {
			beside := map[string]calendar.Day{"before": -1, "after": 1}
			s.add((day + beside[t.Op]).String(), t, s.field)
			s.add((day - 1).String(), nil, s.field)
			s.add((day + 1).String(), nil, s.field)
		}
	}
}

// meetList makes up lists of what a test looks for, or of so many entries.
func (s *supposer) meetList(t *rulebook.Test) {
	separator := cmp.Or(s.Fields[s.field].Decl.Separator, cell.DefaultSeparator)
	var all []string
	for _, arg := range t.Args {
		all = append(all, arg.Text)
		s.add(arg.Text, t, s.field)
	}
	s.needles = append(s.needles, all...)
	s.add(strings.Join(all, separator), t, s.field)
	for _, count := range t.Count {
		for _, arg := range count.Args {
			n, _ := strconv.Atoi(arg.Text)
			for size := max(n-1, 1); size <= min(n+1, mostEntries); size++ {
				s.add(strings.Join(slices.Repeat([]string{match.Filler}, size), separator), t, s.field)
			}
		}
	}
}

// mostEntries is how many entries a list that is made up has at most.
const mostEntries = 100

// addNumbers makes up numbers.
func (s *supposer) addNumbers() {
	if s.Fields[s.field].Decl.Type != rulebook.TypeNumber {
		return
	}
	for _, r := range s.numbers() {
		s.addNumber(r)
	}
}

// numbers are those that tests name, and those between them and beyond, rising, and those
// at which each reaches its limit.
func (s *supposer) numbers() []*big.Rat {
	var args []string
	for _, t := range s.tests {
		for _, arg := range t.Args {
			args = append(args, arg.Text)
		}
	}
	named := witness.NumbersNamed(args)
	for _, c := range s.Criteria {
		if c.Counter == nil || c.Counter.Field != s.field || c.Each.Sign() == 0 {
			continue
		}
		for _, bound := range []*exact.Points{c.Min, c.Max} {
			if bound != nil {
				named = append(named, new(big.Rat).Quo(bound.Number().Rat(), c.Each.Rat()))
			}
		}
		if c.Min == nil || c.Max == nil {
			named = append(named, s.beyondStages(c.Each))
		}
	}
	if s.isRated() {
		named = append(named, big.NewRat(1, 1), big.NewRat(1_000_000, 1))
	}
	named = append(named, s.ratings()...)
	slices.SortFunc(named, (*big.Rat).Cmp)
	return witness.NumbersAround(named)
}

// ratings are the ends of the ranges by which lines rate the field, and three numbers
// between them, where grades may be cut.
func (s *supposer) ratings() (named []*big.Rat) {
	walk.EachEarningLine(s.Rulebook, func(line *rulebook.Line) {
		if line.Rated == nil || fold.Text(line.Field.Text) != fold.Text(s.Fields[s.field].Decl.Name) {
			return
		}
		worst, best := line.Rated.Worst.Rat(), line.Rated.Best.Rat()
		for quarter := range int64(5) {
			part := new(big.Rat).Sub(best, worst)
			part.Mul(part, big.NewRat(quarter, 4))
			named = append(named, part.Add(part, worst))
		}
	})
	return named
}

// isRated reports whether a rate is made of the field.
func (s *supposer) isRated() bool {
	return slices.ContainsFunc(s.Fields, func(f fields.Field) bool { return len(f.Sources) == 2 && slices.Contains(f.Sources, s.field) })
}

// beyondStages is a number that counts for more points than all thresholds of stages
// together.
func (s *supposer) beyondStages(each *exact.Number) *big.Rat {
	sum := big.NewRat(1000, 1)
	walk.EachLeaf(s.Rulebook, func(leaf *rulebook.Condition) {
		if leaf.Metric.Text == "" {
			return
		}
		for _, t := range leaf.Tests {
			for _, arg := range t.Args {
				if n, err := cell.ParseDecimal(arg.Text); err == nil {
					sum.Add(sum, new(big.Rat).Abs(n.Rat()))
				}
			}
		}
	})
	n := new(big.Rat).Quo(sum, new(big.Rat).Abs(each.Rat()))
	whole := new(big.Int).Div(n.Num(), n.Denom())
	return new(big.Rat).SetInt(whole)
}

// addNumber adds a number in the unit of the field's column.
func (s *supposer) addNumber(r *big.Rat) {
	decl := s.Fields[s.field].Decl
	in := new(big.Rat).Set(r)
	if decl.Scale != nil {
		in.Quo(r, decl.Scale.Rat())
	}
	n, fits := exact.FromRat(in)
	if !fits || in.Sign() < 0 {
		return
	}
	s.add(CellOf(decl, n), s.testMet(r), s.field)
}

// CellOf writes a number as the cells of a field do.
func CellOf(decl *rulebook.Field, n exact.Number) string {
	if decl.DecimalComma {
		return strings.Replace(n.String(), ".", ",", 1)
	}
	return n.String()
}

// testMet is the test that a number meets narrowly: of those that want at least some
// number the highest, else of those that want at most some number the lowest.
func (s *supposer) testMet(r *big.Rat) *rulebook.Test {
	var met *rulebook.Test
	var by *big.Rat
	for _, t := range s.tests {
		if len(t.Args) == 0 || !slices.Contains([]string{"at_least", "above", "between", "is"}, t.Op) {
			continue
		}
		named := witness.NumbersNamed([]string{t.Args[0].Text})
		if len(named) > 0 && named[0].Cmp(r) <= 0 && (by == nil || named[0].Cmp(by) > 0) {
			met, by = t, named[0]
		}
	}
	return met
}

// plain is cells that no test asks for.
func (s *supposer) plain() []string {
	switch s.Fields[s.field].Decl.Type {
	case rulebook.TypeBool:
		if s.Rulebook.Language == rulebook.Japanese {
			return []string{"はい", "いいえ"}
		}
		return []string{"yes", "no"}
	case rulebook.TypeDate:
		return []string{s.AsOf.String(), (s.AsOf - longAgo).String()}
	case rulebook.TypeNumber:
		return []string{"1"}
	}
	plain := []string{match.Filler}
	if len(s.made) > 0 {
		for level := title.Student; level <= title.CLevel; level++ {
			plain = append(plain, s.titleOf(level))
		}
	}
	return plain
}

// longAgo is more days than any decay leaves points.
const longAgo = 36_500

// titleOf is a title of a level.
func (s *supposer) titleOf(level title.Level) string {
	if s.Rulebook.Language == rulebook.Japanese {
		return [...]string{"学生", "一般社員", "課長", "部長", "本部長", "代表取締役"}[level]
	}
	return [...]string{"Student", "Analyst", "Sales Manager", "Director", "Vice President", "CEO"}[level]
}

// add adds a cell, unless conditions make of it what they make of another.
func (s *supposer) add(text string, test *rulebook.Test, about int) {
	f := &s.Fields[s.field]
	if text == "" || f.Reader.IsBlank(text, new(cell.Value)) {
		return
	}
	v := &s.values[s.field]
	f.Reader.Read(text, v)
	if v.State != cell.Known {
		return
	}
	for _, i := range s.made {
		s.Fields[i].Derived(s.values, &s.values[i])
	}
	var outcomes strings.Builder
	for _, leaf := range s.leaves {
		fmt.Fprint(&outcomes, leaf.Eval(s.values))
	}
	if s.isCounted(s.field) {
		outcomes.WriteString(text)
	}
	if s.seen[outcomes.String()] {
		return
	}
	s.seen[outcomes.String()] = true
	s.found = append(s.found, answer.Supposition{Text: text, Test: test, Of: s.Fields[about].Decl.Name})
}

// isCounted reports whether points depend on more of a field than what conditions on it
// tell: each counts it, a decay or a rate is made of it.
func (s *supposer) isCounted(at int) bool {
	counts := slices.ContainsFunc(s.Criteria, func(c earning.Criterion) bool {
		return c.Counter != nil && c.Counter.Field == at || c.Decay != nil && c.Decay.From == at
	})
	fades := slices.ContainsFunc(s.Groups, func(g earning.Group) bool { return g.Decay != nil && g.Decay.From == at })
	rated := slices.ContainsFunc(s.Lines, func(l earning.Line) bool { return l.Rule.IsRated() && slices.Contains(l.Fields, at) })
	return counts || fades || rated || slices.ContainsFunc(s.Fields, func(f fields.Field) bool { return len(f.Sources) == 2 && slices.Contains(f.Sources, at) })
}
