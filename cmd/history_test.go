package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/evaluating"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/learning"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/wonlost"
	"leadscore/outcomes/learn"
)

func won() leadlist.Labels { return leadlist.Labels{Column: "Status", Values: []string{"Won"}} }

// decided are the options of a history of which only the won leads are told.
func decided() wonlost.HistoryOptions {
	return wonlost.HistoryOptions{InputOptions: unread(), Leads: "h.csv", Won: won(), DateOrder: "auto"}
}

func TestParseEvaluate(t *testing.T) {
	same(t, parse(t, newEvaluateCommand), evaluating.Options{
		Common: defaults(), HistoryOptions: wonlost.HistoryOptions{InputOptions: unread(), DateOrder: "auto"}, Format: "text",
	})
	same(t, parse(t, newEvaluateCommand, "h.csv", "--won", "Status=Won", "--won", `status="Won, big"`, "--lost", "Stage=Lost, Junk", "--open", "New,Working",
		"--date", "Created", "--date-order", "dmy", "--as-of-column", "Seen", "--capacity", "40/week", "--format", "html", "-o", "e.html", "--ragged", "keep"), evaluating.Options{
		Common: defaults(),
		HistoryOptions: wonlost.HistoryOptions{
			InputOptions: listfile.InputOptions{Ragged: "keep"}, Leads: "h.csv",
			Won: leadlist.Labels{Column: "Status", Values: []string{"Won", "Won, big"}}, Lost: leadlist.Labels{Column: "Stage", Values: []string{"Lost", "Junk"}}, Open: []string{"New", "Working"},
			Date: "Created", DateOrder: "dmy", AsOf: "Seen",
		},
		Capacity: wonlost.Capacity{PerWeek: 40, Text: "40/week"}, OutputOptions: console.OutputOptions{Output: "e.html"}, Format: "html",
	})
}

func TestParseLearn(t *testing.T) {
	same(t, parse(t, newLearnCommand, "h.csv", "--won", "Status=Won"), learning.Options{
		Common: defaults(), HistoryOptions: decided(), Language: "en",
	})
	same(t, parse(t, newLearnCommand, "h.csv", "--won", "Status=Won", "-o", "l.yaml", "--name", "N", "--language", "ja", "--criteria", "5", "--step", "5",
		"--keep", "A, B", "--keep", "C", "--drop", "D", "--allow", "E", "--seed", "7", "--holdout", "25%", "--small", "--force", "--no-references",
		"--start-from", "r.yaml", "--capacity", "20%"), learning.Options{
		Common: defaults(), HistoryOptions: decided(), OutputOptions: console.OutputOptions{Output: "l.yaml"}, Name: "N", Language: "ja", Criteria: 5, Step: 5,
		Keep: []string{"A, B", "C"}, Drop: []string{"D"}, Allow: []string{"E"}, Seed: 7, Holdout: learning.Holdout{Split: learn.SplitNewest, Share: 0.25, Text: "25%"},
		Small: true, Force: true, NoReferences: true, Spoken: true, StartFrom: "r.yaml", Capacity: wonlost.Capacity{Share: 0.2, Text: "20%"},
	})
	same(t, parse(t, newLearnCommand, "h.csv", "--won", "Status=Won", "--recalibrate", "r.yaml", "--target-rate", "30%", "--holdout", "folds"), learning.Options{
		Common: defaults(), HistoryOptions: decided(), Language: "en",
		Recalibrate: "r.yaml", TargetRate: learning.Share{Value: 0.3, Text: "30%"}, Holdout: learning.Holdout{Split: learn.SplitFolds, Text: "folds"},
	})
}

func TestCapacityFlag(t *testing.T) {
	for _, c := range []struct {
		text           string
		perWeek, share float64
	}{
		{"40/week", 40, 0}, {"40 / week", 40, 0}, {"2.5/week", 2.5, 0}, {"100/month", 100 / (365.25 / 12 / 7), 0}, {"20%", 0, 0.2}, {"100%", 0, 1},
	} {
		var got wonlost.Capacity
		if err := got.Set(c.text); err != nil || got.PerWeek != c.perWeek || got.Share != c.share {
			t.Errorf("%s: %+v, %v", c.text, got, err)
		}
	}
	for _, text := range []string{"", "40", "40/day", "week", "0/week", "-1/week", "0%", "101%", "x%", "1e99/week", "NaN/week"} {
		var got wonlost.Capacity
		if err := got.Set(text); err == nil {
			t.Errorf("%q gives %+v", text, got)
		}
	}
}

const smallHistory = `Lead,Status,Reason,When
1,Won,,2026-01-01
2,Lost,No budget,2026-01-02
3,,,2026-01-03
4,Working,,2026-01-04
5,won,,2026-01-05
6,-,,
`

