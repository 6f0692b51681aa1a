package outcomes

import (
	"testing"

	"leadscore/outcomes/stats"
)

// Rare values that win often do not share a group with rare ones that win seldom.
func TestRareValuesArePooledByRate(t *testing.T) {
	f := &field{kind: textKind}
	var byAtom []stats.Tally
	add := func(wins, leads int) { byAtom = append(byAtom, stats.Tally{Won: wins, Lost: leads - wins}) }
	for range 6 {
		add(150, 500) // common, and as all
		add(11, 18)   // rare, and often won
		add(0, 18)    // rare, and never won
		add(1, 2)     // seen twice
	}
	f.levels = make([]level, len(byAtom))
	b := &binning{field: f, all: stats.SumTallies(byAtom)}
	b.groupLevels(byAtom)
	if len(b.groups) < 3 || len(b.groups) > mostGroups {
		t.Fatalf("%d groups", len(b.groups))
	}
	group := func(atom int) group { return b.groups[b.bin[atom]] }
	for atom := 0; atom < len(byAtom); atom += 4 {
		if b.bin[atom+1] == b.bin[atom+2] || b.bin[atom] == b.bin[atom+2] {
			t.Errorf("atom %d: groups %v", atom, b.bin[atom:atom+4])
		}
		if !group(atom + 3).rest {
			t.Errorf("a value seen twice is not of the rest: group %d", b.bin[atom+3])
		}
	}
}
