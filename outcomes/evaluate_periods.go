package outcomes

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

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
	day := func(k int) float64 { return h.order[r.leads[k]] }
	slices.SortStableFunc(dated, func(a, b int) int { return cmp.Compare(day(a), day(b)) })
	name := periodNames(len(dated), func(i int) float64 { return day(dated[i]) })
	bins := decileBins(r.scores)
	earlier := make([]int, slices.Max(append(bins, 0))+1)
	for start := 0; start < len(dated); {
		of, end := name(day(dated[start])), start+1
		for end < len(dated) && name(day(dated[end])) == of {
			end++
		}
		ev.Periods = append(ev.Periods, r.period(of, dated[start:end], bins, earlier))
		start = end
	}
	ev.countOpen(h, name)
}

func sumOfInts(counts []int) (sum int) {
	for _, n := range counts {
		sum += n
	}
	return sum
}

// countOpen counts the open leads of each period that is listed.
func (ev *Evaluation) countOpen(h *History, name func(day float64) string) {
	at := map[string]*Period{}
	for i := range ev.Periods {
		at[ev.Periods[i].Name] = &ev.Periods[i]
	}
	for i, o := range h.outcomes {
		if o != Open || math.IsNaN(h.order[i]) {
			continue
		}
		if p := at[name(h.order[i])]; p != nil {
			p.Open++
		}
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
		p.Count(r.won[k])
		p.Expected += r.probabilities[k]
		counts[bins[k]]++
	}
	p.AUC = stats.DeLong(scores, won)
	if before := sumOfInts(earlier); before > 0 {
		p.Shift = stats.PSI(earlier, counts)
		p.Chance = float64(len(earlier)-1) * (1/float64(before) + 1/float64(len(at)))
	}
	for b, n := range counts {
		earlier[b] += n
	}
	return p
}

// periodNames names the period of a day: its month where the days have few enough of
// them, else its quarter, else its year.
func periodNames(days int, day func(i int) float64) func(day float64) string {
	var name func(day float64) string
	for _, of := range []func(time.Time) string{month, quarter, year} {
		name = func(day float64) string { return of(time.Unix(int64(day)*24*3600, 0).UTC()) }
		different := map[string]bool{}
		for i := range days {
			different[name(day(i))] = true
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
	ranks := stats.MidRanks(scores)
	bins := make([]int, len(scores))
	for i, rank := range ranks {
		bins[i] = min(int(10*rank/float64(len(scores)+1)), 9)
	}
	return bins
}
