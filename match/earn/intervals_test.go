package earn_test

import (
	"testing"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/earn"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// An interval takes, of the bands that it may be in, the one that earns least; it is in
// none only where some number of it is in none.
func TestBandsOfIntervals(t *testing.T) {
	when := func(op string, args ...string) *rulebook.Condition {
		c := &rulebook.Condition{Field: rulebook.Scalar{Text: "size"}, Tests: []rulebook.Test{{Op: op}}}
		for _, a := range args {
			c.Tests[0].Args = append(c.Tests[0].Args, rulebook.Scalar{Text: a})
		}
		return c
	}
	type band struct {
		when  *rulebook.Condition
		earns int64
	}
	upToAndAbove := []band{{when("at_most", "1000"), 10}, {when("above", "1000"), 15}}
	table := []band{{when("between", "1", "50"), 5}, {when("between", "51", "200"), 9}}
	holed := []band{{when("at_most", "100"), 10}, {when("at_least", "200"), 20}}
	for _, c := range []struct {
		name    string
		bands   []band
		cell    string
		amount  int64
		outcome match.Truth
	}{
		{"bands that leave nothing over", upToAndAbove, "500-1500", 10, match.True},
		{"an interval without an end", upToAndAbove, "1,000+", 10, match.True},
		{"in the upper band for certain", upToAndAbove, "1001+", 15, match.True},
		{"in the lower band for certain", upToAndAbove, "1000以下", 10, match.True},
		{"bands in the other order", []band{upToAndAbove[1], upToAndAbove[0]}, "500-1500", 10, match.True},
		{"a first band that earns more", []band{{when("at_least", "1000"), 15}, {nil, 10}}, "500-1500", 10, match.True},
		{"a table of whole numbers", table, "50-100", 5, match.True},
		{"the same, for certain", table, "60-100", 9, match.True},
		{"beyond the table", table, "100-300", 0, match.Maybe},
		{"all of it beyond the table", table, "300-400", 0, match.False},
		{"broken numbers between whole ones", table, "50.2-50.8", 0, match.False},
		{"partly between them", table, "49.5-50.5", 0, match.Maybe},
		{"a hole", holed, "50-150", 0, match.Maybe},
		{"all of it in a hole", holed, "120-180", 0, match.False},
		{"over a hole", holed, "50-250", 0, match.Maybe},
		{"points to lose", []band{{when("below", "100"), -5}, {when("at_least", "100"), -20}}, "50-150", -20, match.True},
		{"points to lose, and a hole", []band{{when("below", "100"), -5}}, "50-150", -5, match.Maybe},
		{"three bands", []band{{when("below", "10"), 3}, {when("below", "100"), 1}, {nil, 2}}, "5-500", 1, match.True},
		{"a band that only a number in the middle is in", []band{{when("is", "70"), 1}, {nil, 4}}, "50-100", 1, match.True},
		{"opposites", []band{{when("is", "70"), 4}, {when("is_not", "70"), 6}}, "50-100", 4, match.True},
		{"whole numbers far from the thresholds", table, "60-70", 9, match.True},
		{"open ends between whole numbers", table, "over 50 to under 52", 9, match.True},
		{"an open end that leaves no band over", table, "over 0 to under 51", 5, match.True},
		{"a number", upToAndAbove, "1000.5", 15, match.True},
	} {
		t.Run(c.name, func(t *testing.T) {
			compiler := match.Compiler{Specs: []match.Spec{{Name: "size", Type: rulebook.TypeNumber}}, Fields: map[string]int{"size": 0}}
			line := rulebook.Line{Field: rulebook.Scalar{Text: "size"}}
			for _, b := range c.bands {
				line.Bands = append(line.Bands, rulebook.Band{When: b.when, Earns: exact.Int(b.earns)})
			}
			rule := earn.Compile(&compiler, &line, func(b *rulebook.Band) int64 { n, _ := b.Earns.Whole(); return n })
			if len(compiler.Problems) > 0 {
				t.Fatal(compiler.Problems)
			}
			values := make([]cell.Value, 1)
			cell.NewReader(&rulebook.Field{Name: "size"}, rulebook.TypeNumber, &cell.Settings{}, false).Read(c.cell, &values[0])
			before := values[0].Number
			got := rule.Earn(values)
			if got.Amount != c.amount || got.Outcome != c.outcome {
				t.Errorf("it earns %d, %v (%d); want %d, %v (%d)", got.Amount, got.Outcome, got.Outcome, c.amount, c.outcome, c.outcome)
			}
			if values[0].Number != before {
				t.Errorf("the interval is %v afterwards", values[0].Number)
			}
		})
	}
}
