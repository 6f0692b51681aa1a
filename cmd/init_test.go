package cmd

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"leadscore/match/lexicon"
)

// TestInitOnLists drafts a rulebook for each list, which then passes check and ranks
// without an edit.
func TestInitOnLists(t *testing.T) {
	var lists []string
	for _, pattern := range []string{"testdata/fixture/*.csv", "testdata/init/*.csv", "../testdata/*.csv", "../../shared/crm/*.csv", "../../shared/data/*.csv", "../../shared/data/*.csv.gz"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if found == nil && strings.Contains(pattern, "shared") {
			t.Log("no lists here: ", pattern)
		}
		lists = append(lists, found...)
	}
	if len(lists) < 5 {
		t.Fatalf("only %d lists", len(lists))
	}
	for _, list := range lists {
		path, err := filepath.Abs(list)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(list), func(t *testing.T) {
			t.Chdir(t.TempDir())
			initWorks(t, path)
		})
	}
}

// TestInitOnExports is TestInitOnLists for the headers of exports, filled with leads that
// are made up.
func TestInitOnExports(t *testing.T) {
	table, err := os.ReadFile("../../shared/crm/headers.tsv")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no header rows here: ", err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		cells := strings.Split(line, "\t")
		t.Run(cells[0]+" "+cells[1], func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, "export.csv", invented(t, cells[3], i))
			initWorks(t, "export.csv")
		})
	}
}

// initWorks takes the whole way: init, check, rank.
func initWorks(t *testing.T, list string) {
	t.Helper()
	if status, _, stderr := run(t, "", "init", list, "-o", "leadscore.yaml", "--as-of", "2026-11-21"); status != 0 {
		t.Fatalf("init: status %d: %s", status, stderr)
	}
	status, stdout, stderr := run(t, "", "check", list, "--format", "csv", "--as-of", "2026-11-21")
	rows, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
	if err != nil || len(rows) == 0 || status > 1 {
		t.Fatalf("check: status %d, %v: %s", status, err, stderr)
	}
	for _, row := range rows[1:] {
		if curable(row) {
			t.Errorf("check finds what a rulebook could cure: %q\n%s", row, content(t, "leadscore.yaml"))
		}
	}
	if status, stdout, stderr := run(t, "", "rank", list, "--format", "csv", "--as-of", "2026-11-21"); status != 0 || !strings.Contains(stdout, "lead_score") {
		t.Fatalf("rank: status %d: %s%s", status, stdout, stderr)
	}
}

// curable reports whether a finding of check is one that a rulebook could cure: neither a
// note, nor about rows, keys and cells that are wrong in the list itself.
func curable(finding []string) bool {
	severity, kind, want := finding[0], finding[1], finding[9]
	switch kind {
	case "row", "repeated_key", "formula", "undecodable", "currencies", "to_come":
		return false
	case "unreadable":
		return want != ""
	}
	return severity != "note"
}

// invented is a list with the header of an export and 60 leads, whose cells are such as
// stand under headers like these.
func invented(t *testing.T, header string, seed int) string {
	t.Helper()
	in := csv.NewReader(strings.NewReader(header))
	in.LazyQuotes = true
	columns, err := in.Read()
	if err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	out := csv.NewWriter(&list)
	_ = out.Write(columns)
	for lead := range 60 {
		row := make([]string, len(columns))
		for i, column := range columns {
			row[i] = inventedCell(column, lead, seed+i)
		}
		_ = out.Write(row)
	}
	out.Flush()
	return list.String()
}

