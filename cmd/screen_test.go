package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/olekukonko/tablewriter/pkg/twwidth"

	"leadscore/cmd/internal/console"
	"leadscore/internal/files"
)

// onTerminal runs the program as at a terminal of so many columns.
func onTerminal(t *testing.T, columns int, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	e := console.Env{In: strings.NewReader(""), Out: &out, Err: &err, Now: fixedClock, Files: new(files.Outputs), Fixed: &console.Window{Columns: columns}}
	status = mainIn(e, args)
	return status, out.String(), err.String()
}

// plainTerminal is one of which the environment says nothing but what it can do.
func plainTerminal(t *testing.T, settings map[string]string) {
	t.Helper()
	for _, name := range []string{"NO_COLOR", "TERM", "PAGER", "LEADSCORE_PAGER", "COLUMNS"} {
		t.Setenv(name, settings[name])
	}
}

var (
	inEnglish  = []string{"../testdata/leads.csv", "--rules", "../rules.example.yaml", "--as-of", "2026-11-21"}
	inJapanese = []string{"../testdata/leads.ja.csv", "--rules", "../testdata/rules.ja.yaml", "--as-of", "2026-11-21"}
)

// TestScreens: what a terminal shows is kept in testdata/screen, for a person to look at.
func TestScreens(t *testing.T) {
	for _, c := range []struct {
		name    string
		columns int
		env     map[string]string
		command string
		list    []string
	}{
		{"rank-80", 80, map[string]string{"NO_COLOR": "1"}, "rank", inEnglish},
		{"rank-120", 120, map[string]string{"NO_COLOR": "1"}, "rank", inEnglish},
		{"rank-80-6", 80, map[string]string{"NO_COLOR": "1"}, "rank --top 6", inEnglish},
		{"rank-80-colour", 80, nil, "rank --top 6", inEnglish},
		{"rank-80-dumb", 80, map[string]string{"TERM": "dumb"}, "rank --top 6", inEnglish},
		{"rank-80-ambiguous", 80, map[string]string{"NO_COLOR": "1"}, "rank --top 6 --ambiguous-width 2", inEnglish},
		{"rank-40", 40, map[string]string{"NO_COLOR": "1"}, "rank --top 6", inEnglish},
		{"rank-80-out", 80, map[string]string{"NO_COLOR": "1"}, "rank --stage nurture --top 3", inEnglish},
		{"rank-80-wrap", 80, map[string]string{"NO_COLOR": "1"}, "rank --wrap --top 3", inEnglish},
		{"rank-ja-80", 80, map[string]string{"NO_COLOR": "1"}, "rank", inJapanese},
		{"rank-ja-120", 120, map[string]string{"NO_COLOR": "1"}, "rank", inJapanese},
		{"explain-80", 80, map[string]string{"NO_COLOR": "1"}, "explain", inEnglish},
		{"explain-80-two", 80, nil, "explain --lead L-1003 --lead L-1190", inEnglish},
		{"explain-ja-80", 80, map[string]string{"NO_COLOR": "1"}, "explain --lead JL-004 --lead jl-011", inJapanese},
		{"explain-ja-80-all", 80, map[string]string{"NO_COLOR": "1"}, "explain --all --line 5", inJapanese},
	} {
		t.Run(c.name, func(t *testing.T) {
			plainTerminal(t, c.env)
			status, stdout, stderr := onTerminal(t, c.columns, append(strings.Fields(c.command), append(c.list, "--quiet")...)...)
			if status != 0 {
				t.Fatalf("status %d: %s", status, stderr)
			}
			for line := range strings.Lines(stdout) {
				if width := twwidth.WidthWithOptions(strings.TrimSuffix(line, "\n"), twwidth.Options{EastAsianWidth: strings.Contains(c.command, "ambiguous"), ForceNarrowBorders: true}); width > c.columns {
					t.Errorf("%d cells: %s", width, line)
				}
			}
			if c.env == nil != strings.Contains(stdout, "\x1b[") {
				t.Errorf("colour where there is to be none, or none: %q", stdout[:100])
			}
			sameAsFile(t, filepath.Join("testdata", "screen", c.name+".txt"), stdout)
		})
	}
}

// sameAsFile compares a text with a golden file, which -update writes.
func sameAsFile(t *testing.T, path, text string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("%s differs; go test ./cmd -update rewrites it. got\n%s", path, text)
	}
}

