package audit_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
	"leadscore/scoring/audit"
)

// asOf is 21 November 2026.
const asOf = calendar.Day(20_778)

// newAudit audits leads, the first of which stands on line 2.
func newAudit(t *testing.T, src string, header []string, leads ...[]string) audit.Report {
	t.Helper()
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte("version: 1\n"+src)))
	if rb == nil {
		t.Fatalf("problems: %v", problems)
	}
	engine, problems := rulebook.Unpack(scoring.Compile(rb, header, scoring.Options{AsOf: asOf}))
	if engine == nil {
		t.Fatalf("problems: %v", problems)
	}
	audit, scorer := audit.New(engine), engine.NewScorer()
	for i, cells := range leads {
		scorer.Score(cells)
		audit.Add(scorer, i+2, cells)
	}
	return audit.Report()
}

// column makes leads of one cell each.
func cellsOf(cells ...string) [][]string {
	var leads [][]string
	for _, cell := range cells {
		leads = append(leads, []string{cell})
	}
	return leads
}

func TestAuditReport(t *testing.T) {
	got := newAudit(t, `
key: id
fields:
  id: {column: ID}
  title: {column: [Job, Title]}
  level: {seniority: title}
  size: {column: Size, type: number}
  gone: {column: Gone, optional: true}
  unused: {column: Unused}
  yes: {column: "Yes", type: bool, blank: false}
criteria:
  - {name: A, field: size, at_least: 100, points: 1}
  - {name: B, field: level, at_least: vp, points: 1}
  - {name: C, field: gone, is: x, points: 1}
  - {name: D, field: yes, is: true, points: 1}
`, []string{"ID", "Title", "Size", "Yes", "Note"},
		[]string{"1", "CEO", "250", "yes", ""},
		[]string{"2", "Wizard", "big", "maybe", ""},
		[]string{"3", "", "-", "", ""},
		[]string{"4"},
		[]string{"5", "wizard", "rather big", "", ""},
		[]string{"6", "Bard", "10-20", "no", ""},
		[]string{"", "Director", "?", "no", ""},
		[]string{"8", "Director", "huge", "no", ""},
	)
	want := audit.Report{Leads: 8, Fields: []audit.Field{
		{Field: "id", Column: "ID", Type: rulebook.TypeText, Declared: true, Known: 7, Blank: 1},
		{Field: "title", Column: "Title", Type: rulebook.TypeText, Declared: true, Known: 6, Blank: 2},
		{Field: "level", Column: "Title", Type: rulebook.TypeLevel, Declared: true, OfTitle: true, Known: 3, Blank: 2, Unreadable: 3,
			Unmatched: audit.Unmatched{Leads: 3, Distinct: 2, Top: []audit.ValueCount{{Value: "Wizard", Count: 2}, {Value: "Bard", Count: 1}}}},
		{Field: "size", Column: "Size", Type: rulebook.TypeNumber, Declared: true, Known: 2, Blank: 3, Unreadable: 3, Examples: []audit.Example{
			{Line: 3, Column: "Size", Cell: "big", Why: "not a number"}, {Line: 6, Column: "Size", Cell: "rather big", Why: "not a number"}, {Line: 9, Column: "Size", Cell: "huge", Why: "not a number"}},
			Hint: "3 values look like big: if they mean that nothing is known, set missing_words: [big, rather big, huge]"},
		{Field: "gone", Type: rulebook.TypeText, Declared: true, Absent: 8},
		{Field: "yes", Column: "Yes", Type: rulebook.TypeBool, Declared: true, Known: 7, Unreadable: 1, Examples: []audit.Example{
			{Line: 3, Column: "Yes", Cell: "maybe", Why: "neither yes nor no"}}},
	}}
	if len(got.Fields) != len(want.Fields) {
		t.Fatalf("fields: %+v", got.Fields)
	}
	for i, field := range got.Fields {
		if !reflect.DeepEqual(field, want.Fields[i]) {
			t.Errorf("field %d:\n got %+v\nwant %+v", i, field, want.Fields[i])
		}
	}
	if got.Leads != want.Leads {
		t.Errorf("%d leads", got.Leads)
	}
}

