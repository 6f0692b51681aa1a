package typing

import (
	"fmt"
	"testing"

	"leadscore/match/calendar"
	"leadscore/outcomes"
	"leadscore/rulebook"
)

// Seconds since 1970 are learned as ages where the header speaks of a moment, and else as the
// numbers that they are.
func TestSecondsAreAges(t *testing.T) {
	asOf, _ := calendar.CivilDay(2026, 6, 1)
	for _, c := range []struct {
		header string
		dated  bool
		want   Kind
		cause  outcomes.Cause
	}{
		{"last_seen_at", true, AgeKind, ""},
		{"Last Seen Ms At", true, AgeKind, ""},
		{"last_seen_at", false, 0, outcomes.CauseDate},
		{"Lifetime bytes", true, NumberKind, ""},
	} {
		h := outcomes.NewHistory([]string{c.header})
		var leads []int32
		for i := range 60 {
			cells := []string{fmt.Sprint(1767571200 + (i%20)*864000 + i/20*7)}
			if c.header == "Last Seen Ms At" {
				cells[0] += "123"
			}
			lead := outcomes.Lead{Cells: cells, Outcome: []outcomes.Outcome{outcomes.Won, outcomes.Lost}[i%2]}
			if c.dated {
				lead.AsOf = &asOf
			}
			h.Add(lead)
			leads = append(leads, int32(i))
		}
		got := Read(h, 0, leads, true)
		switch {
		case c.cause != "" || !c.dated:
			if got.Excluded == nil || got.Excluded.Cause != c.cause {
				t.Errorf("%s without a day to count from: %+v", c.header, got)
			}
		case got.Field == nil || got.Field.Kind != c.want:
			t.Errorf("%s: %+v, want %v", c.header, got, c.want)
		case c.want == AgeKind && (got.Field.order != rulebook.OrderUnix || len(got.Field.Numbers) != 16):
			t.Errorf("%s: order %v, ages %v", c.header, got.Field.order, got.Field.Numbers)
		}
	}
}
