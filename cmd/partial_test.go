package cmd

import (
	"bytes"
	"compress/gzip"
	"os"
	"strconv"
	"strings"
	"testing"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
)

// A list that ends in the middle is not scored as if it were whole.
func TestPartialLists(t *testing.T) {
	for _, c := range []struct {
		name, list string
		status     int
		stderr     string // a part of it, or of what --allow-partial says
	}{
		{"whole", "A,B,C\n1,2,3\n4,5,6\n", 0, "2 leads"},
		{"whole without a last line end", "A,B,C\n1,2,3\n4,5,6", 0, "2 leads"},
		{"all rows short", "A,B,C\n1,2\n4,5", 0, "2 leads"},
		{"a short row before", "A,B,C\n1,2\n4,5,6\n7,8", 0, "3 leads"},
		{"a short last row with a line end", "A,B,C\n1,2,3\n4,5\n", 0, "2 leads"},
		{"one short row", "A,B,C\n1,2", 0, "1 lead"},
		{"a short last row", "A,B,C\n1,2,3\n4,5", 3, "cannot read all of list.csv: it ends within the row on line 3. get the whole file, or take it as it is with --allow-partial"},
		{"an open quote", "A,B,C\n1,2,3\n4,5,\"6", 3, "it ends within the row on line 3"},
		{"an open quote some lines before", "A,B,C\n1,2,3\n4,\"5\nfive\ncinq", 3, "it ends within the row on line 5"},
		{"half a character", "A,B,C\n1,2,東京都千代田区\n4,5,東京都\xE4\xBA", 3, "it ends within the row on line 3"},
		{"half a character in CP932", "A,B,C\n1,2,\x93\x8C\x8B\x9E\n4,5,\x93\x8C\x8B", 3, "it ends within the row on line 3"},
		{"half a character in EUC-JP", "A,B,C\n1,2,\xC5\xEC\xB5\xFE\xC5\xD4\n4,5,\xC5\xEC\xB5\xFE\xC5", 3, "it ends within the row on line 3"},
		{"half a character in ISO-2022-JP", "A,B,C\n1,2,\x1B$BEl5~\x1B(B\n4,5,\x1B$BEl5", 3, "it ends within the row on line 3"},
		{"half a character and a last line end", "A,B,C\n1,2,東京都千代田区\n4,5,東京都\xE4\xBA\n", 0, "2 leads"},
		{"strange bytes before", "A,B,C\n1,東京都千代田区,\xE4\xBA\n4,5,東京都\xE4\xBA", 0, "2 leads"},
		{"a last letter of Latin-1", "A,B,C\n1,Jos\xE9,3\n4,5,caf\xE9", 0, "2 leads"},
		{"half a character in UTF-16", "\xFF\xFEA\x00,\x00B\x00\n\x001\x00,\x002\x00\n\x003\x00,\x004\x00\n\x005\x00,\x006", 3, "it ends within the row on line 4"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, command := range []string{"score", "score --sorted", "score --format=jsonl", "rank --format=csv", "explain", "check", "report --format=markdown", "qualify --format=csv", "evaluate --won=A=1 --lost=A=4"} {
				t.Chdir(t.TempDir())
				write(t, "list.csv", c.list)
				write(t, "out", "old")
				write(t, "rules.yaml", "version: 1\ncriteria: [{name: x, field: A, is: 1, points: 5}]\n")
				args := append(strings.Fields(command), "list.csv", "-r=rules.yaml", "--as-of=2026-11-21")
				if command != "check" && command != "explain" {
					args = append(args, "-o=out")
				}
				status, _, stderr := run(t, "", args...)
				if command == "evaluate --won=A=1 --lost=A=4" && c.status == 0 {
					continue // some of the lists have not both outcomes
				}
				if status != c.status || c.status != 0 && !strings.Contains(stderr, c.stderr) {
					t.Errorf("%s: status %d, want %d:\n%s", command, status, c.status, stderr)
				}
				if c.status != 0 && content(t, "out") != "old" {
					t.Errorf("%s: out is %q", command, content(t, "out"))
				}
				if status, _, stderr := run(t, "", append(args, "--allow-partial")...); status == 3 {
					t.Errorf("%s --allow-partial: status %d:\n%s", command, status, stderr)
				}
			}
		})
	}
}

