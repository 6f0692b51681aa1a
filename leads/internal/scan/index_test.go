package scan

import (
	"slices"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

func TestWhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b [chunk]byte
		sought := rapid.Byte().Draw(t, "sought")
		near := rapid.SampledFrom([]byte{sought, sought, sought + 1, sought - 1, sought ^ 0x80, 0, 0xFF})
		var want, inside uint64
		places := make([]int32, 0, 2*chunk)
		open := false
		for i := range b {
			if b[i] = near.Draw(t, "byte"); b[i] == sought {
				want |= 1 << i
				places = append(places, int32(1000+i))
				open = !open
			}
			if open {
				inside |= 1 << i
			}
		}
		if got := where(&b, EightOf(sought)); got != want {
			t.Errorf("%q of %q: %b; want %b", sought, b, got, want)
		}
		if got := within(want); got != inside {
			t.Errorf("within %b: %b; want %b", want, got, inside)
		}
		got := make([]int32, chunk)
		if n := putPlaces(got, 1000, want); !slices.Equal(got[:n], places) {
			t.Errorf("the places of %b are %d; want %d", want, got[:n], places)
		}
	})
}

// isIndexed tells whether a text could be indexed as one row: whether it is UTF-8.
func isIndexed(text []byte) bool {
	data := append(slices.Clone(text), '\n')
	var x Index
	return x.Build(Syntax{',', '\n'}, 1, append(data, make([]byte, chunk)...), len(data))
}

func TestIndexedIsUTF8(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.StringOf(rapid.SampledFrom([]rune("aaaaaaaa,é日本語カナ한國😀\ud7ff\uffffạก"))).Draw(t, "text"))
		for range rapid.IntRange(0, 2).Draw(t, "changes") {
			if len(text) > 0 {
				text[rapid.IntRange(0, len(text)-1).Draw(t, "place")] = rapid.Byte().Draw(t, "byte")
			}
		}
		if got, want := isIndexed(text), utf8.Valid(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	})
}

// Each character, and what is none, is known for what it is wherever it stands in a
// chunk.
func TestIndexedIsUTF8ByteForByte(t *testing.T) {
	follow := []byte{'a', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE3}
	text := make([]byte, 2*chunk)
	for first := 0x80; first <= 0xFF; first++ {
		for _, at := range []int{0, 4, chunk - 3, chunk - 2, chunk - 1, 2*chunk - 4} {
			for n := range len(follow) * len(follow) * len(follow) {
				for i := range text {
					text[i] = 'a'
				}
				copy(text[at:], []byte{byte(first), follow[n%10], follow[n/10%10], follow[n/100]})
				if got, want := isIndexed(text), utf8.Valid(text); got != want {
					t.Fatalf("%q at %d: %v", text[at:at+4], at, got)
				}
			}
		}
	}
}
