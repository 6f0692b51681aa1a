package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
)

// halves deals the leads of a history into two, at random.
func halves(h *outcomes.History, seed uint64) (a, b *outcomes.History) {
	random := rand.New(rand.NewPCG(seed, 9))
	a, b = outcomes.NewHistory(h.Header), outcomes.NewHistory(h.Header)
	for i := range h.Len() {
		to := a
		if random.IntN(2) == 1 {
			to = b
		}
		to.Add(outcomes.Lead{Cells: h.Cells(i, nil), Outcome: h.Outcome(i), Order: math.NaN()})
	}
	return a, b
}

// What is promised of the written rulebook holds on leads that nobody has seen: how many
// leads its best stage takes, how often they win, and what the rates of scores say.
func TestPromisesHoldOnFreshLeads(t *testing.T) {
	const tries = 20
	missedShare, missedRate, missedTarget := 0, 0, 0
	for try := range tries {
		learnt, fresh := halves(mixed(4000, 77), uint64(try))
		out, err := Learn(learnt, Options{Capacity: 0.1, Seed: uint64(try)})
		if err != nil {
			t.Fatal(err)
		}
		best := out.Report.Stages[0]
		promised := bestShare(out)
		got := freshStage(t, out, fresh)
		if promise.OffBy(stats.Ratio(got.Leads(), fresh.Len()), promised) > 4.0/3 {
			missedShare++
		}
		if below(got, best.Tally) {
			missedRate++
		}
		out, err = Learn(learnt, Options{TargetRate: 0.6, Seed: uint64(try)})
		if err != nil {
			t.Fatal(err)
		}
		if got := freshStage(t, out, fresh); out.Report.Unmet.IsEmpty() && got.Rate().High < 0.6 {
			missedTarget++
		}
	}
	if missedShare > 1 || missedRate > 2 || missedTarget > 2 {
		t.Errorf("of %d: %d shares, %d win rates and %d target rates were not as promised", tries, missedShare, missedRate, missedTarget)
	}
}

// bestShare is the share of the leads that the best stage is told to take.
func bestShare(out *Learned) float64 {
	all := stats.Tally{}
	for _, s := range out.Report.Stages {
		all = all.Plus(s.Tally)
	}
	return stats.Ratio(out.Report.Stages[0].Leads(), all.Leads())
}

// freshStage counts the leads of a history that the rulebook puts into its best stage.
func freshStage(t *testing.T, out *Learned, fresh *outcomes.History) stats.Tally {
	t.Helper()
	return stagesOfFresh(t, out, fresh)[0]
}

// below tells whether one rate is below another by more than the 95 % interval of their
// difference.
func below(a, b stats.Tally) bool {
	x, y := stats.Ratio(a.Won, a.Leads()), stats.Ratio(b.Won, b.Leads())
	variance := x*(1-x)/float64(a.Leads()) + y*(1-y)/float64(b.Leads())
	return y-x > stats.Z95*math.Sqrt(variance)
}

// The stages that the report tells of are those of the written rulebook: it gives each
// the share of the leads that the report says, on the leads that it was learned from.
func TestStagesAreTheWrittenRulebooks(t *testing.T) {
	h := mixed(3000, 5)
	out := learn(t, h, Options{Capacity: 0.15})
	told := bestShare(out)
	if own := stats.Ratio(freshStage(t, out, h).Leads(), h.Len()); math.Abs(own-told) > 0.03 {
		t.Errorf("the best stage is told to take %.3f of the leads and takes %.3f", told, own)
	}
}

