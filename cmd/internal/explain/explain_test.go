package explain

import (
	"strings"
	"testing"

	"leadscore/cmd/internal/report"
	"leadscore/frameworks"
	"leadscore/internal/golden"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/explained"
)

func read(column, text, value string) explained.Read {
	return explained.Read{Field: strings.ToLower(column), Column: column, Cell: text, Value: value, State: cell.Known}
}

func blank(column string) explained.Read {
	return explained.Read{Field: strings.ToLower(column), Column: column, State: cell.Blank}
}

// example is a lead that has something of everything.
func example() *explained.Lead {
	just := func(p exact.Points) exact.Bounds { return exact.Bounds{Low: p, High: p} }
	demo, size := read("Demo Requested", "yes", "true"), blank("Number of Employees")
	budget := read("Budget", "1億2,000万円", "120000000")
	return &explained.Lead{
		Key: "L-0042", Show: []explained.Read{read("Company", "株式会社サンプル製作所\n東京", ""), blank("Job Title")},
		Score: 57500, Bounds: exact.Bounds{Low: 42500, High: 72500},
		Stage: "SQL", StageIndex: 2, Grade: "A2", ICP: "Mid-market SaaS", Fit: 66667,
		Lines: []explained.Line{
			{Kind: explained.LineICP, Name: "ICP Mid-market SaaS", Points: 26667, Bounds: just(26667), Outcome: match.True, Band: -1, Detail: "66.667% × 40"},
			{Kind: explained.LineCriterion, Name: "Asked for a demo", Group: "engagement", Points: 25000, Bounds: just(25000), Outcome: match.True, Band: -1,
				Detail: "demo is true", Why: "41 % of demo requests closed in 2025; 6 % of the rest", Reads: []explained.Read{demo}, Pos: rulebook.Pos{Line: 12, Column: 5}},
			{Kind: explained.LineCriterion, Name: "Company size, as the list of the trade fair in Osaka gives it", Group: "profile", Points: 3000, Bounds: exact.Bounds{Low: 0, High: 15000},
				Outcome: match.Unknown, Band: -1, Reads: []explained.Read{size}},
			{Kind: explained.LineCriterion, Name: "Pages read", Group: "engagement", Points: 15000, Bounds: exact.Bounds{Low: 0, NoHigh: true}, Outcome: match.Unknown, Band: 1,
				Detail: "0.5 × pages", Reads: []explained.Read{{Field: "pages", Column: "Page Views", Cell: "many", State: cell.Unreadable}}},
			{Kind: explained.LineCriterion, Name: "Left the newsletter", Points: 0, Outcome: match.False, Band: -1, Reads: []explained.Read{read("Unsubscribed", "", "false")}},
			{Kind: explained.LineClamp, Name: "cap of engagement", Group: "engagement", Points: -12167, Detail: "40 → 27.833", Bounds: just(-12167), Outcome: match.True, Band: -1},
		},
		Groups: []explained.Group{
			{Name: "engagement", Before: 40000, Held: 27833, After: 27833, Grade: "2"},
			{Name: "email", Of: "engagement"},
		},
		Profiles: []explained.Profile{
			{Name: "Mid-market SaaS", Fit: 66667, Attributes: []explained.Attribute{
				{Name: "country is JP, US", Weight: "20", Required: true, Share: 100000, Outcome: match.True, Reads: []explained.Read{read("Country", "JP", "JP")}},
				{Name: "employees", Weight: "30", Share: 25000, Outcome: match.Unknown, Reads: []explained.Read{size}},
			}},
			{Name: "Enterprise", RuledOut: "industry is Manufacturing"},
		},
		Frameworks: []explained.Framework{
			{Name: "BANT", Text: "1 of 3", Points: 10000,
				Tally: frameworks.Tally{Applies: true, Met: 1, Known: 2, Of: 3, Earned: exact.NewNumber(1, 3), Qualified: match.Unknown},
				Elements: []explained.Element{
					{Name: "budget", State: match.True, Share: 100000, Reads: []explained.Read{budget}},
					{Name: "authority", State: match.False, Required: true, Reads: []explained.Read{{Field: "level", Value: "staff", State: cell.Known, From: []explained.Read{read("Job Title", "Clerk", "")}}}},
					{Name: "need", State: match.Unknown, Question: "What problem should this solve, and what happens if nothing is done about it?", Reads: []explained.Read{blank("Interests")}},
				}},
			{Name: "House"},
		},
		Stages: []explained.Stage{
			{Stage: "Out of territory", Outcome: match.False, Rule: "country is_not JP, US", Reads: []explained.Read{read("Country", "JP", "JP")}},
			{Stage: "Priority", Outcome: match.Unknown, Rule: "deal at_least 300000", Reads: []explained.Read{blank("Deal")}},
			{Stage: "Chief", Outcome: match.Unknown, Rule: "level is c_level", Reads: []explained.Read{{Field: "level", State: cell.Unreadable, From: []explained.Read{read("Job Title", "Wizard", "")}}}},
			{Stage: "Reader", Outcome: match.Unknown, Rule: "open_rate at_least 50%", Reads: []explained.Read{{Field: "open_rate", State: cell.Blank, From: []explained.Read{read("Emails Opened", "4", "4"), blank("Emails Sent")}}}},
			{Stage: "SQL", Outcome: match.True, Rule: "score at_least 40", Because: "hot", Reads: []explained.Read{{Field: "score", Value: "57.5", State: cell.Known}}},
		},
		Unknowns: []explained.Unknown{
			{Framework: "BANT", Element: "need", Field: "interests", Question: "What problem should this solve?", Bounds: exact.Bounds{Low: 57500, High: 64167}},
			{Field: "pages", Question: "Find out: Page Views", Bounds: exact.Bounds{Low: 42500, NoHigh: true}},
		},
		Reasons: []string{"hot", "? Priority (Deal blank)", "ICP Mid-market SaaS +26.667"},
		Next:    "What problem should this solve?",
	}
}

