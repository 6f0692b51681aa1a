package cmd

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"leadscore/cmd/internal/exit"
)

// Nothing that a command reads is replaced by what it writes, by whatever path.
func TestNothingReadIsReplaced(t *testing.T) {
	const won = "--won=Country=JP"
	tests := []struct {
		name    string
		args    string
		message string // "": it is done
	}{
		{"a ranking into its list", "rank leads.csv -o leads.csv", "the results would replace the list, which is being read: leads.csv"},
		{"by another spelling", "rank leads.csv -o ./sub/../leads.csv", "would replace the list"},
		{"by a symbolic link", "rank leads.csv -o soft.csv", "would replace the list"},
		{"by a hard link", "rank leads.csv -o hard.csv", "would replace the list"},
		{"of a list behind a link", "rank soft.csv -o leads.csv", "would replace the list"},
		{"by a link in the folder's path", "rank leads.csv -o here/leads.csv", "would replace the list"},
		{"a ranking into its rulebook", "rank leads.csv -o leadscore.yaml", "would replace the rulebook: leadscore.yaml"},
		{"an explanation into its list", "explain leads.csv -o leads.csv", "would replace the list"},
		{"an explanation into its rulebook", "explain leads.csv -o leadscore.yaml", "would replace the rulebook"},
		{"an evaluation into its history", "evaluate leads.csv " + won + " -o leads.csv", "would replace the list"},
		{"an evaluation into its rulebook", "evaluate leads.csv " + won + " -o leadscore.yaml", "would replace the rulebook"},
		{"what was learned into its history", "learn leads.csv " + won + " -o leads.csv", "would replace the list"},
		{"scores into their rulebook", "score leads.csv -o leadscore.yaml", "the scored list would replace the rulebook"},
		{"scores as JSON into their list", "score leads.csv --format jsonl -o leads.csv", "would replace the list"},
		{"sorted scores into their list", "score leads.csv --sorted -o leads.csv", "would replace the list"},
		{"a list in another encoding into itself", "score leads.csv --excel -o leads.csv", "would replace the list"},
		{"scores in place", "score leads.csv -o leads.csv", ""},
		{"scores in place by a link", "score leads.csv -o soft.csv", ""},
		{"rejects into the list", "score leads.csv -o out.csv --rejects hard.csv", "the rows that cannot be read would replace the list"},
		{"rejects into the list that is annotated in place", "score leads.csv -o leads.csv --rejects leads.csv", "choose another file with --rejects"},
		{"rejects into the rulebook", "score leads.csv -o out.csv --rejects leadscore.yaml", "would replace the rulebook"},
		{"reasons into the list", "score a.reasons.csv -o out.csv --rejects a", "the reasons why rows cannot be read would replace the list"},
		{"rejects and scores in one file", "score leads.csv -o out.csv --rejects sub/../out.csv", "cannot hold both"},
		{"reasons and scores in one file", "score leads.csv -o out.reasons.csv --rejects out", "cannot hold both"},
		{"by links that lead nowhere yet", "score leads.csv -o to-new.csv --rejects new.csv", "cannot hold both"},
		{"a read-only file", "rank leads.csv -o locked.csv", "locked.csv is read-only and is not replaced. --overwrite replaces it"},
		{"a read-only file, on purpose", "rank leads.csv -o locked.csv --overwrite", ""},
		{"no name", "rank leads.csv --output=", "--output: the name is empty"},
		{"no name for rejects", "score leads.csv --rejects=", "the name is empty"},
		{"no name for the list", "score EMPTY", "the name of the list is empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			inFixture(t)
			list, rules := content(t, "leads.csv"), content(t, "leadscore.yaml")
			write(t, "locked.csv", "mine\n")
			for _, err := range []error{
				os.Mkdir("sub", 0o777), os.Symlink("leads.csv", "soft.csv"), os.Link("leads.csv", "hard.csv"),
				os.Symlink(".", "here"), os.Symlink("new.csv", "to-new.csv"), os.Chmod("locked.csv", 0o444),
			} {
				if err != nil {
					t.Skip(err)
				}
			}
			write(t, "a.reasons.csv", list)
			args := strings.Fields(test.args)
			for i := range args {
				args[i] = strings.Replace(args[i], "EMPTY", "", 1)
			}
			status, _, stderr := run(t, "", append(args, "--as-of=2026-11-21")...)
			if want := map[bool]int{true: exit.Done, false: exit.Usage}[test.message == ""]; status != want {
				t.Fatalf("status %d, want %d: %s", status, want, stderr)
			}
			if !strings.Contains(stderr, test.message) {
				t.Errorf("stderr is %s, want in it %s", stderr, test.message)
			}
			if test.message != "" && (content(t, "leads.csv") != list || content(t, "leadscore.yaml") != rules || content(t, "locked.csv") != "mine\n") {
				t.Error("a file of the user's was changed")
			}
		})
	}
}

