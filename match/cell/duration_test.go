package cell_test

import (
	"testing"

	"leadscore/match/cell"
)

func TestParseDays(t *testing.T) {
	for text, want := range map[string]int{"30d": 30, "4w": 28, "1d": 1, "0d": 0, " 30d ": 30, "３０d": 30, "36500d": 36500} {
		if got, err := cell.ParseDays(text); err != nil || got != want {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "30", "d", "-1d", "1.5d", "030d", "36501d", "5215w", "30 days", "1y", "+3d"} {
		if got, err := cell.ParseDays(text); err == nil {
			t.Errorf("%q reads as %d; want an error", text, got)
		}
	}
}
