package evaluate

import (
	"fmt"
	"math"
	"slices"
	"time"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// Period is the leads of one month, quarter or year.
type Period struct {
	Name string // 2026-03, 2026 Q1, 2026
	stats.Tally
	Open     int            // leads that are not decided yet
	AUC      stats.Interval // NaN without leads of both outcomes
	Expected float64        // wins by the rates of the scores
	Shift    float64        // PSI of the scores from all earlier periods; NaN for the first
	Chance   float64        // the PSI that as few leads would have without any shift
	Drift    Drift
}

// mostPeriods is how many months, or else quarters, are listed.
const mostPeriods = 18

// spell is the leads of a period, by their positions, the oldest first.
type spell struct {
	name  string
	leads []int32
}

// byPeriod measures the leads of each period.
func (ev *Evaluation) byPeriod(r *replay, h *outcomes.History, used []*typing.Field) {
	dated, days := r.inTime(h)
	ev.Undated = len(r.leads) - len(dated)
	name := periodNames(slices.Compact(slices.Clone(days)))
	spells := spellsOf(dated, days, name)
	past := newPast(r, spells, used)
	for at, s := range spells {
		ev.Periods = append(ev.Periods, past.period(at, s))
	}
	ev.countOpen(h, name)
}

// inTime are the positions of the leads whose day is known, the oldest first, and their days.
func (r *replay) inTime(h *outcomes.History) (dated []int32, days []float64) {
	for k, i := range r.leads {
		if day := h.Order(int(i)); !math.IsNaN(day) {
			dated, days = append(dated, int32(k)), append(days, day)
		}
	}
	order := stats.Rising(days)
	return stats.Pick(dated, order), stats.Pick(days, order)
}

// spellsOf parts leads in the order of their days into periods.
func spellsOf(dated []int32, days []float64, name func(day float64) string) []spell {
	var spells []spell
	for start := 0; start < len(dated); {
		of, end := name(days[start]), start+1
		for end < len(dated) && (days[end] == days[end-1] || name(days[end]) == of) {
			end++
		}
		spells = append(spells, spell{of, dated[start:end]})
		start = end
	}
	return spells
}

// countOpen counts the open leads of each period that is listed.
func (ev *Evaluation) countOpen(h *outcomes.History, name func(day float64) string) {
	at := map[string]*Period{}
	for i := range ev.Periods {
		at[ev.Periods[i].Name] = &ev.Periods[i]
	}
	for i := range h.Len() {
		o := h.Outcome(i)
		if o != outcomes.Open || math.IsNaN(h.Order(int(i))) {
			continue
		}
		if p := at[name(h.Order(int(i)))]; p != nil {
			p.Open++
		}
	}
}

// periodNames names the period of a day: its month where the days have few enough of
// them, else its quarter, else its year.
func periodNames(days []float64) func(day float64) string {
	var name func(day float64) string
	for _, of := range []func(time.Time) string{month, quarter, year} {
		name = remembered(of)
		different := map[string]bool{}
		for _, day := range days {
			different[name(day)] = true
		}
		if len(different) <= mostPeriods {
			break
		}
	}
	return name
}

// remembered names each day once: many leads come on one.
func remembered(of func(time.Time) string) func(day float64) string {
	names := map[float64]string{}
	return func(day float64) string {
		name, known := names[day]
		if !known {
			name = of(time.Unix(int64(day)*24*3600, 0).UTC())
			names[day] = name
		}
		return name
	}
}

func month(t time.Time) string   { return t.Format("2006-01") }
func quarter(t time.Time) string { return fmt.Sprintf("%d Q%d", t.Year(), (t.Month()+2)/3) }
func year(t time.Time) string    { return t.Format("2006") }

// decileBins puts each of groups into one of at most ten bins with about as many leads.
func decileBins(groups []stats.Tie) []uint8 {
	bins, leads, above := make([]uint8, len(groups)), 0, 0
	for _, g := range groups {
		leads += g.Leads()
	}
	for n, g := range groups {
		above += g.Leads()
		middle := float64(2*(leads-above)+g.Leads()+1) / 2 // rank, from the lowest score
		bins[n] = uint8(min(int(10*middle/float64(leads+1)), 9))
	}
	return bins
}
