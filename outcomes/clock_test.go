package outcomes

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"leadscore/outcomes/stats"
)

// drifting is a list whose win rate changes every 500 leads, which a code tells that
// changes with it, and whose first column decides all along. The weekday changes as
// fast as the rows do, and stays.
func drifting(leads int, seed uint64) *History {
	r := rand.New(rand.NewPCG(seed, 11))
	h := NewHistory([]string{"Visits", "Wave", "Weekday", "Region"})
	for i := range leads {
		visits, wave := r.IntN(12), i/500
		x := float64(visits)/4 - 2 + float64(wave%3) - 1
		outcome := Lost
		if r.Float64() < stats.Logistic(x) {
			outcome = Won
		}
		h.Add(Lead{Cells: []string{fmt.Sprint(visits), fmt.Sprintf("W%03d", wave*7919%997), fmt.Sprint("day ", i/30%7), []string{"N", "S", "E"}[r.IntN(3)]}, Outcome: outcome, Order: float64(i)})
	}
	return h
}

func TestClocksAreLeftOut(t *testing.T) {
	report := learn(t, drifting(6000, 1), Options{}).Report
	for column, want := range map[string]Cause{"Wave": CauseClock, "Visits": "", "Weekday": "", "Region": ""} {
		if got := report.causeOf(column); got != want {
			t.Errorf("%s: left out as %q, want %q", column, got, want)
		}
	}
	for _, e := range report.Exclusions {
		if e.Column == "Wave" && (!strings.Contains(e.Reason, "0.00 times as often") || !strings.Contains(e.Reason, "(0.") || e.Override != "--allow Wave") {
			t.Errorf("Wave: %q, %q: the two numbers and the way out are wanted", e.Reason, e.Override)
		}
	}
	if got := learn(t, drifting(6000, 1), Options{Allow: []string{"Wave"}}).Report.causeOf("Wave"); got != "" {
		t.Errorf("allowed, and left out as %q", got)
	}
	unordered := drifting(6000, 1)
	unordered.ordered = 0
	if got := learn(t, unordered, Options{}).Report.causeOf("Wave"); got == CauseClock {
		t.Error("a list without an order knows of no clock")
	}
}
