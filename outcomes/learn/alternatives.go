package learn

import (
	"cmp"
	"slices"
	"strings"

	"leadscore/outcomes"
	"leadscore/outcomes/stats"
)

// Alternative is a set of columns other than the rulebook's that sorts as well.
type Alternative struct {
	Without  []string       // columns of the rulebook that it does without
	With     []string       // columns that it has instead
	AUC      stats.Interval // in folds, of its fields without pairs
	Distance float64        // that AUC less that of the rulebook's own fields
}

// Drop is how to have it: the option that leaves its Without out.
func (a *Alternative) Drop() string {
	var texts []string
	for _, column := range a.Without {
		texts = append(texts, "--drop "+outcomes.Quoted(column))
	}
	return strings.Join(texts, " ")
}

// asGoodCard is the AUC in folds by which an alternative may be worse than what was chosen.
const asGoodCard = 0.003

// alternatives looks for other fields that sort as well, so that people may take those
// that they believe: it does without each field of the rulebook in turn, then without two
// of those that could be done without, and chooses anew.
func (l *learner) alternatives(most int) {
	all := l.learnFrom(l.fields, l.leads, l.pinned, l.size)
	own := all.at(l.size).Chosen
	auc := l.aucWithout(nil).Value
	seen := [][]int{sortedInts(own)}
	var found []Alternative
	try := func(without []int) bool {
		path := all.table.Forward(l.size, without...)
		if len(path) == 0 {
			return false
		}
		chosen := sortedInts(path[len(path)-1].Chosen)
		if slices.ContainsFunc(seen, func(s []int) bool { return slices.Equal(s, chosen) }) {
			return false
		}
		seen = append(seen, chosen)
		got := l.aucWithout(without)
		if auc-got.Value > asGoodCard {
			return false
		}
		found = append(found, Alternative{l.headersOf(own, chosen), l.headersOf(chosen, own), got, got.Value - auc})
		return true
	}
	var spare []int // fields that can be done without
	for _, j := range own {
		if !slices.Contains(l.pinned, j) && try([]int{j}) {
			spare = append(spare, j)
		}
	}
	for k := range spare {
		for m := range k {
			if len(found) < most {
				try([]int{spare[m], spare[k]})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Alternative) int { return cmp.Compare(b.AUC.Value, a.AUC.Value) })
	l.report.Alternatives = found[:min(most, len(found))]
}

// aucWithout is the AUC in folds of what is chosen where some fields are not to be.
func (l *learner) aucWithout(without []int) stats.Interval {
	return l.foldAUC(func(k int) []float64 {
		f := l.fits[k]
		if without != nil {
			if f.path = f.table.Forward(l.size, without...); len(f.path) == 0 {
				return make([]float64, len(l.folds[k].Test))
			}
		}
		return f.linear(f.table.Keep(f.at(l.size), f.pinned), l.folds[k])
	})
}

func sortedInts(values []int) []int {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return sorted
}

// headersOf are the columns of fields that others do not hold.
func (l *learner) headersOf(fields, others []int) []string {
	var headers []string
	for _, j := range fields {
		if !slices.Contains(others, j) {
			headers = append(headers, l.fields[j].Header)
		}
	}
	return headers
}
