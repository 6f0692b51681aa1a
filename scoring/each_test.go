package scoring_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// TestEach: what `each` counts in numbers, dates and lists, by hand, as of 2026-11-21.
func TestEach(t *testing.T) {
	const fields = "fields: {n: number, d: {type: date}, l: {type: list}}\n"
	for _, c := range []struct{ criterion, cell, want string }{
		{"{field: n, each: 2}", "7", "14, 14 to 14"},
		{"{field: d, each: -5, every: 7d}", "2026-11-21", "0, 0 to 0"},
		{"{field: d, each: -5, every: 7d}", "2026-11-15", "0, 0 to 0"},
		{"{field: d, each: -5, every: 7d}", "2026-11-14", "-5, -5 to -5"},
		{"{field: d, each: -5, every: 1w}", "2026-11-01", "-10, -10 to -10"},
		{"{field: d, each: -5, every: 7d, min: -30}", "2025-11-21", "-30, -30 to -30"},
		{"{field: d, each: -5, every: 7d, min: -30}", "2027-01-01", "0, 0 to 0"}, // a date to come
		{"{field: d, each: -5, every: 7d, min: -30}", "", "0, -30 to 0"},
		{"{field: d, each: 1, every: 30d, missing: 4}", "", "4, 0 to no end"},
		{"{field: l, each: 5, has: [AI, CRM]}", "crm; BI; AI; crm", "10, 10 to 10"},
		{"{field: l, each: 5, has: [AI, CRM]}", "BI", "0, 0 to 0"},
		{"{field: l, each: 5, has: [AI, CRM]}", "", "0, 0 to 10"},
		{"{field: l, each: 5}", "crm; BI; AI; CRM", "15, 15 to 15"},
		{"{field: l, each: 5, max: 12}", "crm; BI; AI", "12, 12 to 12"},
		{"{field: l, when: {field: n, above: 0}, each: 5}", "crm; BI", "0, 0 to 10"},
	} {
		t.Run(c.criterion+" "+c.cell, func(t *testing.T) {
			rb, err := yaml.Load("rules.yaml", []byte("version: 1\n"+fields+"criteria: [{name: A, "+c.criterion[1:]+"]\n"))
			if err != nil {
				t.Fatal(err)
			}
			header, field := []string{"n", "d", "l"}, strings.TrimPrefix(c.criterion, "{field: ")[:1]
			engine, err := scoring.Compile(rb, header, scoring.Options{AsOf: calendar.DayOf(time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC))})
			if err != nil {
				t.Fatal(err)
			}
			cells := []string{"", "", ""}
			cells[strings.Index("ndl", field)] = c.cell
			x := engine.NewScorer().Explain(cells)
			high := x.Bounds.High.String()
			if x.Bounds.NoHigh {
				high = "no end"
			}
			if got := fmt.Sprintf("%s, %s to %s", x.Score, x.Bounds.Low, high); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestEachInfersTypes: without a section of fields, what stands beside each says what it
// counts, and a wrong type is told.
func TestEachInfersTypes(t *testing.T) {
	for src, want := range map[string]string{
		"criteria: [{name: A, field: F, each: 1, every: 7d}]":                                              "",
		"criteria: [{name: A, field: F, each: 1, has: X}]":                                                 "",
		"fields: {F: date}\ncriteria: [{name: A, field: F, each: 1}]":                                      "each counts nothing in \"F\", a date. add every: 7d",
		"fields: {F: number}\ncriteria: [{name: A, field: F, each: 1, every: 7d}]":                         "each with every needs a field of type date, but \"F\" is of type number",
		"fields: {F: text}\ncriteria: [{name: A, field: F, each: 1}]":                                      "each needs a field of type number, but \"F\" is of type text",
		"criteria: [{name: A, field: F, each: 1, every: 7d}, {name: B, field: F, at_least: 1, points: 1}]": "\"F\" is used as a date here (each) and as a number",
	} {
		_, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte("version: 1\n"+src)))
		texts := problemTexts(problems)
		if want == "" && len(texts) > 0 || want != "" && (len(texts) == 0 || !strings.Contains(texts[0], want)) {
			t.Errorf("%s:\ngot %q, want %q", src, texts, want)
		}
	}
}