func TestExplain(t *testing.T) {
	tests := []struct {
		file     string
		language rulebook.Language
		width    int
	}{
		{"explain_en_80.txt", rulebook.English, 80},
		{"explain_en.txt", rulebook.English, 0},
		{"explain_ja_80.txt", rulebook.Japanese, 80},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			var b strings.Builder
			if err := Text(&b, example(), 43, test.language, report.Options{Width: test.width}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := golden.Cells(strings.TrimSuffix(line, "\n")); test.width > 0 && n > test.width {
					t.Errorf("%d cells: %s", n, line)
				}
			}
			golden.Compare(t, test.file, b.String())
		})
	}
}

// Of a lead of whom little is known there is little to say, and no empty section.
func TestExplainLittle(t *testing.T) {
	var b strings.Builder
	e := &explained.Lead{StageIndex: -1, Bounds: exact.Bounds{NoLow: true, NoHigh: true}}
	if err := Text(&b, e, 2, rulebook.English, report.Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "explain_little.txt", b.String())
}

func TestLeadJSON(t *testing.T) {
	data, err := report.MarshalJSON(NewLeadJSON(example(), 43), "")
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "explain.json", string(data)+"\n")
}

func TestLineRows(t *testing.T) {
	var total exact.Points
	e := example()
	rows := Rows(e, 43)
	for i, row := range rows {
		if row.Line != "43" || row.Key != "L-0042" || row.Score != "57.5" || row.Stage != "SQL" {
			t.Errorf("row %d is not of the lead: %+v", i, row)
		}
		total += e.Lines[i].Points
	}
	if total != e.Score {
		t.Errorf("the example's lines sum to %s, want %s", total, e.Score)
	}
	want := Row{Line: "43", Key: "L-0042", Kind: "criterion", Name: "Pages read", Group: "engagement", Points: "15", Low: "0",
		Outcome: "unknown", Columns: "Page Views", Cells: "many", Detail: "0.5 × pages", Score: "57.5", Stage: "SQL"}
	if rows[3] != want {
		t.Errorf("got %+v\nwant %+v", rows[3], want)
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"short", []string{"short"}},
		{"words that go on and on and on", []string{"words that go on and", "on and on"}},
		{"日本語の文章は空白がないので、どこでも切れる。", []string{"日本語の文章は空白が", "ないので、どこでも切", "れる。"}},
		{"日本語の文章は空白で、どこでも", []string{"日本語の文章は空白", "で、どこでも"}},
		{"averyveryverylongwordwithoutspaces", []string{"averyveryverylongwor", "dwithoutspaces"}},
	}
	for _, test := range tests {
		got := report.Options{Width: 22}.Wrap(test.text, 2)
		if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
			t.Errorf("wrap(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}
