package overview

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/match/exact"
)

// A histogram holds all points, each in the bar that it lies in, whatever the order and the
// parts that they come in.
func TestHistogram(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.SampledFrom([]int64{10, 1e5, 1e9, 1e14}).Draw(t, "limit")
		points := rapid.SliceOfN(rapid.Int64Range(-limit, limit), 1, 300).Draw(t, "points")
		most := rapid.IntRange(4, 50).Draw(t, "most")
		cut := rapid.IntRange(0, len(points)).Draw(t, "cut")
		var whole, first, second Histogram
		for i, p := range points {
			whole.Add(exact.Points(p))
			part := &second
			if i < cut {
				part = &first
			}
			part.Add(exact.Points(p))
		}
		second.Merge(&first)
		if !reflect.DeepEqual(whole, second) {
			t.Fatal("parts add up to something else than the whole")
		}
		bars := whole.Bars(most)
		if len(bars) > most {
			t.Fatalf("%d bars, not at most %d", len(bars), most)
		}
		for _, b := range bars {
			want := 0
			for _, p := range points {
				if int64(b.From) <= p && p < int64(b.To) {
					want++
				}
			}
			if b.Count != want || whole.In(b.From, b.To) != want {
				t.Fatalf("%v holds %d, and %d are in it", b, b.Count, want)
			}
		}
	})
}

// More different points than there are bins make the bins wider, in any order alike.
func TestHistogramIsBounded(t *testing.T) {
	var up, down, parts Histogram
	const n = 100_000
	for i := range n {
		up.Add(exact.Points(i * 7))
		down.Add(exact.Points((n - 1 - i) * 7))
		if i%2 == 0 {
			parts.Add(exact.Points(i * 7))
		}
	}
	var odd Histogram
	for i := 1; i < n; i += 2 {
		odd.Add(exact.Points(i * 7))
	}
	parts.Merge(&odd)
	if len(up.counts) > mostBins || up.width != 1000 {
		t.Errorf("%d bins of %d", len(up.counts), up.width)
	}
	if !reflect.DeepEqual(up, down) || !reflect.DeepEqual(up, parts) {
		t.Error("the order of the points changes the bins")
	}
}