// Nor are tables beside the list that end in the middle: answers, earlier outputs.
func TestPartialTables(t *testing.T) {
	const answers = "key,about,answer,date\n1,B,5,2026-11-01\n4,B,"
	const scored = "A,B,C,lead_score,lead_score_low,lead_score_high,lead_stage\n1,2,3,5,5,5,\n4,5,6,0,"
	const scores = `{"leadscore": "v1", "scores": {"bands": [`
	cut := func(text string) string {
		return "it ends within the row on line " + strconv.Itoa(1+strings.Count(text, "\n"))
	}
	damaged := func(text string) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, _ = w.Write([]byte(text))
		_ = w.Close()
		return b.String()[:b.Len()-9]
	}
	for _, c := range []struct{ name, command, table, stderr string }{
		{"a short answer", "score list.csv --answers=table", answers + "5", cut(answers)},
		{"an open quote in an answer", "score list.csv --answers=table", answers + "\"five, or", cut(answers)},
		{"answers to be merged", "answers merge table", answers + "5", cut(answers)},
		{"answers in half a gzip", "score list.csv --answers=table", damaged(answers + "5,2026-11-01\n"), "the compressed data is damaged"},
		{"answers in half a workbook", "score list.csv --answers=table", "PK\x03\x04\x14\x00", "the workbook is damaged"},
		{"half a character in an answer", "score list.csv --answers=table", "key,about,date,answer\n1,B,2026-11-01,東京都\n4,B,2026-11-01,東京\xE9\x83", "it ends within the row on line 3"},
		{"a log", "score list.csv --log=visits=table", "who,when,page\n1,2026-11-01,a\n4,2026-11", "it ends within the row on line 3"},
		{"a log in half a gzip", "score list.csv --log=visits=table", damaged("who,when,page\n1,2026-11-01,a\n"), "the compressed data is damaged"},
		{"an earlier summary", "score list.csv --drift=table", scores, "table: it ends before the summary does"},
		{"an earlier summary of no bytes", "score list.csv --drift=table", "", "table: this is no summary of a run"},
		{"an earlier summary in half a gzip", "score list.csv --drift=table", damaged(scores + "]}}"), "the compressed data is damaged"},
		{"an earlier evaluation", "evaluate list.csv --won=A=1 --lost=A=4 --previous=table", `{"rulebook": "rules.yaml", "won": 1, `, "it ends before the evaluation does"},
		{"an earlier output", "score list.csv --since=table", scored, cut(scored)},
		{"an earlier output for a report", "report list.csv --previous=table --format=markdown", scored, cut(scored)},
		{"an old output", "diff table new.csv", scored, cut(scored)},
		{"a new output", "diff new.csv table", scored, cut(scored)},
		{"an output in half a gzip", "diff new.csv table", damaged(scored + "0,0,\n"), "the compressed data is damaged"},
		{"an output in JSON lines", "diff new.csv table", `{"score": 5, "lead": {"A": "1"}}` + "\n" + `{"score": 5, "le`, cut("\n")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			write(t, "list.csv", "A,B,C\n1,2,3\n4,5,6\n")
			write(t, "new.csv", scored+"0,0,\n")
			write(t, "rules.yaml", "version: 1\nkey: A\nlogs: {visits: {lead: who, joins: A, at: when}}\n"+
				"fields: {A: text, seen: {count: {log: visits}}}\ncriteria: [{name: x, field: A, is: 1, points: 5}]\n")
			write(t, "table", c.table)
			write(t, "out", "old")
			args := append(strings.Fields(c.command), "-o=out")
			if !strings.HasPrefix(c.command, "answers") && !strings.HasPrefix(c.command, "diff") {
				args = append(args, "-r=rules.yaml", "--as-of=2026-11-21")
			}
			status, _, stderr := run(t, "", args...)
			if status != exit.IO || strings.Count(stderr, c.stderr) != 1 {
				t.Errorf("status %d, want %d and %q once:\n%s", status, exit.IO, c.stderr, stderr)
			}
			if content(t, "out") != "old" {
				t.Errorf("out is %q", content(t, "out"))
			}
		})
	}
}

// A file that grows or shrinks while it is read is not taken for a whole one.
func TestChangedList(t *testing.T) {
	t.Chdir(t.TempDir())
	text := "A,B\n" + strings.Repeat("1,2\n", 100_000)
	for _, c := range []struct {
		name   string
		change func(f *os.File) error
	}{
		{"grown", func(f *os.File) error { _, err := f.WriteString("3,4\n"); return err }},
		{"cut", func(f *os.File) error { return f.Truncate(int64(len(text) / 2)) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			write(t, "list.csv", text)
			f, err := os.OpenFile("list.csv", os.O_RDWR|os.O_APPEND, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			s := &console.Source{Ctx: t.Context(), From: f, File: f, Name: "list.csv", Prompt: true, Size: int64(len(text))}
			if err := s.Changed(); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Read(make([]byte, 1000)); err != nil {
				t.Fatal(err)
			}
			if err := c.change(f); err != nil {
				t.Fatal(err)
			}
			if _, err := new(bytes.Buffer).ReadFrom(s); err != nil {
				t.Fatal(err)
			}
			if err := s.Changed(); err == nil || !strings.Contains(err.Error(), "it had 400004 bytes when reading began, and has ") {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

// A list of which no row can be read is no list that has been scored.
func TestAllRejected(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "list.csv", "A,B\n1,2,3\n4,5,6\n")
	write(t, "rules.yaml", "version: 1\ncriteria: [{name: x, field: A, is: 1, points: 5}]\n")
	status, _, stderr := run(t, "", "score", "list.csv", "-o=out.csv", "--as-of=2026-11-21")
	if status != 1 || !strings.Contains(stderr, "list.csv: none of its 2 rows can be read, the first on line 2\nout.csv is not written\nrejected rows are in out.csv.rejects") {
		t.Errorf("status %d: %s", status, stderr)
	}
	onlyFiles(t, "list.csv", "out.csv.rejects", "out.csv.rejects.reasons.csv", "rules.yaml")
}
