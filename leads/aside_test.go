package leads_test

import (
	"strings"
	"testing"

	"leadscore/leads"
	"leadscore/leads/internal/made"
)

// TestDescriptions tells rows under the header that describe its columns from leads.
func TestDescriptions(t *testing.T) {
	for _, c := range []struct {
		name, list string
		want       int
	}{
		{"in Japanese", "会社名,役職,電話\n必須,任意,任意\nA社,部長,03\n", 1},
		{"in English", "id,name\nrequired,optional\n1,Bob\n", 1},
		{"types", "id,name,born\nstring,number,date\n1,Bob,x\n", 1},
		{"two rows", "id,name\nRequired,Optional\nString,Text(80)\n1,Bob\n", 2},
		{"in brackets", "id,name\n(必須),【任意】\n1,Bob\n", 1},
		{"partly blank", "id,name,city,zip\n必須,,,必須\n1,Bob,Leeds,2\n", 1},
		{"lengths", "id,name,city\n半角英数10文字以内,全角40文字,必須(255文字以内)\n1,Bob,Leeds\n", 1},
		{"formats", "id,born\nvarchar(20),YYYY/MM/DD\n1,2020-01-01\n", 1},
		{"in German", "id;name\nPflichtfeld;optional\n1;Bob\n", 1},
		{"CRLF, quoted", "\"id\",\"name\"\r\n\"required\",\"optional\"\r\n\"1\",\"Bob\"\r\n", 1},
		{"short", "id,name,city\nrequired,optional\n1,Bob,Leeds\n", 1},
		{"the list ends there", "id,name\nrequired,optional", 1},
		{"scored before", "id,name,lead_score,lead_score_low,lead_reasons\nrequired,optional,,,\n1,Bob,5,5,x\n", 1},
		{"further below", "id,name\n1,Bob\nrequired,optional\n", 0},
		{"one cell is a lead's", "id,name,city\nrequired,Bob,optional\n1,Bob,Leeds\n", 0},
		{"a lead by phone", "id,name,source,kind\nL-1,Bob,phone,text\n", 0},
		{"few of many", "id,name,source,kind,note\n,,phone,text,\n", 0},
		{"one column", "kind\nrequired\nx\n", 0},
		{"figures", "a,b\n100,20\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			checkAside(t, c.list, leads.ReadOptions{HeaderLine: 1, Ours: made.Ours}, func(c *leads.Counts) int { return c.Descriptions.Count }, c.want)
		})
	}
}

// TestTotals tells rows of totals at the end of a list from leads.
func TestTotals(t *testing.T) {
	const head = "company,contact,email,lead id,amount,employees\n"
	const lead = "Acme,Bob,b@acme.example,1,500,20\n"
	for _, c := range []struct {
		name, list string
		want       int
	}{
		{"in English", head + lead + "Grand Total,,,,500,20\n", 1},
		{"in Japanese", head + lead + "合計,,,,500,\n", 1},
		{"with a colon", head + lead + "Total:,,,,\"1,500\",20\n", 1},
		{"with a count", head + lead + "合計 25件,,,,,\n", 1},
		{"with a count in brackets", head + lead + "Grand Totals (25 records),,,,,\n", 1},
		{"in German", head + lead + "Gesamtergebnis,,,,€ 500,20\n", 1},
		{"in French", head + lead + "Total général,,,,500 €,20\n", 1},
		{"in Spanish", head + lead + "Suma,,,,500,20", 1},
		{"spaced", head + lead + "合　計,,,,500円,20名\n", 1},
		{"not in the first column", head + lead + ",,,Total,500,20\n", 1},
		{"where the key stands", "id,name,amount\n1,Bob,5\nTotal,,5\n", 1},
		{"two of them", head + lead + "小計,,,,500,20\n総計,,,,500,20\n", 2},
		{"average too", head + lead + "Total,,,,500,20\nAverage,,,,500,20.0\n", 2},
		{"blank lines behind", head + lead + "Total,,,,500,20\n\n,,,,,\n", 1},
		{"a blank line before", head + lead + "\nTotal,,,,500,20\n", 1},
		{"lines below the list behind", head + lead + "Total,,,,500,20\n\nCopyright Bob\n", 1},
		{"dashes", head + lead + "Total,-,-,-,500,20\n", 0}, // something stands where the person does
		{"short", head + lead + "Total,,,,500\n", 1},
		{"CRLF, quoted", strings.ReplaceAll(head+lead+`"Total","","","","500","20"`+"\n", "\n", "\r\n"), 1},
		{"in a long list", head + strings.Repeat(lead, 20_000) + "Total,,,,500,20\n", 1},
		{"no leads", head + "Total,,,,0,0\n", 1},
		{"scored before", "id,amount,lead_score,lead_score_low,lead_reasons\n1,5,1,1,x\nTotal,5,7,7,high\n", 1},

		{"a company", head + lead + "Total,Ann,,,500,20\n", 0},
		{"a company by mail", head + lead + "Total,,a@total.example,,500,20\n", 0},
		{"a company with a key", head + lead + "Total,,,2,500,20\n", 0},
		{"a company with a country", "company,country,size\nAcme,UK,2\nTotal,France,100000\n", 0},
		{"a company alone", head + lead + "Total,,,,,\n", 0},
		{"a longer name", head + lead + "Total Energies,,,,500,20\n", 0},
		{"behind the key", "id,company,amount\n1,Acme,5\n2,Total,5\n", 0},
		{"more leads follow", head + "Total,,,,500,20\n" + lead, 0},
		{"one column", "company\nAcme\nTotal\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			naming := func(header string) bool {
				return header == "contact" || header == "email" || header == "lead id" || header == "id"
			}
			checkAside(t, c.list, leads.ReadOptions{HeaderLine: 1, Ours: made.Ours, Naming: naming}, func(c *leads.Counts) int { return c.Totals.Count }, c.want)
		})
	}
}

// checkAside reads a list with and without KeepRows, and writes it: the rows get blank cells
// of ours, and are no leads of the second run either.
func checkAside(t *testing.T, list string, opt leads.ReadOptions, count func(*leads.Counts) int, want int) {
	t.Helper()
	read := func(keep bool) (leads.Counts, int) {
		opt := opt
		opt.KeepRows = keep
		r, err := leads.NewReader(strings.NewReader(list), opt)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, rec := range made.All(t, r) {
			if rec.IsLead() {
				n++
			}
		}
		return r.Counts(), n
	}
	counts, scored := read(false)
	kept, all := read(true)
	aside := count(&counts)
	if aside != want || counts.Rows != scored || count(&kept) != 0 || all-scored != want+counts.Footers.Count {
		t.Errorf("%d aside, %d leads; with all rows kept %d and %d; want %d aside", aside, scored, count(&kept), all, want)
	}
	if strings.Contains(list, "lead_score") {
		return
	}
	before := list
	for range 2 {
		r, err := leads.NewReader(strings.NewReader(before), opt)
		if err != nil {
			t.Fatal(err)
		}
		again := annotated(t, r)
		if n := strings.Count(strings.ReplaceAll(again, ";", ","), "x,x,x"); n < scored || before != list && again != before {
			t.Fatalf("%d rows have our cells, want %d, in\n%.300s\nbefore\n%.300s", n, scored, again, before)
		}
		before = again
	}
}
