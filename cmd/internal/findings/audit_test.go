package findings

import (
	"strings"
	"testing"

	"leadscore/cmd/internal/report"
	"leadscore/internal/golden"
	"leadscore/leads"
	"leadscore/rulebook"
	"leadscore/scoring/audit"
)

func auditExample() audit.Report {
	return audit.Report{Leads: 1240, Fields: []audit.Field{
		{Field: "size", Column: "従業員数", Type: rulebook.TypeNumber, Known: 1200, Blank: 35, Unreadable: 5, Hint: "set decimal: comma",
			Examples: []audit.Example{{Line: 3, Column: "従業員数", Cell: "1.234,5\n", Why: "not a number"}, {Line: 9, Cell: "=x", Why: "not a number"}}},
		{Field: "budget", Column: "Budget", Type: rulebook.TypeNumber, Known: 1240, Currencies: "1237 in JPY, 3 in USD"},
		{Field: "industry", Column: "Industry", Type: rulebook.TypeText, Known: 1240, Unmatched: audit.Unmatched{
			Leads: 100, Distinct: 12, More: true, Top: []audit.ValueCount{{Value: "=Retail", Count: 60}, {Value: "食品", Count: 20}}}},
		{Field: "level", Column: "Title", Type: rulebook.TypeLevel, OfTitle: true, Known: 1230, Unreadable: 10, Unmatched: audit.Unmatched{
			Leads: 10, Distinct: 1, Top: []audit.ValueCount{{Value: "Wizard", Count: 10}}}},
		{Field: "trial", Type: rulebook.TypeBool, Absent: 1240},
	}}
}

func TestAudit(t *testing.T) {
	var b strings.Builder
	if err := WriteAudit(&b, "leads.csv", auditExample(), report.Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "audit.txt", b.String())
}

func TestFindings(t *testing.T) {
	findings := OfRulebook("rules.yaml", []rulebook.Problem{
		{Pos: rulebook.Pos{Line: 2, Column: 3}, Message: "wrong", Want: "expected right"},
		{Pos: rulebook.Pos{Line: 4, Column: 1}, Message: "odd", Warning: true, Rule: "odd_rule"},
	})
	findings = append(findings, OfRow("leads.csv", &leads.Fault{Line: 7, Column: 5, Message: "too many cells", Want: "quote it"}))
	findings = append(findings, OfAudit("leads.csv", auditExample())...)
	want := []Finding{
		{SeverityProblem, "rulebook", "rules.yaml", 2, 3, "", "", 1, "wrong", "expected right"},
		{SeverityWarning, "odd_rule", "rules.yaml", 4, 1, "", "", 1, "odd", ""},
		{SeverityProblem, "row", "leads.csv", 7, 5, "", "", 1, "too many cells", "quote it"},
		{SeverityWarning, "unreadable", "leads.csv", 3, 0, "従業員数", "1.234,5\n", 5, "5 cells not readable as number", "set decimal: comma"},
		{SeverityWarning, "currencies", "leads.csv", 0, 0, "Budget", "", 1240, "several currencies, compared as they stand: 1237 in JPY, 3 in USD", "bring the column to one currency"},
		{SeverityNote, "unmatched", "leads.csv", 0, 0, "Industry", "=Retail", 60, "no rule matches the value", ""},
		{SeverityNote, "unmatched", "leads.csv", 0, 0, "Industry", "食品", 20, "no rule matches the value", ""},
		{SeverityNote, "unmatched", "leads.csv", 0, 0, "Title", "Wizard", 10, "the title is not listed", ""},
	}
	for i := range max(len(findings), len(want)) {
		if i >= len(findings) || i >= len(want) || findings[i] != want[i] {
			t.Fatalf("finding %d:\n got %+v\nwant %+v", i, findings[i:], want[i:])
		}
	}
	row := Row{"note", "unmatched", "leads.csv", "", "", "Industry", "'=Retail", "60", "no rule matches the value", ""}
	if got := findings[5].Row(); got != row {
		t.Errorf("got %+v\nwant %+v", got, row)
	}
}
