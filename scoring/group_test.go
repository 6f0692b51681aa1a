package scoring_test

import (
	"fmt"
	"testing"
	"time"

	"leadscore/match/calendar"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// TestGroups: what goes on of a group, by hand: the bounds hold it first, then it fades,
// and of what is left a share counts. As of 2026-11-21.
func TestGroups(t *testing.T) {
	for _, c := range []struct {
		name, group      string
		points, seen     string
		lines            []string
		low, high, worth string // of the score; of the group, as metrics see it
	}{
		{"a share counts", "{counts: 60%}", "40", "2026-11-21", []string{"A +40", "60% of fit -16"}, "24", "24", "40"},
		{"after the bounds", "{max: 30, counts: 60%}", "40", "2026-11-21", []string{"A +40", "cap of fit -10", "60% of fit -12"}, "18", "18", "30"},
		{"a fraction is exact", "{counts: 7/12}", "10", "2026-11-21", []string{"A +10", "7/12 of fit -4.167"}, "5.833", "5.833", "10"},
		{"only grades", "{counts: 0%}", "40", "2026-11-21", []string{"A +40", "0% of fit -40"}, "0", "0", "40"},
		{"all of it is no line", "{counts: 100%}", "40", "2026-11-21", []string{"A +40"}, "40", "40", "40"},
		{"nothing of nothing is no line", "{counts: 50%}", "0", "2026-11-21", []string{"A +0"}, "0", "0", "0"},
		{"fades by half", "{decay: {from: Seen, half_life: 30d}}", "40", "2026-10-22", []string{"A +40", "decay of fit -20"}, "20", "20", "20"},
		{"fades after the bounds, before the share", "{max: 30, decay: {from: Seen, linear: 1/3, every: 30d}, counts: 50%}", "40", "2026-10-22",
			[]string{"A +40", "cap of fit -10", "decay of fit -10", "50% of fit -10"}, "10", "10", "20"},
		{"a day to come does not fade", "{decay: {from: Seen, half_life: 30d}}", "40", "2026-12-22", []string{"A +40"}, "40", "40", "40"},
		{"an unknown day does not fade, and may", "{decay: {from: Seen, half_life: 30d}, counts: 50%}", "40", "", []string{"A +40", "50% of fit -20"}, "0", "20", "40"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := fmt.Sprintf("version: 1\ngroups: {fit: %s}\ncriteria:\n  - {name: A, group: fit, field: Points, each: 1}\n  - {name: B, field: Seen, known: true, points: 0}\n", c.group)
			rb, err := yaml.Load("rules.yaml", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			engine, err := scoring.Compile(rb, []string{"Points", "Seen"}, scoring.Options{AsOf: calendar.DayOf(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC))})
			if err != nil {
				t.Fatal(err)
			}
			x := engine.NewScorer().Explain([]string{c.points, c.seen})
			var lines []string
			for _, l := range x.Lines {
				if l.Name != "B" {
					lines = append(lines, l.Name+" "+l.Points.Signed())
				}
			}
			got := fmt.Sprintf("%q %s to %s, group %s", lines, x.Bounds.Low, x.Bounds.High, x.Groups[0].After)
			if want := fmt.Sprintf("%q %s to %s, group %s", c.lines, c.low, c.high, c.worth); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}
