package outcomes

import "math"

// delongTies is DeLong for leads that are counted by their scores, the best first.
func delongTies(groups []tied) Interval {
	won, lost := 0, 0
	for _, g := range groups {
		won, lost = won+g.won, lost+g.lost
	}
	if won == 0 || lost == 0 {
		return Interval{math.NaN(), math.NaN(), math.NaN()}
	}
	w, l := float64(won), float64(lost)
	// The share of the other outcome that a lead of each group stands on the right
	// side of, ties counted half.
	var ofWins, ofLosses moments
	wonAbove, lostAbove := 0, 0
	for _, g := range groups {
		ofWins.add((l-float64(lostAbove)-float64(g.lost)/2)/l, g.won)
		ofLosses.add((float64(wonAbove)+float64(g.won)/2)/w, g.lost)
		wonAbove, lostAbove = wonAbove+g.won, lostAbove+g.lost
	}
	return around(ofWins.mean, ofWins.variance()/w+ofLosses.variance()/l)
}

// moments are the mean and the spread of values that occur several times (Welford's
// method, with weights).
type moments struct {
	n, mean, squares float64
}

func (m *moments) add(value float64, times int) {
	if times == 0 {
		return
	}
	k := float64(times)
	m.n += k
	off := value - m.mean
	m.mean += off * k / m.n
	m.squares += k * off * (value - m.mean)
}

// variance is that of a sample; 0 for fewer than two values.
func (m *moments) variance() float64 {
	if m.n < 2 {
		return 0
	}
	return m.squares / (m.n - 1)
}
