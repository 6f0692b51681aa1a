package typing

import "testing"

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
