package testrun

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring"
)

// A test of a real lead comes out as the lead did, and tells nobody who it is.
func TestLeadsBecomeTests(t *testing.T) {
	for _, list := range []struct {
		rules, leads string
		tells        []string
	}{
		{"../../../rules.example.yaml", "../../../testdata/leads.csv", []string{"Lead ID", "Company", "Last Name", "Email", "Phone", "Owner", "Notes"}},
		{"../../../testdata/rules.ja.yaml", "../../../testdata/leads.ja.csv", []string{"リードID", "会社名", "名", "メールアドレス", "電話番号", "担当者"}},
	} {
		book, header, leads := readList(t, list.rules, list.leads)
		day := calendar.DayOf(time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC))
		engine, err := scoring.Compile(book, header, scoring.Options{AsOf: day})
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, cells := range leads {
			score := engine.NewScorer().Score(cells).Score.String()
			test, changed := Lead(book, engine, day, header, cells)
			if len(changed) > 0 {
				t.Errorf("%q: replaced and judged otherwise: %q", cells, changed)
			}
			if got := test.Want[len(test.Want)-1].Tests[0].Args[0].Text; got != score {
				t.Errorf("%q: wants the score %s, but had %s", cells, got, score)
			}
			text := fold.Text(printer.Test(test))
			for i, name := range header {
				if cell := fold.Text(cells[i]); slices.Contains(list.tells, name) && len(cell) > 2 {
					told++
					if strings.Contains(text, cell) {
						t.Errorf("%s: %s stands in\n%s", name, cell, text)
					}
				}
			}
			checkPasses(t, book, test)
		}
		if told < 2*len(leads) {
			t.Errorf("%s: only %d cells were looked for", list.leads, told)
		}
	}
}

func checkPasses(t *testing.T, book *rulebook.Rulebook, test *rulebook.Example) {
	t.Helper()
	with := *book
	Name(test, nil, book.Language)
	with.Tests = []rulebook.Example{*test}
	r, err := Run(&with, []*rulebook.Rulebook{&with}, func(string) bool { return true })
	if err != nil || r.Failed() > 0 {
		t.Errorf("does not pass (%v):\n%s", err, printer.Test(test))
	}
}

func readList(t *testing.T, rules, leads string) (*rulebook.Rulebook, []string, [][]string) {
	t.Helper()
	source, err := os.ReadFile(rules)
	if err != nil {
		t.Fatal(err)
	}
	book, err := yaml.Load(rules, source)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(leads)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return book, records[0], records[1:]
}

// What stands in place of a cell is of its kind, and is judged alike.
func TestCellsAreReplaced(t *testing.T) {
	const rules = `version: 1
fields:
  mail: {column: Mail}
  site: {column: Homepage}
  notes: {column: Notes}
  company: {column: Account, kind: company}
  size: {column: Size, type: number}
  tags: {column: Tags, type: list}
  role: {column: Role}
criteria:
  - {name: Free, field: mail, free_mail: true, points: 1}
  - {name: School, field: mail, domain: [ac.jp, ourpartner.example], points: 2}
  - {name: Site, field: site, domain: shop.example, points: 4}
  - {name: Said RFP, field: notes, has_word: [RFP*, 入札], points: 8}
  - {name: Partner, field: company, is: [Acme Inc.], points: 16}
  - {name: Any company, field: company, known: true, points: 32}
  - {name: Large, field: size, at_least: 100, points: 64}
  - {name: AI, field: tags, has: AI, points: 128}
  - {name: Long, field: role, matches: "^.{10}", points: 256}
`
	book, err := yaml.Load("rules.yaml", []byte(rules))
	if err != nil {
		t.Fatal(err)
	}
	header := []string{"Mail", "Homepage", "Notes", "Account", "Size", "Tags", "Role", "Last Name", "Phone"}
	engine, err := scoring.Compile(book, header, scoring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		field, cell, want string
		changed           bool
	}{
		{"mail", "hans.muster@gmail.com", "someone@gmail.com", false},
		{"mail", "hans@muster.ch", "someone@example.com", false},
		{"mail", "Hans <hans@eng.u-tokyo.ac.jp>", "someone@ac.jp", false},
		{"mail", "hans@ourpartner.example", "someone@ourpartner.example", false},
		{"mail", "no address", "anonymous", false},
		{"site", "https://www.muster.ch/hans", "https://example.com", false},
		{"site", "www.shop.example", "https://shop.example", false},
		{"notes", "Met Hans at the fair, sends an RFP soon", "RFP", false},
		{"notes", "Met Hans at the fair", "anonymous", false},
		{"company", "Muster AG", "anonymous", false},
		{"company", "ACME Inc.", "ACME Inc.", false},
		{"size", "120", "120", false},
		{"size", "ask Muster", "anonymous", false},
		{"tags", "AI; Muster", "AI", false},
		{"tags", "AI; ML", "AI; ML", false},
		{"role", "CEO", "CEO", false},
		{"role", "assistant to Muster", "anonymous", true},
		{"role", "Mustermann", "Mustermann", false},
		{"role", "+81 (0)90-1234-5678", "anonymous", true},
	} {
		cells := make([]string, len(header))
		cells[7], cells[8] = "Muster", "044 668 18 00"
		for _, f := range book.Fields {
			if f.Name == test.field {
				cells[slices.Index(header, f.Columns[0].Text)] = test.cell
			}
		}
		got, changed := Lead(book, engine, 0, header, cells)
		if len(got.Lead) != 1 || got.Lead[0].Name.Text != test.field || got.Lead[0].Value.Text != test.want || (len(changed) > 0) != test.changed {
			t.Errorf("%s %q: %s, changed %q; want %q", test.field, test.cell, printer.Test(got), changed, test.want)
		}
		if got.AsOf != nil {
			t.Error("a day, though no rule asks for it")
		}
	}
}
