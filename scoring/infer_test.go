package scoring_test

import (
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// Without a fields section, the uses of a column tell its type.
func TestTypesWithoutFields(t *testing.T) {
	tests := []struct {
		name  string
		lines string // of criteria, over the column X
		cell  string
		score string // "" where the rulebook has a problem
		want  string // part of that problem
	}{
		{"text", `{name: a, field: X, is: JP, points: 1}`, "jp", "1", ""},
		{"a truth word makes it yes or no", `{name: a, field: X, is: true, points: 1}`, "はい", "1", ""},
		{"NO among other texts is a text", `{name: a, field: X, is: [JP, NO], points: 1}`, "no", "1", ""},
		{"a quoted truth word is a text", `{name: a, field: X, is: "no", points: 1}`, "No", "1", ""},
		{"a number operator makes it a number", `{name: a, field: X, at_least: 10, points: 1}`, "1,000", "1", ""},
		{"is with a number goes with it", "{name: a, field: X, at_least: 10, points: 1}\n  - {name: b, field: X, is: 12, points: 2}", "12.0", "3", ""},
		{"is with a number alone is a text", `{name: a, field: X, is: 12, points: 1}`, "12.0", "0", ""},
		{"each makes it a number", `{name: a, field: X, each: 0.5, points: 1}`, "", "", "points"},
		{"decay makes it a date", `{name: a, field: X, known: true, points: 8, decay: {from: X, half_life: 30d}}`, "2026-10-22", "4", ""},
		{"a list operator makes it a list", `{name: a, field: X, has: AI, points: 1}`, "crm; ai", "1", ""},
		{"Norway beside Japan", "{name: a, field: X, is: NO, points: 1}\n  - {name: b, field: X, is: JP, points: 1}", "", "", `quote the word where it is a text`},
		{"number and date", "{name: a, field: X, at_least: 1, points: 1}\n  - {name: b, field: X, within: 30d, points: 1}", "", "", "as a date here (within) and as a number on line 3 (at_least)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rb, problems := rulebook.Unpack(yaml.Load("r.yaml", []byte("version: 1\ncriteria:\n  - "+tt.lines+"\n")))
			if tt.score == "" {
				if len(problems) == 0 || !strings.Contains(problems[0].Error(), tt.want) {
					t.Fatalf("problems %v; want one with %q", problems, tt.want)
				}
				return
			}
			engine, more := rulebook.Unpack(scoring.Compile(rb, []string{"X"}, scoring.Options{AsOf: 20778}))
			if all := append(problems, more...); len(all) > 0 {
				t.Fatal(all)
			}
			if got := engine.NewScorer().Score([]string{tt.cell}).Score.String(); got != tt.score {
				t.Errorf("%q scores %s; want %s", tt.cell, got, tt.score)
			}
		})
	}
}

// A rulebook's test may want that no profile fits: an empty text is a metric's
// value like any other.
func TestNoProfileCanBeWanted(t *testing.T) {
	_, problems := rulebook.Unpack(yaml.Load("r.yaml", []byte(`version: 1
icp: {points: 1, profiles: [{name: P, attributes: [{field: A, is: x}]}]}
tests:
  - {name: none fits, lead: {A: y}, want: {icp: "", fit: 0}}
`)))
	if len(problems) > 0 {
		t.Error(problems)
	}
}
