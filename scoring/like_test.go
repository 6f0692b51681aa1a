package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

const likeRules = `version: 1
fields:
  company: {like: company, kind: company}
  employees: {like: employees}
  email: {column: 連絡先, like: email}
  active: {like: last_activity, optional: true}
criteria:
  - {name: Customer, field: company, is: 山田商事, points: 1}
  - {name: Large, field: employees, at_least: 500, points: 2}
  - {name: Business, field: email, free_mail: false, points: 4}
  - {name: Active, field: active, within: 30d, points: 8}
`

// TestLike reads one thing under the headers of several exports: of those present
// the first that is not blank, those after column first.
func TestLike(t *testing.T) {
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(likeRules)))
	if rb == nil {
		t.Fatalf("problems: %q", problemTexts(problems))
	}
	for _, c := range []struct {
		name          string
		header, cells []string
		want          string
	}{
		{"Salesforce", []string{"Id", "Company", "NumberOfEmployees", "Email", "LastActivityDate"}, []string{"1", "山田商事(株)", "600", "a@example.com", "2026-11-20"}, "15"},
		{"HubSpot", []string{"Record ID", "Company Name", "Number of Employees", "Email", "Last Activity Date"}, []string{"1", "山田商事", "600", "a@gmail.com", "2026-11-20"}, "11"},
		{"Apollo", []string{"Company", "Company Name for Emails", "# Employees", "EMAIL", "Last Contacted"}, []string{"", "山田商事", "600", "a@example.com", ""}, "7"},
		{"HubSpot's properties", []string{"hs_object_id", "company_name", "numberofemployees", "e_mail", "last-activity-date"}, []string{"1", "山田商事", "600", "a@gmail.com", "2026-11-20"}, "11"},
		{"German", []string{"Firma", "Mitarbeiter", "E-Mail-Adresse"}, []string{"山田商事", "600", "a@example.com"}, "7"},
		{"Eight", []string{"会社名", "役職", "e-mail", "従業員数"}, []string{"株式会社山田商事", "部長", "a@example.com", "1,000名"}, "7"},
		{"our own column first", []string{"Company", "Employees", "Email", "連絡先"}, []string{"X", "1", "a@example.com", "a@gmail.com"}, "0"},
		{"our own column blank", []string{"Company", "Employees", "Email", "連絡先"}, []string{"X", "1", "a@example.com", ""}, "4"},
	} {
		engine, problems := rulebook.Unpack(scoring.Compile(rb, c.header, scoring.Options{AsOf: mustDay("2026-11-21")}))
		if engine == nil {
			t.Errorf("%s: %q", c.name, problemTexts(problems))
			continue
		}
		if got := engine.NewScorer().Score(c.cells).Score.String(); got != c.want {
			t.Errorf("%s: %q scores %s, want %s", c.name, c.cells, got, c.want)
		}
	}
}

