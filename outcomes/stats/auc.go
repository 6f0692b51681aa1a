package stats

import (
	"math"
	"slices"
)

// Interval is an estimate with its 95 % confidence interval.
type Interval struct {
	Value, Low, High float64
}

// HalfWidth is half the width of the interval: the ± of a figure.
func (i Interval) HalfWidth() float64 { return (i.High - i.Low) / 2 }

// Z95 is the 97.5 % quantile of the normal distribution.
const Z95 = 1.959963984540054

// Around is the interval of ±1.96 standard errors, cut off at 0 and 1.
func Around(value, variance float64) Interval {
	half := float64(Z95 * math.Sqrt(max(variance, 0)))
	return Interval{value, max(value-half, 0), min(value+half, 1)}
}

// AUC is the area under the ROC curve: the probability that a won lead scores
// higher than a lost one, ties counted half (the Mann-Whitney statistic). It is
// 0.5 for scores that say nothing, 1 for perfect ones, and NaN without leads of
// both outcomes.
func AUC(scores []float64, won []bool) float64 { return AUCTies(Ties(scores, won)) }

// AUCTies is AUC for leads that are counted by their scores, the best first.
func AUCTies(groups []Tie) float64 {
	wins, losses, above := 0, 0, 0.0 // above: the pairs in which the won lead is, in halves and so exact
	for _, g := range slices.Backward(groups) {
		above += float64(float64(g.Won) * (float64(losses) + float64(float64(g.Lost)/2)))
		wins, losses = wins+g.Won, losses+g.Lost
	}
	if wins == 0 || losses == 0 {
		return math.NaN()
	}
	return above / (float64(wins) * float64(losses))
}

// DeLong is the AUC with its 95 % interval after DeLong, DeLong and Clarke-Pearson
// (Biometrics 44, 1988), computed by ranks as Sun and Xu do (IEEE Signal Processing
// Letters 21, 2014). It is NaN without leads of both outcomes; with a single lead
// of one outcome the interval is that of the other's spread alone.
func DeLong(scores []float64, won []bool) Interval {
	auc, variance := delong(scores, won)
	if math.IsNaN(auc) {
		return Interval{auc, auc, auc}
	}
	return Around(auc, variance)
}

// delong is the AUC and its variance.
func delong(scores []float64, won []bool) (auc, variance float64) {
	auc, ofWins, ofLosses := ownParts(scores, won)
	return auc, sampleVariance(ofWins)/float64(len(ofWins)) + sampleVariance(ofLosses)/float64(len(ofLosses))
}

// ownParts are the AUC and each lead's own part of it: the share of the other outcome's
// leads that a won one stands above, and a lost one below. NaN without leads of both.
func ownParts(scores []float64, won []bool) (auc float64, ofWins, ofLosses []float64) {
	var wins, losses []float64
	for i, w := range won {
		if w {
			wins = append(wins, scores[i])
		} else {
			losses = append(losses, scores[i])
		}
	}
	if len(wins) == 0 || len(losses) == 0 {
		return math.NaN(), nil, nil
	}
	all := MidRanks(append(slices.Clone(wins), losses...))
	w, l := float64(len(wins)), float64(len(losses))
	ofWins, ofLosses = MidRanks(wins), MidRanks(losses)
	for i := range ofWins {
		ofWins[i] = (all[i] - ofWins[i]) / l
	}
	for i := range ofLosses {
		ofLosses[i] = 1 - (all[len(wins)+i]-ofLosses[i])/w
	}
	return mean(ofWins), ofWins, ofLosses
}

// DeLongOf is DeLong for leads of which some are copies of others, and so tell nothing
// more: those of one cluster vary together (Obuchowski, Biometrics 53, 1997). cluster has
// a number for each lead.
func DeLongOf(scores []float64, won []bool, cluster []int32) Interval {
	auc, ofWins, ofLosses := ownParts(scores, won)
	if math.IsNaN(auc) {
		return Interval{auc, auc, auc}
	}
	type sums struct{ wins, losses float64 } // of what each lead's own part lies above the AUC
	at := map[int32]int{}
	var all []sums
	hasWins, hasLosses := map[int32]bool{}, map[int32]bool{}
	w, l := 0, 0
	for i, is := range won {
		c := cluster[i]
		if _, seen := at[c]; !seen {
			at[c] = len(all)
			all = append(all, sums{})
		}
		s := &all[at[c]]
		if is {
			s.wins += ofWins[w] - auc
			hasWins[c] = true
			w++
		} else {
			s.losses += ofLosses[l] - auc
			hasLosses[c] = true
			l++
		}
	}
	unbiased := func(n int) float64 { return float64(n) / max(float64(n-1), 1) }
	wins, losses, both := 0.0, 0.0, 0.0
	for _, s := range all {
		wins, losses, both = wins+float64(s.wins*s.wins), losses+float64(s.losses*s.losses), both+float64(s.wins*s.losses)
	}
	m, n := float64(w), float64(l)
	return Around(auc, unbiased(len(hasWins))*wins/(m*m)+unbiased(len(hasLosses))*losses/(n*n)+2*unbiased(len(all))*both/(m*n))
}

// MidRanks are the ranks from 1, equal values sharing the middle of theirs.
func MidRanks(values []float64) []float64 {
	ranks := make([]float64, len(values))
	if different, of, few := distinct(values); few {
		middles := middlesOf(different, of)
		for i, n := range of {
			ranks[i] = middles[n]
		}
		return ranks
	}
	order := Rising(values)
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && values[order[end]] == values[order[start]] {
			end++
		}
		for _, i := range order[start:end] {
			ranks[i] = float64(start+end+1) / 2
		}
		start = end
	}
	return ranks
}

// middlesOf are the ranks of different values, of which each is that of some.
func middlesOf(different []float64, of []int32) []float64 {
	counts, middles := make([]int, len(different)), make([]float64, len(different))
	for _, n := range of {
		counts[n]++
	}
	below := 0
	for _, n := range Rising(different) {
		middles[n] = float64(2*below+counts[n]+1) / 2
		below += counts[n]
	}
	return middles
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// sampleVariance is 0 for fewer than two values.
func sampleVariance(values []float64) float64 {
	if len(values) < 2 {
		return 0
	}
	m, sum := mean(values), 0.0
	for _, v := range values {
		sum += float64((v - m) * (v - m))
	}
	return sum / float64(len(values)-1)
}
