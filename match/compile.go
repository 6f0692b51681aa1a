package match

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Spec describes one of the values that conditions are about.
type Spec struct {
	Name    string // as a rulebook writes it; names are compared in the normal form
	Type    Type
	Percent bool // a number in percent: 75 and 75% are one
	Metric  bool // computed: an empty text is a value like any other, "none"
	Plain   bool // set by the compiler: a pattern looks at the text
}

// Compiler turns conditions into compiled ones and collects what is wrong with
// them. Fields and metrics share one list of values: first the fields, then the
// metrics.
type Compiler struct {
	Specs    []Spec
	Fields   map[string]int // by name in the normal form, positions in Specs
	Metrics  map[string]int // likewise; nil where metrics have no place
	AsOf     Day
	Location *time.Location
	Problems []Problem
}

const (
	mostNames  = 30  // that a problem lists
	mostAdvice = 500 // problems after which none says what was probably meant: a hostile rulebook
)

// Problem records a problem.
func (c *Compiler) Problem(pos Pos, want, format string, args ...any) {
	c.Problems = append(c.Problems, Problemf(pos, want, format, args...))
}

// Field finds a field by name; -1 with a problem recorded when there is none.
func (c *Compiler) Field(name Scalar) int {
	if i, found := c.Fields[Fold(name.Text)]; found {
		return i
	}
	if name.Text == "" {
		c.Problem(name.Pos, "name the field that it is about", "a condition without a field")
		return -1
	}
	c.Problem(name.Pos, c.expected(c.Fields, name.Text, "fields"), "unknown field %q", name.Text)
	return -1
}

func (c *Compiler) metric(name Scalar) int {
	if c.Metrics == nil {
		c.Problem(name.Pos, "use a field here", "metric %q: metrics are known in stages only", name.Text)
		return -1
	}
	if i, found := c.Metrics[Fold(name.Text)]; found {
		return i
	}
	c.Problem(name.Pos, c.expected(c.Metrics, name.Text, "metrics"), "unknown metric %q", name.Text)
	return -1
}

// expected says which names there are, or which one was probably meant.
func (c *Compiler) expected(positions map[string]int, name, what string) string {
	if len(c.Problems) >= mostAdvice {
		return ""
	}
	var names []string
	for i, spec := range c.Specs {
		if at, found := positions[Fold(spec.Name)]; found && at == i {
			names = append(names, spec.Name)
		}
	}
	return Expected(name, names, what)
}

