package stats

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Long lists come into the order that comparing gives, equal values as they stood.
func TestRising(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, draw := range map[string]func() float64{
		"whole points":    func() float64 { return float64(r.IntN(101)) },
		"many digits":     func() float64 { return r.NormFloat64() },
		"far apart":       func() float64 { return math.Exp(100*r.Float64()) * float64(1-2*r.IntN(2)) },
		"zero, both ways": func() float64 { return []float64{0, math.Copysign(0, -1), 1e-300, -1e-300}[r.IntN(4)] },
		"one value":       func() float64 { return -3 },
	} {
		values := make([]float64, 3*leastLong)
		want := make([]int32, len(values))
		for i := range values {
			values[i], want[i] = draw(), int32(i)
		}
		slices.SortStableFunc(want, func(a, b int32) int { return cmp.Compare(values[a], values[b]) })
		if got := Rising(values); !slices.Equal(got, want) {
			t.Errorf("%s: another order", name)
		}
	}
}

// Scores of long lists are counted as those of short ones are, few different ones or many.
func TestTiedOfLongLists(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, draw := range map[string]func() float64{
		"whole points":         func() float64 { return float64(r.IntN(101)) },
		"all different":        func() float64 { return r.NormFloat64() },
		"too many to number":   func() float64 { return float64(r.IntN(leastLong)) },
		"zero, both ways":      func() float64 { return []float64{0, math.Copysign(0, -1), 1e-300, -1e-300}[r.IntN(4)] },
		"powers of two, mixed": func() float64 { return math.Ldexp(1, r.IntN(60)) },
	} {
		scores, won := make([]float64, 3*leastLong), make([]bool, 3*leastLong)
		counts := map[float64]Tie{}
		for i := range scores {
			scores[i], won[i] = draw(), r.IntN(3) == 0
			tie := counts[scores[i]]
			tie.Score = scores[i] + 0
			tie.Add(won[i])
			counts[scores[i]] = tie
		}
		want := slices.SortedFunc(maps.Values(counts), func(a, b Tie) int { return cmp.Compare(b.Score, a.Score) })
		groups, of := Tied(scores, won)
		if !slices.Equal(groups, want) {
			t.Errorf("%s: other counts", name)
		}
		ranks := MidRanks(scores)
		for i, n := range of {
			below := 0
			for _, g := range want[n+1:] {
				below += g.Leads()
			}
			if groups[n].Score != scores[i] || ranks[i] != float64(2*below+want[n].Leads()+1)/2 {
				t.Fatalf("%s: score %v is at %d and has rank %v", name, scores[i], n, ranks[i])
			}
		}
	}
}
