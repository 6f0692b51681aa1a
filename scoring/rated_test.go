package scoring_test

import (
	"fmt"
	"testing"

	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// TestRated: a rating of a framework of 24 points and of a required attribute, by hand.
func TestRated(t *testing.T) {
	for _, c := range []struct{ rated, cell, points, state, low, high, fit string }{
		{"[0, 3]", "0", "0", "false", "0", "0", "0"},
		{"[0, 3]", "1", "8", "false", "8", "8", "33.333"},
		{"[0, 3]", "2", "16", "true", "16", "16", "66.667"},
		{"[0, 3]", "1.5", "12", "true", "12", "12", "50"},
		{"[0, 3]", "4", "24", "true", "24", "24", "100"},
		{"[0, 3]", "-1", "0", "false", "0", "0", "0"},
		{"[0, 3]", "1-2", "8", "unknown", "8", "16", "33.333"}, // the worse end counts
		{"[0, 3]", "2+", "16", "true", "16", "24", "66.667"},
		{"[0, 3]", "0-1", "0", "false", "0", "8", "0"},
		{"[0, 3]", "", "0", "unknown", "0", "24", "0"},
		{"[5, 1]", "1", "24", "true", "24", "24", "100"}, // counted downwards
		{"[5, 1]", "4", "6", "false", "6", "6", "25"},
		{"[5, 1]", "2-4", "6", "unknown", "6", "18", "25"},
		{"[0.5, 2]", "1", "8", "false", "8", "8", "33.333"},
		{"[0, 1000000000]", "333333333.4", "8", "false", "8", "8", "33.333"},
		{"[0%, 100%]", "25%", "6", "false", "6", "6", "25"},
	} {
		t.Run(c.rated+" "+c.cell, func(t *testing.T) {
			src := fmt.Sprintf("version: 1\nicp: {points: 0, profiles: [{name: P, attributes: [{field: N, rated: %s, required: true}]}]}\nframeworks: {F: {points: 24, elements: {e: {field: N, rated: %s}}}}\n", c.rated, c.rated)
			rb, err := yaml.Load("rules.yaml", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			engine, err := scoring.Compile(rb, []string{"N"}, scoring.Options{})
			if err != nil {
				t.Fatal(err)
			}
			x := engine.NewScorer().Explain([]string{c.cell})
			got := fmt.Sprint(x.Score, " ", x.Frameworks[0].Elements[0].State, " ", x.Bounds.Low, "–", x.Bounds.High, " ", x.Fit)
			if want := c.points + " " + c.state + " " + c.low + "–" + c.high + " " + c.fit; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// TestRequiredShareOfNothing: a band that gives no share of a required attribute makes it
// false, one that an interval may lie in does not.
func TestRequiredShareOfNothing(t *testing.T) {
	const src = `version: 1
icp:
  points: 10
  profiles:
    - name: P
      attributes:
        - {field: Size, required: true, bands: [{at_least: 100, share: 100%}, {at_least: 50, share: 0%}]}
        - {field: Country, is: JP}`
	rb, err := yaml.Load("rules.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	engine, err := scoring.Compile(rb, []string{"Size", "Country"}, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for size, want := range map[string]string{"200": "100", "60": "0", "20": "0", "60-200": "50", "20-60": "0", "": "50"} {
		if got := engine.NewScorer().Explain([]string{size, "JP"}); got.Fit.String() != want {
			t.Errorf("size %q: fit %s, want %s", size, got.Fit, want)
		}
	}
}
