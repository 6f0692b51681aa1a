package scorecard

import (
	"slices"
	"testing"
)

// One bend stays; a second one only where it is beyond doubt.
func TestFlatten(t *testing.T) {
	for _, c := range []struct {
		name   string
		weight float64
		values []float64
		ranges int // that are left
	}{
		{"rising", 20, []float64{0, 1, 2, 3}, 4},
		{"a valley", 20, []float64{1, 0, 2, 3}, 4},
		{"a peak", 20, []float64{0, 1, 3, 2}, 4},
		{"up and down by luck", 20, []float64{0, 1.3, 1.5, 1.1, 1.2}, 4},
		{"up and down for certain", 2000, []float64{0, 1.3, 1.5, 1.1, 1.3}, 5},
		{"one range", 20, []float64{1}, 1},
	} {
		var pools []partPool
		for i, v := range c.values {
			pools = append(pools, partPool{parts: []int{i}, value: v, weight: c.weight, leads: 100})
		}
		got := flatten(pools)
		var parts []int
		for _, p := range got {
			parts = append(parts, p.parts...)
		}
		if len(got) != c.ranges || !slices.IsSorted(parts) || len(parts) != len(c.values) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
