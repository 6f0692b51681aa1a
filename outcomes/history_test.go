package outcomes_test

import (
	"fmt"
	"slices"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/internal/holdout"
)

// Columns that are not kept are blank, and tell copies of a lead apart all the same.
func TestKeepOnly(t *testing.T) {
	rows := [][]string{{"a", "1", "x"}, {"a", "1", "y"}, {"a", "1", "x"}, {"b", "1", "x"}, {"a", "2", "x"}, {"a", "1", "y"}}
	header, leads := []string{"A", "B", "C"}, []int32{0, 1, 2, 3, 4, 5}
	whole, part := outcomes.NewHistory(header), outcomes.NewHistory(header)
	part.KeepOnly([]int{1})
	for _, cells := range rows {
		whole.Add(outcomes.Lead{Cells: cells, Outcome: outcomes.Won})
		part.Add(outcomes.Lead{Cells: cells, Outcome: outcomes.Won})
	}
	if got := part.Cells(4, nil); !slices.Equal(got, []string{"", "2", ""}) {
		t.Errorf("cells are %q", got)
	}
	want := holdout.Bundles(whole, leads, nil)
	if got := holdout.Bundles(part, leads, nil); !slices.Equal(got, want) {
		t.Errorf("copies are %v, want %v", got, want)
	}
	for c := range header {
		if whole.HowMany(c) != 2 || part.HowMany(c) != 2 {
			t.Errorf("column %d has %d and %d different cells, want 2", c, whole.HowMany(c), part.HowMany(c))
		}
	}
}

// What is counted of a column that is not kept has an end.
func TestHowManyEnds(t *testing.T) {
	h := outcomes.NewHistory([]string{"A"})
	h.KeepOnly(nil)
	for i := range outcomes.MostSeen + 10 {
		h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(i)}})
	}
	if got := h.HowMany(0); got != outcomes.MostSeen {
		t.Errorf("%d are different, want %d", got, outcomes.MostSeen)
	}
}
