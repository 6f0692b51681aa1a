package evaluate

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate/segments"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// Microsoft's own example: 650 true and 200 false positives, 100 true and 50 false
// negatives give an accuracy of 75 %, a recall of 92 %
// (learn.microsoft.com/dynamics365/sales/scoring-model-accuracy).
func TestDynamics(t *testing.T) {
	var scores []float64
	var won []bool
	for _, of := range []struct {
		n     int
		score float64
		won   bool
	}{{650, 50, true}, {200, 50, false}, {100, 40, false}, {50, 40, true}} {
		for range of.n {
			scores, won = append(scores, of.score), append(won, of.won)
		}
	}
	ev := &Evaluation{Won: 700, Lost: 300, Score: outcomes.Measure(scores, nil, won), Threshold: stats.Confuse(scores, won, 50)}
	var found []string
	for _, c := range ev.dynamics() {
		found = append(found, c.Found.String())
	}
	want := []string{"700 won and 300 lost", "75 %", "92 %", "0.84", "0.631, low end 0.603"}
	if !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
	if got := ev.verdict(); got != VerdictOK {
		t.Errorf("verdict %s, want OK", got)
	}
	ev.Lost = 39
	if got := ev.verdict(); got != VerdictNotReady {
		t.Errorf("verdict with 39 lost leads %s, want not ready", got)
	}
}

func TestMadKudu(t *testing.T) {
	stages := func(best, worst stats.Tally) *Evaluation {
		ev := &Evaluation{Stages: []segments.Segment{{Name: "Good", Tally: best}, {Name: "Rest", Tally: worst}, {Name: "Out", Out: true}}}
		ev.Won, ev.Lost = best.Won+worst.Won, best.Lost+worst.Lost
		return ev
	}
	for _, c := range []struct {
		name        string
		best, worst stats.Tally
		want        []bool
	}{
		{"all of it", stats.Tally{Won: 60, Lost: 140}, stats.Tally{Won: 20, Lost: 780}, []bool{true, true, true}},
		{"too many flagged", stats.Tally{Won: 60, Lost: 340}, stats.Tally{Won: 5, Lost: 595}, []bool{false, true, true}},
		{"too few flagged", stats.Tally{Won: 60, Lost: 40}, stats.Tally{Won: 6, Lost: 894}, []bool{false, true, true}},
		{"wins elsewhere", stats.Tally{Won: 50, Lost: 150}, stats.Tally{Won: 50, Lost: 750}, []bool{true, false, false}},
		{"nothing won in the worst", stats.Tally{Won: 60, Lost: 140}, stats.Tally{Won: 0, Lost: 800}, []bool{true, true, true}},
	} {
		var got []bool
		for _, check := range stages(c.best, c.worst).madKudu(&replay{}) {
			got = append(got, check.Passed)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestRateChecks(t *testing.T) {
	rate := func(from, percent int64) rulebook.WinRate {
		return rulebook.WinRate{From: exact.Int(from), Rate: exact.NewNumber(percent, 100)}
	}
	rb := &rulebook.Rulebook{
		Criteria: []rulebook.Criterion{
			criterionOf("A", "X", "is", "a", 10), criterionOf("B", "X", "is", "b", 20), criterionOf("C", "X", "is", "c", -5),
		},
		Score: rulebook.Score{Rates: []rulebook.WinRate{rate(0, 20), rate(10, 30), rate(20, 60), rate(30, 90)}},
	}
	rows := slices.Concat(timesOf(40, "z,lost"), timesOf(30, "a,won"), timesOf(70, "a,lost"), timesOf(95, "b,won"), timesOf(5, "b,lost"), timesOf(2, "c,lost"))
	ev := evaluate(t, rb, listOf("X", rows...), Options{})
	var got []string
	for _, c := range ev.Calibration {
		got = append(got, fmt.Sprintf("%v %v %v", c.From, c.Tally, c.Fit))
	}
	want := []string{"-Inf {0 2} holds", "0 {0 40} too high", "10 {30 70} holds", "20 {95 5} too low", "30 {0 0} no leads"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !ev.Own {
		t.Error("log-loss is not of the rulebook's rates")
	}
	near(t, "log-loss", ev.Score.LogLoss, -(42*math.Log(0.8)+30*math.Log(0.3)+70*math.Log(0.7)+95*math.Log(0.6)+5*math.Log(0.4))/242)
	// 50 % of four leads may well be the 30 of 100; 50 % of 400 are not.
	rb.Score.Rates[1] = rate(10, 50)
	for leads, want := range map[int]RateFit{0: RateTooHigh, 4: RateHolds, 400: RateTooHigh} {
		rb.Score.Rates[1].Leads = leads
		if got := evaluate(t, rb, listOf("X", rows...), Options{}).Calibration[2].Fit; got != want {
			t.Errorf("50 %% of %d leads against 30 of 100: %s, want %s", leads, got, want)
		}
	}
}

func TestCapacity(t *testing.T) {
	rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{criterionOf("A", "X", "is", "a", 10)}}
	h := listOf("X,Day", slices.Concat(timesOf(10, "a,2026-01-01,won"), timesOf(10, "a,2026-01-28,lost"), timesOf(60, "b,2026-01-15,lost"))...)
	if _, err := h.OrderBy("Day", rulebook.OrderUnset, nil); err != nil {
		t.Fatal(err)
	}
	// 80 leads in four weeks are 20 a week; 5 calls reach a quarter of them, which is
	// all 20 leads with points.
	c := evaluate(t, rb, h, Options{Dated: true, PerWeek: 5}).Capacity
	want := CapacityReport{PerWeek: 5, Weeks: 4, Arriving: 20, Share: 0.25, From: 10, Calls: 20, Wins: 10, Per100: 50, AtRandom: 12.5}
	if c == nil || *c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if c := evaluate(t, rb, h, Options{Share: 1}).Capacity; c.Per100 != c.AtRandom {
		t.Errorf("calling everybody: %+v", c)
	}
	if c := evaluate(t, rb, h, Options{}).Capacity; c != nil {
		t.Errorf("without capacity: %+v", c)
	}
}