// Expected words what was expected in place of name: the nearest of names, or all
// of them.
func Expected(name string, names []string, what string) string {
	if near, found := Nearest(name, names); found {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if len(names) == 0 {
		return "there are no " + what
	}
	if len(names) > mostNames {
		return fmt.Sprintf("expected one of the %d %s: %s, ...", len(names), what, strings.Join(names[:mostNames], ", "))
	}
	return fmt.Sprintf("expected one of the %s: %s", what, strings.Join(names, ", "))
}

// Rule compiles a line; the caller fills in the amounts. bands says which amount
// each band earns.
func (c *Compiler) Rule(line *Line, amount func(*Band) int64) Rule {
	rule := Rule{When: c.Cond(line.When), Banded: line.Bands != nil}
	for i := range line.Bands {
		band := &line.Bands[i]
		rule.Bands = append(rule.Bands, RuleBand{When: c.Cond(band.When), Earns: amount(band)})
	}
	return rule
}

// Cond compiles a condition; nil stays nil. After a problem the result must not be
// evaluated.
func (c *Compiler) Cond(cond *Condition) *Cond {
	if cond == nil {
		return nil
	}
	compiled := &Cond{kind: cond.Kind}
	if cond.Kind == Leaf {
		c.leaf(cond, compiled)
		return compiled
	}
	for i := range cond.Of {
		compiled.of = append(compiled.of, c.Cond(&cond.Of[i]))
	}
	return compiled
}

func (c *Compiler) leaf(cond *Condition, compiled *Cond) {
	if cond.Metric.Text != "" {
		compiled.field = c.metric(cond.Metric)
	} else {
		compiled.field = c.Field(cond.Field)
	}
	if compiled.field < 0 {
		return
	}
	spec := &c.Specs[compiled.field]
	for i := range cond.Tests {
		if t := c.test(spec, &cond.Tests[i]); t != nil {
			compiled.tests = append(compiled.tests, t)
		}
	}
}

// test compiles one operator; nil with a problem recorded when it cannot.
func (c *Compiler) test(spec *Spec, t *Test) test {
	op, found := LookupOperator(t.Op)
	if !found {
		c.Problem(t.Pos, Expected(t.Op, OperatorNames(spec.Type), "operators"), "unknown operator %q", t.Op)
		return nil
	}
	if !op.Works(spec.Type) {
		c.Problem(t.Pos, fmt.Sprintf("operators for %s: %s", spec.Type, strings.Join(OperatorNames(spec.Type), ", ")),
			"%s does not work on %q, a field of type %s", t.Op, spec.Name, spec.Type)
		return nil
	}
	if op.Operand != OperandTests && !c.countArgs(&op, t) {
		return nil
	}
	return c.operatorTest(spec, &op, t)
}

func (c *Compiler) countArgs(op *Operator, t *Test) bool {
	switch {
	case op.Operand == OperandPair && len(t.Args) != 2:
		c.Problem(t.Pos, "expected [low, high]", "%s takes two values", t.Op)
		return false
	case len(t.Args) == 0:
		c.Problem(t.Pos, "write one, such as "+op.Example, "%s has no value", t.Op)
		return false
	case !op.TakesList() && op.Operand != OperandPair && len(t.Args) > 1:
		c.Problem(t.Pos, "write one, such as "+op.Example, "%s takes one value, not a list", t.Op)
		return false
	}
	return true
}

func (c *Compiler) operatorTest(spec *Spec, op *Operator, t *Test) test {
	switch op.Operand {
	case OperandTruth:
		return c.truthTest(t)
	case OperandTests:
		return c.countTest(t)
	case OperandText, OperandHost, OperandPattern:
		return c.textTest(spec, op, t)
	case OperandDays:
		return c.ageTest(t)
	}
	switch spec.Type {
	case TypeText:
		return c.textTest(spec, op, t)
	case TypeNumber:
		return c.numberTest(spec, t)
	case TypeDate:
		return c.dayTest(t)
	case TypeBool:
		return c.boolTest(t)
	}
	return c.levelTest(t)
}

// each compiles one test per operand and joins them: one is enough.
func (c *Compiler) each(t *Test, compile func(arg Scalar) (test, error)) test {
	var tests anyOf
	for _, arg := range t.Args {
		one, err := compile(arg)
		if err != nil {
			c.Problem(arg.Pos, "", "%s: %v", t.Op, err)
			continue
		}
		tests = append(tests, one)
	}
	switch {
	case len(tests) == 1:
		return tests[0]
	case len(tests) == 0:
		return nil
	}
	return tests
}

func (c *Compiler) truthTest(t *Test) test {
	want, ok := TruthWord(t.Args[0].Text)
	if !ok {
		c.Problem(t.Args[0].Pos, "expected true or false", "%s: %q is not a truth value", t.Op, t.Args[0].Text)
		return nil
	}
	if t.Op == "known" {
		return isKnown{want}
	}
	return freeMail{freeMailHosts(), want}
}

func (c *Compiler) boolTest(t *Test) test {
	return c.each(t, func(arg Scalar) (test, error) {
		want, ok := TruthWord(arg.Text)
		if !ok {
			return nil, fmt.Errorf("%q is not a truth value; expected true or false", arg.Text)
		}
		return boolIs{want}, nil
	})
}

func (c *Compiler) countTest(t *Test) test {
	entries := Spec{Name: "count", Type: TypeNumber}
	if len(t.Count) == 0 {
		c.Problem(t.Pos, "expected number operators, such as count: {at_least: 2}", "count has no operators")
		return nil
	}
	var tests listCount
	for i := range t.Count {
		if t.Count[i].Op == "known" {
			c.Problem(t.Count[i].Pos, "", "known: the number of entries is always known with the list")
			continue
		}
		if one := c.test(&entries, &t.Count[i]); one != nil {
			tests = append(tests, one)
		}
	}
	return tests
}

func (c *Compiler) textTest(spec *Spec, op *Operator, t *Test) test {
	needles := make([][]byte, 0, len(t.Args))
	for _, arg := range t.Args {
		folded := Fold(arg.Text)
		if folded == "" && !(spec.Metric && op.Operand == OperandOwn) {
			c.Problem(arg.Pos, "to ask whether the field has a value, use known: true", "%s: an empty text", t.Op)
			continue
		}
		needles = append(needles, []byte(folded))
	}
	switch t.Op {
	case "contains":
		return textContains(needles)
	case "starts_with":
		return textStarts(needles)
	case "ends_with":
		return textEnds(needles)
	case "has":
		return listHas(needles)
	case "has_all":
		return listHasAll(needles)
	case "has_word":
		return wordTest(needles)
	case "domain":
		return c.hostTest(t)
	case "matches":
		spec.Plain = true
		return c.patternTest(t)
	}
	set := textIs{}
	for _, needle := range needles {
		set[string(needle)] = struct{}{}
	}
	if t.Op == "is_not" {
		return negated{set}
	}
	return set
}

func wordTest(needles [][]byte) test {
	words := textWords{}
	for _, needle := range needles {
		last := len(needle) - 1
		open := last > 0 && needle[last] == '*'
		if open {
			needle = needle[:last]
		}
		words = append(words, word{needle, open})
	}
	return words
}

func (c *Compiler) hostTest(t *Test) test {
	hosts := hostUnder{}
	for _, arg := range t.Args {
		name := strings.TrimPrefix(strings.TrimPrefix(Fold(arg.Text), "@"), "*.")
		if name == "" || strings.ContainsAny(name, "/@: *") {
			c.Problem(arg.Pos, "expected a host name, such as example.com", "domain: %q is not a host name", arg.Text)
			continue
		}
		hosts = append(hosts, []byte(name))
	}
	return hosts
}

func (c *Compiler) patternTest(t *Test) test {
	patterns := textMatches{}
	for _, arg := range t.Args {
		pattern, err := regexp.Compile(arg.Text)
		if err != nil {
			c.Problem(arg.Pos, "expected a regular expression (RE2)", "matches: %v", err)
			continue
		}
		patterns = append(patterns, pattern)
	}
	return patterns
}

func (c *Compiler) ageTest(t *Test) test {
	return c.each(t, func(arg Scalar) (test, error) {
		days, err := ParseDays(arg.Text)
		if err != nil {
			return nil, err
		}
		switch t.Op {
		case "within":
			return ageBetween{c.AsOf, 0, int64(days)}, nil
		case "within_next":
			return ageBetween{c.AsOf, -int64(days), 0}, nil
		}
		return ageBetween{c.AsOf, int64(days) + 1, 1 << 40}, nil
	})
}

func (c *Compiler) dayTest(t *Test) test {
	return c.each(t, func(arg Scalar) (test, error) {
		day, err := ParseDay(arg.Text, OrderYMD, c.Location)
		if err != nil {
			return nil, fmt.Errorf("%q is not a day; expected one such as 2026-04-01", arg.Text)
		}
		switch t.Op {
		case "before":
			return dayBefore{day}, nil
		case "after":
			return dayAfter{day}, nil
		}
		return dayIs{day}, nil
	})
}

func (c *Compiler) numberTest(spec *Spec, t *Test) test {
	if t.Op == "between" {
		return c.betweenTest(spec, t)
	}
	joined := c.each(t, func(arg Scalar) (test, error) {
		n, err := spec.operand(arg.Text)
		if err != nil {
			return nil, err
		}
		switch t.Op {
		case "at_least":
			return negated{numberBelow{n}}, nil
		case "at_most":
			return negated{numberAbove{n}}, nil
		case "above":
			return numberAbove{n}, nil
		case "below":
			return numberBelow{n}, nil
		}
		return numberIs{n}, nil
	})
	if t.Op == "is_not" && joined != nil {
		return negated{joined}
	}
	return joined
}

func (c *Compiler) betweenTest(spec *Spec, t *Test) test {
	low, errLow := spec.operand(t.Args[0].Text)
	high, errHigh := spec.operand(t.Args[1].Text)
	for i, err := range []error{errLow, errHigh} {
		if err != nil {
			c.Problem(t.Args[i].Pos, "", "between: %v", err)
		}
	}
	if errLow != nil || errHigh != nil {
		return nil
	}
	if low.Cmp(high) > 0 {
		c.Problem(t.Args[0].Pos, "expected [low, high]", "between: %s is more than %s, so nothing lies between", t.Args[0].Text, t.Args[1].Text)
		return nil
	}
	return numberBetween{low, high}
}

// Reads tells why a text is no number that a rulebook may compare with; nil when
// it is one.
func (s *Spec) Reads(text string) error {
	_, err := s.operand(text)
	return err
}

// operand reads a number of the rulebook: 1200, 0.5 or 5 %. Of a value in percent,
// 75 and 75% are one.
func (s *Spec) operand(text string) (Number, error) {
	parse, factor := ParseDecimal, Int(1)
	if strings.HasSuffix(Normalize(text), "%") {
		parse = ParseShare
		if s.Percent {
			factor = Int(100)
		}
	}
	n, err := parse(text)
	if err != nil {
		return n, fmt.Errorf("%q: %w", text, err)
	}
	n, _ = n.Mul(factor)
	return n, nil
}

func (c *Compiler) levelTest(t *Test) test {
	joined := c.each(t, func(arg Scalar) (test, error) {
		level, ok := ParseLevel(arg.Text)
		if !ok {
			return nil, fmt.Errorf("%q is not a level. %s", arg.Text, Expected(arg.Text, LevelNames(), "levels"))
		}
		switch t.Op {
		case "at_least":
			return levelBetween{level, CLevel}, nil
		case "at_most":
			return levelBetween{Student, level}, nil
		}
		return levelBetween{level, level}, nil
	})
	if t.Op == "is_not" && joined != nil {
		return negated{joined}
	}
	return joined
}

// LevelNames lists the levels, lowest first.
func LevelNames() []string {
	var names []string
	for level := Student; level <= CLevel; level++ {
		names = append(names, level.String())
	}
	return slices.Clip(names)
}
