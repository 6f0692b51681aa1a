package segments

import (
	"testing"

	"leadscore/outcomes/stats"
)

// The test of two proportions: 30 of 100 against 15 of 100 gives z = 2.54, 20 against
// 15 gives 0.93 (Fleiss, Statistical Methods for Rates and Proportions, 2.4, without
// continuity correction).
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b stats.Tally
		want Comparison
	}{
		{stats.Tally{Won: 30, Lost: 70}, stats.Tally{Won: 15, Lost: 85}, Above},
		{stats.Tally{Won: 20, Lost: 80}, stats.Tally{Won: 15, Lost: 85}, PerhapsAbove},
		{stats.Tally{Won: 15, Lost: 85}, stats.Tally{Won: 20, Lost: 80}, PerhapsBelow},
		{stats.Tally{Won: 15, Lost: 85}, stats.Tally{Won: 30, Lost: 70}, Below},
		{stats.Tally{Won: 15, Lost: 85}, stats.Tally{Won: 15, Lost: 85}, PerhapsBelow},
		{stats.Tally{Won: 0, Lost: 50}, stats.Tally{Won: 0, Lost: 60}, PerhapsBelow},
		{stats.Tally{}, stats.Tally{Won: 15, Lost: 85}, NotCompared},
	} {
		if got := Compare(c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
