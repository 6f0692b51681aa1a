package stats

import (
	"cmp"
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
	groups, of := tied(scores, won)
	wins := CountWon(won)
	losses := len(won) - wins
	ofWon, ofLost := make([]float64, len(groups)), make([]float64, len(groups)) // by group
	order := Positions(len(groups))
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(groups[b].Score, groups[a].Score) })
	wonAbove, lostAbove := 0, 0
	for _, g := range order {
		t := groups[g]
		ofWon[g] = 1 - float64(2*lostAbove+t.Lost)/float64(2*losses)
		ofLost[g] = float64(2*wonAbove+t.Won) / float64(2*wins)
		wonAbove, lostAbove = wonAbove+t.Won, lostAbove+t.Lost
	}
	p := Placements{make([]float64, 0, wins), make([]float64, 0, losses)}
	for k, w := range won {
		if w {
			p.wins = append(p.wins, ofWon[of[k]])
		} else {
			p.losses = append(p.losses, ofLost[of[k]])
		}
	}
	return p
}

// tied counts the leads of each score, and gives the group of each lead. Rulebooks give few
// different scores to many leads, so that looking them up takes less than sorting the leads.
func tied(scores []float64, won []bool) (groups []Tie, of []int32) {
	at := map[float64]int32{}
	of = make([]int32, len(scores))
	for k, score := range scores {
		g, seen := at[score]
		if !seen {
			g = int32(len(groups))
			at[score] = g
			groups = append(groups, Tie{Score: score})
		}
		groups[g].Add(won[k])
		of[k] = g
	}
	return groups, of
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
