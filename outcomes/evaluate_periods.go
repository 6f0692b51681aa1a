package outcomes

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// Period is the leads of one month, quarter or year.
type Period struct {
	Name string // 2026-03, 2026 Q1, 2026
	Tally
	AUC      Interval // NaN without leads of both outcomes
	Expected float64  // wins by the rates of the scores
	Shift    float64  // PSI of the scores from all earlier periods; NaN for the first
}

// mostPeriods is how many months, or else quarters, are listed.
const mostPeriods = 18

// byPeriod measures the leads of each period.
func (ev *Evaluation) byPeriod(r *replay, h *History) {
	var dated []int // positions in r.leads
	for k, i := range r.leads {
		if math.IsNaN(h.order[i]) {
			ev.Undated++
		} else {
			dated = append(dated, k)
		}
	}
	name := periodNames(r, h, dated)
	slices.SortStableFunc(dated, func(a, b int) int { return int(h.order[r.leads[a]]) - int(h.order[r.leads[b]]) })
	bins := decileBins(r.scores)
	earlier := make([]int, slices.Max(append(bins, 0))+1)
	for start := 0; start < len(dated); {
		end := start + 1
		for end < len(dated) && name(dated[end]) == name(dated[start]) {
			end++
		}
		ev.Periods = append(ev.Periods, r.period(name(dated[start]), dated[start:end], bins, earlier))
		start = end
	}
}

// period measures the leads at some positions and adds them to the earlier ones.
func (r *replay) period(name string, at, bins, earlier []int) Period {
	p := Period{Name: name, Shift: math.NaN()}
	counts := make([]int, len(earlier))
	var scores []float64
	var won []bool
	for _, k := range at {
		scores, won = append(scores, r.scores[k]), append(won, r.won[k])
		p.count(r.won[k])
		p.Expected += r.probabilities[k]
		counts[bins[k]]++
	}
	p.AUC = DeLong(scores, won)
	if slices.Max(earlier) > 0 {
		p.Shift = PSI(earlier, counts)
	}
	for b, n := range counts {
		earlier[b] += n
	}
	return p
}

// periodNames names the period of each lead: months where there are few enough,
// else quarters, else years.
func periodNames(r *replay, h *History, dated []int) func(k int) string {
	var name func(k int) string
	for _, of := range []func(time.Time) string{month, quarter, year} {
		name = func(k int) string { return of(time.Unix(int64(h.order[r.leads[k]])*24*3600, 0).UTC()) }
		different := map[string]bool{}
		for _, k := range dated {
			different[name(k)] = true
		}
		if len(different) <= mostPeriods {
			break
		}
	}
	return name
}

func month(t time.Time) string   { return t.Format("2006-01") }
func quarter(t time.Time) string { return fmt.Sprintf("%d Q%d", t.Year(), (t.Month()+2)/3) }
func year(t time.Time) string    { return t.Format("2006") }

// decileBins puts each score into one of at most ten bins of about equal size; equal
// scores share a bin.
func decileBins(scores []float64) []int {
	ranks := midRanks(scores)
	bins := make([]int, len(scores))
	for i, rank := range ranks {
		bins[i] = min(int(10*rank/float64(len(scores)+1)), 9)
	}
	return bins
}