func content(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The list that stdin or stdout is redirected to is a file like any other.
func TestRedirectedFilesAreKept(t *testing.T) {
	inFixture(t)
	list := content(t, "leads.csv")
	in, err := os.Open("leads.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile("leads.csv", os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	for name, try := range map[string]func(stderr *strings.Builder) int{
		"< leads.csv -o leads.csv": func(stderr *strings.Builder) int {
			return mainAt(fixedClock, []string{"score", "-o", "leads.csv", "--as-of=2026-11-21"}, in, &strings.Builder{}, stderr)
		},
		"leads.csv >> leads.csv": func(stderr *strings.Builder) int {
			return mainAt(fixedClock, []string{"score", "leads.csv", "--as-of=2026-11-21"}, in, out, stderr)
		},
	} {
		t.Run(name, func(t *testing.T) {
			var stderr strings.Builder
			if status := try(&stderr); status != exit.Usage {
				t.Errorf("status %d: %s", status, stderr.String())
			}
			if content(t, "leads.csv") != list {
				t.Error("the list was changed")
			}
		})
	}
}

// A standard output that is closed from the start is an error; one that is thrown away,
// or closed by its reader, is not.
func TestClosedStandardOutput(t *testing.T) {
	inFixture(t)
	const score = "score leads.csv --as-of=2026-11-21"
	tests := []struct {
		name, command, redirect string
		status                  int
	}{
		{"closed", score, ">&-", exit.IO},
		{"thrown away", score, ">/dev/null", exit.Done},
		{"thrown away with messages, as daemons do", score, "1<>/dev/null 2>&1", exit.Done},
		{"closed by its reader", score, "| true", exit.Done},
		{"closed, with results in a file", score, "-o out.csv >&-", exit.Done},
		{"thrown away as other programs do, where the status says what was found", "test", "1<>/dev/null", exit.Done},
		{"the same of the scores, where the summary says it", score, "--summary sum.json 1<>/dev/null", exit.Done},
		{"the same of a check", "check", "1<>/dev/null", exit.Done},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			program, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			c := exec.Command("sh", "-c", "set -e; \"$0\" "+test.command+" "+test.redirect, program)
			c.Env = append(os.Environ(), asProgram+"=1")
			var stderr strings.Builder
			c.Stderr = &stderr
			if err := c.Run(); c.ProcessState == nil {
				t.Skip(err)
			}
			if status := c.ProcessState.ExitCode(); status != test.status {
				t.Errorf("status %d, want %d: %s", status, test.status, stderr.String())
			}
		})
	}
}

// A stage that a spreadsheet would make a date of is guarded by every command that
// writes tables for one.
func TestTextsThatLookLikeDates(t *testing.T) {
	inFixture(t)
	write(t, "dates.yaml", "version: 1\ncriteria:\n  - {name: 1/2, field: Country, is: JP, points: 5}\nstages:\n  - {stage: 3-4}\n")
	for _, args := range []string{"score leads.csv", "rank leads.csv --format csv", "explain leads.csv --format csv --line 2"} {
		_, stdout, stderr := run(t, "", append(strings.Fields(args), "-r", "dates.yaml", "--as-of=2026-11-21")...)
		if !strings.Contains(stdout, ",'3-4") || strings.Contains(stdout, ",3-4") {
			t.Errorf("%s writes a bare 3-4: %s%s", args, stdout, stderr)
		}
	}
}
