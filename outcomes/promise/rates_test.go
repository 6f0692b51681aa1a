package promise

import (
	"math"
	"math/rand/v2"
	"testing"

	"leadscore/outcomes/stats"
)

// drawn are scores, and outcomes that win as a curve has it.
func drawn(n int, seed uint64, rate func(score float64) float64) (scores []float64, won []bool) {
	r := rand.New(rand.NewPCG(seed, 21))
	for range n {
		s := float64(r.IntN(101))
		scores, won = append(scores, s), append(won, r.Float64() < rate(s))
	}
	return scores, won
}

// offTruth is how far rates are off what made the outcomes: the mean over scores, in the mean
// over many draws.
func offTruth(n int, rate func(score float64) float64, draws int, of func(bands []RateBand) func(float64) float64) float64 {
	sum := 0.0
	for seed := range draws {
		promised := of(RateBands(drawn(n, uint64(seed), rate)))
		for s := range 101 {
			sum += math.Abs(promised(float64(s)) - rate(float64(s)))
		}
	}
	return sum / float64(101*draws)
}

// Rates that win as a curve are nearer to it drawn together than as their leads won; where
// they do not win as a curve, their own leads count.
func TestRatesAreNearWhatMadeThem(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		rate func(score float64) float64
		gain float64 // what part of the error of the leads' own rates is left at most
	}{
		{"a curve, few leads", 300, func(s float64) float64 { return stats.Logistic(s/20 - 3) }, 0.94},
		{"a curve, many leads", 5000, func(s float64) float64 { return stats.Logistic(s/25 - 3) }, 0.985},
		{"one rate", 400, func(float64) float64 { return 0.3 }, 0.9},
		{"a step", 5000, func(s float64) float64 {
			if s < 60 {
				return 0.05
			}
			return 0.7
		}, 1.05},
	} {
		own := func(bands []RateBand) func(float64) float64 {
			return func(s float64) float64 { b := bands[bandOf(bands, s)]; return stats.Ratio(b.Won, b.Leads()) }
		}
		promised := func(bands []RateBand) func(float64) float64 {
			return func(s float64) float64 { return RateAt(bands, s) }
		}
		raw, got := offTruth(c.n, c.rate, 100, own), offTruth(c.n, c.rate, 100, promised)
		t.Logf("%s: off by %.4f, the leads' own rates by %.4f", c.name, got, raw)
		if got > c.gain*raw {
			t.Errorf("%s: off by %.4f, the leads' own rates by %.4f", c.name, got, raw)
		}
	}
}
