package stats

import (
	"math"
)

// PoolRising pools neighbouring bins until the win rate rises, and gives the number
// of bins in each pool.
func PoolRising(bins []Tally) []int {
	type pool struct {
		tally Tally
		size  int
	}
	var pools []pool
	for _, b := range bins {
		pools = append(pools, pool{b, 1})
		for n := len(pools); n > 1 && !Rises(pools[n-2].tally, pools[n-1].tally); n = len(pools) {
			merged := pool{pools[n-2].tally.Plus(pools[n-1].tally), pools[n-2].size + pools[n-1].size}
			pools = append(pools[:n-2], merged)
		}
	}
	sizes := make([]int, len(pools))
	for i, p := range pools {
		sizes[i] = p.size
	}
	return sizes
}

// Rises reports whether b wins more often than a; an empty bin does not.
func Rises(a, b Tally) bool {
	return a.Won*b.Leads() < b.Won*a.Leads()
}

// Calibration is a logistic curve from score to win probability.
type Calibration struct {
	Intercept, Slope float64
}

// Probability is the win probability of a score, 0 to 1.
func (c Calibration) Probability(score float64) float64 {
	return Logistic(c.Intercept + float64(c.Slope*score))
}

// Probabilities are the win probabilities of scores.
func (c Calibration) Probabilities(scores []float64) []float64 {
	p := make([]float64, len(scores))
	for i, s := range scores {
		p[i] = c.Probability(s)
	}
	return p
}

// CalibrateLogistic fits the curve by maximum likelihood (Platt scaling), with a
// trace of ridge on the slope so that scores that sort perfectly stay finite.
func CalibrateLogistic(scores []float64, won []bool) Calibration {
	return CalibrateTies(Ties(scores, won))
}

// CalibrateTies fits the curve to counts per score, by Newton's method on scores
// brought to mean 0 and standard deviation 1.
func CalibrateTies(groups []Tie) Calibration {
	var n, sum, squares, wins float64
	for _, g := range groups {
		k := float64(g.Leads())
		n, sum, squares, wins = n+k, sum+float64(k*g.Score), squares+float64(k*g.Score*g.Score), wins+float64(g.Won)
	}
	centre := sum / n
	spread := math.Sqrt(max(squares/n-float64(centre*centre), 0))
	intercept := math.Log((wins + 0.5) / (n - wins + 0.5))
	if spread < 1e-12 {
		return Calibration{Intercept: intercept}
	}
	slope := 0.0
	const ridge = 1e-9
	for range 50 {
		g0, g1, h00, h01, h11 := 0.0, -ridge*slope, 1e-9, 0.0, ridge
		for _, g := range groups {
			z := (g.Score - centre) / spread
			p, k := Logistic(intercept+float64(slope*z)), float64(g.Leads())
			d, w := float64(g.Won)-float64(k*p), float64(k*p*(1-p))
			g0, g1 = g0+d, g1+float64(d*z)
			h00, h01, h11 = h00+w, h01+float64(w*z), h11+float64(w*z*z)
		}
		det := float64(h00*h11) - float64(h01*h01)
		step0, step1 := (float64(h11*g0)-float64(h01*g1))/det, (float64(h00*g1)-float64(h01*g0))/det
		limit := max(1, math.Abs(step0), math.Abs(step1))
		intercept, slope = intercept+step0/limit, slope+step1/limit
		if math.Abs(step0)+math.Abs(step1) < 1e-10 {
			break
		}
	}
	return Calibration{intercept - slope*centre/spread, slope / spread}
}

// Logistic is the probability, 0 to 1, of log-odds.
func Logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
