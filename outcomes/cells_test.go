package outcomes

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

// A column gives back the cells that were put in, and keeps each different one once.
func TestCellsOfAColumn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		distinct := rapid.IntRange(1, 300).Draw(t, "distinct")
		cells := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			n := rapid.IntRange(0, distinct).Draw(t, "n")
			return strings.Repeat("x", n%7*100) + fmt.Sprint(n/2)
		}), 0, 600).Draw(t, "cells")
		var c cellColumn
		for _, cell := range cells {
			c.add(cell)
		}
		var got []string
		for _, code := range c.codes {
			got = append(got, c.texts.Texts[code])
		}
		if !slices.Equal(got, cells) {
			t.Fatalf("got %q, want %q", got, cells)
		}
		once := slices.Clone(c.texts.Texts)
		slices.Sort(once)
		if len(slices.Compact(once)) != len(c.texts.Texts) {
			t.Fatalf("kept twice: %q", c.texts.Texts)
		}
	})
}
