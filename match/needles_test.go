package match

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Looking for needles together finds what looking for each alone finds, and what the
// definition of has_word says: the needle, and no letter or digit at its edges.
func TestNeedlesTogether(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"a", "b", "ab", "é", "部", "長", "部長", " ", "-", "1", "abab", "x"})
		text := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "text"), "")
		n := &Needles{}
		for range rapid.IntRange(fewNeedles, fewNeedles+8).Draw(t, "needles") {
			want := needle{text: strings.Join(rapid.SliceOfN(piece, 1, 4).Draw(t, "needle"), ""), word: rapid.Bool().Draw(t, "word")}
			want.open = want.word && rapid.Bool().Draw(t, "open")
			n.add(want)
		}
		if cells := n.prepare(1 << 20); cells == 0 && len(n.all) >= fewNeedles {
			t.Fatal("the needles are not looked for together")
		}
		bits := n.find(nil, []byte(text))
		for place, want := range n.all {
			together := len(bits) > 0 && bits[place/64]>>(place%64)&1 == 1
			alone := want.in([]byte(text))
			if len(bits) > 0 && together != alone {
				t.Errorf("%+v in %q: together %v, alone %v", want, text, together, alone)
			}
			if defined := stands(want, text); alone != defined {
				t.Errorf("%+v in %q: %v, by the definition %v", want, text, alone, defined)
			}
			if together {
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

// Too many needles for the room there is are looked for one by one.
func TestNeedlesWithoutRoom(t *testing.T) {
	n := &Needles{}
	for _, text := range strings.Fields("director head 部長 chief president 課長 manager owner 社長 founder partner") {
		n.add(needle{text: text})
	}
	if cells := n.prepare(100); cells != 0 || len(n.find(nil, []byte("head"))) > 0 {
		t.Errorf("%d cells", cells)
	}
	test := &textHas{n, []int{1}}
	if got := test.holds(&Value{State: Known, Text: []byte("head of it")}); got != True {
		t.Errorf("one by one: %v", got)
	}
}
