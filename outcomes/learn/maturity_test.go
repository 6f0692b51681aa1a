package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/stats"
)

// tail is a list of 900 days whose newest 80 are immature: in so many of the leads there
// that were to be lost the outcome is open, or in so many that were to be won lost so far.
func tail(open, lostSoFar float64) *outcomes.History {
	r := rand.New(rand.NewPCG(12, 1))
	h := outcomes.NewHistory([]string{"Signal", "Size"})
	for i := range 2700 {
		signal, size := r.NormFloat64(), r.IntN(20)
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(signal+float64(size)/10-1.5) {
			outcome = outcomes.Won
		}
		day, luck := float64(i/3), r.Float64()
		switch {
		case day < 820:
		case outcome == outcomes.Lost && luck < open:
			outcome = outcomes.Open
		case outcome == outcomes.Won && luck < lostSoFar:
			outcome = outcomes.Lost
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprintf("%.2f", signal), fmt.Sprint(size)}, Outcome: outcome, Order: 20000 + day})
	}
	return h
}

func TestMaturityTakesAnImmatureTailOut(t *testing.T) {
	want := learn(t, tail(0, 0), Options{Matures: 90}).Report
	for _, c := range []struct{ open, lost float64 }{{0.3, 0}, {0, 0.3}} {
		got := learn(t, tail(c.open, c.lost), Options{Matures: 90}).Report
		if math.Abs(got.Newest.AUC.Value-want.Newest.AUC.Value) > 0.01 || got.Won != want.Won || got.Lost != want.Lost {
			t.Errorf("%v: AUC %.3f of %d + %d leads, of the whole list %.3f of %d + %d", c, got.Newest.AUC.Value, got.Won, got.Lost, want.Newest.AUC.Value, want.Won, want.Lost)
		}
		if got.Immature == 0 || got.Latest > 20899-90 {
			t.Errorf("%v: %d immature leads, the latest at %v", c, got.Immature, got.Latest)
		}
	}
}

func TestImmatureTailIsTold(t *testing.T) {
	for _, c := range []struct {
		open, lost float64
		want       string
	}{{1, 0, "youngest leads are open"}, {0.6, 0, "the others win at"}, {0, 0.7, "the youngest tenth of the leads wins at"}, {0, 0, ""}} {
		notes := outcomes.Texts(learn(t, tail(c.open, c.lost), Options{}).Report.Notes).String()
		if told := strings.Contains(notes, "--matures"); told != (c.want != "") || !strings.Contains(notes, c.want) {
			t.Errorf("%v: notes %q, want %q", c, notes, c.want)
		}
	}
}

// What is filled in once a lead is closed tells the outcome for certain; what open leads
// have as well does not.
func TestOpenLeadsTellLeaks(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 1))
	h := outcomes.NewHistory([]string{"Signal", "Closed by", "Occupation"})
	for i := range 3000 {
		signal, outcome := r.NormFloat64(), outcomes.Lost
		if r.Float64() < stats.Logistic(signal) {
			outcome = outcomes.Won
		}
		occupation, by := "", fmt.Sprint("rep ", r.IntN(4))
		if share := map[outcomes.Outcome]float64{outcomes.Won: 0.95, outcomes.Lost: 0.35}[outcome]; r.Float64() < share {
			occupation = fmt.Sprint("job ", r.IntN(3))
		}
		if r.IntN(4) == 0 {
			outcome, by = outcomes.Open, ""
		}
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprintf("%.2f", signal), by, occupation}, Outcome: outcome, Order: float64(i)})
	}
	report := learn(t, h, Options{}).Report
	if got := report.causeOf("Closed by"); got != outcomes.CauseLeak {
		t.Errorf("what is filled in at closing: %q", got)
	}
	if got := report.causeOf("Occupation"); got == outcomes.CauseLeak {
		t.Errorf("what open leads have as often: %q", got)
	}
}
