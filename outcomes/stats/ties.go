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
	won           []bool
	of            []int32   // of each lead: the group of its score
	ofWon, ofLost []float64 // of each such group: those of its won and of its lost leads
}

// NewPlacements finds them for scores, in whatever unit is whole, and outcomes.
func NewPlacements[S ~int64](scores []S, won []bool) Placements {
	groups, of := tied(scores, won)
	wins := CountWon(won)
	losses := len(won) - wins
	p := Placements{won, of, make([]float64, len(groups)), make([]float64, len(groups))}
	order := Positions(len(groups))
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(groups[b].Score, groups[a].Score) })
	wonAbove, lostAbove := 0, 0
	for _, g := range order {
		t := groups[g]
		p.ofWon[g] = 1 - float64(2*lostAbove+t.Lost)/float64(2*losses)
		p.ofLost[g] = float64(2*wonAbove+t.Won) / float64(2*wins)
		wonAbove, lostAbove = wonAbove+t.Won, lostAbove+t.Lost
	}
	return p
}

// tied counts the leads of each score, and gives the group of each lead.
func tied[S ~int64](scores []S, won []bool) (groups []Tie, of []int32) {
	number := numbered(scores)
	of = make([]int32, len(scores))
	for k, score := range scores {
		n := number(score)
		if *n == 0 {
			groups = append(groups, Tie{Score: float64(score)})
			*n = int32(len(groups))
		}
		of[k] = *n - 1
		groups[of[k]].Add(won[k])
	}
	return groups, of
}

// numbered gives each score a number to set, which is 0 at first. Scores lie near one another
// mostly, and then a table of all between the lowest and the highest is quicker than a map.
func numbered[S ~int64](scores []S) func(S) *int32 {
	if len(scores) == 0 {
		return nil
	}
	low, high := slices.Min(scores), slices.Max(scores)
	if span := uint64(high) - uint64(low); span < uint64(len(scores))*4 {
		table := make([]int32, span+1)
		return func(s S) *int32 { return &table[uint64(s)-uint64(low)] }
	}
	numbers := map[S]*int32{}
	return func(s S) *int32 {
		if numbers[s] == nil {
			numbers[s] = new(int32)
		}
		return numbers[s]
	}
}

// Less is the AUC of p less that of q, of the same leads in the same order, with the
// 95 % interval of the difference (DeLong, DeLong and Clarke-Pearson 1988, for
// correlated curves).
func (p Placements) Less(q Placements) Interval {
	wins, losses := p.differences(q, true), p.differences(q, false)
	half := float64(Z95 * math.Sqrt(wins.variance()/wins.n+losses.variance()/losses.n))
	return Interval{wins.mean, wins.mean - half, wins.mean + half}
}

// differences are the moments of what the placements of won, or of lost, leads differ by.
func (p Placements) differences(q Placements, won bool) (m moments) {
	ofP, ofQ := p.ofLost, q.ofLost
	if won {
		ofP, ofQ = p.ofWon, q.ofWon
	}
	var sum float64
	for k, w := range p.won {
		if w == won {
			m.n++
			sum += ofP[p.of[k]] - ofQ[q.of[k]]
		}
	}
	m.mean = sum / m.n
	for k, w := range p.won {
		if w == won {
			off := ofP[p.of[k]] - ofQ[q.of[k]] - m.mean
			m.squares += float64(off * off)
		}
	}
	return m
}
