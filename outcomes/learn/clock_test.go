package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/stats"
)

// drifting is a list whose win rate changes every 500 leads, which a code tells that
// changes with it, and whose first column decides all along. The weekday changes as
// fast as the rows do, and stays.
func drifting(leads int, seed uint64) *outcomes.History {
	r := rand.New(rand.NewPCG(seed, 11))
	h := outcomes.NewHistory([]string{"Visits", "Wave", "Weekday", "Region"})
	for i := range leads {
		visits, wave := r.IntN(12), i/500
		x := float64(visits)/4 - 2 + float64(wave%3) - 1
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(x) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(visits), fmt.Sprintf("W%03d", wave*7919%997), fmt.Sprint("day ", i/30%7), []string{"N", "S", "E"}[r.IntN(3)]}, Outcome: outcome, Order: float64(i)})
	}
	return h
}

func TestClocksAreLeftOut(t *testing.T) {
	report := learn(t, drifting(3000, 1), Options{}).Report
	for column, want := range map[string]outcomes.Cause{"Wave": outcomes.CauseClock, "Visits": "", "Weekday": ""} {
		if got := report.causeOf(column); got != want {
			t.Errorf("%s: left out as %q, want %q", column, got, want)
		}
	}
	for _, e := range report.Exclusions {
		if e.Column == "Wave" && (!strings.Contains(e.Reason.String(), "0.00 times as often") || !strings.Contains(e.Reason.String(), "(0.") || e.Override != "--allow Wave") {
			t.Errorf("Wave: %q, %q: the two numbers and the way out are wanted", e.Reason, e.Override)
		}
	}
	if got := learn(t, drifting(3000, 1), Options{Allow: []string{"Wave"}}).Report.causeOf("Wave"); got != "" {
		t.Errorf("allowed, and left out as %q", got)
	}
	unordered := outcomes.NewHistory(drifting(3000, 1).Header)
	for i, h := 0, drifting(3000, 1); i < h.Len(); i++ {
		unordered.Add(outcomes.Lead{Cells: h.Cells(i, nil), Outcome: h.Outcome(i), Order: math.NaN()})
	}
	if got := learn(t, unordered, Options{}).Report.causeOf("Wave"); got == outcomes.CauseClock {
		t.Error("a list without an order knows of no clock")
	}
}

// Campaigns of which two run at a time, in any order, tell the time too; companies that come
// once or twice do not, though few of them come at any one time.
func TestInterleavedClocksAreLeftOut(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 12))
	h := outcomes.NewHistory([]string{"Visits", "Campaign", "Partner"})
	for i := range 3000 {
		visits, quarter := r.IntN(12), i/250
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(float64(visits)/4-2+float64(quarter%3)-1) {
			outcome = outcomes.Won
		}
		campaign := fmt.Sprintf("FY%d-Q%d %s", 24+quarter/4, 1+quarter%4, []string{"webinar", "ads"}[r.IntN(2)])
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(visits), campaign, fmt.Sprint("P", r.IntN(900))}, Outcome: outcome, Order: float64(i)})
	}
	report := learn(t, h, Options{}).Report
	if got := report.causeOf("Campaign"); got != outcomes.CauseClock {
		t.Errorf("Campaign: left out as %q, want %q", got, outcomes.CauseClock)
	}
	if got := report.causeOf("Partner"); got == outcomes.CauseClock {
		t.Error("Partner is taken for a clock")
	}
}

// A code that comes round is a function of time, however often it did; what is the same for
// all leads of a batch is not, where batches follow each other by chance and are so many that
// each value has come at any time, and neither is a weekday.
func TestClocksThatTurnAreLeftOut(t *testing.T) {
	for _, leads := range []int{9000, 40000} {
		r := rand.New(rand.NewPCG(uint64(leads), 12))
		h := outcomes.NewHistory([]string{"Visits", "Shift", "Late", "Batch", "Weekday", "File"})
		batch, file, fileEnds := 0, 0, 0
		for i := range leads {
			if i%500 == 0 {
				batch = r.IntN(4)
			}
			if i >= fileEnds {
				file, fileEnds = r.IntN(6), i+50+r.IntN(900)
			}
			visits, shift := r.IntN(12), i/500%4
			outcome := outcomes.Lost
			if r.Float64() < stats.Logistic(float64(visits)/4-2+float64(shift)/2+float64(batch)/4) {
				outcome = outcomes.Won
			}
			late := (i + r.IntN(30)) / 500 % 4 // those of some days stand in any order
			h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(visits), fmt.Sprint("S", shift), fmt.Sprint("L", late), fmt.Sprint("B", batch), fmt.Sprint("day ", i/60%7), fmt.Sprint("F", file)}, Outcome: outcome, Order: float64(i)})
		}
		report := learn(t, h, Options{}).Report
		for column, want := range map[string]bool{"Shift": true, "Late": true, "Batch": leads < 10000, "Weekday": false, "File": leads < 10000, "Visits": false} {
			if got := report.causeOf(column) == outcomes.CauseClock; got != want {
				t.Errorf("%d leads, %s: taken for a clock: %v, want %v", leads, column, got, want)
			}
		}
	}
}

// Rolling windows learn from what is older only, and stand in the order of time.
func TestWindows(t *testing.T) {
	h := drifting(3000, 2)
	l := newLearner(h, Options{})
	rolling := holdout.Windows(h, l.leads, l.won)
	if len(rolling) != 6 {
		t.Fatalf("%d windows, want 6", len(rolling))
	}
	for k, s := range rolling {
		if len(s.Train) != 300*(4+k) || len(s.Test) != 300 {
			t.Errorf("window %d: learned from %d, tried on %d", k, len(s.Train), len(s.Test))
		}
		for _, i := range s.Train {
			if h.Order(int(i)) >= h.Order(int(s.Test[0])) {
				t.Fatalf("window %d learns from lead %d, and is tried on %d", k, i, s.Test[0])
			}
		}
	}
	report := learn(t, h, Options{References: true}).Report
	if len(report.Windows) != 6 || len(report.References[0].Windows) != 6 || report.WindowsFrom[0] != 1200 {
		t.Errorf("windows %v from %v", report.Windows, report.WindowsFrom)
	}
	mean, worst := outcomes.MeanAndWorst(report.Windows)
	if !(worst < mean && worst > 0.5) {
		t.Errorf("mean %v, worst %v", mean, worst)
	}
}

// A column that only the whole list shows to be a clock is out of what the newest leads are
// measured with too: they are measured with what is written.
func TestClocksAreOutOfOlderLeadsToo(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 12))
	h := outcomes.NewHistory([]string{"Visits", "Batch"})
	for i := range 6000 {
		visits, batch := r.IntN(12), max(0, i+r.IntN(1400)-700)/500
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(float64(visits)/4-2+3*float64(batch*7%3-1)) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(visits), fmt.Sprint("B", batch)}, Outcome: outcome, Order: float64(i)})
	}
	out, dropped := learn(t, h, Options{}).Report, learn(t, h, Options{Drop: []string{"Batch"}}).Report
	if got := out.causeOf("Batch"); got != outcomes.CauseClock {
		t.Fatalf("Batch: left out as %q, want %q", got, outcomes.CauseClock)
	}
	if got, want := out.Newest.AUC.Value, dropped.Newest.AUC.Value; got != want {
		t.Errorf("AUC of the newest leads %.3f, without the column %.3f", got, want)
	}
}
