package learn

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"leadscore/outcomes"
)

// Two rare kinds of customers that always win are named. A kind that nobody has met earns
// about what the average does, not what these do.
func TestFewRareValuesAreNamed(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 1))
	h := outcomes.NewHistory([]string{"Kind"})
	add := func(kind string, leads int, rate float64) {
		for range leads {
			outcome := outcomes.Lost
			if r.Float64() < rate {
				outcome = outcomes.Won
			}
			h.Add(outcomes.Lead{Cells: []string{kind}, Outcome: outcome, Order: math.NaN()})
		}
	}
	add("school", 3000, 0.2)
	add("company", 3000, 0.4)
	add("club", 3000, 0.1)
	add("ministry", 22, 1)
	add("embassy", 20, 1)
	learned := learn(t, h, Options{})
	top := learned.Report.Criteria[0].Bands[0]
	if top.Points != 100 || !strings.Contains(top.When.String(), "ministry") || !strings.Contains(top.When.String(), "embassy") {
		t.Errorf("the best band is %v", top)
	}
	unseen := outcomes.NewHistory(h.Header)
	unseen.Add(outcomes.Lead{Cells: []string{"monastery"}, Order: math.NaN()})
	scores, err := outcomes.ScoreLeads(learned.Rulebook, unseen, []int32{0}, 0)
	if err != nil || scores[0] > 60 {
		t.Errorf("a kind never seen earns %v (%v)", scores, err)
	}
}
