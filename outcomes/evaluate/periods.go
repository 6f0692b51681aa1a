package evaluate

import (
	"cmp"
	"fmt"
	"maps"
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

// byPeriod measures the leads of each period.
func (ev *Evaluation) byPeriod(r *replay, h *outcomes.History, used []*typing.Field) {
	var dated []int // positions in r.leads
	for k, i := range r.leads {
		if math.IsNaN(h.Order(int(i))) {
			ev.Undated++
		} else {
			dated = append(dated, k)
		}
	}
	day := func(k int) float64 { return h.Order(int(r.leads[k])) }
	slices.SortStableFunc(dated, func(a, b int) int { return cmp.Compare(day(a), day(b)) })
	days := map[float64]bool{}
	for _, k := range dated {
		days[day(k)] = true
	}
	name := periodNames(slices.Collect(maps.Keys(days)))
	bins := decileBins(r.scores)
	past := newPast(r, bins, used)
	for start := 0; start < len(dated); {
		of, end := name(day(dated[start])), start+1
		for end < len(dated) && name(day(dated[end])) == of {
			end++
		}
		ev.Periods = append(ev.Periods, past.period(of, dated[start:end]))
		start = end
	}
	ev.countOpen(h, name)
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

// decileBins puts each score into one of at most ten bins of about equal size; equal
// scores share a bin.
func decileBins(scores []float64) []int {
	ranks := stats.MidRanks(scores)
	bins := make([]int, len(scores))
	for i, rank := range ranks {
		bins[i] = min(int(10*rank/float64(len(scores)+1)), 9)
	}
	return bins
}
