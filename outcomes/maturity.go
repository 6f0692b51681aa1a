package outcomes

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"leadscore/outcomes/stats"
)

// Leads that came lately and have an outcome already are the quick ones, and where losing
// takes longer than winning, or the other way round, they are not like the others.
const (
	youngest     = 0.1 // of the leads: those whose outcomes may not be known yet
	mostlyOpen   = 0.5 // of the youngest leads, from which on it is told
	visiblyLess  = 2.0 / 3
	leastYoungOf = 40 // leads that tell how often a cell is filled
)

// mature leaves out leads younger than so many days on the list's last day, whatever their
// outcome: of these leads the won or the lost ones are known later than the others.
func (l *learner) mature(days int) {
	_, last := l.history.span(positions32(l.history.Len()))
	l.leads = slices.DeleteFunc(l.leads, func(i int32) bool {
		young := l.history.order[i] > last-float64(days)
		if young {
			l.report.Immature++
		}
		return young
	})
	l.all = l.tally(l.leads)
	l.report.Won, l.report.Lost = l.all.Won, l.all.Lost
	l.report.Oldest, l.report.Latest = l.history.span(l.leads)
}

func positions32(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// tellImmature warns where the youngest leads are mostly open, or win visibly less often
// than those before them.
func (l *learner) tellImmature() {
	h := l.history
	if !h.hasOrder() || l.opt.Matures > 0 {
		return
	}
	order, _ := inOrder(h, positions32(h.Len()))
	cut := len(order) - int(youngest*float64(len(order)))
	older, young := l.closed(order[:cut]), l.closed(order[cut:])
	const remedy = "--matures 90d leaves out leads too young to be known"
	switch open := len(order) - cut - young.Leads(); {
	case stats.Ratio(open, len(order)-cut) >= mostlyOpen:
		l.note("%d of the %d youngest leads are open: those that are not are the quick ones. %s", open, len(order)-cut, remedy)
	case older.Leads() == 0 || young.Leads() < leastYoungOf:
	case young.Rate().High < older.Rate().Low && young.Rate().Value < visiblyLess*older.Rate().Value:
		l.note("the youngest tenth of the leads wins at %.1f %%, the older ones at %.1f %%: some may be lost only so far. %s", 100*young.Rate().Value, 100*older.Rate().Value, remedy)
	}
}

func (l *learner) note(format string, args ...any) {
	l.report.Notes = append(l.report.Notes, fmt.Sprintf(format, args...))
}

// closed counts the leads with an outcome.
func (l *learner) closed(leads []int32) (t stats.Tally) {
	for _, i := range leads {
		if l.history.outcomes[i] != Open {
			t.Count(l.won[i])
		}
	}
	return t
}

// whileOpen is how often a column is filled in while a lead is open, beside leads of the
// same time that are not.
type whileOpen struct {
	open, closed  float64 // shares that are filled
	known, differ bool    // enough leads tell; not by luck
}

// openLeads are those without an outcome, and those with one that came when they did.
func openLeads(h *History, leads []int32) (open, closed []int32) {
	for i, o := range h.outcomes {
		if o == Open {
			open = append(open, int32(i))
		}
	}
	if len(open) < leastYoungOf || !h.hasOrder() {
		return open, leads
	}
	times := make([]float64, 0, len(open))
	for _, i := range open {
		if !math.IsNaN(h.order[i]) {
			times = append(times, h.order[i])
		}
	}
	slices.SortFunc(times, cmp.Compare)
	if len(times) == 0 {
		return open, leads
	}
	from := times[len(times)/10]
	for _, i := range leads {
		if h.order[i] >= from {
			closed = append(closed, i)
		}
	}
	return open, closed
}

// filledWhileOpen compares how often a field is filled.
func (s *screen) filledWhileOpen(f *field) whileOpen {
	if len(s.open) < leastYoungOf || len(s.closed) < leastYoungOf {
		return whileOpen{}
	}
	filled := func(leads []int32) float64 {
		n := 0
		for _, i := range leads {
			if f.atoms[i] != noAtom {
				n++
			}
		}
		return stats.Ratio(n, len(leads))
	}
	w := whileOpen{open: filled(s.open), closed: filled(s.closed), known: true}
	w.differ = worth(w.closed, w.open, stats.Tally{Won: len(s.closed), Lost: len(s.open)}) != 0
	return w
}

// onlyLater reports that the column is filled in once the outcome is known.
func (w whileOpen) onlyLater() bool { return w.known && w.differ && w.closed-w.open >= certainGap }

// asOften reports that it is filled in as often while the lead is open.
func (w whileOpen) asOften() bool { return w.known && w.closed-w.open < doubtGap/2 }
