package outcomes

import (
	"math"
	"slices"
	"testing"

	"leadscore/match/calendar"
	"leadscore/rulebook/yaml"
	"leadscore/scoring/answer"
)

// TestLayBeside scores each lead with what it had said by its own day.
func TestLayBeside(t *testing.T) {
	rb, err := yaml.Load("rules.yaml", []byte(`
version: 1
key: ID
frameworks:
  BANT:
    points: 20
    elements:
      need: {field: Need}
criteria:
  - {name: budget, field: Budget, at_least: 100, points: 5}
`))
	if err != nil {
		t.Fatal(err)
	}
	h := NewHistory([]string{"ID", "Need", "Budget"})
	for _, day := range []calendar.Day{10, 20, 30} {
		h.Add(Lead{Cells: []string{"1", "", "50"}, Outcome: Won, Order: math.NaN(), AsOf: &day})
	}
	subjects := []answer.Subject{{Framework: "BANT", Element: "need"}, {Field: "Budget"}}
	h.LayBeside(subjects, func(_ int, day calendar.Day) []string {
		said := []string{"", ""}
		if day >= 20 {
			said[0] = answer.Partly
		}
		if day >= 30 {
			said[1] = "100"
		}
		return said
	})
	scores, err := ScoreLeads(rb, h, []int32{0, 1, 2}, 0)
	if want := []float64{0, 10, 15}; err != nil || !slices.Equal(scores, want) {
		t.Errorf("scores are %v (%v), want %v", scores, err, want)
	}
}