func inventedCell(column string, lead, seed int) string {
	known, _ := lexicon.FieldOfHeader(column)
	pick := func(values ...string) string { return values[(lead*7+seed)%len(values)] }
	n := (lead*37 + seed*11) % 100
	switch known.Name {
	case "lead_id":
		return fmt.Sprintf("X-%04d", lead)
	case "company":
		return pick("Acme Ltd", "株式会社山吹", "Globex", "Initech", "") + strconv.Itoa(lead)
	case "full_name", "first_name", "last_name", "owner":
		return pick("Anna Example", "例田 花子", "Bob Sample", "見本 太郎")
	case "title":
		return pick("CEO", "営業部長", "Marketing Manager", "Student", "", "係長", "VP of Sales")
	case "email":
		return fmt.Sprintf("lead%d@%s", lead, pick("corp.example", "gmail.com", "firma.example"))
	case "phone", "mobile":
		return pick("+81-3-1234-5678", "", "03-0000-0000", "(555) 010-0199")
	case "country":
		return pick("Japan", "US", "Germany", "")
	case "state":
		return pick("東京都", "California", "")
	case "industry":
		return pick("Manufacturing", "SaaS", "Retail", "製造業", "")
	case "employees":
		return pick("11-50", "200", "1,000+", "", "5,000")
	case "revenue", "capital", "deal_value":
		return pick("1000000", "250,000", "", "9,000,000", "40000")
	case "created", "last_activity", "modified", "close_date":
		return fmt.Sprintf("2026-%02d-%02d", 1+n%11, 1+n%28)
	case "lead_source":
		return pick("Referral", "Web", "Purchased list", "展示会")
	case "status":
		return pick("New", "Working", "Unqualified", "Nurturing")
	case "opt_out", "converted":
		return pick("true", "false", "")
	case "email_status":
		return pick("Valid", "Bounced", "")
	case "rating":
		return pick("Hot", "Warm", "Cold", "")
	case "score", "founded":
		return strconv.Itoa(n)
	}
	return pick("x", "y", "", "z")
}

// No name, address or telephone number of a list gets into the draft, whatever column it
// stands in.
func TestInitTellsNothingOfPersons(t *testing.T) {
	t.Chdir(t.TempDir())
	people := []struct{ first, last, japanese string }{
		{"Joanna", "Thornbury", "佐藤 由紀"}, {"Marek", "Zelenka", "鈴木一郎"}, {"Aiko", "Brandt", "高橋 健"}, {"Luis", "Quintero", "田中美咲"}, {"Priya", "Raman", "渡辺大輔"},
	}
	var list strings.Builder
	list.WriteString("ID,First Name,Last Name,Email,Phone,Company,Industry,Job Title,Lead Source,Segment,Handled,会った人,Topic,Status,Region code,Birthday,Budget,Number of Employees,Last,Territory\n")
	for i := range 200 {
		p := people[i%len(people)]
		full, mail, phone := p.first+" "+p.last, strings.ToLower(p.first)+"@mail.example", fmt.Sprintf("+81 90 5550 %04d", i%7)
		fmt.Fprintf(&list, "%d,%s,%s,%s,%s,Firm %d,%s,%s,%s,%s,%s,%s,%s,%s,%s,1980-0%d-11,%s,%s,%s,%s\n", i, p.first, p.last, mail, phone, i,
			[]string{"SaaS", "Retail", full, "製造業"}[i%4], // here and there a name in the wrong column
			[]string{"CEO", full, "Buyer"}[i%3], []string{"Web", "Referral by " + full, mail}[i%3],
			full, p.first, p.japanese, []string{"call " + phone, phone, "visit"}[i%3], []string{"New", p.last, "Unqualified"}[i%3],
			[]string{"0905550123", "0805550456"}[i%2], 1+i%9, []string{"1000", "5000", p.last, "9000", "70000"}[i%5], []string{"10", "500", full, "90"}[i%4], p.last, p.japanese)
	}
	write(t, "people.csv", list.String())
	for _, language := range []string{"en", "ja"} {
		status, stdout, stderr := run(t, "", "init", "people.csv", "--lang", language)
		if status != 0 {
			t.Fatal(stderr)
		}
		for _, p := range people {
			for _, word := range append(strings.Fields(p.japanese), p.first, p.last) {
				if strings.Contains(stdout+stderr, word) {
					t.Errorf("%s: %q stands in what init writes:\n%s", language, word, stdout)
				}
			}
		}
		if found := regexp.MustCompile(`@|5550|1980`).FindString(stdout); found != "" {
			t.Errorf("%s: %q stands in the draft:\n%s", language, found, stdout)
		}
	}
}

