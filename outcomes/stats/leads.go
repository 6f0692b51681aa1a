package stats

import "math"

// When a few leads differ from others.
const (
	fewStandOut   = 30  // leads, at least
	fewDeviations = 3.0 // standard errors between the rates
)

// StandsOut reports whether few leads are enough, and win more or less often than others
// for certain.
func StandsOut(few, others Tally) bool {
	both := few.Plus(others)
	rate := Ratio(both.Won, both.Leads())
	deviation := math.Sqrt(rate * (1 - rate) * (1/float64(few.Leads()) + 1/float64(others.Leads())))
	away := Ratio(few.Won, few.Leads()) - Ratio(others.Won, others.Leads())
	return few.Leads() >= fewStandOut && others.Leads() > 0 && math.Abs(away) >= fewDeviations*deviation
}

// Effective is the number by which an information value is about chi-squared.
func Effective(all Tally) float64 {
	return float64(all.Won) * float64(all.Lost) / float64(all.Leads())
}

// JoinLoss is the information value that joining two bins costs.
func JoinLoss(x, y, all Tally) float64 {
	return InformationOf(x, all) + InformationOf(y, all) - InformationOf(x.Plus(y), all)
}

// Limits of the population stability index.
const (
	PSISomewhat = 0.10 // from which on something has shifted somewhat
	PSIShifted  = 0.25 // from which on it has shifted
)

// Pick gives the values of some leads.
func Pick[T any](values []T, leads []int32) []T {
	picked := make([]T, len(leads))
	for k, i := range leads {
		picked[k] = values[i]
	}
	return picked
}

// Positions are 0 to n-1.
func Positions(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	return p
}
