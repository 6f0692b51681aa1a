package cmd

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// TestScoreWithAccounts holds what score writes of each lead's account to the list of
// accounts, from a file and from standard input, in the list's order and sorted, as CSV and
// as JSON.
func TestScoreWithAccounts(t *testing.T) {
	args := []string{"../testdata/accounts.csv", "-r", "../testdata/rules.accounts.yaml", "--as-of", "2026-11-21", "-q"}
	listed, _ := succeed(t, append([]string{"accounts", "--top", "0", "--format", "csv"}, args...)...)
	want := map[string][3]string{}
	for _, row := range byHeader(t, listed) {
		want[row["account"]] = [3]string{row["score"], row["leads"], row["missing_role"]}
	}
	columns := []string{"--columns", "account,account_score,account_leads,account_missing_role", "--format", "csv"}
	scored, _ := succeed(t, slices.Concat([]string{"score"}, args, columns)...)
	met := map[string]bool{}
	for _, row := range byHeader(t, scored) {
		account := row["lead_account"]
		got := [3]string{row["lead_account_score"], row["lead_account_leads"], row["lead_account_missing_role"]}
		switch of, known := want[account]; {
		case account == "" && row["Company"] == "" && got == [3]string{}:
		case !known && got == [3]string{"0", "0", "decides; uses"}: // all of its leads are of out stages
		case !known || of != got:
			t.Errorf("%s of %q: %v, and in the list of accounts %v", row["Lead ID"], account, got, of)
		}
		met[account] = true
	}
	for _, account := range slices.Sorted(maps.Keys(want)) {
		if !met[account] {
			t.Errorf("no lead has the account %q", account)
		}
	}
	status, piped, stderr := run(t, content(t, args[0]), slices.Concat([]string{"score", "-"}, args[1:], columns)...)
	if status != 0 || piped != scored {
		t.Errorf("from standard input: status %d: %s\n%s", status, stderr, piped)
	}
	sorted, _ := succeed(t, slices.Concat([]string{"score", "--sorted"}, args, columns)...)
	if a, b := slices.Sorted(strings.Lines(sorted)), slices.Sorted(strings.Lines(scored)); !slices.Equal(a, b) {
		t.Errorf("sorted:\n%s\nas listed:\n%s", sorted, scored)
	}
	byDomain, _ := succeed(t, slices.Concat([]string{"score", "--by", "Email", "--columns", "account", "--format", "jsonl"}, args)...)
	if !strings.Contains(byDomain, `"lead_account": "hoshinowa.example"`) && !strings.Contains(byDomain, `"lead_account":"hoshinowa.example"`) && !strings.Contains(byDomain, `"account":"hoshinowa.example"`) {
		t.Errorf("by domain: %s", byDomain)
	}
}

// byHeader reads rows of CSV by their headers.
func byHeader(t *testing.T, text string) (rows []map[string]string) {
	t.Helper()
	all := readCSV(t, text)
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// TestActivityOfAccounts: of the leads of an account together counts and sums are those of
// its leads added up, days the latest and the first of theirs.
func TestActivityOfAccounts(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "rules.yaml", `version: 1
key: ID
logs: {web: {lead: Who, joins: ID, at: When}}
fields:
  ID: text
  company: {column: Company}
  seen: {column: Seen, type: number}
  opened: {count: {log: web, where: {field: Event, is: open}}}
  last: {latest: {log: web}}
  came: {first: {log: web}}
  days: {days: {log: web}}
  heat: {sum: {log: web, of: Weight}}
criteria: [{name: Opened, field: opened, each: 1}]
stages: [{stage: Out, out: true, field: seen, is: 0}, {stage: In}]
`)
	write(t, "leads.csv", "ID,Company,Seen\nA,Acme,1\nB,Acme Inc.,1\nC,ACME,0\nD,Byte,1\n,Acme,1\n")
	write(t, "events.csv", "Who,When,Event,Weight\nA,2026-11-01,open,1.5\nA,2026-11-02,open,-0.25\nB,2026-10-30,open,2\nB,2026-11-01,visit,\nC,2026-11-20,open,100\n")
	stdout, stderr := succeed(t, "accounts", "leads.csv", "-r", "rules.yaml", "--as-of", "2026-11-21", "--log", "web=events.csv", "--format", "csv")
	want := "rank,account,score,stage,leads,out,best_score,best_stage,best_lead,missing_role,missing,activity_opened,activity_last,activity_came,activity_days,activity_heat,next_question,ask\n" +
		"1,Acme,2,,3,1,2,In,A,,,3,2026-11-02,2026-10-30,2,3.25,,\n2,Byte,0,,1,0,0,In,D,,,0,,,0,0,,\n"
	if stdout != want {
		t.Errorf("got\n%s\nwant\n%s", stdout, want)
	}
	if !strings.Contains(stderr, "the log web: 5 events of 3 leads of the list") {
		t.Errorf("not told: %s", stderr)
	}
	explained, _ := succeed(t, "explain", "leads.csv", "-r", "rules.yaml", "--as-of", "2026-11-21", "--log", "web=events.csv", "--account", "acme", "-q")
	if !strings.Contains(explained, "+2  A       100% of 2, In") {
		t.Errorf("explained without its events:\n%s", explained)
	}
}
