package learn

import (
	"testing"

	"leadscore/outcomes/stats"
)

// A part of a list lies evenly over the whole of it, oldest to newest, and is no longer than
// asked.
func TestEvenly(t *testing.T) {
	for _, c := range []struct{ leads, most, want, gap int }{
		{10, 10, 10, 1}, {10, 20, 10, 1}, {11, 10, 6, 2}, {1000, 300, 250, 4}, {0, 5, 0, 0},
	} {
		var leads []int32
		for _, p := range stats.Positions(c.leads) {
			leads = append(leads, int32(p))
		}
		got := evenly(leads, c.most)
		if len(got) != c.want {
			t.Errorf("of %d leads at most %d are %d, want %d", c.leads, c.most, len(got), c.want)
		}
		for k, lead := range got {
			if int(lead) != k*c.gap {
				t.Errorf("of %d leads at most %d: lead %d at position %d", c.leads, c.most, lead, k)
			}
		}
	}
}
