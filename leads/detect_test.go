package leads

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// TestDetect guesses the encoding of lists in four languages.
func TestDetect(t *testing.T) {
	right, tried := 0, 0
	for language, s := range specimens() {
		for _, n := range []int{20, 50, 200, 1000, 5000, 20000} {
			random := rand.New(rand.NewPCG(1, uint64(n)))
			text := write(s.rows(random, n), ",", "\r\n", false)
			for _, e := range concrete() {
				right, tried = tryDetect(t, language, n, text, e, right, tried)
			}
		}
	}
	t.Logf("%d of %d", right, tried)
}

func tryDetect(t *testing.T, language string, n int, text string, e Encoding, right, tried int) (int, int) {
	c := codecFor(e, ',')
	scanned, used := c.appendEncoded(nil, []byte(text))
	if used < len(text) {
		r, _ := utf8.DecodeRuneInString(text[used:])
		_ = r
		return right, tried
	}
	list := c.restore(nil, scanned)
	got := detect(list[:min(len(list), sampleSize)], len(list) <= sampleSize)
	tried++
	gc := codecFor(got, ',')
	if gc.carrier.kind == direct {
		if back, _ := gc.appendText(nil, list); string(back) == text {
			return right + 1, tried
		}
	} else if got == e {
		return right + 1, tried
	}
	t.Logf("%s %d %v: %v", language, n, e, got)
	return right, tried
}
