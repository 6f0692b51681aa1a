package learn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"leadscore/outcomes"
	"leadscore/outcomes/stats"
)

// cities is a list of texts of many values, most of which win as rare ones do.
func cities(leads int) *outcomes.History {
	r := rand.New(rand.NewPCG(8, 41))
	h := outcomes.NewHistory([]string{"City", "Number"})
	for i := range leads {
		city := r.IntN(60)
		x := []float64{-3, -1, -1, -1, -1, 1}[city%6]
		name := fmt.Sprintf("Town %c%c", 'A'+city/10, 'a'+city%10)
		if r.IntN(8) == 0 {
			x, name = -1, fmt.Sprint("Village ", i/3)
		}
		outcome := outcomes.Lost
		if r.Float64() < stats.Logistic(x) {
			outcome = outcomes.Won
		}
		h.Add(outcomes.Lead{Cells: []string{name, fmt.Sprint("n", i)}, Outcome: outcome, Order: math.NaN()})
	}
	return h
}

// Many values that earn as much as those not named are not named either.
func TestValuesThatEarnAsTheRestAreNotNamed(t *testing.T) {
	c := learn(t, cities(8000), Options{Step: 5}).Rulebook.Criteria[0]
	last := c.Bands[len(c.Bands)-1]
	if len(c.Bands) < 3 || last.When != nil || last.Earns.String() == "0" {
		t.Fatalf("%d bands, the last earns %s; want 3 or more, the last with what is neither best nor worst", len(c.Bands), last.Earns)
	}
	for _, b := range c.Bands[:len(c.Bands)-1] {
		if b.Earns == last.Earns {
			t.Errorf("%d values earn %s as the rest does", len(b.When.Tests[0].Args), b.Earns)
		}
	}
}
