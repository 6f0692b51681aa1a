package stats

import "math"

// leastProbability keeps a log-loss finite: a probability of 0 or 1 that is wrong
// counts as this much.
const leastProbability = 1e-15

// LogLoss is the mean negative log-likelihood (natural logarithm) of the outcomes
// under predicted win probabilities. 0 is perfect; lower is better; a constant
// prediction of the base rate gives BaseLogLoss. Probabilities are kept off 0 and 1
// by 1e-15.
func LogLoss(probabilities []float64, won []bool) float64 {
	sum := 0.0
	for i, p := range probabilities {
		p = min(max(p, leastProbability), 1-leastProbability)
		if !won[i] {
			p = 1 - p
		}
		sum -= math.Log(p)
	}
	return sum / float64(len(won))
}

// BaseLogLoss is the log-loss of predicting the win rate (0 to 1) for every lead.
func BaseLogLoss(rate float64) float64 {
	if rate <= 0 || rate >= 1 {
		return 0
	}
	return float64(-rate*math.Log(rate)) - float64((1-rate)*math.Log(1-rate))
}

// Brier is the mean squared difference between predicted win probability and
// outcome (Brier, Monthly Weather Review 78, 1950). 0 is perfect; a constant
// prediction of the base rate r gives r(1-r).
func Brier(probabilities []float64, won []bool) float64 {
	sum := 0.0
	for i, p := range probabilities {
		if won[i] {
			p = 1 - p
		}
		sum += float64(p * p)
	}
	return sum / float64(len(won))
}

// Wilson is the share of wins among n leads with Wilson's 95 % score interval
// (Journal of the American Statistical Association 22, 1927), without continuity
// correction. With n = 0 it is 0 with an interval from 0 to 1.
func Wilson(wins, n int) Interval {
	if n == 0 {
		return Interval{0, 0, 1}
	}
	size, p := float64(n), float64(wins)/float64(n)
	scale := 1 + Z95*Z95/size
	centre := (p + Z95*Z95/(2*size)) / scale
	half := float64(Z95 / scale * math.Sqrt(p*(1-p)/size+Z95*Z95/(4*size*size)))
	low, high := centre-half, centre+half
	if wins == 0 {
		low = 0
	}
	if wins == n {
		high = 1
	}
	return Interval{p, max(low, 0), min(high, 1)}
}
