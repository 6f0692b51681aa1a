package main

import (
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{[]float64{7}, 7},
		{[]float64{9, 1, 5}, 5},
		{[]float64{4, 1, 2, 100}, 3},
	} {
		j := job{}
		for _, v := range c.values {
			j.runs = append(j.runs, sample{seconds: v, memory: 2 * v})
		}
		if j.seconds() != c.want || j.memory() != 2*c.want {
			t.Errorf("%v: median %v, of twice as much %v; want %v", c.values, j.seconds(), j.memory(), c.want)
		}
	}
}

// Lists are equal when they have the same leads in the same order, with the same
// scores to a thousandth and the same stages; names and places of columns may differ.
func TestEqual(t *testing.T) {
	const ours = "Lead ID,Notes,lead_score,lead_stage\nA,\"two\nlines\",45.3,MQL\nB,,-1,Cold\n"
	for _, c := range []struct{ name, theirs, want string }{
		{"the same", "Lead ID,score,stage\nA,45.30000000001,MQL\nB,-1.0,Cold\n", ""},
		{"score", "Lead ID,score,stage\nA,45.301,MQL\nB,-1,Cold\n", "in place 1 leadscore has A 45.3 MQL, but here is A 45.301 MQL"},
		{"stage", "stage,score,Lead ID\nMQL,45.3,A\nSQL,-1,B\n", "in place 2 leadscore has B -1 Cold, but here is B -1 SQL"},
		{"order", "Lead ID,score,stage\nB,-1,Cold\nA,45.3,MQL\n", "in place 1 leadscore has A 45.3 MQL, but here is B -1 Cold"},
		{"one too few", "Lead ID,score,stage\nA,45.3,MQL\n", "should hold 2 leads, but one ends behind 1"},
		{"one too many", "Lead ID,score,stage\nA,45.3,MQL\nB,-1,Cold\nC,0,Cold\n", "should hold 2 leads, but one ends behind 2"},
		{"no number", "Lead ID,score,stage\nA,,MQL\n", "parsing"},
		{"no stage", "Lead ID,score\nA,45.3\n", "no lead, score or stage"},
	} {
		err := equal(strings.NewReader(ours), strings.NewReader(c.theirs), 2)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %q", c.name, err, c.want)
		}
	}
	if err := equal(strings.NewReader(ours), strings.NewReader(ours), 3); err == nil {
		t.Error("two lists that lack the same lead pass")
	}
}