func TestLikeProblems(t *testing.T) {
	for _, c := range []struct {
		name, rules string
		header      []string
		want        string
	}{
		{"no header known", "fields: {size: {like: employees}}\ncriteria: [{name: A, field: size, at_least: 5, points: 1}]", []string{"Name", "Size"},
			`2:23: the list has no known header of "employees". the list has: Name, Size`},
		{"neither column nor known header", "fields: {size: {column: [社員, Staff], like: employees}}\ncriteria: [{name: A, field: size, at_least: 5, points: 1}]", []string{"Name"},
			`2:26: the list has no column "社員" or "Staff", and no known header of "employees". the list has: Name`},
		{"thousands", "fields: {revenue: {like: revenue}}\ncriteria: [{name: A, field: revenue, at_least: 5, points: 1}]", []string{"Name", "Revenue (in 000s USD)"},
			""},
		{"a unit behind another header", "fields: {revenue: {like: revenue}}\ncriteria: [{name: A, field: revenue, at_least: 5, points: 1}]", []string{"Name", "Height (in 000s USD)"},
			`2:26: the list has no known header of "revenue". the list has: Name, Height (in 000s USD)`},
		{"twice", "fields: {company: {like: company}}\ncriteria: [{name: A, field: company, is: x, points: 1}]", []string{"Company", "company"},
			""},
		{"another header of the same thing", "fields: {Country: text}\ncriteria: [{name: A, field: Country, is: x, points: 1}]", []string{"Name", "Country/Region", "Counter", "Company"},
			`2:10: the list has no column "Country". did you mean "Country/Region"?`},
		{"another header of the same thing in Japanese", "fields: {最終接触日: date}\ncriteria: [{name: A, field: 最終接触日, known: true, points: 1}]", []string{"会社名", "最終活動日"},
			`2:10: the list has no column "最終接触日". did you mean "最終活動日"?`},
		{"the nearest three", "fields: {Temperament: text}\ncriteria: [{name: A, field: Temperament, is: x, points: 1}]", []string{"Name", "Template", "Size", "Temper", "Comment", "Plan", "Other"},
			`2:10: the list has no column "Temperament". of its 7 columns the nearest are: Template, Temper, Comment`},
		{"thousands with a scale", "fields: {revenue: {like: revenue, scale: 1000}}\ncriteria: [{name: A, field: revenue, at_least: 5, points: 1}]", []string{"Name", "Revenue (in 000s USD)"}, ""},
		{"a test of a known header", "fields: {size: {like: employees}}\ncriteria: [{name: A, field: size, at_least: 5, points: 1}]\ntests: [{name: T, lead: {従業員数: 5}, want: {score: 1}}]", []string{"従業員数"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte("version: 1\n"+c.rules+"\n")))
			if rb == nil {
				t.Fatalf("problems: %q", problemTexts(problems))
			}
			_, problems = rulebook.Unpack(scoring.Compile(rb, c.header, scoring.Options{}))
			got := ""
			for _, p := range problems {
				got += p.Error()
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Of two columns with one known header the first is read, and told.
func TestLikeTakesTheFirst(t *testing.T) {
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte("version: 1\nfields: {company: {like: company}, page: {like: linkedin, optional: true}, site: {like: website, optional: true}}\ncriteria: [{name: A, field: company, is: x, points: 1}, {name: P, field: page, known: true, points: 2}, {name: S, field: site, known: true, points: 4}]\n")))
	if rb == nil {
		t.Fatalf("problems: %q", problemTexts(problems))
	}
	for _, c := range []struct {
		header []string
		notes  int
		want   string
	}{
		{[]string{"Company", "company", "URL"}, 1, "5"},
		{[]string{"company_", "Com-pany", "URL"}, 1, "5"},
		{[]string{"Company", "Position", "URL", "Connected On"}, 0, "3"}, // LinkedIn's: a person's page
		{[]string{"Company", "Note", "URL"}, 0, "5"},
	} {
		engine, err := scoring.Compile(rb, c.header, scoring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := engine.NewScorer().Score([]string{"x", "y", "z", ""}).Score.String(); got != c.want || len(engine.Notes(rulebook.English)) != c.notes {
			t.Errorf("%q scores %s, want %s; notes %q", c.header, got, c.want, engine.Notes(rulebook.English))
		}
	}
}

// A known header with a unit behind it carries the scale, which is noted, unless the field
// has one.
func TestUnitsOfHeaders(t *testing.T) {
	for _, c := range []struct {
		header, cell, field string
		want                string // points: one for each power of ten that is reached
		notes               int
	}{
		{"売上高(百万円)", "500", "like: revenue", "8", 1}, {"売上高（単位：千円）", "500", "like: revenue", "5", 1}, {"年商[億円]", "5", "like: revenue", "8", 1}, {"Annual Revenue ($M)", "5", "like: revenue", "6", 1},
		{"Revenue (in 000s USD)", "500", "like: revenue", "5", 1}, {"売上高(百万円)", "5億円", "like: revenue", "8", 1}, {"資本金(万円)", "1000", "like: capital", "7", 1},
		{"売上高(百万円)", "500", "like: revenue, scale: 1000", "5", 0}, {"Annual Revenue (USD)", "500", "like: revenue", "2", 0}, {"従業員数(名)", "500", "like: employees", "2", 0}, {"売上高(百万円)", "500", "column: 売上高(百万円), type: number", "2", 0},
	} {
		rules := "version: 1\nfields: {x: {" + c.field + "}}\ncriteria:\n"
		for zeros := range 10 {
			rules += fmt.Sprintf("  - {name: A%d, field: x, at_least: 1%s, points: 1}\n", zeros, strings.Repeat("0", zeros+1))
		}
		rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(rules)))
		if rb == nil {
			t.Fatal(problemTexts(problems))
		}
		engine, err := scoring.Compile(rb, []string{"Name", c.header}, scoring.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.header, err)
			continue
		}
		if got := engine.NewScorer().Score([]string{"x", c.cell}).Score.String(); got != c.want || len(engine.Notes(rulebook.English)) != c.notes {
			t.Errorf("%s under %q for {%s} reaches %s, want %s; notes %q", c.cell, c.header, c.field, got, c.want, engine.Notes(rulebook.English))
		}
	}
}
