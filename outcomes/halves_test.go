package outcomes

import (
	"flag"
	"math"
	"math/rand/v2"
	"testing"

	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// How many random halves of each list promises are held to. 20 take minutes:
//
//	go test ./outcomes -run Halves -halves 20
var randomHalves = flag.Int("halves", 1, "how many random halves of each list promises are held to")

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
			shares, rates, targets := 0, 0, 0
			for try := range *randomHalves {
				learnt, fresh := halves(h, uint64(try))
				out := learn(t, learnt, Options{Drop: c.drop, Seed: uint64(try)})
				got := stagesOfFresh(t, out, fresh)
				if !sharesHold(out.Report.Stages, got) {
					shares++
				}
				if off, chance := miscalibration(t, out.Rulebook, fresh); off > chance+0.01 {
					rates++
					t.Logf("half %d: win rates are off by %.4f in the mean, by chance %.4f", try, off, chance)
				}
				aimed := learn(t, learnt, Options{Drop: c.drop, Seed: uint64(try), TargetRate: target})
				if best := aimed.Report.Stages[0].Tally; aimed.Report.Unmet == "" && missed(target, best, stagesOfFresh(t, aimed, fresh)[0]) {
					targets++
				}
			}
			if tries := *randomHalves; 20*shares > tries || rates > 0 || 10*targets > tries {
				t.Errorf("of %d halves the shares of stages did not hold in %d, win rates in %d, the target of %.2f in %d", tries, shares, rates, target, targets)
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
func stagesOfFresh(t *testing.T, out *Learned, fresh *History) []stats.Tally {
	t.Helper()
	tallies := make([]stats.Tally, len(out.Report.Stages))
	for i, s := range scoresOf(t, out.Rulebook, fresh) {
		at := 0
		for s < out.Report.Stages[at].From {
			at++
		}
		tallies[at].Count(fresh.Outcome(i) == Won)
	}
	return tallies
}

func scoresOf(t *testing.T, rb *rulebook.Rulebook, h *History) []float64 {
	t.Helper()
	leads := make([]int32, h.Len())
	for i := range leads {
		leads[i] = int32(i)
	}
	scores, err := ScoreLeads(rb, h, leads, 0)
	if err != nil {
		t.Fatal(err)
	}
	return scores
}

// sharesHold tells whether each stage takes the share of the leads that was promised, to a
// third.
func sharesHold(promised []StageReport, got []stats.Tally) bool {
	all, fresh := stats.Tally{}, stats.SumTallies(got)
	for _, s := range promised {
		all = all.Plus(s.Tally)
	}
	for i, s := range promised {
		if offBy(stats.Ratio(s.Leads(), all.Leads()), stats.Ratio(got[i].Leads(), fresh.Leads())) > 4.0/3 {
			return false
		}
	}
	return true
}

// miscalibration is the expected calibration error of the written win rates, and what it
// were by chance if each lead won at its rate.
func miscalibration(t *testing.T, rb *rulebook.Rulebook, fresh *History) (off, chance float64) {
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
		if fresh.Outcome(i) == Won {
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
