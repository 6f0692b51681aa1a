package leads

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestValidUTF8(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.StringOf(rapid.SampledFrom([]rune("aaaaaaaa,é日本語カナ한國😀\ud7ff\uffff"))).Draw(t, "text"))
		for range rapid.IntRange(0, 2).Draw(t, "changes") {
			if len(text) > 0 {
				text[rapid.IntRange(0, len(text)-1).Draw(t, "place")] = rapid.Byte().Draw(t, "byte")
			}
		}
		if got, want := validUTF8(text), utf8.Valid(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	})
}

func TestWhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b [chunk]byte
		sought := rapid.Byte().Draw(t, "sought")
		near := rapid.SampledFrom([]byte{sought, sought, sought + 1, sought - 1, sought ^ 0x80, 0, 0xFF})
		var want, inside uint64
		open := false
		for i := range b {
			if b[i] = near.Draw(t, "byte"); b[i] == sought {
				want |= 1 << i
				open = !open
			}
			if open {
				inside |= 1 << i
			}
		}
		if got := where(&b, eightOf(sought)); got != want {
			t.Errorf("%q of %q: %b; want %b", sought, b, got, want)
		}
		if got := within(want); got != inside {
			t.Errorf("within %b: %b; want %b", want, got, inside)
		}
	})
}
