package draft

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"leadscore/cmd/internal/profile"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// numbers are the numbers of a column in the sample, sorted; of an interval its low end.
func (b *builder) numbers(c *profile.Column, f rulebook.Field) []float64 {
	var all []float64
	b.values(c, f, func(_ []string, v *cell.Value) {
		n, _ := v.Number.Low.Rat().Float64()
		all = append(all, n)
	})
	slices.Sort(all)
	return all
}

// quantile is the number that a share of the sorted numbers lies under.
func quantile(sorted []float64, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// shareFrom is the share of the sorted numbers that are at least n.
func shareFrom(sorted []float64, n float64) float64 {
	at, _ := slices.BinarySearch(sorted, n)
	return float64(len(sorted)-at) / float64(max(len(sorted), 1))
}

// roundSteps are the beginnings of numbers that people write as limits.
var roundSteps = []float64{1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10}

// roundDown is the largest number up to n that people would write as a limit: one of the
// round steps with noughts; of numbers under 10 a whole one.
func roundDown(n float64) float64 {
	if n < 10 {
		return math.Floor(n)
	}
	unit := math.Pow(10, math.Floor(math.Log10(n)))
	best := unit
	for _, step := range roundSteps {
		if step*unit <= n {
			best = step * unit
		}
	}
	return best
}

// roundUp is the least number from n up that people would write as a limit.
func roundUp(n float64) float64 {
	if n < 10 {
		return math.Ceil(n)
	}
	unit := math.Pow(10, math.Floor(math.Log10(n)))
	for _, step := range roundSteps {
		if step*unit >= n {
			return step * unit
		}
	}
	return n
}

// numberOf is a number as a rulebook writes it.
func numberOf(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// said is a number as a comment writes it, with commas: 12,000.
func said(n float64) string {
	whole, fraction, has := strings.Cut(numberOf(math.Round(n*100)/100), ".")
	for at := len(whole) - 3; at > 0 && whole[at-1] != '-'; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if has {
		return whole + "." + fraction
	}
	return whole
}

// percent is a share as a comment writes it: "12 %", "under 1 %".
func (b *builder) percent(share float64) string {
	switch p := 100 * share; {
	case share > 0 && p < 1:
		return b.say("under 1 %")
	case share < 1 && p > 99:
		return b.say("over 99 %")
	default:
		return b.say("%.0f %%", p)
	}
}

func points(n int) exact.Number { return exact.Int(int64(n)) }

// dealOut deals points out by weight, in whole points of at least 1, so that they add up
// to the total.
func dealOut(total int, weights []int) []int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	dealt, rests, left := make([]int, len(weights)), make([]int, len(weights)), total
	for i, w := range weights {
		dealt[i] = max(total*w/sum, 1)
		rests[i] = total * w % sum
		left -= dealt[i]
	}
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rests[b] - rests[a] })
	for i := 0; left != 0; i++ {
		at := order[i%len(order)]
		if left > 0 {
			dealt[at]++
			left--
		} else if dealt[at] > 1 {
			dealt[at]--
			left++
		}
	}
	return dealt
}
