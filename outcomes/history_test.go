package outcomes_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
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

// Leads that come many at once are kept as those that come one by one are.
func TestAddBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 4).Draw(t, "width")
		row := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("ab")), 0, 2, -1), width, width)
		rows := rapid.SliceOfN(row, 0, 60).Draw(t, "rows")
		header := []string{"A", "B", "C", "D", "E"}[:rapid.IntRange(width, 5).Draw(t, "columns")]
		became := rapid.Custom(func(t *rapid.T) outcomes.Outcome { return outcomes.Outcome(rapid.IntRange(0, 2).Draw(t, "outcome")) })
		one, many := outcomes.NewHistory(header), outcomes.NewHistory(header)
		if rapid.Bool().Draw(t, "some") {
			one.KeepOnly([]int{0, 2}[:min(2, (width+1)/2)])
			many.KeepOnly([]int{0, 2}[:min(2, (width+1)/2)])
		}
		var batch outcomes.Batch
		for len(rows) > 0 {
			n := rapid.IntRange(1, len(rows)).Draw(t, "part")
			of := rapid.SliceOfN(became, n, n).Draw(t, "outcomes")
			batch.Reset()
			for i, cells := range rows[:n] {
				batch.Add(cells)
				one.Add(outcomes.Lead{Cells: cells, Outcome: of[i], Order: math.NaN()})
				if got := batch.Cells(i, nil); !slices.Equal(got, cells) {
					t.Fatalf("lead %d of a batch has %q, want %q", i, got, cells)
				}
			}
			many.AddBatch(&batch, of)
			rows = rows[n:]
		}
		if one.Len() != many.Len() || many.HasOrder() || many.HasAsOf() {
			t.Fatalf("%d leads, want %d, without days", many.Len(), one.Len())
		}
		for i := range one.Len() {
			if got, want := many.Cells(i, nil), one.Cells(i, nil); !slices.Equal(got, want) || many.Outcome(i) != one.Outcome(i) || many.Rest(i) != one.Rest(i) {
				t.Fatalf("lead %d: %q, %v, want %q, %v", i, got, many.Outcome(i), want, one.Outcome(i))
			}
		}
		for c := range header {
			texts, codes := many.Different(c)
			wantTexts, wantCodes := one.Different(c)
			if !slices.Equal(texts, wantTexts) || !slices.Equal(codes, wantCodes) || many.HowMany(c) != one.HowMany(c) {
				t.Fatalf("column %d: %q, %v, want %q, %v", c, texts, codes, wantTexts, wantCodes)
			}
		}
	})
}
