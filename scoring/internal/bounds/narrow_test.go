package bounds

import (
	"testing"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/title"
)

// What two intervals of days have in common, one day included.
func TestNarrowDays(t *testing.T) {
	for _, c := range []struct {
		name                  string
		first, last, from, to calendar.Day
		wantFirst, wantLast   calendar.Day
		common                bool
	}{
		{"one within the other", 1, 31, 10, 20, 10, 20, true},
		{"the other within one", 10, 20, 1, 31, 10, 20, true},
		{"a part", 1, 15, 10, 20, 10, 15, true},
		{"the last day", 1, 10, 10, 20, 10, 10, true},
		{"the first day", 20, 25, 10, 20, 20, 20, true},
		{"nothing", 1, 9, 10, 20, 0, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := cell.Value{State: cell.Known, Day: c.first, More: c.last - c.first}
			got := narrow(&p, &cell.Value{State: cell.Known, Day: c.from, More: c.to - c.from})
			if got != c.common || got && (p.Day != c.wantFirst || p.LastDay() != c.wantLast) {
				t.Errorf("%v: %d to %d, want %v: %d to %d", got, p.Day, p.LastDay(), c.common, c.wantFirst, c.wantLast)
			}
		})
	}
}

// Whatever a title may turn out to say, from the first level to the last.
func TestLevelsAreAll(t *testing.T) {
	all := levels()
	if first, last := all[0].Level, all[len(all)-1].Level; first != title.Student || last != title.CLevel || len(all) != int(title.CLevel-title.Student)+1 {
		t.Errorf("%d levels, %v to %v", len(all), first, last)
	}
}