// TestAuditAlternatives: an unreadable cell is shown with the column that it stands in.
func TestAuditAlternatives(t *testing.T) {
	report := newAudit(t, `
fields: {size: {column: [Employees, 従業員数], type: number}}
criteria: [{name: A, field: size, at_least: 100, points: 1}]
`, []string{"従業員数", "Employees"}, []string{"many", ""}, []string{"many", "few"})
	want := []audit.Example{{Line: 2, Column: "従業員数", Cell: "many", Why: "not a number"}, {Line: 3, Column: "Employees", Cell: "few", Why: "not a number"}}
	if got := report.Fields[0].Examples; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestAuditHints(t *testing.T) {
	for _, c := range []struct {
		name, options string
		cells         []string
		want          string
	}{
		{"either way round", "type: date", []string{"2026-01-05", "1/5/2023", "3/4/2023"}, "2 dates look like 1/5/2023: set order: dmy or mdy"},
		{"one with a day over 12", "type: date", []string{"1/5/2023", "25/12/2023"}, "2 dates look like 1/5/2023: set order: dmy"},
		{"the other", "type: date", []string{"12/25/2023", "1/5/2023"}, "2 dates look like 12/25/2023: set order: mdy"},
		{"the wrong order", "type: date, order: dmy", []string{"12/25/2023", "1/5/2023"}, "1 date looks like 12/25/2023: set order: mdy"},
		{"serial numbers", "type: date", []string{"soon", "45291", "45292.5"}, "2 dates look like 45291: set order: excel"},
		{"no dates", "type: date", []string{"soon", "2026-13-01"}, ""},
		{"all dates read", "type: date", []string{"2026-01-05", ""}, ""},
		{"decimal comma", "type: number", []string{"12", "1.234,56"}, "1 value looks like 1.234,56: set decimal: comma"},
		{"decimal comma set", "type: number, decimal: comma", []string{"1.234,56", "x"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := "fields: {f: {column: f, " + c.options + "}}\ncriteria: [{name: A, field: f, points: 1}]\n"
			if got := newAudit(t, src, []string{"f"}, cellsOf(c.cells...)...).Fields[0].Hint; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAuditUnmatched(t *testing.T) {
	for _, c := range []struct {
		name, rules string
		cells       []string
		want        string // value=count, the most frequent first
	}{
		{"is", "{name: A, field: f, is: [SaaS, Software], points: 1}", []string{"saas", "Sofware", "ＳａａＳ", "Bank", "sofware"}, "Sofware=2 Bank=1"},
		{"ties in the list's order", "{name: A, field: f, is: x, points: 1}", []string{"b", "a", "c"}, "b=1 a=1 c=1"},
		{"five at most", "{name: A, field: f, is: x, points: 1}", []string{"a", "b", "c", "d", "e", "f", "g", "g"}, "g=2 a=1 b=1 c=1 d=1"},
		{"is_not knows what it lists", "{name: A, field: f, is_not: [JP, US], points: 1}", []string{"JP", "Japan", "us", ""}, "Japan=1"},
		{"one of several rules", "{name: A, field: f, has_word: CTO, points: 1}, {name: B, field: f, bands: [{contains: 部, points: 1}, {starts_with: VP, points: 2}]}", []string{"CTO", "Director", "営業部長", "VP Sales", "RVP"}, "Director=1 RVP=1"},
		{"under not, and with another field", "{name: A, when: {not: {all: [{field: f, ends_with: x}, {field: f, matches: '^B'}]}}, points: 1}", []string{"ax", "Bax", "Ba", "ba"}, "ba=1"},
		{"any answer will do", "{name: A, field: f, points: 1}", []string{"a", "b"}, ""},
		{"addresses", "{name: A, field: f, domain: example.com, points: 1}, {name: B, field: f, free_mail: true, points: 1}", []string{"a@b.example"}, ""},
		{"entries of lists", "{name: A, field: f, has: [AI, 分析], points: 1}, {name: B, field: f, has_all: [CRM, ai], points: 1}", []string{"ai; Cloud", "cloud;CRM;API", "分析"}, "cloud=2 api=1"},
		{"a list of which only the length counts", "{name: A, field: f, count: {at_least: 2}, points: 1}", []string{"a;b"}, ""},
		{"numbers", "{name: A, field: f, at_least: 2, points: 1}", []string{"1"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			report := newAudit(t, "criteria: ["+c.rules+"]\n", []string{"f"}, cellsOf(c.cells...)...)
			var got []string
			for _, value := range report.Fields[0].Unmatched.Top {
				got = append(got, fmt.Sprintf("%s=%d", value.Value, value.Count))
			}
			if joined := strings.Join(got, " "); joined != c.want {
				t.Errorf("got %s, want %s", joined, c.want)
			}
		})
	}
}

// TestAuditIsBounded: past 10,000 values, and of very long ones, it tells that
// there are more.
func TestAuditIsBounded(t *testing.T) {
	const src = "criteria: [{name: A, field: f, is: x, points: 1}]\n"
	var leads [][]string
	for i := range 10_000 {
		leads = append(leads, []string{fmt.Sprint("value ", i)})
	}
	leads = append(leads, []string{"value 9999"})
	few := newAudit(t, src, []string{"f"}, leads...).Fields[0].Unmatched
	if want := (audit.ValueCount{Value: "value 9999", Count: 2}); few.More || few.Distinct != 10_000 || few.Top[0] != want {
		t.Errorf("10,000 values: %+v", few)
	}
	many := newAudit(t, src, []string{"f"}, append(leads, []string{"one more"})...).Fields[0].Unmatched
	if !many.More || many.Distinct != 10_000 || many.Leads != 10_002 {
		t.Errorf("10,001 values: %+v", many)
	}
	long := newAudit(t, src, []string{"f"}, []string{strings.Repeat("長", 100)}, []string{strings.Repeat("長", 101)}).Fields[0].Unmatched
	if !long.More || long.Distinct != 1 || long.Leads != 2 {
		t.Errorf("a long value: %+v", long)
	}
}

// TestAuditOwnsItsData: a reader of lists may put the next lead where this one was.
func TestAuditOwnsItsData(t *testing.T) {
	rb, _ := rulebook.Unpack(yaml.Load("rules.yaml", []byte("version: 1\ncriteria: [{name: A, field: f, is: x, points: 1}, {name: B, field: n, each: 1}]\n")))
	engine, _ := rulebook.Unpack(scoring.Compile(rb, []string{"f", "n"}, scoring.Options{}))
	audit, scorer := audit.New(engine), engine.NewScorer()
	memory := []byte("word")
	cell := unsafe.String(&memory[0], len(memory))
	scorer.Score([]string{cell, cell})
	audit.Add(scorer, 2, []string{cell, cell})
	copy(memory, "gone")
	report := audit.Report()
	if got := report.Fields[0].Unmatched.Top; len(got) != 1 || got[0].Value != "word" {
		t.Errorf("unmatched: %+v", got)
	}
	if got := report.Fields[1].Examples; len(got) != 1 || got[0].Cell != "word" {
		t.Errorf("examples: %+v", got)
	}
}

// TestAuditCurrencies: numbers in several currencies are read, and told.
func TestAuditCurrencies(t *testing.T) {
	const rules = "fields: {f: {column: f, type: number}}\ncriteria: [{name: A, field: f, points: 1}]\n"
	for want, cells := range map[string][]string{"2 in JPY, 1 in USD": {"$5", "5円", "100", "約1億円", ""}, "": {"$5", "US$ 1,000", "5"}} {
		if got := newAudit(t, rules, []string{"f"}, cellsOf(cells...)...).Fields[0].Currencies; got != want {
			t.Errorf("%q: got %q, want %q", cells, got, want)
		}
	}
}

// TestAuditMissingWords: words that say nothing are counted, ambiguous ones apart; those
// that the rulebook lists or names as a value are neither.
func TestAuditMissingWords(t *testing.T) {
	report := newAudit(t, `
fields:
  rival: {column: Rival, missing_words: [n/k]}
  size: {column: Size, type: number}
  tags: {column: Tags, type: list}
  sent: {column: Sent, type: bool}
criteria:
  - {name: A, field: rival, is: [Acme, Unknown], points: 1}
  - {name: B, field: size, at_least: 100, points: 1}
  - {name: C, field: tags, has: AI, points: 1}
  - {name: D, field: sent, is: true, points: 1}
`, []string{"Rival", "Size", "Tags", "Sent"},
		[]string{"Unknown", "TBD", "None", "なし"},
		[]string{"none", "None", "AI; None", "未定"},
		[]string{"n/k", "none", "--None--", "None"},
		[]string{"TBD", "ｔｂｄ", "不明", ""},
	)
	type counts = []audit.ValueCount
	for i, want := range []struct{ nil, may counts }{
		{counts{{Value: "TBD", Count: 1}}, counts{{Value: "none", Count: 1}}},
		{counts{{Value: "TBD", Count: 2}}, counts{{Value: "None", Count: 2}}},
		{counts{{Value: "--None--", Count: 1}, {Value: "不明", Count: 1}}, counts{{Value: "None", Count: 1}}},
		{counts{{Value: "未定", Count: 1}}, counts{{Value: "None", Count: 1}}},
	} {
		f := report.Fields[i]
		if !slices.Equal(f.SaysNil, want.nil) || !slices.Equal(f.MaySayNil, want.may) || f.Hint != "" {
			t.Errorf("%s: %v say nothing and %v may, hint %q", f.Field, f.SaysNil, f.MaySayNil, f.Hint)
		}
	}
	for i, want := range [][3]int{{2, 2, 0}, {0, 2, 2}, {2, 2, 0}, {1, 2, 1}} {
		f := report.Fields[i]
		if got := [3]int{f.Known, f.Blank, f.Unreadable}; got != want {
			t.Errorf("%s: known, blank, unreadable %v, want %v", f.Field, got, want)
		}
	}
}

// A rule that no lead makes true says what the list has instead: the ends of its numbers
// and days, whole or not, one after the other.
func TestRangesOfTheList(t *testing.T) {
	const rules = `
fields:
  size: {column: Size, type: number}
  day: {column: Day, type: date}
criteria:
  - {name: A, field: size, at_least: 10000, points: 1}
  - {name: B, field: day, after: 2027-01-01, points: 1}
`
	for _, c := range []struct {
		name        string
		sizes, days []string
		want        []string // in the notes
	}{
		{"whole numbers", []string{"250", "12", "900"}, []string{"2026-05-01", "2026-03-01", "2026-04-01"}, []string{"Size 12 to 900", "Day 2026-03-01 to 2026-05-01"}},
		{"one lead", []string{"7"}, []string{"2026-05-01"}, []string{"Size 7", "Day 2026-05-01 to 2026-05-01"}},
		{"below zero", []string{"-5", "-7"}, []string{"1999-12-31", "1970-01-01"}, []string{"Size -7", "Day 1970-01-01 to 1999-12-31"}},
		{"fractions beside whole numbers", []string{"2.5", "4", "3.25"}, []string{"1960-01-01", "1950-01-01"}, []string{"Size 2.5", "4", "Day 1950-01-01 to 1960-01-01"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var leads [][]string
			for i, size := range c.sizes {
				leads = append(leads, []string{size, c.days[min(i, len(c.days)-1)]})
			}
			var said []string
			for _, note := range newAudit(t, rules, []string{"Size", "Day"}, leads...).Activity.Notes {
				said = append(said, note.Message+" "+note.Want)
			}
			for _, want := range c.want {
				if !strings.Contains(strings.Join(said, "\n"), want) {
					t.Errorf("no %q in\n%s", want, strings.Join(said, "\n"))
				}
			}
		})
	}
}

// TestAuditOfDepartments: titles that name no department are told; entries and texts
// that are spelled otherwise than in the rules are known.
func TestAuditOfDepartments(t *testing.T) {
	report := newAudit(t, `
fields: {title: {column: Title}, team: {department: title}, offices: {type: list, synonyms: {Tokyo: 東京}}, country: {synonyms: countries}}
criteria:
  - {name: A, field: team, is: sales, points: 1}
  - {name: B, field: offices, has: Tokyo, points: 1}
  - {name: C, field: country, is: 米国, points: 1}
`, []string{"Title", "offices", "country"}, []string{"営業部長", "東京", "USA"}, []string{"部長", "Kyoto", "US"}, []string{"CFO", "tokyo", "日本"}, []string{"部長", "", ""})
	unmatched := map[string]string{}
	for _, f := range report.Fields {
		for _, v := range f.Unmatched.Top {
			unmatched[f.Field] += v.Value + " "
		}
	}
	for field, want := range map[string]string{"team": "部長 ", "offices": "kyoto ", "country": "日本 "} {
		if unmatched[field] != want {
			t.Errorf("%s: %q is unmatched, want %q", field, unmatched[field], want)
		}
	}
}

// Two criteria that share only that something is known ask different things of it: bands and
// counts hold for all that is known, and tell these apart.
func TestSameLeads(t *testing.T) {
	leads := [][]string{{"10", "5", "a"}, {"200", "5", "b"}, {"300", "5", "c"}, {"400", "5", "d"}, {"500", "5", "e"}, {"", "", ""}}
	for name, c := range map[string]struct {
		second string
		want   int
	}{
		"what the first asks":      {"field: Code, known: true, points: 5", 1},
		"bands of what is known":   {"field: Size, bands: [{at_least: 100, points: 5}, {points: 1}]", 0},
		"a count of what is known": {"field: Visits, each: 1", 0},
		"another threshold":        {"field: Size, at_least: 100, points: 5", 0},
	} {
		t.Run(name, func(t *testing.T) {
			src := "criteria:\n  - {name: A, field: Size, at_least: 1, points: 5}\n  - {name: B, " + c.second + "}\n"
			found := 0
			for _, note := range newAudit(t, src, []string{"Size", "Visits", "Code"}, leads...).Activity.Notes {
				if note.Kind == "same_leads" {
					found++
				}
			}
			if found != c.want {
				t.Errorf("%d findings; want %d", found, c.want)
			}
		})
	}
}