// inHistory makes a directory with a small history and a rulebook the current one.
func inHistory(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	write(t, "h.csv", smallHistory)
	write(t, "dates.csv", "Status,When\nWon,1/2/2026\nLost,3/4/2026\n")
	write(t, "both.csv", "Won,Lost,X\n1,,a\n,1,b\n0,0,c\n1,1,d\n")
	write(t, "r.yaml", "version: 1\ncriteria:\n  - {name: First, field: Lead, is: [1], points: 5}\n")
	write(t, "staged.yaml", "version: 1\ncriteria:\n  - {name: First, field: Lead, is: [1], points: 5}\nstages:\n  - {stage: A, metric: score, at_least: 5}\n  - {stage: B}\n")
	write(t, "other.yaml", "version: 1\ncriteria:\n  - {name: First, field: Led, is: [1], points: 5}\n")
}

func TestWrongHistory(t *testing.T) {
	inHistory(t)
	evaluate := func(args ...string) []string {
		return append([]string{"evaluate", "h.csv", "-r", "r.yaml", "--as-of=2026-11-21"}, args...)
	}
	learn := func(args ...string) []string { return append([]string{"learn", "h.csv"}, args...) }
	tests := []struct {
		name   string
		args   []string
		status int
		stderr string
	}{
		{"no outcome", evaluate(), 2, "--won is missing: which leads were won? for example: leadscore evaluate h.csv --won 'Status=Closed Won'"},
		{"no outcome to learn from", learn(), 2, "leadscore learn h.csv --won"},
		{"an outcome without a value", evaluate("--won", "Status"), 2, `--won: "Status" does not name a column and a value. expected 'COLUMN=VALUE'`},
		{"an outcome with a blank value", evaluate("--won", "Status= "), 2, "does not name a column and a value"},
		{"an outcome of two columns", evaluate("--won", "Status=Won", "--won", "Stage=Won"), 2, `it names two columns, "Status" and "Stage"`},
		{"an open quote", evaluate("--won", `Status="Won`), 2, "a quote is not closed"},
		{"no such column", evaluate("--won", "Statsu=Won"), 1, `h.csv: the list has no column "Statsu". did you mean "Status"?`},
		{"no such column at all", evaluate("--won", "zzz=Won"), 1, "the list has: Lead, Status, Reason, When"},
		{"no such column of lost leads", evaluate("--won", "Status=Won", "--lost", "Resaon=x"), 1, `did you mean "Reason"?`},
		{"no lead won", evaluate("--won", "Status=Wno"), 1, `h.csv: no lead has "Wno" in Status. did you mean "Won"?`},
		{"no lead won, nor near", evaluate("--won", "Status=Closed"), 1, `it has: "Won" (2), "Lost" (1), "Working" (1)`},
		{"neither won nor lost", evaluate("--won", "Status=Won", "--lost", "Status=Lost"), 1,
			`h.csv:5: Status is "Working" (1 lead), which is neither won nor lost nor blank. name it in --won or --lost, or, where it is not decided yet, in --open`},
		{"neither, but nearly", evaluate("--won", "Status=Won", "--lost", "Status=Los"), 1, `h.csv:3: Status is "Lost" (1 lead), which is neither won nor lost nor blank. did you mean "Los"?`},
		{"both won and lost", evaluate("--won", "Status=Won", "--lost", "status=Lost,won"), 2, `--won and --lost both name "won" of Status`},
		{"what counts as lost", evaluate("--won", "Status=Won"), 0, `lost, since --lost is not given: leads whose Status is "Lost" (1), "Working" (1)`},
		{"named in vain", evaluate("--won", "Status=Won,Signed", "--open", "Working"), 0, `no lead has "Signed" in Status; it has: "Won" (2)`},
		{"nobody lost", evaluate("--won", "Status=Won,Lost,Working"), 1, "h.csv: 4 won and 0 lost leads (2 open): without leads of both outcomes there is nothing to measure"},
		{"no such date", evaluate("--won", "Status=Won", "--date", "Whne"), 1, `h.csv: --date: the list has no column "Whne". did you mean "When"?`},
		{"no dates", evaluate("--won", "Status=Won", "--date", "Reason"), 1, `h.csv: --date: Reason: "No budget" is no date`},
		{"no days", evaluate("--won", "Status=Won", "--as-of-column", "Lead"), 1, "h.csv: --as-of-column: Lead:"},
		{"dates of either order", []string{"evaluate", "dates.csv", "-r", "r.yaml", "--won", "Status=Won", "--date", "When"}, 1, `When: a date such as "1/2/2026" may be day-month or month-day. say which with --date-order`},
		{"no such order", evaluate("--won", "Status=Won", "--date-order", "ydm"), 2, `--date-order: "ydm" is unknown. did you mean ymd? expected one of: auto, ymd, dmy, mdy, excel`},
		{"leads without a day", evaluate("--won", "Status=Won", "--as-of-column", "When"), 0, ""},
		{"no capacity", evaluate("--won", "Status=Won", "--capacity", "40"), 2, `--capacity: "40" is no capacity. expected calls in a week or a month, as in 40/week`},
		{"a capacity without dates", evaluate("--won", "Status=Won", "--capacity", "40/week"), 2, "--capacity 40/week: how many leads come in a week is known only from a column of dates"},
		{"a capacity with numbers for dates", evaluate("--won", "Status=Won", "--capacity", "40/week", "--date", "Lead"), 2, "known only from a column of dates"},
		{"a rulebook of other columns", []string{"evaluate", "h.csv", "-r", "other.yaml", "--won", "Status=Won"}, 1, `did you mean "Lead"?`},
		{"no such list", []string{"evaluate", "hh.csv", "-r", "r.yaml", "--won", "Status=Won"}, 3, "cannot read hh.csv: no such file or directory"},
		{"no such format", evaluate("--won", "Status=Won", "--format", "table"), 2, "expected one of: text, markdown, html, csv, json"},
		{"two lists", evaluate("h.csv", "--won", "Status=Won"), 2, "see: leadscore evaluate --help"},
		{"too few to learn from", learn("--won", "Status=Won"), 1, "h.csv: 2 won and 2 lost leads are too few to learn from: at least 20 of each are needed"},
		{"no such column to keep", learn("--won", "Status=Won", "--keep", "Laed"), 2, `--keep "Laed": the list has no such column. did you mean "Lead"?`},
		{"no such step", learn("--won", "Status=Won", "--step", "7"), 2, "--step 7: expected a number that divides 100, such as 5"},
		{"no such holdout", learn("--won", "Status=Won", "--holdout", "some"), 2, `--holdout: "some" is no way to hold leads out. expected auto, folds, or a share of the newest, as in 30%`},
		{"no such rate", learn("--won", "Status=Won", "--target-rate", "100%"), 2, `--target-rate: "100%" is no share`},
		{"two aims", learn("--won", "Status=Won", "--target-rate", "30%", "--capacity", "20%"), 2, "see: leadscore learn --help"},
		{"two rulebooks", learn("--won", "Status=Won", "--start-from", "r.yaml", "--recalibrate", "r.yaml"), 2, "see: leadscore learn --help"},
		{"an aim is missing", learn("--won", "Status=Won", "--recalibrate", "staged.yaml"), 2, "give --capacity or --target-rate"},
		{"nothing to move", learn("--won", "Status=Won", "--recalibrate", "r.yaml", "--capacity", "20%"), 2, "the rulebook has no stage that begins at a score"},
		{"no such rulebook to start from", learn("--won", "Status=Won", "--start-from", "rr.yaml"), 3, "rr.yaml: no such file or directory"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			status, stdout, stderr := run(t, "", test.args...)
			if status != test.status {
				t.Errorf("status %d, want %d", status, test.status)
			}
			if !strings.Contains(stderr, test.stderr) {
				t.Errorf("stderr is\n%s\nwant in it\n%s", stderr, test.stderr)
			}
			if status != 0 && stdout != "" {
				t.Errorf("stdout is not empty: %s", stdout)
			}
		})
	}
}

