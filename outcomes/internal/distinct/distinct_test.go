package distinct

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

// A table numbers texts as a map would, in the order in which they come, and asks once for
// each to be kept.
func TestNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringN(0, 2, 8), 0, 300).Draw(t, "texts")
		var table Table
		numbers, kept := map[string]uint32{}, []string{}
		for _, text := range texts {
			want, seen := numbers[text]
			if !seen {
				want = uint32(len(numbers))
				numbers[text] = want
			}
			got := table.Number(text, func(s string) string { kept = append(kept, s); return strings.Clone(s) })
			if got != want || table.Texts[got] != text {
				t.Fatalf("%q has the number %d, want %d", text, got, want)
			}
		}
		if !slices.Equal(kept, table.Texts) {
			t.Fatalf("kept %q of %q", kept, table.Texts)
		}
	})
}
