package evaluate

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strconv"
	"testing"

	"leadscore/match/calendar"
	"leadscore/outcomes"
	"leadscore/rulebook/yaml"
)

// TestPartsMakeNoDifference evaluates a long list on one processor and on several: each
// goroutine scores some days, and what they count is added up.
func TestPartsMakeNoDifference(t *testing.T) {
	rb, err := yaml.Load("rules.yaml", []byte(`
version: 1
fields:
  Size: {type: number}
  Colour: {}
  Seen: {type: date}
icp:
  profiles:
    - {name: Grown, attributes: [{field: Size, at_least: 50, weight: 2}, {field: Colour, is: red, weight: 1}]}
  points: 20
groups:
  body: {grades: {A: 15, B: 0}}
criteria:
  - {name: size, field: Size, group: body, bands: [{at_least: 80, points: 20}, {at_least: 40, points: 10}], missing: 3}
  - {name: fresh, field: Seen, within: 5d, points: 15}
  - {name: old, decay: {from: Seen, half_life: 20d}, points: 9}
  - {name: never, field: Colour, is: black, points: 1}
stages:
  - {stage: Red, field: Colour, is: red}
  - {stage: Hot, metric: score, at_least: 40}
  - {stage: Cold}
`))
	if err != nil {
		t.Fatal(err)
	}
	h := outcomes.NewHistory([]string{"Size", "Colour", "Seen"})
	random := rand.New(rand.NewPCG(1, 2))
	for range 30_000 {
		day := calendar.Day(20_000 + random.IntN(40))
		size := random.IntN(100)
		won := outcomes.Outcome(1 + random.IntN(200)/(200-size))
		cells := []string{strconv.Itoa(size), []string{"red", "blue", ""}[random.IntN(3)], (day - calendar.Day(random.IntN(60))).String()}
		if random.IntN(9) == 0 {
			cells[random.IntN(3)] = ""
		}
		h.Add(outcomes.Lead{Cells: cells, Outcome: min(won, outcomes.Won), Order: float64(day), AsOf: &day})
	}
	on := func(processors int) string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		ev := evaluate(t, rb, h, Options{Dated: true, Share: 0.2})
		for i := range ev.Rules {
			ev.Rules[i].Given = nil // its address tells nothing
		}
		ranking, capacity := *ev.Ranking, *ev.Capacity
		ev.Ranking, ev.Capacity = nil, nil
		return fmt.Sprintf("%+v %+v %+v", ranking, capacity, *ev)
	}
	one := on(1)
	for _, n := range []int{2, 3, 8} {
		if got := on(n); got != one {
			t.Errorf("%d processors:\n%s\none:\n%s", n, got, one)
		}
	}
}
