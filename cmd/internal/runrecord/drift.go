package runrecord

import (
	"cmp"
	"math"
	"slices"

	"leadscore/outcomes/stats"
)

// Drift is how far something is from what it was in an earlier run: the population
// stability index, see stats.PSI.
type Drift struct {
	Of  string  `json:"of"` // score, stage, or the header of a field
	PSI float64 `json:"psi"`
}

// The bounds of the population stability index that are customary in credit scoring
// (Siddiqi, Credit Risk Scorecards, 2006): below the first nothing has changed, from the
// second on much has.
const (
	Shifting = 0.1
	Shifted  = 0.25
)

// DriftFrom compares the run with an earlier one: its scores in bands of ten points, its
// stages by name, and of each field of both how many cells are readable.
func (r *Record) DriftFrom(earlier *Record) []Drift {
	var before, after counts[int]
	for _, b := range earlier.Scores.Bands {
		before.add(b.From, b.Leads)
	}
	for _, b := range r.Scores.Bands {
		after.add(b.From, b.Leads)
	}
	all := []Drift{{"score", psi(before, after)}}
	var stagesBefore, stagesAfter counts[string]
	for _, s := range earlier.Stages {
		stagesBefore.add(s.Name, s.Leads)
	}
	for _, s := range r.Stages {
		stagesAfter.add(s.Name, s.Leads)
	}
	all = append(all, Drift{"stage", psi(stagesBefore, stagesAfter)})
	for _, f := range r.Fields {
		i := slices.IndexFunc(earlier.Fields, func(e Field) bool { return e.Header == f.Header })
		if i >= 0 {
			was := []int{earlier.Fields[i].Unreadable, earlier.Rows.Scored - earlier.Fields[i].Unreadable}
			all = append(all, Drift{f.Header, round(stats.PSI(was, []int{f.Unreadable, r.Rows.Scored - f.Unreadable}))})
		}
	}
	return all
}

// counts are leads by what they have.
type counts[K cmp.Ordered] map[K]int

func (c *counts[K]) add(key K, leads int) {
	if *c == nil {
		*c = counts[K]{}
	}
	(*c)[key] += leads
}

// psi is the stability index of counts whose keys are those of either.
func psi[K cmp.Ordered](before, after counts[K]) float64 {
	var keys []K
	for _, c := range []counts[K]{before, after} {
		for key := range c {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	was, is := make([]int, len(keys)), make([]int, len(keys))
	for i, key := range keys {
		was[i], is[i] = before[key], after[key]
	}
	return round(stats.PSI(was, is))
}

// round keeps the digits that tell something, and the same ones on every machine.
func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
