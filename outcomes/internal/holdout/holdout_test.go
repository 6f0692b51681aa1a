package holdout

import (
	"fmt"
	"slices"
	"testing"

	"leadscore/outcomes"
	"leadscore/rulebook"
)

// dated is a list of leads with the same cells but for their dates.
func dated(t *testing.T, order bool, dates ...string) (h *outcomes.History, leads []int32) {
	t.Helper()
	h = outcomes.NewHistory([]string{"Created", "Country"})
	h.Reserve("Created", "it is the date")
	for i, date := range dates {
		h.Add(outcomes.Lead{Cells: []string{date, fmt.Sprint("C", i%2)}, Outcome: outcomes.Won})
		leads = append(leads, int32(i))
	}
	if order {
		if _, err := h.OrderBy("Created", rulebook.OrderUnset, nil); err != nil {
			t.Fatal(err)
		}
	}
	return h, leads
}

// A lead that comes again another day is another lead, not a copy; one that stands twice in
// the list is one.
func TestBundlesTellDaysApart(t *testing.T) {
	days := []string{"2026-01-05", "2026-01-05", "2026-02-09", "2026-02-09", "2026-01-05", "2026-01-05"}
	numbers := []string{"11", "12", "13", "14", "15", "16"}
	for _, c := range []struct {
		name  string
		dates []string
		order bool
		want  []int32
	}{
		{"by day", days, true, []int32{0, 1, 2, 3, 0, 1}},
		{"by numbers that rise, of which each row has its own", numbers, true, []int32{0, 1, 0, 1, 0, 1}},
		{"without an order", days, false, []int32{0, 1, 0, 1, 0, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h, leads := dated(t, c.order, c.dates...)
			if got := Bundles(h, leads, map[int]bool{0: true}); !slices.Equal(got, c.want) {
				t.Errorf("bundles are %v, want %v", got, c.want)
			}
		})
	}
}

// Tenths go by the day, not by the row.
func TestTenthsOf(t *testing.T) {
	var dates []string
	for i := range 20 {
		dates = append(dates, fmt.Sprintf("2026-01-%02d", 20-i))
	}
	h, leads := dated(t, true, dates...)
	got := TenthsOf(h, leads)
	for i, tenth := range got {
		if want := uint8((19 - i) / 2); tenth != want {
			t.Errorf("lead %d is of tenth %d, want %d", i, tenth, want)
		}
	}
	if got := TenthsOf(h, leads[10:]); got[19] != 0 || got[10] != 9 {
		t.Errorf("of ten leads the oldest is of tenth %d and the newest of %d, want 0 and 9", got[19], got[10])
	}
}
