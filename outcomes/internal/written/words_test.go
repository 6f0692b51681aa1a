package written

import "testing"

// A rate above never and below always is written as such.
func TestShareOf(t *testing.T) {
	for rate, want := range map[float64]string{0: "0", 0.0002: "0.001", 0.0123: "0.012", 0.0996: "0.1", 0.455: "0.46", 0.984: "0.98", 0.9873: "0.987", 0.9998: "0.999", 1: "1"} {
		if got := ShareOf(rate).String(); got != want {
			t.Errorf("%g is written %s, want %s", rate, got, want)
		}
	}
}
