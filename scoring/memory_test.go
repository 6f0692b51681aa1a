package scoring

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/match/cell"
)

// recall asks a memory for a cell, and notes in the decision what it is of. It tells
// whether the cell was remembered.
func recall(t rapid.TB, m *memory, text string, leads int) bool {
	p, k, known := m.find(text)
	if !known {
		if p = m.take(k, leads); p.id == 0 {
			p.id = uint32(len(m.decisions))
			m.decisions = append(m.decisions, decision{})
		}
		m.keep(p, text)
		m.decisions[p.id].values = []cell.Value{{Name: text}}
	}
	if got := m.decisions[p.id].values[0].Name; got != text {
		t.Fatalf("%q has the decision of %q", text, got)
	}
	return known
}

// A memory never takes one cell for another, however it grows and is emptied.
func TestMemory(t *testing.T) {
	cells := rapid.OneOf(
		rapid.StringMatching(`[ab]{0,20}`),
		rapid.StringMatching(`a{0,7}[ab]{1,2}a{0,70}`),
		rapid.StringN(0, 10, 80),
		rapid.Map(rapid.IntRange(0, 3000), func(n int) string { return fmt.Sprint(n) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		m := new(memory)
		m.forget()
		for i, cell := range rapid.SliceOfN(cells, 1, 200).Draw(t, "cells") {
			recall(t, m, cell, i)
			if len(cell) <= longestCell && !recall(t, m, cell, i) {
				t.Fatalf("%q is forgotten at once", cell)
			}
		}
	})
}

// Cells that return are remembered, however many; of those that do not, few are.
func TestMemoryGrows(t *testing.T) {
	tests := []struct {
		name      string
		cell      func(lead int) string
		most      int // sets, at the end
		remembers bool
	}{
		{"few cells", func(lead int) string { return fmt.Sprint(lead % 20) }, 256, true},
		{"a year of days", func(lead int) string { return fmt.Sprint("2026-", lead*7%365) }, mostSets, true},
		{"long cells", func(lead int) string { return strings.Repeat("Manager ", 4) + fmt.Sprint(lead*7%365) }, mostSets, true},
		{"blank, or the number of a lead", func(lead int) string { return strings.Repeat(fmt.Sprint("L-", lead), lead%2) }, fewSets, false},
		{"numbers of leads", func(lead int) string { return fmt.Sprint("L-", lead) }, fewSets, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, known := new(memory), 0
			m.forget()
			const leads, last = 60_000, 10_000
			for lead := range leads {
				if recall(t, m, test.cell(lead), lead) && lead >= leads-last {
					known++
				}
			}
			if len(m.sets) > test.most {
				t.Errorf("%d sets; want %d at most", len(m.sets), test.most)
			}
			if remembers := known > last*9/10; remembers != test.remembers {
				t.Errorf("%d of the last %d cells were remembered", known, last)
			}
		})
	}
}

// Two cells of one key are told apart where the key does not hold all of a cell.
func TestCellsOfOneKey(t *testing.T) {
	m := new(memory)
	m.forget()
	for _, cell := range []string{"Head of Marketing", strings.Repeat("x", exactKey+1), strings.Repeat("x", longestCell)} {
		recall(t, m, cell, 0)
		p, _, _ := m.find(cell)
		copy(m.texts[p.id*longestCell:], strings.ToUpper(cell)) // as if this were of the same key
		if _, _, found := m.find(cell); found {
			t.Errorf("%q is taken for %q", cell, strings.ToUpper(cell))
		}
	}
}