// Two columns tell the outcome: what is neither is open, what is both is won.
func TestOutcomesOfTwoColumns(t *testing.T) {
	inHistory(t)
	write(t, "x.yaml", "version: 1\ncriteria:\n  - {name: A, field: X, is: a, points: 5}\n")
	status, stdout, stderr := run(t, "", "evaluate", "both.csv", "-r", "x.yaml", "--won", "Won=1", "--lost", "Lost=1")
	if status != 0 || !strings.Contains(stdout, "3 leads with an outcome: 2 won (66.7 %), 1 lost; 1 open, left out") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	if !strings.Contains(stderr, "1 lead both won and lost: counted as won") {
		t.Errorf("stderr: %s", stderr)
	}
}

// An earlier run's columns are nothing that rules or the learner may see.
func TestHistoryWithOurColumns(t *testing.T) {
	inHistory(t)
	if status, _, stderr := run(t, "", "score", "h.csv", "-r", "r.yaml", "-o", "scored.csv", "--as-of=2026-11-21"); status != 0 {
		t.Fatal(stderr)
	}
	_, plain, _ := run(t, "", "evaluate", "h.csv", "-r", "r.yaml", "--won", "Status=Won", "--format", "csv")
	_, scored, _ := run(t, "", "evaluate", "scored.csv", "-r", "r.yaml", "--won", "Status=Won", "--format", "csv")
	if plain == "" || plain != scored {
		t.Errorf("with our columns:\n%s\nwithout:\n%s", scored, plain)
	}
}

// examples copies the repository's example lists and rulebooks into a new directory,
// which becomes the current one.
func examples(t *testing.T) {
	t.Helper()
	from, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, name := range []string{"testdata/history.csv", "rules.example.yaml"} {
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Base(name), string(data))
	}
}
