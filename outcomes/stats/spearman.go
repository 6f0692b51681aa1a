package stats

import "math"

// Spearman is the rank correlation of two scores of the same leads, from -1 to 1: the
// correlation of Pearson between their ranks, equal scores sharing the middle of theirs
// (Spearman 1904). It is NaN for fewer than two leads, and where all leads score alike in one of the two.
func Spearman(a, b []float64) float64 {
	x, y := MidRanks(a), MidRanks(b)
	middle := float64(float64(len(x)+1) / 2)
	var xy, xx, yy float64
	for i := range x {
		dx, dy := x[i]-middle, y[i]-middle
		xy, xx, yy = xy+float64(dx*dy), xx+float64(dx*dx), yy+float64(dy*dy)
	}
	if xx == 0 || yy == 0 {
		return math.NaN()
	}
	return xy / math.Sqrt(xx*yy)
}
