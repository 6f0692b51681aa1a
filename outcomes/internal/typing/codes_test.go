package typing

import (
	"fmt"
	"testing"
)

func TestCodes(t *testing.T) {
	for text, want := range map[string]bool{
		"s56": true, "10a": true, "f1d69ed6": true, "cc011cdd": true, "k-0042": true, "ab12cd34ef": true,
		"software": false, "level3": false, "city62": false, "11-50": false, "100": false, "q1": false, "2026-q1": false, "2026q1": false, "mar-2026": false, "30代": false, "is 27001": false, "cafe": false, "w1": false,
	} {
		if got := isCode(text); got != want {
			t.Errorf("%s is a code: %v, want %v", text, got, want)
		}
	}
}

// Many values of one word and a number are names that were taken out; a few may be steps.
func TestNumberedNames(t *testing.T) {
	for _, c := range []struct {
		word   string
		values int
		want   bool
	}{{"Level", 40, true}, {"地域", 40, true}, {"Level", 9, false}, {"Level", 12, false}, {"", 40, false}} {
		f := &Field{Kind: TextKind}
		for k := range c.values {
			text := fmt.Sprint(c.word, k)
			f.Levels = append(f.Levels, Level{text, text})
		}
		if example, are := f.Codes(); are != c.want {
			t.Errorf("%d values such as %q are codes: %v", c.values, example, are)
		}
	}
}
