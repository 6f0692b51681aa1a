package evaluate_test

import (
	"fmt"

	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate"
	"leadscore/rulebook"
)

// Does asking for a demo tell who buys? Of five leads that asked three were won, of
// fifteen others three.
func ExampleEvaluate() {
	points := exact.Int(20)
	rules := &rulebook.Rulebook{Criteria: []rulebook.Criterion{{
		Name:   "Asked for a demo",
		Points: &points,
		Line: rulebook.Line{When: &rulebook.Condition{
			Field: rulebook.Scalar{Text: "Demo"},
			Tests: []rulebook.Test{{Op: "is", Args: []rulebook.Scalar{{Text: "yes", Quoted: true}}}},
		}},
	}}}
	history := outcomes.NewHistory([]string{"Demo"})
	add := func(n int, demo string, outcome outcomes.Outcome) {
		for range n {
			history.Add(outcomes.Lead{Cells: []string{demo}, Outcome: outcome})
		}
	}
	add(3, "yes", outcomes.Won)
	add(2, "yes", outcomes.Lost)
	add(3, "no", outcomes.Won)
	add(12, "no", outcomes.Lost)

	ev, err := evaluate.Evaluate(rules, history, evaluate.Options{})
	if err != nil {
		panic(err)
	}
	rule := ev.Rules[0]
	fmt.Printf("AUC %.3f\n", ev.Score.AUC.Value)
	fmt.Printf("%s: %d of %d won, lift %.1f; of the others %d of %d\n",
		rule.Name, rule.Fired.Won, rule.Fired.Leads(), rule.Lift, rule.Not.Won, rule.Not.Leads())
	// Output:
	// AUC 0.679
	// Asked for a demo: 3 of 5 won, lift 2.0; of the others 3 of 15
}