func TestTables(t *testing.T) {
	ours := &job{runs: []sample{{0.5, 25, 0.9}}}
	theirs := &job{runs: []sample{{12.345, 250, 20}}}
	bare := &job{runs: []sample{{0.0125, 0, 0.0125}}}
	more := &job{runs: []sample{{0.025, 17, 0.05}}}
	var b strings.Builder
	writeWorks(&b, []work{{"annotate", []way{{"leadscore", ours}, {"other", theirs}, {"cp", bare}}}, {"copy", []way{{"cp", bare}, {"other", more}}}})
	writeGoals(&b, []goal{
		{"theirs against ours", ratio((*job).seconds, theirs, ours), 10, true, times},
		{"ours against cp", ratio((*job).seconds, ours, bare), 5, false, times},
		{"memory", ratio((*job).memory, ours, bare), 5, false, times},
		{"at most as much", ours.memory, 25, false, megabytes},
	})
	const want = `| work | by, or of | time | processor | memory | time of the first's | processor of the first's | memory of the first's |
|---|---|---:|---:|---:|---:|---:|---:|
| annotate | leadscore | 0.50 s | 0.90 s | 25 MB |  |  |  |
|  | other | 12.3 s | 20.0 s | 250 MB | 24.7 × | 22.2 × | 10 × |
|  | cp | 12.5 ms | 12.5 ms |  | 0.025 × | 0.0139 × |  |
| copy | cp | 12.5 ms | 12.5 ms |  |  |  |  |
|  | other | 25.0 ms | 50.0 ms | 17 MB | 2 × | 4 × |  |

| figure | goal | measured | reached |
|---|---:|---:|---|
| theirs against ours | at least 10 × | 24.7 × | yes |
| ours against cp | at most 5 × | 40 × | no |
| memory | at most 5 × |  | not known |
| at most as much | at most 25 MB | 25 MB | yes |
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestGoalOfUnknownFigure(t *testing.T) {
	for _, v := range []float64{0, math.NaN(), math.Inf(1)} {
		g := goal{value: func() float64 { return v }, bound: 5, format: times}
		if got := g.reached(); got != "not known" {
			t.Errorf("%v: %s", v, got)
		}
	}
}

func TestCount(t *testing.T) {
	for leads, want := range map[int]string{7: "7 leads", 200: "200 leads", 1000: "1,000 leads", 12_345_678: "12,345,678 leads"} {
		if got := count(leads); got != want {
			t.Errorf("%d: %s, want %s", leads, got, want)
		}
	}
}

func TestBetween(t *testing.T) {
	page := "# Title\n\n" + markBegin + "old\n" + markEnd + "\nBy hand.\n"
	want := "# Title\n\n" + markBegin + "\nnew\n\n" + markEnd + "\nBy hand.\n"
	got, err := between(page, "new\n")
	if err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	for _, bad := range []string{"", "# Title\n" + markBegin, "# Title\n" + markEnd, markEnd + markBegin} {
		if got, err := between(bad, "new\n"); err == nil {
			t.Errorf("%q: no error, %q", bad, got)
		}
	}
}

func TestCommandForShell(t *testing.T) {
	j := job{args: []string{"tool", "-c", `SELECT "a" FROM f('x')`, "plain"}, stdout: true, result: "out.csv"}
	const want = `tool -c "SELECT \"a\" FROM f('x')" plain > out.csv`
	if got := j.String(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSkip(t *testing.T) {
	o := options{}
	if err := o.setSkip("duckdb,miller"); err != nil || !slices.Equal(o.skip, []string{"duckdb", "miller"}) {
		t.Errorf("%q, %v", o.skip, err)
	}
	if err := o.setSkip("duckdb,xsv"); err == nil || !strings.Contains(err.Error(), `"xsv"`) {
		t.Errorf("xsv is taken: %v", err)
	}
}

// A small comparison without the tools of others runs from end to end, and puts on the
// page what it prints.
func TestRun(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("it builds leadscore, and needs cp and true")
	}
	dir := t.TempDir()
	page := filepath.Join(dir, "page.md")
	if err := os.WriteFile(page, []byte(markBegin+markEnd), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir("../..")
	var printed strings.Builder
	o := options{leads: 300, big: 600, runs: 1, dir: dir, page: page, skip: []string{"duckdb", "miller"}}
	if err := run(t.Context(), o, &printed); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != markBegin+"\n"+printed.String()+"\n"+markEnd {
		t.Errorf("printed\n%s\nbut the page is\n%s", printed.String(), got)
	}
	for _, want := range []string{"300 leads of 30 columns", "| annotate | leadscore |", "| 600 leads |", "medians of one run", "leadscore score leads.csv"} {
		if !strings.Contains(printed.String(), want) {
			t.Errorf("no %q in\n%s", want, printed.String())
		}
	}
	if err := equalFiles(filepath.Join(dir, "annotated.leadscore.csv"), filepath.Join(dir, "annotated.leadscore.csv"), 300); err != nil {
		t.Error(err)
	}
}

func TestJob(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it needs sh")
	}
	dir, paths := t.TempDir(), map[string]string{"sh": "/bin/sh"}
	for _, file := range []*job{
		{args: []string{"sh", "-c", "echo once >> out"}, result: "out"},
		{args: []string{"sh", "-c", "echo once"}, result: "out", stdout: true},
	} {
		for range 2 { // the result is new each time
			if _, err := file.run(t.Context(), dir, paths); err != nil {
				t.Fatal(err)
			}
		}
		if text, err := os.ReadFile(filepath.Join(dir, "out")); err != nil || string(text) != "once\n" {
			t.Errorf("%s: %q, %v", file, text, err)
		}
	}
	told := &job{args: []string{"sh", "-c", "echo 1234.5"}, inside: true}
	if s, err := told.run(t.Context(), dir, paths); err != nil || s.seconds != 1234.5 {
		t.Errorf("%v, %v; want the 1234.5 seconds that it tells", s, err)
	}
	bad := &job{args: []string{"sh", "-c", "echo no such list >&2; exit 3"}}
	if _, err := bad.run(t.Context(), dir, paths); err == nil || !strings.Contains(err.Error(), "no such list") {
		t.Errorf("of a command that fails: %v", err)
	}
}
