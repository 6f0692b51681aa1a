package guards

import (
	"cmp"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
	"math"
	"slices"
)

// LeastYoungOf is how many leads tell how often a cell is filled.
const LeastYoungOf = 40

// whileOpen is how often a column is filled in while a lead is open, beside leads of the
// same time that are not.
type whileOpen struct {
	open, closed  float64 // shares that are filled
	known, differ bool    // enough leads tell; not by luck
}

// openLeads are those without an outcome, and those with one that came when they did.
func openLeads(h *outcomes.History, leads []int32) (open, closed []int32) {
	for i := range h.Len() {
		o := h.Outcome(i)
		if o == outcomes.Open {
			open = append(open, int32(i))
		}
	}
	if len(open) < LeastYoungOf || !h.HasOrder() {
		return open, leads
	}
	times := make([]float64, 0, len(open))
	for _, i := range open {
		if !math.IsNaN(h.Order(int(i))) {
			times = append(times, h.Order(int(i)))
		}
	}
	slices.SortFunc(times, cmp.Compare)
	if len(times) == 0 {
		return open, leads
	}
	from := times[len(times)/10]
	for _, i := range leads {
		if h.Order(int(i)) >= from {
			closed = append(closed, i)
		}
	}
	return open, closed
}

// filledWhileOpen compares how often a field is filled.
func (s *Screen) filledWhileOpen(f *typing.Field) whileOpen {
	if len(s.open) < LeastYoungOf || len(s.closed) < LeastYoungOf {
		return whileOpen{}
	}
	filled := func(leads []int32) float64 {
		n := 0
		for _, i := range leads {
			if f.Atoms[i] != typing.Missing {
				n++
			}
		}
		return stats.Ratio(n, len(leads))
	}
	w := whileOpen{open: filled(s.open), closed: filled(s.closed), known: true}
	w.differ = worth(w.closed, w.open, stats.Tally{Won: len(s.closed), Lost: len(s.open)}) != 0
	return w
}

// A column that open leads next to never have, and so many of the others do, is filled in
// later too, however few of these have it.
const (
	laterShare = 0.1 // of the leads with an outcome that have it
	neverShare = 20  // times as often as open ones
)

// onlyLater reports that the column is filled in once the outcome is known.
func (w whileOpen) onlyLater() bool {
	never := w.closed >= laterShare && w.open*neverShare <= w.closed
	return w.known && w.differ && (never || w.closed-w.open >= certainGap)
}

// asOften reports that it is filled in as often while the lead is open.
func (w whileOpen) asOften() bool { return w.known && w.closed-w.open < doubtGap/2 }
