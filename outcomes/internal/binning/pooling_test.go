package binning

import (
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
