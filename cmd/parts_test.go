package cmd

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"leadscore/internal/leadgen/invent"
)

// oddList is a list of several parts, with rows that cannot be read or are not as they
// should be, cells that are not of their type, and keys that come twice.
func oddList() string {
	list := invent.New(3)
	text := list.AppendHeader(nil)
	for i := range 8000 {
		text = list.AppendLead(text)
		switch {
		case i%700 == 111:
			text = append(text, "1000001,short,row\n"...)
		case i%1100 == 222:
			text = append(text, strings.Repeat("too long,", 31)...)
			text = append(text, "a row\n"...)
		case i%1300 == 333:
			text = append(text, `x,a "stray" quote`+strings.Repeat(",many", 28)+"\n"...)
		case i%2500 == 444:
			text = append(text, `y,"never closed`+"\n\n"...)
		}
	}
	return string(text)
}

const oddRules = `version: 1
key: id
show: [company]
fields:
  id: {column: Lead ID}
  company: {column: Company}
  title: {column: Job Title}
  size: {column: Employees, type: number}
  seen: {column: Last Activity, type: date}
  pages: {column: Page Views, type: number}
  open: {column: Demo Requested, type: bool}
  level: {seniority: title}
criteria:
  - {name: Size, field: size, bands: [{at_least: 500, points: 10}, {at_least: 50, points: 5}], missing: 2}
  - {name: Pages, field: pages, each: 0.5, max: 10}
  - {name: Demo, field: open, is: true, points: 20, decay: {from: seen, half_life: 30d}}
  - {name: Level, field: level, at_least: director, points: 7.5}
stages:
  - {stage: Hot, metric: score, at_least: 20}
  - {stage: Gone, out: true, field: size, below: 10}
`

// What commands write and tell of a list is the same, whether its parts are read one
// after the other or several at a time.
func TestPartsMakeNoDifference(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"list.csv": oddList(), "rules.yaml": oddRules} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{
		"score list.csv -o out.csv",
		"score list.csv -o out.csv --columns score,stage",
		"score list.csv -o out.csv --sorted",
		"score list.csv -o out.jsonl --format jsonl",
		"score list.csv",
		"score list.csv --rejects out.rejects",
		"score list.csv -o out.csv --max-rejects 9",
		"score list.csv -o out.csv --max-rejects 0.01%",
		"rank list.csv -n 50 --format csv",
		"rank list.csv -n 0 --format json",
		"rank list.csv -n 30 --stage Gone",
		"rank list.csv --max-rejects 3",
		"evaluate list.csv --format json --won Country=JP,日本 --lost Country=US",
		"evaluate list.csv --won Country=JP,日本 --date Created",
		"evaluate list.csv --won Country=JP,日本 --max-rejects 9",
	} {
		t.Run(command, func(t *testing.T) {
			one := runWith(t, 1, command)
			several := runWith(t, 4, command)
			for name, want := range one {
				if several[name] != want {
					t.Errorf("%s is\n%.2000s\nwith one worker it is\n%.2000s", name, several[name], want)
				}
			}
			if len(several) != len(one) || one["stderr"] == "" {
				t.Errorf("%d files, with one worker %d", len(several), len(one))
			}
		})
	}
}

// runWith runs a command with so many workers, and gives all that it writes.
func runWith(t *testing.T, workers int, command string) map[string]string {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(workers))
	args := append(strings.Fields(command), "--rules", "rules.yaml", "--as-of", "2026-11-21", "--color", "never")
	status, stdout, stderr := run(t, "", args...)
	written := map[string]string{"stdout": stdout, "stderr": stderr, "status": string(rune('0' + status))}
	files, err := filepath.Glob("out*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		written[file] = read(t, file)
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	return written
}
