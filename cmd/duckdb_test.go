package cmd

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// duckRules are the twenty fields that testdata/duckdb/events.py computes by SQL, in its order.
const duckRules = `version: 1
key: id
missing_words: []   # the page / is one, and says something
timezone: Asia/Tokyo
logs: {web: {lead: Email, joins: email, at: Occurred At, id: Event ID}}
fields:
  id: {column: Lead ID}
  email: {column: Email}
  f0: {count: {log: web}}
  f1: {count: {log: web, within: 1d}}
  f2: {count: {log: web, within: 30d}}
  f3: {count: {log: web, within: 90d}}
  f4: {count: {log: web, where: {field: Event, is: open}}}
  f5: {count: {log: web, where: {field: Event, is: open}, within: 7d}}
  f6: {count: {log: web, where: {field: Event, is: open}, within: 30d}}
  f7: {count: {log: web, where: {field: Event, is: open}, within: 90d}}
  f8: {days: {log: web, where: {field: Event, is: page_view}}}
  f9: {days: {log: web, where: {field: Event, is: page_view}, within: 30d}}
  f10: {days: {log: web, where: {field: Event, is: page_view}, within: 90d}}
  f11: {latest: {log: web, where: {field: Event, is: open}}}
  f12: {latest: {log: web, where: {field: Event, is: open}, within: 30d}}
  f13: {first: {log: web, where: {field: Event, is: page_view}}}
  f14: {first: {log: web, where: {field: Event, is: page_view}, within: 30d}}
  f15: {sum: {log: web, of: Weight}}
  f16: {sum: {log: web, of: Weight, within: 60d}}
  f17: {sum: {log: web, of: Weight, half_life: 7d}}
  f18: {sum: {log: web, of: Weight, half_life: 30d}}
  f19: {sum: {log: web, bands: [{field: Page, starts_with: /pricing, points: 3}, {field: Event, is: form_submit, points: 10}, {points: 1}], half_life: 14d, within: 90d}}
show: [f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19]
criteria: [{name: Events, field: f0, each: 1}]
`

// TestAgainstDuckDB holds what 100,000 events of 1,000 leads come to in twenty fields against
// the same computed by SQL, windows and a time zone included.
func TestAgainstDuckDB(t *testing.T) {
	if testing.Short() {
		t.Skip("100,000 events are left to the long tests")
	}
	python := os.Getenv("DUCKDB_PYTHON")
	if python == "" {
		python = "python3"
	}
	if err := exec.Command(python, "-c", "import duckdb").Run(); err != nil {
		t.Skipf("%s has no duckdb (pip install duckdb; DUCKDB_PYTHON names another Python): %v", python, err)
	}
	script, err := filepath.Abs("testdata/duckdb/events.py")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	writeEvents(t, rand.New(rand.NewPCG(16, 3)), 1000, 100_000)
	if err := os.WriteFile("rules.yaml", []byte(duckRules), 0o644); err != nil {
		t.Fatal(err)
	}
	sql, err := exec.Command(python, script, "leads.csv", "events.csv", "2026-11-21").Output()
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	ranked, _ := succeed(t, "rank", "leads.csv", "-r", "rules.yaml", "--as-of", "2026-11-21", "--log", "web=events.csv", "--top", "0", "--format", "csv", "-q")
	compareCells(t, readCSV(t, ranked)[1:], readCSV(t, string(sql)))
}

// writeEvents writes a list of leads, and random events of these and of others.
func writeEvents(t *testing.T, dice *rand.Rand, leads, events int) {
	var list, log strings.Builder
	list.WriteString("Lead ID,Email\n")
	for i := range leads {
		fmt.Fprintf(&list, "L-%04d,lead%d@example.com\n", i, i)
	}
	log.WriteString("Event ID,Email,Event,Occurred At,Page,Weight\n")
	last := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	for i := range events {
		when := last.Add(-time.Duration(dice.IntN(200*24*3600)) * time.Second)
		row := fmt.Sprintf("E-%d,Lead%d@example.com,%s,%s,%s,%d.%d\n", i, dice.IntN(leads+50), []string{"open", "sent", "page_view", "form_submit"}[dice.IntN(4)],
			when.Format("2006-01-02T15:04:05Z"), []string{"/pricing", "/pricing/a", "/docs", "/"}[dice.IntN(4)], dice.IntN(9), dice.IntN(10))
		log.WriteString(row)
		if dice.IntN(50) == 0 {
			log.WriteString(row) // told twice
		}
	}
	for name, text := range map[string]string{"leads.csv": list.String(), "events.csv": log.String()} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readCSV(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// compareCells compares rows of a ranking (rank, key, then what is shown) with those of SQL
// (key, then the same).
func compareCells(t *testing.T, ranked, sql [][]string) {
	t.Helper()
	got := map[string][]string{}
	for _, row := range ranked {
		got[row[1]] = row[2:]
	}
	if len(got) != len(sql) || len(sql) == 0 {
		t.Fatalf("%d leads, and %d by SQL", len(got), len(sql))
	}
	trimmed := func(text string) string {
		if strings.Contains(text, ".") {
			text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
		}
		return text
	}
	wrong := 0
	for _, row := range sql {
		for i, want := range row[1:] {
			if cell := got[row[0]][i]; trimmed(cell) != trimmed(want) {
				if wrong++; wrong < 10 {
					t.Errorf("%s, f%d: %q, and by SQL %q", row[0], i, cell, want)
				}
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d cells differ", wrong, 20*len(sql))
	}
}
