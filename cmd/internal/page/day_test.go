package page_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadscore/cmd"
)

const dayRules = `version: 1
key: id
show: [company]
fields:
  id: {column: ID}
  company: {column: Company}
  size: {column: Size, type: number}
  need: {column: Need}
  buys_on: {column: Buys on, type: date}
criteria:
  - {name: Size, field: size, at_least: 100, points: 40}
frameworks:
  BANT: {points: 40, elements: {need: {field: need}, timeline: {field: buys_on, within_next: 90d}}}
stages:
  - {stage: SQL, metric: score, at_least: 60}
  - {stage: MQL, metric: score, at_least: 40}
  - {stage: Nurture}
`

const dayList = "ID,Company,Phone,Size,Need,Buys on\n" +
	"L-1,Acme,+1 617-555-0101,200,,\nL-2,Bolt,+1 617-555-0102,50,,\nL-3,Cole,+1 617-555-0103,50,,\nL-4,Dune,+1 617-555-0104,50,,\nL-5,Echo,+1 617-555-0105,50,,\nL-6,Fern,,50,,\n"

// leadscore runs the program and gives what it prints.
func leadscore(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := cmd.Main(args, strings.NewReader(""), &out, &errs); status != 0 {
		t.Fatalf("leadscore %s: status %d: %s", strings.Join(args, " "), status, errs.String())
	}
	return out.String()
}

// byKey reads a table by the cells of a column.
func byKey(t *testing.T, text, key string) map[string]map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%v: %s", err, text)
	}
	all := map[string]map[string]string{}
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, cell := range row {
			cells[rows[0][i]] = cell
		}
		all[cells[key]] = cells
	}
	return all
}

// A day's work: from the list to the sheet, its answers into the next ranking, and the one lead that
// they moved back into the CRM.
func TestDay(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	for name, text := range map[string]string{"leads.csv": dayList, "rules.yaml": dayRules} {
		if err := os.WriteFile(path(name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	flags := []string{path("leads.csv"), "-r", path("rules.yaml"), "--as-of", time.Now().Format(time.DateOnly), "-q"}
	run := func(command string, more ...string) string {
		return leadscore(t, append(append([]string{command}, flags...), more...)...)
	}
	run("score", "-o", path("before.csv"))
	run("qualify", "-o", path("sheet.html"))

	b := open(t, path("sheet.html"))
	for _, keys := range []string{"y1", "n6", "u4", "6", "7"} {
		for _, key := range keys {
			b.keys(string(key))
		}
		b.keys("\r")
	}
	if counts := b.text(`document.getElementById("counts").textContent`); counts != "called 5 of 6 · talks 1 · meetings 0" {
		t.Errorf("counted: %s", counts)
	}
	answers, _ := b.download()

	ranked := byKey(t, run("rank", "--answers", answers, "--format", "csv", "--top", "0"), "ID")
	for key, want := range map[string]string{"L-1": "SQL", "L-2": "Nurture", "L-3": "Nurture", "L-4": "Nurture", "L-5": "Nurture", "L-6": "Nurture"} {
		if got := ranked[key]["lead_stage"]; got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	run("score", "--answers", answers, "-o", path("after.csv"))
	moved := byKey(t, leadscore(t, "diff", path("before.csv"), path("after.csv"), "-r", path("rules.yaml"), "-q", "--format", "csv"), "key")
	if len(moved) != 1 || moved["L-1"]["move"] != "promoted" || moved["L-1"]["stage_after"] != "SQL" || !strings.Contains(moved["L-1"]["reason"], "BANT") {
		t.Errorf("moved are %v", moved)
	}
	since := byKey(t, run("score", "--answers", answers, "--only-ours", "--columns", "score,stage", "--since", path("before.csv")), "ID")
	if len(since) != 1 || since["L-1"]["lead_stage"] != "SQL" {
		t.Errorf("back into the CRM go %v", since)
	}
}
