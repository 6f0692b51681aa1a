package qualify

import (
	"bytes"
	"strings"
	"testing"

	"leadscore/cmd/internal/answers"
	"leadscore/cmd/internal/report"
	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
	"leadscore/scoring/answer"
)

const rules = `
version: 1
key: ID
frameworks:
  BANT:
    points: 20
    elements:
      budget: {field: Budget}
      need: {field: Need}
stages:
  - {stage: SQL, metric: BANT.met, at_least: 2}
  - {stage: Nurture}
`

// sheetOf makes a sheet of leads without answers.
func sheetOf(t *testing.T, language string, header []string, rows ...[]string) *Sheet {
	t.Helper()
	rb, err := yaml.Load("rules.yaml", []byte(rules+language))
	if err != nil {
		t.Fatal(err)
	}
	subjects := answer.Subjects(rb)
	e, err := scoring.Compile(rb, header, scoring.Options{Answered: subjects})
	if err != nil {
		t.Fatal(err)
	}
	m, s := NewMaker(rb, e, header, "", calendar.Day(20_000)), e.NewScorer()
	sheet := &Sheet{Language: LanguageOf(rb), Topics: m.Topics()}
	for i, row := range rows {
		sheet.Leads = append(sheet.Leads, m.Lead(s, append(row, make([]string, len(subjects))...), i+2, nil))
	}
	m.Number(sheet.Leads)
	return sheet
}

// TestHostileCells lets no cell be more than text: no sequence for a screen, no line of its
// own, no markup, no formula.
func TestHostileCells(t *testing.T) {
	hostile := []string{"\x1b[31mred", "a\r\nb", "=1+1", "@SUM(A1)", "<script>alert(1)</script>", "# Title", "![x](http://x)", "| a | b |", "\u202eevil", "\t=cmd"}
	header := []string{"ID", "Company", "Last Name", "Job Title", "Phone", "Notes", "Industry", "Owner", "Budget", "Need"}
	for _, cell := range hostile {
		row := make([]string, len(header))
		for i := range row {
			row[i] = cell
		}
		sheet := sheetOf(t, "", header, row)
		var text, markdown, csv bytes.Buffer
		if err := sheet.Text(&text, report.Options{Width: 80}); err != nil {
			t.Fatal(err)
		}
		if err := sheet.Markdown(&markdown); err != nil {
			t.Fatal(err)
		}
		if err := sheet.CSV(&csv); err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"\x1b", "\u202e", "\r", "\nb"} {
			if strings.Contains(text.String(), bad) || strings.Contains(markdown.String(), bad) {
				t.Errorf("%q: %q is in the sheet", cell, bad)
			}
		}
		for _, bad := range []string{"<script", "![", "\n# ", "| a |"} {
			if strings.Contains(strings.ReplaceAll(markdown.String(), `\<`, ""), bad) {
				t.Errorf("%q: %q is in the Markdown", cell, bad)
			}
		}
		for line := range strings.Lines(csv.String()) {
			for field := range strings.SplitSeq(strings.TrimSpace(line), ",") {
				if strings.HasPrefix(strings.Trim(field, `"`), "=") || strings.HasPrefix(strings.Trim(field, `"`), "@") {
					t.Errorf("%q: the table holds %s", cell, field)
				}
			}
		}
	}
}

// TestSheetIsReadBack fills in the sheet's table and reads it as answers: what was filled
// in counts, the rest is nobody's answer.
func TestSheetIsReadBack(t *testing.T) {
	for _, language := range []string{"", "language: ja\n"} {
		sheet := sheetOf(t, language, []string{"ID", "Budget", "Need"}, []string{"=L-1", "", ""}, []string{"L-2", "", ""})
		sheet.AsOf = "2026-11-21"
		var csv bytes.Buffer
		if err := sheet.CSV(&csv); err != nil {
			t.Fatal(err)
		}
		filled := strings.Replace(csv.String(), "'=L-1,BANT.need,,", "'=L-1,BANT.need,はい,", 1)
		filled = strings.Replace(filled, "L-2,call.result,,", "L-2,call.result,担当不在,", 1)
		read, problems, err := answers.Read(strings.NewReader(filled), "sheet.csv", rulebook.English)
		if err != nil || len(problems) > 0 || len(read) != 2 {
			t.Fatalf("read %v, %v, %v", read, problems, err)
		}
		if read[0].Key != "=L-1" || read[0].Answer != "はい" || read[1].Answer != "away" {
			t.Errorf("read %v", read)
		}
	}
}

func TestNames(t *testing.T) {
	tests := []struct{ language, first, last, want string }{
		{"", "Rei", "Ashida", "Rei Ashida"},
		{"", "一成", "水野", "水野 一成"},
		{"language: ja\n", "一成", "水野", "水野 一成 様"},
		{"language: ja\n", "", "", ""},
	}
	for _, test := range tests {
		sheet := sheetOf(t, test.language, []string{"ID", "First Name", "Last Name", "Budget", "Need"}, []string{"1", test.first, test.last, "", ""})
		if got := sheet.Leads[0].Who.Name; got != test.want {
			t.Errorf("%s %s: %q, want %q", test.first, test.last, got, test.want)
		}
	}
}

// TestParts puts leads that cannot be called last, and tells who is of one company.
func TestParts(t *testing.T) {
	header := []string{"ID", "Company", "Phone", "Do Not Call", "Budget", "Need"}
	sheet := sheetOf(t, "", header,
		[]string{"1", "Acme Inc.", "", "", "", ""}, []string{"2", "ACME", "555", "yes", "", ""}, []string{"3", "Nine", "556", "no", "", ""})
	var got []string
	for _, l := range sheet.Leads {
		text := l.Key
		for _, w := range l.Warnings {
			text += " " + string(w.Kind)
		}
		got = append(got, text)
	}
	if want := "2 do_not_call same_company|3|1 no_number same_company"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %s", got, want)
	}
}
