package match

import (
	"testing"

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

// A list of values may stand in place of one, but not of what is no value, or two of them.
func TestTakesList(t *testing.T) {
	takes := map[string]bool{}
	for _, o := range Operators() {
		takes[o.Name] = o.TakesList()
	}
	for name, want := range map[string]bool{"is": true, "is_not": true, "contains": true, "known": false, "between": false} {
		if got, there := takes[name]; !there || got != want {
			t.Errorf("%s takes a list: %v, want %v (there: %v)", name, got, want, there)
		}
	}
}

// A line that asks several things of a field may have several answers to one value.
func TestAsksTwice(t *testing.T) {
	leaf := func(tests int) *Cond { return &Cond{kind: rulebook.Leaf, tests: make([]test, tests)} }
	for _, c := range []struct {
		name string
		rule Rule
		want bool
	}{
		{"nothing", Rule{}, false},
		{"one test", Rule{When: leaf(1)}, false},
		{"a condition without a test", Rule{When: leaf(0)}, false},
		{"two tests", Rule{When: leaf(2)}, true},
		{"one band", Rule{Bands: []RuleBand{{When: leaf(1)}}}, false},
		{"two bands", Rule{Bands: []RuleBand{{When: leaf(1)}, {When: leaf(1)}}}, true},
		{"a band beside a condition", Rule{When: leaf(1), Bands: []RuleBand{{When: leaf(1)}}}, true},
		{"two in one condition", Rule{When: &Cond{kind: rulebook.All, of: []*Cond{leaf(1), leaf(1)}}}, true},
	} {
		if got := c.rule.AsksTwice(); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
