// Package limits finds numbers that people would write into a rulebook: round limits out of the
// numbers of a list, and whole points that add up.
package limits

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Quantile is the number that a share of the sorted numbers lies under.
func Quantile(sorted []float64, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// ShareFrom is the share of the sorted numbers that are at least n.
func ShareFrom(sorted []float64, n float64) float64 {
	at, _ := slices.BinarySearch(sorted, n)
	return float64(len(sorted)-at) / float64(max(len(sorted), 1))
}

// roundSteps are the beginnings of numbers that people write as limits.
var roundSteps = []float64{1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10}

// RoundDown is the largest number up to n that people would write as a limit: one of the
// round steps with noughts; of numbers under 10 a whole one.
func RoundDown(n float64) float64 {
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

// RoundUp is the least number from n up that people would write as a limit.
func RoundUp(n float64) float64 {
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

// Text is a number as a rulebook writes it.
func Text(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// Grouped is a number as a comment writes it, with commas: 12,000.
func Grouped(n float64) string {
	whole, fraction, has := strings.Cut(Text(math.Round(n*100)/100), ".")
	for at := len(whole) - 3; at > 0 && whole[at-1] != '-'; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if has {
		return whole + "." + fraction
	}
	return whole
}

// Steps are limits that about a tenth, three tenths and six tenths of the numbers
// reach, highest first; nil where all are the same.
func Steps(sorted []float64) []float64 {
	var steps []float64
	for _, share := range []float64{0.9, 0.7, 0.4} {
		n := RoundDown(Quantile(sorted, share))
		if n <= 0 || n > sorted[len(sorted)-1] {
			continue
		}
		if len(steps) == 0 || n < steps[len(steps)-1] {
			steps = append(steps, n)
		}
	}
	if len(steps) == 1 && steps[0] <= sorted[0] && sorted[0] == sorted[len(sorted)-1] {
		return steps // who has any at all
	}
	return steps
}

// DealOut deals points out by weight, in whole points of at least 1, so that they add up
// to the total.
func DealOut(total int, weights []int) []int {
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