// With --won the points are those that learn gives; whom an owner's name would make win
// is not told.
func TestInitLearns(t *testing.T) {
	t.Chdir(t.TempDir())
	var list strings.Builder
	list.WriteString("Lead ID,Company,Owner,Segment,Demo,Visits,Status\n")
	for i := range 600 {
		owner, demo, status := []string{"Joanna Thornbury", "Marek Zelenka", "Aiko Brandt"}[i%3], []string{"yes", "no"}[i/3%2], "Lost"
		if (i*7919)%100 < []int{55, 25, 10}[i%3]+[]int{25, 0}[i/3%2] {
			status = "Won"
		}
		fmt.Fprintf(&list, "L-%d,Firm %d,%s,%s,%s,%d,%s\n", i, i, owner, owner, demo, i*31%40, status)
	}
	write(t, "closed.csv", list.String())
	if status, _, stderr := run(t, "", "init", "closed.csv", "--won", "Status=Won", "-o", "leadscore.yaml"); status != 0 {
		t.Fatal(stderr)
	}
	text := content(t, "leadscore.yaml")
	for _, want := range []string{"#   won: Status=Won", "key: Lead ID", "rates:", "field: demo", "BANT:", "it gives no points"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if found := regexp.MustCompile("Thornbury|Zelenka|Brandt").FindString(text); found != "" {
		t.Errorf("%q is in\n%s", found, text)
	}
	if status, stdout, stderr := run(t, "", "rank", "closed.csv", "-q"); status != 0 || !strings.Contains(stdout, "win rate") {
		t.Errorf("%s%s", stdout, stderr)
	}

	write(t, "few.csv", "Lead ID,Demo,Status\n1,yes,Won\n2,no,Lost\n")
	status, stdout, stderr := run(t, "", "init", "few.csv", "--won", "Status=Won")
	if status != 0 || !strings.Contains(stderr, "nothing was learned, so the points come from what the list holds: ") || !strings.Contains(stdout, "no evidence") {
		t.Errorf("%s%s", stdout, stderr)
	}
	if status, _, stderr := run(t, "x", "init", "--won", "Status=Won"); status != 2 || !strings.Contains(stderr, "--won reads the list twice. give it as a file") {
		t.Errorf("status %d: %s", status, stderr)
	}
	if status, _, stderr := run(t, "", "init", "few.csv", "--won", "State=Won"); status != 1 || !strings.Contains(stderr, `no column "State". did you mean "Status"?`) {
		t.Errorf("status %d: %s", status, stderr)
	}
}

// The rulebook drafted for leads of which is known what became of them, which has not
// seen that, sorts them better than chance.
func TestInitSortsLeads(t *testing.T) {
	list, err := filepath.Abs("../../shared/data/xeducation_leads.csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(list); err != nil {
		t.Skip("no labelled list here: ", err)
	}
	t.Chdir(t.TempDir())
	if status, _, stderr := run(t, "", "init", list, "-o", "leadscore.yaml", "-q"); status != 0 {
		t.Fatal(stderr)
	}
	status, stdout, stderr := run(t, "", "evaluate", list, "--won", "Converted=1", "-q")
	found := regexp.MustCompile(`AUC of the score\s+│\s+([0-9.]+)`).FindStringSubmatch(stdout)
	if status != 0 || found == nil {
		t.Fatalf("status %d: %s%s", status, stdout, stderr)
	}
	if auc, err := strconv.ParseFloat(found[1], 64); err != nil || auc < 0.60 {
		t.Errorf("AUC %s, want 0.60 or more", found[1])
	}
}

// What is there already is not replaced unasked, and not asked about.
func TestInitReplacesNothing(t *testing.T) {
	inFixture(t)
	mine := content(t, "leadscore.yaml")
	for _, c := range []struct {
		args   string
		status int
	}{
		{"init leads.csv -o leadscore.yaml", 2},
		{"init leads.csv -o leads.csv --overwrite", 2},
		{"init none.csv -o new.yaml", 3},
		{"init leadscore.yaml -o new.yaml", 1},
		{"init leads.csv -o none/new.yaml", 3},
		{"init leads.csv extra.csv", 2},
		{"init leads.csv -o leadscore.yaml --lang fr --overwrite", 2},
	} {
		if status, _, stderr := run(t, "", strings.Fields(c.args)...); status != c.status {
			t.Errorf("%s: status %d, want %d: %s", c.args, status, c.status, stderr)
		}
	}
	if content(t, "leadscore.yaml") != mine {
		t.Error("the rulebook was replaced")
	}
	onlyFiles(t, "leads.csv", "leadscore.yaml")
}
