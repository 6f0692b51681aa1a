package limits

import (
	"slices"
	"testing"
)

func TestRoundDown(t *testing.T) {
	for n, want := range map[float64]float64{0: 0, 0.7: 0, 1: 1, 7.9: 7, 10: 10, 12: 10, 37: 30, 99: 80, 210: 200, 1240: 1000, 1600: 1500, 85000: 80000} {
		if got := RoundDown(n); got != want {
			t.Errorf("%v: %v, want %v", n, got, want)
		}
	}
}

func TestDealOut(t *testing.T) {
	for _, c := range []struct {
		total   int
		weights []int
		want    []int
	}{
		{40, []int{12, 10, 8, 8, 3}, []int{12, 10, 7, 8, 3}},
		{3, []int{100, 1, 1}, []int{1, 1, 1}},
		{10, []int{1}, []int{10}},
		{0, nil, []int{}},
	} {
		got := DealOut(c.total, c.weights)
		sum := 0
		for _, n := range got {
			sum += n
		}
		if len(got) != len(c.weights) || sum != c.total || slices.ContainsFunc(got, func(n int) bool { return n < 1 }) {
			t.Errorf("%d by %v: %v", c.total, c.weights, got)
		}
	}
}
