package stats

import (
	"math"
	"slices"
)

// Tie is the leads that share one score. Functions of leads that are counted so take them
// as Ties gives them, the best score first.
type Tie struct {
	Score     float64
	Won, Lost int
}

// Leads is how many leads share the score.
func (t Tie) Leads() int { return t.Won + t.Lost }

// Add counts a lead.
func (t *Tie) Add(won bool) {
	if won {
		t.Won++
	} else {
		t.Lost++
	}
}

// Ties counts the leads of each score, the best score first.
func Ties(scores []float64, won []bool) []Tie {
	groups, _ := Tied(scores, won)
	return groups
}

// Tied is Ties, and of each lead the position of its score among them.
func Tied(scores []float64, won []bool) (groups []Tie, of []int32) {
	different, of, few := distinct(scores)
	if !few {
		return tiedInOrder(scores, won)
	}
	place := make([]int32, len(different)) // of each different score
	for k, n := range slices.Backward(Rising(different)) {
		place[n] = int32(len(different) - 1 - k)
	}
	groups = make([]Tie, len(different))
	for n, score := range different {
		groups[place[n]].Score = score
	}
	for i, n := range of {
		of[i] = place[n]
		groups[of[i]].Add(won[i])
	}
	return groups, of
}

// tiedInOrder is Tied where most scores differ.
func tiedInOrder(scores []float64, won []bool) (groups []Tie, of []int32) {
	of = make([]int32, len(scores))
	for _, i := range slices.Backward(Rising(scores)) {
		if n := len(groups); n == 0 || groups[n-1].Score != scores[i] {
			groups = append(groups, Tie{Score: scores[i]})
		}
		of[i] = int32(len(groups) - 1)
		groups[of[i]].Add(won[i])
	}
	return groups, of
}

// CountWon is how many leads were won.
func CountWon(won []bool) int {
	n := 0
	for _, w := range won {
		if w {
			n++
		}
	}
	return n
}

// AveragePrecision is the mean win rate down to each won lead, best scores first:
// the sum over thresholds of precision times the recall gained, as scikit-learn
// computes it. It lies between the base rate (scores that say nothing) and 1. It
// is NaN without a won lead.
func AveragePrecision(groups []Tie) float64 {
	wins := sumTies(groups).Won
	if wins == 0 {
		return math.NaN()
	}
	sum, seen, hits := 0.0, 0, 0
	for _, t := range groups {
		seen += t.Leads()
		hits += t.Won
		sum += float64(t.Won) * float64(hits) / float64(seen)
	}
	return sum / float64(wins)
}

// KS is the Kolmogorov-Smirnov distance between the scores of won and of lost
// leads: the most by which the share of wins above a threshold exceeds the share of
// losses, or falls short of it. It is 0 to 1, and NaN without leads of both
// outcomes.
func KS(groups []Tie) float64 {
	all := sumTies(groups)
	wins, losses := float64(all.Won), float64(all.Lost)
	if wins == 0 || losses == 0 {
		return math.NaN()
	}
	most, w, l := 0.0, 0, 0
	for _, t := range groups {
		w, l = w+t.Won, l+t.Lost
		most = max(most, math.Abs(float64(w)/wins-float64(l)/losses))
	}
	return most
}

// Captured is the share of all wins among the best share (0 to 1) of the leads. Of
// leads with one score the cut takes the expected number of wins, so that the order
// of ties does not matter.
func Captured(groups []Tie, share float64) float64 {
	all := sumTies(groups)
	left := share * float64(all.Leads())
	hits := 0.0
	for _, t := range groups {
		part := min(1, left/float64(t.Leads()))
		if part <= 0 {
			break
		}
		hits += float64(part * float64(t.Won))
		left -= float64(t.Leads())
	}
	return hits / float64(all.Won)
}

func sumTies(groups []Tie) (all Tally) {
	for _, t := range groups {
		all = all.Plus(Tally{Won: t.Won, Lost: t.Lost})
	}
	return all
}

// Lift is how many times as many wins the best share (0 to 1) of the leads holds as
// a random share of that size would.
func Lift(groups []Tie, share float64) float64 {
	return Captured(groups, share) / share
}

// Confusion counts what a threshold makes of the leads: those that score at least
// as much are called.
type Confusion struct {
	Threshold                       float64
	CalledWon, CalledLost           int // true and false positives
	NotCalledWon, NotCalledLost     int // false and true negatives
	Precision, Recall, F1, Accuracy float64
}

// Confuse counts for one threshold. Figures that have no denominator are 0.
func Confuse(scores []float64, won []bool, threshold float64) Confusion {
	c := Confusion{Threshold: threshold}
	for i, score := range scores {
		switch {
		case score >= threshold && won[i]:
			c.CalledWon++
		case score >= threshold:
			c.CalledLost++
		case won[i]:
			c.NotCalledWon++
		default:
			c.NotCalledLost++
		}
	}
	c.Precision = Ratio(c.CalledWon, c.CalledWon+c.CalledLost)
	c.Recall = Ratio(c.CalledWon, c.CalledWon+c.NotCalledWon)
	c.F1 = Ratio(2*c.CalledWon, 2*c.CalledWon+c.CalledLost+c.NotCalledWon)
	c.Accuracy = Ratio(c.CalledWon+c.NotCalledLost, len(won))
	return c
}

// Ratio is part / whole.
func Ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// BestF1 is the threshold with the largest F1, the harmonic mean of precision and
// recall; of several the highest. Dynamics 365 chooses its threshold so.
func BestF1(scores []float64, won []bool) Confusion {
	wins, best, at := CountWon(won), -1.0, math.Inf(1)
	seen, hits := 0, 0
	for _, t := range Ties(scores, won) {
		seen, hits = seen+t.Leads(), hits+t.Won
		if f1 := 2 * float64(hits) / float64(seen+wins); f1 > best {
			best, at = f1, t.Score
		}
	}
	return Confuse(scores, won, at)
}
