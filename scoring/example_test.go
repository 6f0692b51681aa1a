package scoring_test

import (
	"fmt"

	"leadscore/match/cell"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// A program that embeds the engine: it reads a rulebook, compiles it for the
// columns it has, and scores its leads.
func Example() {
	rb, err := yaml.Load("rules.yaml", []byte(`
version: 1
fields:
  Title: text
  Employees: {type: number, known_by: asking}
criteria:
  - {name: Big company, field: Employees, at_least: 100, points: 20}
  - {name: Decides, field: Title, has_word: [CEO, CTO], points: 30}
stages:
  - {stage: Hot, metric: score, at_least: 40}
  - {stage: Cold}
`))
	if err != nil {
		fmt.Println(err) // all problems, each with its place
		return
	}
	header := []string{"Company", "Title", "Employees"}
	asOf, _ := cell.ParseDay("2026-11-21", rulebook.OrderYMD, nil)
	engine, err := scoring.Compile(rb, header, scoring.Options{AsOf: asOf})
	if err != nil {
		fmt.Println(err)
		return
	}

	scorer := engine.NewScorer()
	for _, lead := range [][]string{
		{"Acme", "CTO", "250"},
		{"Initech", "Director", ""},
	} {
		r, bounds := scorer.Score(lead), scorer.Bounds()
		fmt.Printf("%s: %s points (%s to %s), %s\n", lead[0], r.Score, bounds.Low, bounds.High, engine.StageName(r))
		for _, line := range scorer.Explain(lead).Lines {
			fmt.Printf("  %s %s (%s)\n", line.Points.Signed(), line.Name, line.Outcome)
		}
		fmt.Printf("  next: %q\n", scorer.Next())
	}
	// Output:
	// Acme: 50 points (50 to 50), Hot
	//   +20 Big company (true)
	//   +30 Decides (true)
	//   next: ""
	// Initech: 0 points (0 to 20), Cold
	//   +0 Big company (unknown)
	//   +0 Decides (false)
	//   next: "Find out: Employees"
}
