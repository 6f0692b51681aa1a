package match

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/match/cell"
)

// Looking for a needle finds what the definition of has_word says: the needle, and no
// letter or digit at its edges.
func TestNeedles(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"a", "b", "ab", "é", "部", "長", "部長", " ", "-", "1", "abab", "x"})
		text := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "text"), "")
		for range 10 {
			want := needle{text: strings.Join(rapid.SliceOfN(piece, 1, 4).Draw(t, "needle"), ""), word: rapid.Bool().Draw(t, "word")}
			want.open = want.word && rapid.Bool().Draw(t, "open")
			got, defined := want.in([]byte(text)), stands(want, text)
			if got != defined {
				t.Errorf("%+v in %q: %v, by the definition %v", want, text, got, defined)
			}
			if holds := (textHas{{text: "ü"}, want}).holds(&cell.Value{State: cell.Known, Text: []byte(text)}); holds != TruthOf(defined) {
				t.Errorf("%+v beside another in %q: %v, by the definition %v", want, text, holds, defined)
			}
			if got {
				found++
			}
		}
	})
	if found < 10 {
		t.Errorf("only %d needles were found", found)
	}
}

// stands looks at every place of the text.
func stands(n needle, text string) bool {
	letter := func(r rune) bool { return strings.ContainsRune("abéx1", r) }
	for i := range text {
		rest, found := strings.CutPrefix(text[i:], n.text)
		if !found {
			continue
		}
		before, first := []rune(text[:i]), []rune(n.text)[0]
		after, last := []rune(rest), []rune(n.text)
		left := len(before) > 0 && letter(before[len(before)-1]) && letter(first)
		right := len(after) > 0 && letter(after[0]) && letter(last[len(last)-1])
		if !n.word || !left && (n.open || !right) {
			return true
		}
	}
	return false
}
