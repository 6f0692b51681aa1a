package binning

import (
	"math"
	"testing"

	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// Rare values that win often do not share a group with rare ones that win seldom.
func TestRareValuesArePooledByRate(t *testing.T) {
	f := &typing.Field{Kind: typing.TextKind}
	var byAtom []stats.Tally
	add := func(wins, leads int) { byAtom = append(byAtom, stats.Tally{Won: wins, Lost: leads - wins}) }
	for range 6 {
		add(150, 500) // common, and as all
		add(11, 18)   // rare, and often won
		add(0, 18)    // rare, and never won
		add(1, 2)     // seen twice
	}
	f.Levels = make([]typing.Level, len(byAtom))
	b := &Binning{Field: f, All: stats.SumTallies(byAtom)}
	b.groupLevels(byAtom)
	if len(b.Groups) < 3 || len(b.Groups) > mostGroups {
		t.Fatalf("%d groups", len(b.Groups))
	}
	group := func(atom int) group { return b.Groups[b.Bin[atom]] }
	for atom := 0; atom < len(byAtom); atom += 4 {
		if b.Bin[atom+1] == b.Bin[atom+2] || b.Bin[atom] == b.Bin[atom+2] {
			t.Errorf("atom %d: groups %v", atom, b.Bin[atom:atom+4])
		}
		if !group(atom + 3).Rest {
			t.Errorf("a value seen twice is not of the rest: group %d", b.Bin[atom+3])
		}
	}
}

// Values never seen are of the group that wins most like all leads together.
func TestUnseenValuesAreAsTheAverage(t *testing.T) {
	for name, rates := range map[string][]int{ // wins of 100 leads with each value
		"below the average": {60, 58, 57, 59, 61, 22, 21, 23, 20, 22, 24, 23, 22, 21, 20, 22},
		"above the average": {2, 1, 2, 1, 3, 40, 41, 42, 43, 39, 40, 41, 42, 40, 41, 40},
	} {
		var byAtom []stats.Tally
		for _, won := range rates {
			byAtom = append(byAtom, stats.Tally{Won: won, Lost: 100 - won})
		}
		f := &typing.Field{Kind: typing.TextKind, Levels: make([]typing.Level, len(rates))}
		b := &Binning{Field: f, All: stats.SumTallies(byAtom)}
		b.groupLevels(byAtom)
		all, away := stats.Ratio(b.All.Won, b.All.Leads()), 1.0
		for _, g := range b.Groups {
			away = min(away, math.Abs(stats.Ratio(g.tally.Won, g.tally.Leads())-all))
		}
		rest := b.Groups[b.RestGroup()].tally
		if got := math.Abs(stats.Ratio(rest.Won, rest.Leads()) - all); got > away {
			t.Errorf("%s: values never seen are of a group %.3f from the average, the nearest is %.3f from it", name, got, away)
		}
	}
}
