package stats

import (
	"cmp"
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
		if got := rising(values); !slices.Equal(got, want) {
			t.Errorf("%s: another order", name)
		}
	}
}
