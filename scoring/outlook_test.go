package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

const sums = `
version: 1
name: Sums
fields:
  country: {column: Country}
  size:    {column: Size, type: number}
  budget:  {column: Budget, type: number}
  pages:   {column: Pages, type: number}
  opened:  {column: Opened, type: number}
  sent:    {column: Sent, type: number}
  rate:    {rate: {of: opened, per: sent, min: 5}}
groups:
  interest: {%s}
  reading:  {of: interest, %s}
criteria:
  - {name: Country, field: country, is: [JP, US], points: 8}
  - {name: No country, field: country, is: [XX], points: -9}
  - {name: Size, field: size, bands: [{at_least: 1000, points: 9}, {at_least: 200, points: 5}, {points: 1}], missing: 2}
  - {name: Budget, group: interest, field: budget, bands: [{at_least: 200, points: 10}, {at_least: 50, points: 6}, {points: -3}]}
  - {name: Rate, group: reading, field: rate, bands: [{at_least: 40%%, points: 6}, {at_least: 20%%, points: 3}]}
  - {name: Pages, group: reading, field: pages, each: 0.5%s}
score: {%s}
stages:
  - {stage: A, when: {all: [{metric: score, at_least: 15}, {field: country, known: true}]}}
  - {stage: B, metric: score, at_least: 4}
`

// TestOutlooksHoldForEachLead scores leads with the same blanks and other sums, some of which
// are held between bounds, others not, each as a Scorer does that remembers nothing.
func TestOutlooksHoldForEachLead(t *testing.T) {
	remembered := 0
	rapid.Check(t, func(t *rapid.T) {
		limits := rapid.SampledFrom([]string{"", "max: 8", "min: 2", "min: -1, max: 11", "min: -100, max: 100"})
		each := rapid.SampledFrom([]string{"", ", max: 4"})
		interest, reading, line, score := limits.Draw(t, "interest"), limits.Draw(t, "reading"), each.Draw(t, "each"), limits.Draw(t, "score")
		engine := sumsOf(t, interest, reading, line, score)
		cells := [][]string{
			{"", "", "JP", "DE", "XX"}, {"", "", "100-300", "150-900", "about", "5", "500", "5000"}, {"", "", "40-60", "10", "80", "900"},
			{"", "", "0", "3", "20", "-7", "4-6"}, {"", "", "0", "3", "10"}, {"", "", "4", "10", "30", "5-20"},
		}
		scorer := engine.NewScorer()
		for range 60 {
			var lead []string
			for _, some := range cells {
				lead = append(lead, rapid.SampledFrom(some).Draw(t, "cell"))
			}
			fresh := engine.NewScorer()
			if got, want := account(engine, scorer, scorer.Score(lead)), account(engine, fresh, fresh.Score(lead)); got != want {
				t.Fatalf("%q:\ngot\n%s\nwant\n%s", lead, got, want)
			}
		}
		remembered += scorer.Outlooks()
	})
	if remembered == 0 {
		t.Error("no outlook was remembered")
	}
}

// TestForgottenOutlooks has a Scorer forget what sizes decided, so that other sizes get the
// numbers by which outlooks are found.
func TestForgottenOutlooks(t *testing.T) {
	engine := sumsOf(t, "", "", ", max: 4", "")
	scorer, open := engine.NewScorer(), []string{"", "100-300", "900-1500", "about"}
	for round := range open {
		for i := range 2 * scoring.MostCells {
			scorer.Score([]string{"JP", fmt.Sprintf("%d.5", i), "60", "3", "3", "10"})
		}
		for i := range open {
			lead := []string{"JP", open[(i+round)%len(open)], "60", "3", "3", "10"}
			fresh := engine.NewScorer()
			if got, want := account(engine, scorer, scorer.Score(lead)), account(engine, fresh, fresh.Score(lead)); got != want {
				t.Errorf("round %d, %q:\ngot\n%s\nwant\n%s", round, lead, got, want)
			}
		}
	}
}

// TestOutlooksOfQuestionsNeedBounds scores leads with the same blanks, for some of which the
// upper bound of a group leaves nothing to be asked. That is no answer for the others, though
// no sum was held between bounds when questions were weighed.
func TestOutlooksOfQuestionsNeedBounds(t *testing.T) {
	const rules = `
version: 1
fields: {country: {known_by: research}, demo: {known_by: asking}, size: {type: number}}
groups: {g: {max: 5}}
criteria:
  - {name: joint, group: g, when: {all: [{field: country, is: JP}, {field: demo, is: x}]}, points: 10}
  - {name: size, group: g, field: size, bands: [{at_least: 100, points: 5}, {at_least: 10, points: 0}, {points: -10}]}
`
	full, room, muchRoom := []string{"", "", "100"}, []string{"", "", "10"}, []string{"", "", "1"}
	for _, c := range []struct {
		name            string
		bounds, before  []string // leads of which before is looked at the bounds, and the question
		lead            []string
		question, wants string
	}{
		{"nothing to ask of a full group", nil, room, full, "", "5000 to 5000"},
		{"after a full group", nil, full, room, "Find out: demo", "0 to 5000"},
		{"after a full group, with room for all points", nil, full, muchRoom, "Find out: demo", "-10000 to 0"},
		{"the bounds known of a lead with room", muchRoom, full, muchRoom, "Find out: demo", "-10000 to 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			scorer := engineOf(t, rules, []string{"country", "demo", "size"}).NewScorer()
			if c.bounds != nil {
				scorer.Score(c.bounds)
				scorer.Bounds()
			}
			scorer.Score(c.before)
			scorer.Next()
			scorer.Score(c.lead)
			next, b := scorer.Next(), scorer.Bounds()
			if got := low(b) + " to " + high(b); next != c.question || got != c.wants {
				t.Errorf("asks %q within %s, want %q within %s", next, got, c.question, c.wants)
			}
		})
	}
}

// fataler is a test, or a property that is checked.
type fataler interface{ Fatal(...any) }

// sumsOf compiles sums with bounds of its groups, of a line, and of the score.
func sumsOf(t fataler, interest, reading, each, score string) *scoring.Engine {
	text := strings.ReplaceAll(fmt.Sprintf(sums, interest, reading, each, score), ", }", "}")
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(text)))
	if rb == nil {
		t.Fatal(problems)
	}
	engine, problems := rulebook.Unpack(scoring.Compile(rb, []string{"Country", "Size", "Budget", "Pages", "Opened", "Sent"}, scoring.Options{}))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return engine
}
