package stats

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

func TestSpearman(t *testing.T) {
	// A worked example of textbooks: IQ and hours of television, rho = -29/165.
	iq := []float64{106, 86, 100, 101, 99, 103, 97, 113, 112, 110}
	hours := []float64{7, 0, 27, 50, 28, 29, 20, 12, 6, 17}
	near(t, "without ties", Spearman(iq, hours), -29.0/165)
	// Python: statistics.correlation of the middle ranks [1 2.5 2.5 4 6 6 6] and [2 1 3.5 3.5 6 7 5]
	near(t, "with ties", Spearman([]float64{1, 2, 2, 4, 5, 5, 5}, []float64{2, 1, 3, 3, 6, 7, 5}), 0.87798383526)
	for _, none := range [][]float64{nil, {3}, {2, 2, 2}} {
		if got := Spearman(none, none); !math.IsNaN(got) {
			t.Errorf("%v: got %v", none, got)
		}
	}
}

// A score ranks as itself, and as its opposite upside down; which of two comes first does
// not matter.
func TestSpearmanLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOfN(rapid.Float64Range(-9, 9), 2, 20).Draw(t, "a")
		b := rapid.SliceOfN(rapid.Float64Range(-9, 9), len(a), len(a)).Draw(t, "b")
		if slices.Max(a) == slices.Min(a) || slices.Max(b) == slices.Min(b) {
			t.Skip("all alike")
		}
		down := make([]float64, len(a))
		for i := range a {
			down[i] = -3 * a[i]
		}
		for _, c := range []struct{ got, want float64 }{{Spearman(a, a), 1}, {Spearman(a, down), -1}, {Spearman(a, b), Spearman(b, a)}} {
			if math.Abs(c.got-c.want) > 1e-9 {
				t.Fatalf("%v, want %v", c.got, c.want)
			}
		}
	})
}