// What cannot be had is said, with what can.
func TestUnmet(t *testing.T) {
	h := mixed(3000, 5)
	for _, c := range []struct {
		name string
		opt  Options
		want string
	}{
		{"a rate that no leads reach", Options{TargetRate: 0.999}, "99.9 % were asked for"},
		{"a rate that is reached", Options{TargetRate: 0.5}, ""},
		{"a share that is had", Options{Capacity: 0.2}, ""},
	} {
		got := learn(t, h, c.opt).Report
		if !strings.Contains(got.Unmet.String(), c.want) || got.Unmet.IsEmpty() != (c.want == "") {
			t.Errorf("%s: %q", c.name, got.Unmet)
		}
		if (got.Status == StatusWeak) != (c.want != "") {
			t.Errorf("%s: status %s", c.name, got.Status)
		}
	}
}

// No rate is 0 % or 100 %, and rates rise.
func TestRatesAreDrawnTogether(t *testing.T) {
	var scores []float64
	var won []bool
	for i := range 400 {
		scores, won = append(scores, float64(i/4)), append(won, i >= 380 || i%9 == 5)
	}
	bands := promise.RateBands(scores, won)
	if !slices.IsSortedFunc(bands, func(a, b promise.RateBand) int { return int(math.Copysign(1, a.Rate-b.Rate)) }) {
		t.Errorf("rates do not rise: %v", bands)
	}
	if last := bands[len(bands)-1]; last.Won != last.Leads() || last.Rate >= 1 || last.Rate < 0.7 {
		t.Errorf("a band of %d leads that all won has the rate %.3f", last.Leads(), last.Rate)
	}
	if promise.RateAt(bands, -50) != bands[0].Rate {
		t.Error("a score below the first band has another rate than the first")
	}
}

// Where scores sort as good as perfectly, the curve through them promises everything; the
// leads seen do not.
func TestRatesOfPerfectScoresAreNotCertain(t *testing.T) {
	var scores []float64
	var won []bool
	for i := range 400 {
		scores, won = append(scores, float64(i/4)), append(won, i >= 200)
	}
	bands := promise.RateBands(scores, won)
	first, last := bands[0], bands[len(bands)-1]
	if first.Won != 0 || first.Rate < 0.4/float64(first.Leads()) || last.Lost != 0 || 1-last.Rate < 0.4/float64(last.Leads()) {
		t.Errorf("rates from %.4f of %d leads to %.4f of %d", first.Rate, first.Leads(), last.Rate, last.Leads())
	}
}

// The newest leads are under the folds where they are so by more than luck.
func TestFallen(t *testing.T) {
	around := func(auc, half float64) stats.Interval {
		return stats.Interval{Value: auc, Low: auc - half, High: auc + half}
	}
	for _, c := range []struct {
		name          string
		folds, newest stats.Interval
		want          bool
	}{
		{"far, of many leads", around(0.875, 0.008), around(0.813, 0.018), true},
		{"far, of few leads", around(0.745, 0.028), around(0.686, 0.055), false},
		{"near, for certain", around(0.875, 0.002), around(0.840, 0.004), false},
		{"better", around(0.8, 0.01), around(0.9, 0.01), false},
	} {
		if fallen(c.folds, c.newest) != c.want {
			t.Errorf("%s: %v", c.name, !c.want)
		}
	}
}

// Leads that stand four times in a list tell as much as once.
func TestCopiesCountOnce(t *testing.T) {
	once, _ := halves(mixed(2400, 8), 1)
	often := outcomes.NewHistory(once.Header)
	for range 4 {
		for i := range once.Len() {
			often.Add(outcomes.Lead{Cells: once.Cells(i, nil), Outcome: once.Outcome(i), Order: math.NaN()})
		}
	}
	opt := Options{Criteria: 3, Pairs: -1}
	a, b := learn(t, once, opt).Report, learn(t, often, opt).Report
	if narrow := b.Quality().AUC.HalfWidth() / a.Quality().AUC.HalfWidth(); narrow < 0.85 || narrow > 1.15 {
		t.Errorf("the interval of the AUC is %.2f times that of the list without copies", narrow)
	}
	if !strings.Contains(outcomes.Texts(b.Notes).String(), fmt.Sprint(3*once.Len())+" leads are copies of others") {
		t.Errorf("copies are not told: %q", b.Notes)
	}
}