// TestScreenInDocs: the docs show what a terminal shows.
func TestScreenInDocs(t *testing.T) {
	page, err := os.ReadFile("../docs/lists.md")
	if err != nil {
		t.Fatal(err)
	}
	screen, err := os.ReadFile(filepath.Join("testdata", "screen", "rank-80-6.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "```text\n"+string(screen)+"```") {
		t.Errorf("docs/lists.md shows another screen than testdata/screen/rank-80-6.txt:\n%s", screen)
	}
}

// TestRankFitsScreen: the best 20 leads, their head and the counts leave a line for the
// prompt on a screen of 24.
func TestRankFitsScreen(t *testing.T) {
	plainTerminal(t, nil)
	for _, list := range [][]string{inEnglish, inJapanese} {
		_, stdout, stderr := onTerminal(t, 80, append([]string{"rank"}, list...)...)
		if lines := strings.Count(stdout, "\n"); lines > 23 {
			t.Errorf("%d lines:\n%s", lines, stdout)
		}
		inWords := strings.Contains(stderr, "not readable as") && strings.Contains(stderr, "0 rejected") ||
			strings.Contains(stderr, "として読めない値") && strings.Contains(stderr, "読み込めず除外0行")
		if !inWords {
			t.Errorf("stderr has less than elsewhere: %s", stderr)
		}
	}
}

// TestNoTerminal: elsewhere everything is shown, as one table.
func TestNoTerminal(t *testing.T) {
	plainTerminal(t, nil)
	_, screen, _ := onTerminal(t, 80, append([]string{"rank", "--wrap", "--color", "never", "--top", "3"}, inEnglish...)...)
	_, table, _ := run(t, "", append([]string{"rank", "--width", "80", "--top", "3"}, inEnglish...)...)
	if screen != table {
		t.Errorf("--wrap shows\n%s\nand a file has\n%s", screen, table)
	}
	_, all, _ := run(t, "", append([]string{"explain", "--width", "80"}, inJapanese...)...)
	_, shown, _ := onTerminal(t, 80, append([]string{"explain", "--color", "never"}, inJapanese...)...)
	if n, m := strings.Count(all, "スコア  "), strings.Count(shown, "\nステージ  "); n < 60 || m != 5 {
		t.Errorf("%d leads are explained in a file, %d on a terminal", n, m)
	}
}

// TestPager: on a terminal, and nowhere else, long texts go through the user's pager.
func TestPager(t *testing.T) {
	for _, c := range []struct {
		name  string
		env   map[string]string
		args  string
		paged bool
	}{
		{"PAGER", map[string]string{"PAGER": "sed s/^/P:/"}, "", true},
		{"LEADSCORE_PAGER goes first", map[string]string{"PAGER": "false", "LEADSCORE_PAGER": "sed s/^/P:/"}, "", true},
		{"--no-pager", map[string]string{"PAGER": "sed s/^/P:/"}, "--no-pager", false},
		{"none", nil, "", false},
		{"cat", map[string]string{"PAGER": "cat"}, "", false},
		{"one that is not there", map[string]string{"PAGER": "no-such-pager-x"}, "", false},
		{"a dumb terminal", map[string]string{"PAGER": "sed s/^/P:/", "TERM": "dumb"}, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			plainTerminal(t, c.env)
			args := append([]string{"explain", "--line", "2"}, append(inEnglish, strings.Fields(c.args)...)...)
			status, stdout, stderr := onTerminal(t, 80, args...)
			if status != 0 || strings.HasPrefix(stdout, "P:") != c.paged || !strings.Contains(stdout, "L-1001") {
				t.Errorf("status %d, %s%s", status, stdout, stderr)
			}
		})
	}
	plainTerminal(t, map[string]string{"PAGER": "sed s/^/P:/"})
	if _, stdout, _ := run(t, "", append([]string{"explain", "--line", "2"}, inEnglish...)...); strings.HasPrefix(stdout, "P:") {
		t.Error("a pipe goes through the pager")
	}
	plainTerminal(t, map[string]string{"PAGER": "head -n 1"})
	if status, _, stderr := onTerminal(t, 80, append([]string{"explain", "--all"}, inEnglish...)...); status != 0 {
		t.Errorf("a pager that has seen enough: status %d, %s", status, stderr)
	}
}
