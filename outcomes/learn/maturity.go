package learn

import (
	"slices"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/guards"
	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/jobs"
	"leadscore/outcomes/stats"
)

// Leads that came lately and have an outcome already are the quick ones, and where losing
// takes longer than winning, or the other way round, they are not like the others.
const (
	youngest    = 0.1 // of the leads: those whose outcomes may not be known yet
	mostlyOpen  = 0.5 // of the youngest leads, from which on it is told
	partlyOpen  = 0.2 // likewise, where those that are not open win otherwise than older ones
	visiblyLess = 2.0 / 3
)

// mature leaves out leads younger than so many days on the list's last day, whatever their
// outcome: of these leads the won or the lost ones are known later than the others.
func (l *learner) mature(days int) {
	_, last := l.history.Span(positions32(l.history.Len()))
	l.leads = slices.DeleteFunc(l.leads, func(i int32) bool {
		young := l.history.Order(int(i)) > last-float64(days)
		if young {
			l.report.Immature++
		}
		return young
	})
	l.all = l.tally(l.leads)
	l.report.Won, l.report.Lost = l.all.Won, l.all.Lost
	l.report.Oldest, l.report.Latest = l.history.Span(l.leads)
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
	if !h.HasOrder() || l.opt.Matures > 0 {
		return
	}
	order, _ := holdout.InOrder(h, positions32(h.Len()))
	cut := len(order) - int(youngest*float64(len(order)))
	older, young := l.closed(order[:cut]), l.closed(order[cut:])
	remedy := outcomes.Plain("--matures 90d leaves out leads too young to be known")
	switch open := len(order) - cut - young.Leads(); {
	case stats.Ratio(open, len(order)-cut) >= mostlyOpen:
		l.note(outcomes.Textf("%d of the %d youngest leads are open: those that are not are the quick ones. %s", open, len(order)-cut, remedy))
	case older.Leads() == 0 || young.Leads() < guards.LeastYoungOf:
	case stats.Ratio(open, len(order)-cut) >= partlyOpen && young.Rate().Low > older.Rate().High:
		l.note(outcomes.Textf("%d of the %d youngest leads are open, and the others win at %.1f %%, older ones at %.1f %%: those that will be lost are not known yet. %s", open, len(order)-cut, 100*young.Rate().Value, 100*older.Rate().Value, remedy))
	case young.Rate().High < older.Rate().Low && young.Rate().Value < visiblyLess*older.Rate().Value:
		l.note(outcomes.Textf("the youngest tenth of the leads wins at %.1f %%, the older ones at %.1f %%: some may be lost only so far. %s", 100*young.Rate().Value, 100*older.Rate().Value, remedy))
	}
}

func (l *learner) note(note outcomes.Text) {
	l.report.Notes = append(l.report.Notes, note)
}

// closed counts the leads with an outcome.
func (l *learner) closed(leads []int32) (t stats.Tally) {
	for _, i := range leads {
		if l.history.Outcome(int(i)) != outcomes.Open {
			t.Count(l.won[i])
		}
	}
	return t
}

// screenClocks marks the fields that are functions of time, unless they tell the outcome
// anyway.
func (l *learner) screenClocks(leaks []guards.Leak) {
	order, _ := holdout.InOrder(l.history, l.leads)
	jobs.Do(len(l.fields), func(j int) {
		if c := guards.ClockOf(l.fields[j], order); c.Tells() && leaks[j].Weight < guards.Suspect {
			leaks[j] = guards.Leak{Reasons: []outcomes.Text{c.Text()}, Weight: guards.Passing}
		}
	})
}
