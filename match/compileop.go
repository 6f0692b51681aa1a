package match

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/match/title"
	"leadscore/rulebook"
)

// This file compiles operators: their operands are read here, once, and what does
// not read is a problem at its place. An operator of the table that has no case
// here ends the program at the first rulebook that uses it.

// each compiles one test per operand and joins them: one is enough. want says what
// an operand should be.
func (c *Compiler) each(t *rulebook.Test, want func(operand string) string, compile func(arg rulebook.Scalar) (test, error)) test {
	var tests anyOf
	for _, arg := range t.Args {
		one, err := compile(arg)
		if err != nil {
			c.Problem(arg.Pos, want(arg.Text), "%s: %v", t.Op, err)
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

// truthMeant says what to write for a text that other tools have for yes or no.
func truthMeant(text string) string {
	bits := map[string]string{"1": "true", "0": "false", "y": "true", "n": "false", "t": "true", "f": "false", "x": "true", "on": "true", "off": "false"}
	if bit := bits[fold.Text(text)]; bit != "" {
		return "write " + bit
	}
	return "expected true or false"
}

func (c *Compiler) truthTest(t *rulebook.Test) test {
	want, ok := cell.TruthWord(t.Args[0].Text)
	if !ok {
		c.Problem(t.Args[0].Pos, truthMeant(t.Args[0].Text), "%s: %q is not a truth value", t.Op, t.Args[0].Text)
		return nil
	}
	switch t.Op {
	case "known":
		return isKnown{want}
	case "free_mail":
		return freeMail{want}
	}
	return uncompiled(t.Op)
}

func (c *Compiler) boolTest(t *rulebook.Test) test {
	return c.each(t, truthMeant, func(arg rulebook.Scalar) (test, error) {
		want, ok := cell.TruthWord(arg.Text)
		if !ok {
			return nil, fmt.Errorf("%q is not a truth value", arg.Text)
		}
		if t.Op != "is" {
			return uncompiled(t.Op), nil
		}
		return boolIs{want}, nil
	})
}

func (c *Compiler) countTest(t *rulebook.Test) test {
	entries := Spec{Name: "count", Type: rulebook.TypeNumber}
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

func (c *Compiler) textTest(spec *Spec, op *Operator, t *rulebook.Test) test {
	needles := make([][]byte, 0, len(t.Args))
	for _, arg := range t.Args {
		folded, err := spec.Spelling.Operand(t.Op, arg.Text)
		if err != nil {
			c.Problem(arg.Pos, "", "%s: %v", t.Op, err)
			continue
		}
		if folded == "" && !(spec.Metric && op.Operand == OperandOwn) {
			known := map[bool]string{true: "known: false asks for a blank cell", false: "to ask whether the field has a value, use known: true"}[t.Op == "is"]
			c.Problem(arg.Pos, known, "%s: an empty text", t.Op)
			continue
		}
		needles = append(needles, []byte(folded))
	}
	switch t.Op {
	case "is":
		return setTest(needles)
	case "is_not":
		return negated{setTest(needles)}
	case "contains":
		return hasTest(needles, false)
	case "starts_with":
		return textStarts(needles)
	case "ends_with":
		return textEnds(needles)
	case "has":
		return listHas(needles)
	case "has_all":
		return listHasAll(needles)
	case "has_word":
		return hasTest(needles, true)
	case "domain":
		return c.hostTest(t)
	case "matches":
		spec.Plain = true
		return c.patternTest(spec, t)
	}
	return uncompiled(t.Op)
}

// Entries compiles a has of a list: the entries that it looks for, in order, each once.
// Where it is wrong, that is recorded as a problem, and there are none.
func (c *Compiler) Entries(field int, has *rulebook.Test) [][]byte {
	entries, _ := c.test(&c.Specs[field], has).(listHas)
	return distinct(entries)
}

func setTest(needles [][]byte) test {
	set := textIs{}
	for _, needle := range needles {
		set[string(needle)] = struct{}{}
	}
	return set
}

// hasTest makes the test of contains, or of has_word, whose needles may end with *.
func hasTest(needles [][]byte, words bool) test {
	t := make(textHas, len(needles))
	for i, text := range needles {
		t[i] = needle{text: string(text), word: words}
		if last := len(text) - 1; words && last > 0 && text[last] == '*' {
			t[i].text, t[i].open = t[i].text[:last], true
		}
	}
	return t
}

func (c *Compiler) hostTest(t *rulebook.Test) test {
	hosts := hostUnder{}
	for _, arg := range t.Args {
		name := strings.TrimPrefix(strings.TrimPrefix(fold.Text(arg.Text), "@"), "*.")
		if name == "" || strings.ContainsAny(name, "/@: *") {
			c.Problem(arg.Pos, "expected a host name, such as example.com", "domain: %q is not a host name", arg.Text)
			continue
		}
		hosts = append(hosts, []byte(name))
	}
	return hosts
}

func (c *Compiler) patternTest(spec *Spec, t *rulebook.Test) test {
	patterns := textMatches{}
	for _, arg := range t.Args {
		pattern, err := regexp.Compile(arg.Text)
		if err != nil {
			want := withoutLookaround(spec, arg.Text)
			if want == "" {
				want = "expected a regular expression (RE2)"
			}
			c.Problem(arg.Pos, want, "matches: %v", err)
			continue
		}
		patterns = append(patterns, pattern)
	}
	return patterns
}

func (c *Compiler) ageTest(t *rulebook.Test) test {
	return c.each(t, func(text string) string { return wantDuration(t.Op, text) }, func(arg rulebook.Scalar) (test, error) {
		days, err := cell.ParseDays(arg.Text)
		if err != nil {
			return nil, err
		}
		switch age := calendar.Day(days); t.Op {
		case "within":
			return dayBetween{c.AsOf - age, c.AsOf}, nil
		case "within_next":
			return dayBetween{c.AsOf, c.AsOf + age}, nil
		case "older_than":
			return dayBetween{neverBefore, c.AsOf - age - 1}, nil
		}
		return uncompiled(t.Op), nil
	})
}

func (c *Compiler) dayTest(t *rulebook.Test) test {
	return c.each(t, func(text string) string { return wantDay(t.Op, text) }, func(arg rulebook.Scalar) (test, error) {
		day, err := cell.ParseDay(arg.Text, rulebook.OrderYMD, c.Location)
		if err != nil {
			return nil, fmt.Errorf("%q is not a day", arg.Text)
		}
		switch t.Op {
		case "before":
			return dayBetween{neverBefore, day - 1}, nil
		case "after":
			return dayBetween{day + 1, neverAfter}, nil
		case "is":
			return dayBetween{day, day}, nil
		}
		return uncompiled(t.Op), nil
	})
}

func (c *Compiler) numberTest(spec *Spec, t *rulebook.Test) test {
	if t.Op == "between" {
		return c.betweenTest(spec, t)
	}
	joined := c.each(t, func(text string) string { return spec.wantNumberFor(t, text) }, func(arg rulebook.Scalar) (test, error) {
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
		case "is", "is_not":
			return numberIs{n}, nil
		}
		return uncompiled(t.Op), nil
	})
	if t.Op == "is_not" && joined != nil {
		return negated{joined}
	}
	return joined
}

func (c *Compiler) betweenTest(spec *Spec, t *rulebook.Test) test {
	low, errLow := spec.operand(t.Args[0].Text)
	high, errHigh := spec.operand(t.Args[1].Text)
	if errLow != nil && errHigh != nil {
		if dates := dateInstead(spec, t); dates != "" {
			c.Problem(t.Pos, "write "+dates, "between takes two numbers, and these are days")
			return nil
		}
	}
	for i, err := range []error{errLow, errHigh} {
		if err != nil {
			c.Problem(t.Args[i].Pos, spec.wantNumber(t.Op, t.Args[i].Text), "between: %v", err)
		}
	}
	if errLow != nil || errHigh != nil {
		return nil
	}
	if low.Cmp(high) > 0 {
		c.Problem(t.Args[0].Pos, fmt.Sprintf("write between: [%s, %s]", t.Args[1].Text, t.Args[0].Text), "between: %s is more than %s, so nothing lies between", t.Args[0].Text, t.Args[1].Text)
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
func (s *Spec) operand(text string) (exact.Number, error) {
	parse, factor := cell.ParseDecimal, exact.Int(1)
	if strings.HasSuffix(fold.Normalize(text), "%") {
		parse = cell.ParseShare
		switch {
		case s.Percent:
			factor = exact.Int(100)
		case s.Metric:
			return exact.Number{}, fmt.Errorf("%q: %s is not in percent", text, s.Name)
		}
	}
	n, err := parse(text)
	if err == nil {
		n, _ = n.Mul(factor)
		return n, nil
	}
	return n, fmt.Errorf("%q: %w", text, err)
}

// gradeTest compiles at_least and at_most of grades, which stand best first: the grades
// up to the one named, or it and those behind, where no grade is worse than all.
func (c *Compiler) gradeTest(spec *Spec, t *rulebook.Test) test {
	want := func(name string) string { return fold.Expected(name, spec.Grades, "grades") }
	return c.each(t, want, func(arg rulebook.Scalar) (test, error) {
		at := slices.IndexFunc(spec.Grades, func(grade string) bool { return fold.Text(grade) == fold.Text(arg.Text) })
		if at < 0 {
			return nil, fmt.Errorf("%q is no grade of %s", arg.Text, spec.Name)
		}
		passing, ok := spec.Grades[:at+1], textIs{}
		if t.Op == "at_most" {
			passing, ok = spec.Grades[at:], textIs{"": {}}
		}
		for _, grade := range passing {
			ok[fold.Text(grade)] = struct{}{}
		}
		return ok, nil
	})
}

func (c *Compiler) levelTest(t *rulebook.Test) test {
	joined := c.each(t, wantLevel, func(arg rulebook.Scalar) (test, error) {
		level, ok := title.ParseLevel(arg.Text)
		if !ok {
			return nil, fmt.Errorf("%q is not a level", arg.Text)
		}
		switch t.Op {
		case "at_least":
			return levelBetween{level, title.CLevel}, nil
		case "at_most":
			return levelBetween{title.Student, level}, nil
		case "is", "is_not":
			return levelBetween{level, level}, nil
		}
		return uncompiled(t.Op), nil
	})
	if t.Op == "is_not" && joined != nil {
		return negated{joined}
	}
	return joined
}
