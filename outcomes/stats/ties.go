package stats

import (
	"math"
	"slices"
)

// DeLongTies is DeLong for leads that are counted by their scores, the best first.
func DeLongTies(groups []Tie) Interval {
	won, lost := 0, 0
	for _, g := range groups {
		won, lost = won+g.Won, lost+g.Lost
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
		ofWins.add(float64(2*(lost-lostAbove)-g.Lost)/(2*l), g.Won)
		ofLosses.add(float64(2*wonAbove+g.Won)/(2*w), g.Lost)
		wonAbove, lostAbove = wonAbove+g.Won, lostAbove+g.Lost
	}
	return Around(ofWins.mean, ofWins.variance()/w+ofLosses.variance()/l)
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
	m.squares += float64(k * off * (value - m.mean))
}

// variance is that of a sample; 0 for fewer than two values.
func (m *moments) variance() float64 {
	if m.n < 2 {
		return 0
	}
	return m.squares / (m.n - 1)
}

// Placements is, for each won lead, the share of the lost ones that it stands above,
// and for each lost lead the share of the won ones that stand above it; ties count
// half. Their mean is the AUC, their spread its variance (DeLong).
type Placements struct {
	wins, losses []float64
}

// NewPlacements finds them for scores and outcomes.
func NewPlacements(scores []float64, won []bool) Placements {
	wins := CountWon(won)
	p := Placements{make([]float64, 0, wins), make([]float64, 0, len(won)-wins)}
	order := rising(scores)
	slices.Reverse(order)
	place := make([]float64, len(scores))
	wonAbove, lostAbove := 0, 0
	for len(order) > 0 {
		var tied Tally
		end := 0
		for end < len(order) && scores[order[end]] == scores[order[0]] {
			tied.Count(won[order[end]])
			end++
		}
		for _, k := range order[:end] {
			if won[k] {
				place[k] = 1 - float64(2*lostAbove+tied.Lost)/float64(2*(len(won)-wins))
			} else {
				place[k] = float64(2*wonAbove+tied.Won) / float64(2*wins)
			}
		}
		wonAbove, lostAbove = wonAbove+tied.Won, lostAbove+tied.Lost
		order = order[end:]
	}
	for k, w := range won {
		if w {
			p.wins = append(p.wins, place[k])
		} else {
			p.losses = append(p.losses, place[k])
		}
	}
	return p
}

// Less is the AUC of p less that of q, of the same leads in the same order, with the
// 95 % interval of the difference (DeLong, DeLong and Clarke-Pearson 1988, for
// correlated curves).
func (p Placements) Less(q Placements) Interval {
	differences := func(a, b []float64) []float64 {
		d := make([]float64, len(a))
		for i := range a {
			d[i] = a[i] - b[i]
		}
		return d
	}
	wins, losses := differences(p.wins, q.wins), differences(p.losses, q.losses)
	value := mean(wins)
	half := float64(Z95 * math.Sqrt(sampleVariance(wins)/float64(len(wins))+sampleVariance(losses)/float64(len(losses))))
	return Interval{value, value - half, value + half}
}
