package learn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/stats"
)

// Of two columns that tell of the same thing, each with errors of its own, one is chosen
// and the other told; a column that tells less is not.
func TestAlternatives(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 8))
	seen := func(value, errors int) string { // a size that is sometimes another
		if r.IntN(100) < errors {
			value = r.IntN(4)
		}
		return []string{"small", "medium", "large", "huge"}[value]
	}
	h := outcomes.NewHistory([]string{"By Sales", "By Marketing", "Guessed"})
	for range 4000 {
		size, outcome := r.IntN(4), outcomes.Lost
		if r.Float64() < stats.Logistic(float64(size)-2.5) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{seen(size, 30), seen(size, 30), seen(size, 60)}, Outcome: outcome, Order: math.NaN()})
	}
	got := learn(t, h, Options{Criteria: 1, Pairs: -1, Alternatives: 5}).Report
	if len(got.Alternatives) != 1 {
		t.Fatalf("alternatives %+v", got.Alternatives)
	}
	a, used := got.Alternatives[0], got.Criteria[0].Columns
	both := slices.Sorted(slices.Values(slices.Concat(a.With, a.Without)))
	if !slices.Equal(a.Without, used) || !slices.Equal(both, []string{"By Marketing", "By Sales"}) {
		t.Errorf("without %q, with %q; used %q", a.Without, a.With, used)
	}
	if a.Distance < -asGoodCard || a.Drop() != "--drop "+outcomes.Quoted(used[0]) {
		t.Errorf("distance %v, %s", a.Distance, a.Drop())
	}
	// What it says holds: so it is where the column is dropped.
	drop := learn(t, h, Options{Criteria: 1, Pairs: -1, Drop: used}).Report
	if !slices.Equal(drop.Criteria[0].Columns, a.With) {
		t.Errorf("dropped, the criterion is on %q, not %q", drop.Criteria[0].Columns, a.With)
	}
}
