package stats

import (
	"cmp"
	"math"
	"slices"
)

// Of long lists the order of scores is found by their digits, in a few passes over them,
// which takes a tenth of the time of comparing them.
const (
	digitBits = 11
	digits    = (64 + digitBits - 1) / digitBits
	digitMask = 1<<digitBits - 1
	leastLong = 1 << 10 // values, for that to pay
)

// rising are the positions of values, the lowest first; equal ones keep their order.
func rising(values []float64) []int32 {
	order := make([]int32, len(values))
	for i := range order {
		order[i] = int32(i)
	}
	if len(values) < leastLong {
		slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(values[a], values[b]) })
		return order
	}
	keys, counts := make([]uint64, len(values)), [digits][1 << digitBits]int32{}
	for i, v := range values {
		keys[i] = sortKey(v)
		for d := range digits {
			counts[d][keys[i]>>(d*digitBits)&digitMask]++
		}
	}
	to := make([]int32, len(values))
	for d := range digits {
		if counts[d][keys[0]>>(d*digitBits)&digitMask] == int32(len(values)) {
			continue // all have this digit
		}
		start, sum := counts[d][:], int32(0)
		for k, n := range start {
			start[k], sum = sum, sum+n
		}
		for _, i := range order {
			k := keys[i] >> (d * digitBits) & digitMask
			to[start[k]] = i
			start[k]++
		}
		order, to = to, order
	}
	return order
}

// sortKey is a whole number that rises with v.
func sortKey(v float64) uint64 {
	bits := math.Float64bits(v + 0) // -0 is 0
	if bits>>63 == 1 {
		return ^bits
	}
	return bits | 1<<63
}
