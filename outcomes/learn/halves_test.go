package learn

import (
	"flag"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/promise"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// How many random halves of each list promises are held to. 20 take minutes:
//
//	go test ./outcomes/learn -run Halves -halves 20
var randomHalves = flag.Int("halves", 3, "how many random halves of each list promises are held to")

// What a rulebook promises that was learned from one half of a list holds on the other:
// the shares of its stages, its win rates, and the target rate that was asked for.
func TestPromisesHoldOnRandomHalves(t *testing.T) {
	for _, c := range []struct {
		list list
		drop []string
	}{
		{xEducation, xEducation.leaks},
		{bank, []string{"duration"}},
		{codepro, nil},
		{grants, nil},
	} {
		t.Run(c.list.file, func(t *testing.T) {
			h := c.list.history(t, false)
			won, lost, _ := h.Counts()
			target := min(2*stats.Ratio(won, won+lost), 0.8)
			shares, rates, targets, refused := 0, 0, 0, 0
			var beyond []float64 // how far the error of the win rates is above chance
			for try := range *randomHalves {
				learnt, fresh := halves(h, uint64(try))
				out := learn(t, learnt, Options{Drop: c.drop, Seed: uint64(try)})
				got := stagesOfFresh(t, out, fresh)
				if off := worstShare(out.Report.Stages, got); off > 4.0/3 {
					shares++
					t.Logf("half %d: the share of a stage is off by a factor of %.2f: promised %v, got %v", try, off, out.Report.Stages, got)
				}
				off, chance := miscalibration(t, out.Rulebook, fresh)
				beyond = append(beyond, off-chance)
				if off > chance+0.01 {
					rates++
					t.Logf("half %d: win rates are off by %.4f in the mean, by chance %.4f", try, off, chance)
				}
				aimed := learn(t, learnt, Options{Drop: c.drop, Seed: uint64(try), TargetRate: target})
				best, reached := aimed.Report.Stages[0].Tally, stagesOfFresh(t, aimed, fresh)[0]
				switch {
				case !aimed.Report.Unmet.IsEmpty():
					refused++
				case missed(target, best, reached):
					targets++
					t.Logf("half %d: the target of %.2f was missed: promised %v, got %v", try, target, best, reached)
				}
			}
			t.Logf("of %d halves: shares off in %d, win rates in %d (error above chance: mean %.4f, most %.4f), target missed in %d and refused in %d",
				*randomHalves, shares, rates, mean(beyond), slices.Max(beyond), targets, refused)
			if tries := *randomHalves; 20*shares > tries || mean(beyond) > 0.01 || 10*targets > tries {
				t.Errorf("of %d halves the shares of stages did not hold in %d, win rates are off by %.4f more than by chance, the target of %.2f was missed in %d", tries, shares, mean(beyond), target, targets)
			}
		})
	}
}

// missed tells whether fresh leads of the best stage win less often than at a target rate,
// by more than the 95 % interval of the difference of both rates.
func missed(target float64, promised, got stats.Tally) bool {
	x, y := stats.Ratio(got.Won, got.Leads()), stats.Ratio(promised.Won, promised.Leads())
	variance := float64(x*(1-x))/float64(got.Leads()) + float64(y*(1-y))/float64(promised.Leads())
	return target-x > stats.Z95*math.Sqrt(variance)
}

// stagesOfFresh counts the leads that the rulebook puts into each of its stages.
func stagesOfFresh(t *testing.T, out *Learned, fresh *outcomes.History) []stats.Tally {
	t.Helper()
	tallies := make([]stats.Tally, len(out.Report.Stages))
	for i, s := range scoresOf(t, out.Rulebook, fresh) {
		at := 0
		for s < out.Report.Stages[at].From {
			at++
		}
		tallies[at].Count(fresh.Outcome(i) == outcomes.Won)
	}
	return tallies
}

func scoresOf(t *testing.T, rb *rulebook.Rulebook, h *outcomes.History) []float64 {
	t.Helper()
	leads := make([]int32, h.Len())
	for i := range leads {
		leads[i] = int32(i)
	}
	scores, err := outcomes.ScoreLeads(rb, h, leads, 0)
	if err != nil {
		t.Fatal(err)
	}
	return scores
}

// worstShare is the largest factor by which the share of the leads that a stage takes
// differs from what was promised.
func worstShare(promised []promise.StageReport, got []stats.Tally) float64 {
	all, fresh := stats.Tally{}, stats.SumTallies(got)
	for _, s := range promised {
		all = all.Plus(s.Tally)
	}
	worst := 1.0
	for i, s := range promised {
		worst = max(worst, promise.OffBy(stats.Ratio(s.Leads(), all.Leads()), stats.Ratio(got[i].Leads(), fresh.Leads())))
	}
	return worst
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v / float64(len(values))
	}
	return sum
}

// miscalibration is the expected calibration error of the written win rates, and what it
// were by chance if each lead won at its rate.
func miscalibration(t *testing.T, rb *rulebook.Rulebook, fresh *outcomes.History) (off, chance float64) {
	t.Helper()
	bands := make([]struct{ leads, won, expected float64 }, len(rb.Score.Rates))
	rates := make([]float64, len(bands))
	for b, r := range rb.Score.Rates {
		rates[b], _ = r.Rate.Rat().Float64()
	}
	for i, score := range scoresOf(t, rb, fresh) {
		at := len(bands) - 1
		for from, _ := rb.Score.Rates[at].From.Rat().Float64(); at > 0 && score < from; from, _ = rb.Score.Rates[at].From.Rat().Float64() {
			at--
		}
		bands[at].leads++
		bands[at].expected += rates[at]
		if fresh.Outcome(i) == outcomes.Won {
			bands[at].won++
		}
	}
	const draws = 200
	r := rand.New(rand.NewPCG(1, 1))
	n := float64(fresh.Len())
	for b, band := range bands {
		off += math.Abs(band.won-band.expected) / n
		deviation := math.Sqrt(band.leads * rates[b] * (1 - rates[b]))
		for range draws {
			chance += math.Abs(r.NormFloat64()) * deviation / n / draws
		}
	}
	return off, chance
}

// A list that holds each lead four times tells as much as the list: the interval of its AUC
// is as wide.
func TestCopiesOfListsCountOnce(t *testing.T) {
	for _, l := range []list{xEducation, bank, codepro, grants} {
		t.Run(l.file, func(t *testing.T) {
			once := l.history(t, false)
			often := outcomes.NewHistory(once.Header)
			often.Reserve(l.column, "it is the outcome")
			often.Reserve(l.date, "it is the date")
			for i := range once.Len() {
				for range 4 {
					often.Add(outcomes.Lead{Cells: once.Cells(i, nil), Outcome: once.Outcome(i), Order: math.NaN()})
				}
			}
			opt := l.options(Options{Criteria: 5})
			a, b := learn(t, once, opt).Report.Folds.AUC, learn(t, often, opt).Report.Folds.AUC
			t.Logf("AUC %.4f ± %.4f, with each lead four times %.4f ± %.4f", a.Value, a.HalfWidth(), b.Value, b.HalfWidth())
			if wider := b.HalfWidth() / a.HalfWidth(); wider < 0.85 || wider > 1.15 {
				t.Errorf("the interval of the AUC is %.2f times that of the list", wider)
			}
		})
	}
}
