package holdout

import (
	"cmp"
	"leadscore/outcomes"
	"math"
	"slices"
)

// Rolling windows: what is learned from the oldest so many tenths of the leads is
// tried on the next tenth, as someone would have used it.
const (
	windowTenths = 10
	leastWindows = 3 // fewer say nothing of the worst
	firstWindow  = 4 // tenths that the first window learns from
)

// Windows are the rolling windows of the leads, oldest first: each cut lies where the
// order changes. A window with too few won or lost leads on either side is left out.
func Windows(h *outcomes.History, leads []int32, won []bool) []Split {
	order, place := InOrder(h, leads)
	cut := func(tenths int) int {
		at := len(order) * tenths / windowTenths
		for at > 0 && at < len(order) && place(order[at]) == place(order[at-1]) {
			at++
		}
		return at
	}
	var all []Split
	for k := firstWindow; k < windowTenths; k++ {
		from, to := cut(k), cut(k+1)
		s := Split{Train: order[:from:from], Test: order[from:to:to]}
		if Enough(s.Train, won) && BothAtLeast(s.Test, won, leastWindow) {
			all = append(all, s)
		}
	}
	if len(all) < leastWindows {
		return nil
	}
	return all
}

// InOrder sorts leads by when they came, those of no known time first; where no time
// is known the rows' order counts.
func InOrder(h *outcomes.History, leads []int32) (order []int32, place func(i int32) float64) {
	place = func(i int32) float64 {
		if !h.HasOrder() {
			return float64(i)
		}
		if v := h.Order(int(i)); !math.IsNaN(v) {
			return v
		}
		return math.Inf(-1)
	}
	order = slices.Clone(leads)
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(place(x), place(y)) })
	return order, place
}

// Tenths says of each lead of a history in which tenth of some leads it came, from 0, the
// oldest.
type Tenths []uint8

// TenthCount is how many tenths there are.
const TenthCount = windowTenths

// TenthsOf cuts leads into tenths by when they came.
func TenthsOf(h *outcomes.History, leads []int32) Tenths {
	tenths := make(Tenths, h.Len())
	order, _ := InOrder(h, leads)
	for k, i := range order {
		tenths[i] = uint8(k * TenthCount / len(order))
	}
	return tenths
}
