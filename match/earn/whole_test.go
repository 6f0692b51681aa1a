package earn

import (
	"testing"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// An interval is one of whole numbers where both of its ends are, or are open.
func TestIsWhole(t *testing.T) {
	number := func(text string) exact.Number {
		n, err := cell.ParseDecimal(text)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, c := range []struct {
		low, high string // "": open
		want      bool
	}{
		{"1", "50", true}, {"1.5", "50", false}, {"1", "50.5", false}, {"1.5", "50.5", false}, {"-3", "-3", true},
		{"", "50", true}, {"", "50.5", false}, {"1", "", true}, {"1.5", "", false}, {"", "", true},
	} {
		in := exact.Interval{NoLow: c.low == "", NoHigh: c.high == ""}
		if !in.NoLow {
			in.Low = number(c.low)
		}
		if !in.NoHigh {
			in.High = number(c.high)
		}
		if got := isWhole(in); got != c.want {
			t.Errorf("%q to %q: %v, want %v", c.low, c.high, got, c.want)
		}
	}
}

// A line that asks several things of a field may have several answers to one value.
func TestAsksTwice(t *testing.T) {
	size := rulebook.Scalar{Text: "size"}
	leaf := func(tests int) *rulebook.Condition {
		c := &rulebook.Condition{Field: size}
		for _, op := range []string{"at_least", "at_most"}[:tests] {
			c.Tests = append(c.Tests, rulebook.Test{Op: op, Args: []rulebook.Scalar{{Text: "5"}}})
		}
		return c
	}
	for _, c := range []struct {
		name string
		line rulebook.Line
		want bool
	}{
		{"nothing", rulebook.Line{}, false},
		{"one test", rulebook.Line{When: leaf(1)}, false},
		{"a condition without a test", rulebook.Line{When: leaf(0)}, false},
		{"two tests", rulebook.Line{When: leaf(2)}, true},
		{"one band", rulebook.Line{Bands: []rulebook.Band{{When: leaf(1)}}}, false},
		{"two bands", rulebook.Line{Bands: []rulebook.Band{{When: leaf(1)}, {When: leaf(1)}}}, true},
		{"a band beside a condition", rulebook.Line{When: leaf(1), Bands: []rulebook.Band{{When: leaf(1)}}}, true},
		{"two in one condition", rulebook.Line{When: &rulebook.Condition{Kind: rulebook.All, Of: []rulebook.Condition{*leaf(1), *leaf(1)}}}, true},
	} {
		compiler := match.Compiler{Specs: []match.Spec{{Name: "size", Type: rulebook.TypeNumber}}, Fields: map[string]int{"size": 0}}
		rule := Compile(&compiler, &c.line, func(*rulebook.Band) int64 { return 1 })
		if got := rule.AsksTwice(); got != c.want || len(compiler.Problems) > 0 {
			t.Errorf("%s: %v, want %v %v", c.name, got, c.want, compiler.Problems)
		}
	}
}
