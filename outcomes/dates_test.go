package outcomes_test

import (
	"fmt"
	"testing"

	"leadscore/match/calendar"
	"leadscore/outcomes"
	"leadscore/rulebook"
)

// Seconds since 1970, and their thousandths, are days where the header speaks of a moment;
// numbers given to records, which look alike, only rise with time.
func TestOrderBySeconds(t *testing.T) {
	for _, c := range []struct {
		header, last string
		days         bool
		order        rulebook.DateOrder
	}{
		{"created_at", "", true, rulebook.OrderUnix},
		{"登録日時", "000", true, rulebook.OrderUnix},
		{"Record ID", "", false, rulebook.OrderUnset},
	} {
		t.Run(c.header, func(t *testing.T) {
			h := outcomes.NewHistory([]string{c.header})
			for i := range 30 { // a lead every twelve hours from 2026-01-05
				h.Add(outcomes.Lead{Cells: []string{fmt.Sprint(1767571200+i*43200) + c.last}, Outcome: outcomes.Won})
			}
			line, err := h.OrderBy(c.header, rulebook.OrderUnset, nil)
			if err != nil {
				t.Fatal(err)
			}
			if line.Days != c.days || line.Order != c.order || line.Known != 30 {
				t.Fatalf("read as %+v", line)
			}
			if !c.days {
				return
			}
			first, _ := calendar.CivilDay(2026, 1, 5)
			for i := range 30 {
				if want := float64(first) + float64(i/2); h.Order(i) != want {
					t.Errorf("lead %d came on day %g, want %g", i, h.Order(i), want)
				}
			}
		})
	}
}

// The column that a lead's ages are counted from holds days, whatever its header.
func TestDateBySeconds(t *testing.T) {
	h := outcomes.NewHistory([]string{"handed over"})
	h.Add(outcomes.Lead{Cells: []string{"1767571200"}, Outcome: outcomes.Won})
	line, err := h.DateBy("handed over", rulebook.OrderUnset, nil)
	if err != nil || line.Order != rulebook.OrderUnix {
		t.Fatalf("read as %+v, %v", line, err)
	}
	if day, has := h.AsOf(0); !has || day.String() != "2026-01-05" {
		t.Errorf("its day is %v, %t", day, has)
	}
}
