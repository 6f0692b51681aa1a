package cmd

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
)

func TestWrongInput(t *testing.T) {
	inFixture(t)
	write(t, "empty.csv", "")
	write(t, "header.csv", "Country\n")
	write(t, "quote.csv", "a,\"b\n")
	write(t, "book.xlsx", "PK\x03\x04rest")
	write(t, "book.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	write(t, "utf32.csv", "\xff\xfe\x00\x00a\x00\x00\x00")
	write(t, "one.yaml", "version: 1\ncriteria:\n  - {name: x, field: Country, is: JP, points: 5}\n")
	write(t, "near.yaml", "version: 1\ncriteria:\n  - {name: x, field: Contry, is: JP, points: 5}\n")
	write(t, "broken.yaml", "version: 1\ncriteria:\n  - {name: x, field: Country, is: JP, pionts: 5}\n")
	write(t, "list.txt", "Lead ID,Country,Title\n1,JP,CEO\n")
	day := "--as-of=2026-11-21"
	tests := []struct {
		name   string
		args   []string
		status int
		stderr string // a part of it
	}{
		{"no such list", []string{"rank", "lead.csv", day}, 3, "cannot read lead.csv: no such file or directory"},
		{"a directory for a list", []string{"rank", ".", day}, 3, "this is a directory"},
		{"an empty list", []string{"rank", "empty.csv", day}, 1, "empty.csv: the list is empty"},
		{"a header only", []string{"rank", "header.csv", "-r", "one.yaml", day}, 0, "0 leads in 0.0 s, 0 repaired, 0 rejected"},
		{"a header that cannot be read", []string{"rank", "quote.csv", day}, 1, "quote.csv:1:3: the quote that opens here is never closed"},
		{"a damaged workbook for a list", []string{"score", "book.xlsx", day}, 3, "book.xlsx: the workbook is damaged: it is no whole zip archive. copy or export it again"},
		{"an old workbook for a list", []string{"score", "book.xls", day}, 1, "book.xls: this is an old Excel workbook (.xls), or one with a password. save it as an Excel workbook (.xlsx) or as CSV UTF-8"},
		{"UTF-32", []string{"score", "utf32.csv", day}, 1, "this is text in UTF-32"},
		{"no such rulebook", []string{"rank", "leads.csv", "-r", "rule.yaml", day}, 3, "rule.yaml: no such file or directory. name its file with --rules"},
		{"neither rulebook nor list", []string{"rank", "lead.csv", "-r", "rule.yaml", day}, 3, "rule.yaml: no such file or directory. name its file with --rules. nor is there a list lead.csv"},
		{"no such later rulebook", []string{"diff", "leads.csv", "-r", "one.yaml", "--with", "rule.yaml", day}, 3, "rule.yaml: no such file or directory. name its file with --with"},
		{"no such rulebook to start from", []string{"learn", "leads.csv", "--won", "Country=JP", "--start-from", "rule.yaml", day}, 3, "rule.yaml: no such file or directory. name its file with --start-from"},
		{"no earlier output", []string{"score", "leads.csv", "-r", "one.yaml", "--since", "leads.csv", "--key", "Country", day}, 1, "leads.csv: it has none of the columns that are compared: "},
		{"a directory for a rulebook", []string{"rank", "leads.csv", "-r", ".", day}, 3, "this is a directory"},
		{"a rulebook with a problem", []string{"rank", "header.csv", "-r", "broken.yaml", day}, 1, `broken.yaml:3:39: unknown key "pionts"`},
		{"its line and a caret", []string{"rank", "header.csv", "-r", "broken.yaml", day}, 1, "    3 |   - {name: x, field: Country, is: JP, pionts: 5}\n      |                                       ^\n"},
		{"a column that the list has not", []string{"rank", "header.csv", "-r", "near.yaml", day}, 1, `did you mean "Country"?`},
		{"a list for a rulebook", []string{"rank", "leads.csv", "-r", "leads.csv", day}, 1, "leads.csv looks like a lead list, not like a rulebook"},
		{"a list of another name for a rulebook", []string{"rank", "leads.csv", "-r", "list.txt", day}, 1, "list.txt looks like a lead list, not like a rulebook"},
		{"a rulebook for a list", []string{"rank", "leadscore.yaml", day}, 1, "leadscore.yaml looks like a rulebook, not like a lead list"},
		{"no such day", []string{"rank", "leads.csv", "--as-of", "2026-02-30"}, 2, `--as-of: "2026-02-30" is no day. expected year-month-day, as in 2026-11-21`},
		{"no such format", []string{"rank", "leads.csv", "--format", "jsno"}, 2, `--format: "jsno" is unknown. did you mean json? expected one of: table, markdown, csv, json, jsonl`},
		{"no such colour", []string{"rank", "leads.csv", "--color", "sometimes"}, 2, "--color: "},
		{"no such width", []string{"rank", "leads.csv", "--width", "-1"}, 2, `--width: "-1" is no width`},
		{"no truth value", []string{"rank", "leads.csv", "--quiet=maybe"}, 2, `--quiet: "maybe" is not possible. expected --quiet alone, or --quiet=false`},
		{"no such number", []string{"rank", "leads.csv", "--top", "x"}, 2, `--top: "x" is not possible. expected a whole number from 0 up`},
		{"no such flag", []string{"rank", "leads.csv", "--topp", "3"}, 2, `unknown flag "--topp". did you mean --top?`},
		{"no such short flag", []string{"rank", "leads.csv", "-x"}, 2, "unknown shorthand flag: 'x' in -x"},
		{"a flag without its value", []string{"rank", "leads.csv", "--top"}, 2, "flag needs an argument: --top"},
		{"no such command", []string{"rnk", "leads.csv"}, 2, `unknown command "rnk"`},
		{"what it may have meant", []string{"rnk", "leads.csv"}, 2, "rank"},
		{"no such help", []string{"help", "rnk"}, 2, `unknown command "rnk"`},
		{"a list for a command", []string{"leads.csv"}, 2, "leads.csv is a file. what is to be done with it? `leadscore init leads.csv -o leadscore.yaml` writes a first rulebook for a list, and `leadscore rank leads.csv` ranks its leads by that\n"},
		{"a folder for a command", []string{"."}, 2, `unknown command "."`},
		{"a rulebook for a list, and no rulebook", []string{"check", "one.yaml", "-r", "none.yaml", day}, 1, "one.yaml looks like a rulebook, not like a lead list. give the rulebook with --rules"},
		{"a rulebook before the list", []string{"rank", "one.yaml", "leads.csv"}, 2, `"one.yaml" is one argument too many. expected one list; the rulebook goes after --rules`},
		{"two lists", []string{"rank", "leads.csv", "more.csv"}, 2, "\"more.csv\" is one argument too many. expected one list\nsee: leadscore rank --help"},
		{"a rulebook without its flag", []string{"rank", "leads.csv", "leadscore.yaml"}, 2, `"leadscore.yaml" is one argument too many. expected one list; the rulebook goes after --rules`},
		{"an argument that is not wanted", []string{"version", "x"}, 2, "\"x\" is one argument too many. expected none\nsee: leadscore version --help"},
		{"two frameworks", []string{"frameworks", "BANT", "CHAMP"}, 2, `"CHAMP" is one argument too many. expected one framework`},
		{"no shell", []string{"completion"}, 2, "a shell is missing. expected one of: bash, zsh, fish, powershell"},
		{"no such stage", []string{"rank", "leads.csv", day, "--stage", "Nuture"}, 2, `--stage: unknown stage "Nuture". did you mean Nurture? expected one of: Out of territory, Priority, SQL, Nurture`},
		{"no such column of ours", []string{"score", "leads.csv", day, "--columns", "scor"}, 2, `--columns: unknown column "scor". did you mean score?`},
		{"a rank without a ranking", []string{"score", "leads.csv", day, "--columns", "rank"}, 2, `--columns: unknown column "rank"`},
		{"no such lead", []string{"explain", "leads.csv", day, "--lead", "L-33"}, 1, `leads.csv: no lead has the key "L-33" in Lead ID. did you mean L-3?`},
		{"no such line", []string{"explain", "leads.csv", day, "--line", "99"}, 1, "leads.csv: no lead is on line 99"},
		{"a line and a key", []string{"explain", "leads.csv", day, "--line", "9", "--lead", "L-1"}, 2, "see: leadscore explain --help"},
		{"a stage where there is none", []string{"rank", "leads.csv", day, "-r", "one.yaml", "--stage", "SQL"}, 2, "--stage: the rulebook has no stages"},
		{"rejects in the place of the list", []string{"score", "leads.csv", day, "-o", "out.csv", "--rejects", "./out.csv"}, 2, "choose another file with --rejects"},
		{"no such shell", []string{"completion", "bsh"}, 2, `unknown shell "bsh". did you mean bash? expected one of: bash, zsh, fish, powershell`},
		{"no such list to check", []string{"check", "lead.csv"}, 3, "cannot read lead.csv: no such file or directory"},
		{"no such rulebook to check", []string{"check", "-r", "rule.yaml"}, 3, "rule.yaml: no such file or directory"},
		{"a list to check as a rulebook", []string{"check", "-r", "leads.csv"}, 1, "leads.csv looks like a lead list, not like a rulebook"},
		{"an empty list to check", []string{"check", "empty.csv"}, 1, "empty.csv: the list is empty"},
		{"no such framework", []string{"frameworks", "BNT"}, 2, `unknown framework "BNT". did you mean BANT?`},
		{"a directory that is not there", []string{"score", "leads.csv", day, "-o", "none/out.csv"}, 3, "cannot write none/out.csv: no such file or directory"},
		{"a file for a directory", []string{"score", "leads.csv", day, "-o", "leads.csv/out.csv"}, 3, "cannot write leads.csv/out.csv: not a directory"},
		{"a directory for the output", []string{"rank", "leads.csv", day, "-o", "."}, 3, "this is a directory"},
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

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// A list on stdin is called by words in messages.
func TestStandardInput(t *testing.T) {
	inFixture(t)
	status, _, stderr := run(t, "Country,Budget\nJP,\"x\n", "rank", "-", "--as-of=2026-11-21")
	if status != 1 || !strings.Contains(stderr, "leadscore.yaml:") {
		t.Errorf("status %d, stderr %s", status, stderr)
	}
	status, _, stderr = run(t, "", "score", "--as-of=2026-11-21")
	if status != 1 || !strings.Contains(stderr, "standard input: the list is empty") {
		t.Errorf("status %d, stderr %s", status, stderr)
	}
}

// Without --as-of the day is today, and told.
func TestToday(t *testing.T) {
	inFixture(t)
	var out, stderr bytes.Buffer
	e := console.Env{In: strings.NewReader(""), Out: &out, Err: &stderr, Now: fixedClock}
	if err := execute(t.Context(), e, []string{"rank", "leads.csv"}); err != nil {
		t.Fatal(err)
	}
	if want := "as of 2026-11-21, today in UTC. "; !strings.HasPrefix(stderr.String(), want) {
		t.Errorf("stderr %q, want it to begin with %q", stderr.String(), want)
	}
	write(t, "tokyo.yaml", "version: 1\ntimezone: Asia/Tokyo\ncriteria:\n  - {name: x, field: Country, is: JP, points: 5}\n")
	stderr.Reset()
	e.Now = func() time.Time { return time.Date(2026, 11, 21, 15, 0, 0, 0, time.UTC) }
	if err := execute(t.Context(), e, []string{"rank", "leads.csv", "-r", "tokyo.yaml"}); err != nil {
		t.Fatal(err)
	}
	if want := "as of 2026-11-22, today in Asia/Tokyo. "; !strings.HasPrefix(stderr.String(), want) {
		t.Errorf("stderr %q, want it to begin with %q", stderr.String(), want)
	}
}

// Who has seen enough of our output is no failure, and nothing is said of it.
func TestClosedPipe(t *testing.T) {
	inFixture(t)
	for _, args := range [][]string{
		{"rank", "leads.csv", "--as-of=2026-11-21"},
		{"rank", "leads.csv", "--as-of=2026-11-21", "--format=json"},
		{"rank", "leads.csv", "--as-of=2026-11-21", "--format=csv"},
		{"score", "leads.csv", "--as-of=2026-11-21"},
		{"explain", "leads.csv", "--as-of=2026-11-21"},
		{"explain", "leads.csv", "--as-of=2026-11-21", "--format=csv"},
		{"check", "leads.csv", "--strict"},
		{"frameworks"},
		{"version"},
		{"--help"},
		{"completion", "bash"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			reader, writer, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			reader.Close()
			defer writer.Close()
			var stderr bytes.Buffer
			if status := Main(args, strings.NewReader(""), writer, &stderr); status != 0 || stderr.Len() > 0 {
				t.Errorf("status %d, stderr %s", status, &stderr)
			}
		})
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("the disk is on fire") }

func TestOutputCannotBeWritten(t *testing.T) {
	inFixture(t)
	for _, args := range [][]string{
		{"rank", "leads.csv", "--as-of=2026-11-21"},
		{"rank", "leads.csv", "--as-of=2026-11-21", "--format=json"},
		{"rank", "leads.csv", "--as-of=2026-11-21", "--format=csv"},
		{"score", "leads.csv", "--as-of=2026-11-21"},
		{"explain", "leads.csv", "--as-of=2026-11-21", "--format=json"},
		{"frameworks"},
		{"version"},
		{"--help"},
		{"completion", "bash"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			var stderr bytes.Buffer
			status := Main(args, strings.NewReader(""), failing{}, &stderr)
			if status != 3 || !strings.HasSuffix(stderr.String(), "leadscore: cannot write standard output: the disk is on fire\n") {
				t.Errorf("status %d, stderr %s", status, &stderr)
			}
		})
	}
}

func TestFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no /dev/full")
	}
	inFixture(t)
	status, _, stderr := run(t, "", "score", "leads.csv", "--as-of=2026-11-21", "-o", "/dev/full")
	if status != 3 || !strings.Contains(stderr, "cannot write /dev/full: no space left on device") {
		t.Errorf("status %d, stderr %s", status, stderr)
	}
}

func TestReadOnlyDirectory(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("everything may be written by this user")
	}
	inFixture(t)
	if err := os.Mkdir("fixed", 0o555); err != nil {
		t.Fatal(err)
	}
	status, _, stderr := run(t, "", "score", "leads.csv", "--as-of=2026-11-21", "-o", "fixed/out.csv")
	if status != 3 || !strings.Contains(stderr, "cannot write fixed/out.csv: permission denied") {
		t.Errorf("status %d, stderr %s", status, stderr)
	}
}

// A run that is interrupted while it waits for input leaves no trace, and the old
// file as it was.
func TestInterrupted(t *testing.T) {
	inFixture(t)
	write(t, "out.csv", "old")
	waiting, writer := io.Pipe()
	defer writer.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, _ = io.WriteString(writer, "Country\nJP\n")
		cancel()
	}()
	write(t, "one.yaml", "version: 1\ncriteria:\n  - {name: x, field: Country, is: JP, points: 5}\n")
	e := console.Env{In: waiting, Out: io.Discard, Err: io.Discard, Now: fixedClock}
	err := execute(ctx, e, []string{"score", "-r", "one.yaml", "-o", "out.csv"})
	if exit.StatusOf(err) != exit.Interrupted {
		t.Errorf("status %d, error %v", exit.StatusOf(err), err)
	}
	onlyFiles(t, "leads.csv", "leadscore.yaml", "one.yaml", "out.csv")
	if text, err := os.ReadFile("out.csv"); err != nil || string(text) != "old" {
		t.Errorf("out.csv has %q, %v", text, err)
	}
}

// onlyFiles checks what is in the current directory.
func onlyFiles(t *testing.T, want ...string) {
	t.Helper()
	names, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := filepath.Glob(".*")
	if err != nil {
		t.Fatal(err)
	}
	if got := append(names, hidden...); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the directory has %q, want %q", got, want)
	}
}

// heedSignals lets the programs that a test starts heed the signals that whoever started
// the tests ignores: nohup, or a shell with them in the background. A signal that is
// caught here is none that is ignored there.
func heedSignals(t *testing.T) {
	t.Helper()
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	t.Cleanup(func() { signal.Stop(caught) })
}

// The same by a signal, in a process of its own.
func TestSignal(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no signals to send")
	}
	heedSignals(t)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	inFixture(t)
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		t.Run(signal.String(), func(t *testing.T) {
			var stderr bytes.Buffer
			c := exec.Command(program, "score", "--as-of=2026-11-21", "-o", "out.csv")
			c.Env = append(os.Environ(), asProgram+"=1")
			c.Stderr = &stderr
			stdin, err := c.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			list, err := os.ReadFile("leads.csv")
			if err != nil {
				t.Fatal(err)
			}
			for range 1000 { // more than a pipe holds: what is left over is being read
				if _, err := stdin.Write(list); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := c.Wait(); c.ProcessState.ExitCode() != 128+int(signal) {
				t.Errorf("%v, stderr %s", err, &stderr)
			}
			if got := stderr.String(); got != "leadscore: interrupted\n" && got != "leadscore: terminated\n" {
				t.Errorf("stderr is %q", got)
			}
			onlyFiles(t, "leads.csv", "leadscore.yaml")
		})
	}
}

// A compressed list that was cut off is named, by whatever command reads it.
func TestDamagedList(t *testing.T) {
	inFixture(t)
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	random := rand.New(rand.NewPCG(1, 2))
	fmt.Fprintln(z, "Country")
	for range 200_000 { // beyond what is read to find the header
		fmt.Fprintln(z, random.Uint64())
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, "cut.csv.gz", zipped.String()[:zipped.Len()-1000])
	write(t, "one.yaml", "version: 1\ncriteria:\n  - {name: x, field: Country, is: JP, points: 5}\n")
	for _, command := range []string{"score -o out.csv", "score --sorted -o out.csv", "rank", "explain --line 3", "check", "evaluate --won Country=JP"} {
		t.Run(command, func(t *testing.T) {
			status, _, stderr := run(t, "", append(strings.Fields(command), "cut.csv.gz", "-r", "one.yaml", "--as-of=2026-11-21")...)
			want := "leadscore: cannot read all of cut.csv.gz: the compressed data is damaged: gzip: it ends too early. copy or export it again\n"
			if status != exit.IO || !strings.HasSuffix(stderr, want) || strings.Count(stderr, "damaged") != 1 {
				t.Errorf("status %d, stderr %s", status, stderr)
			}
		})
	}
	onlyFiles(t, "cut.csv.gz", "leads.csv", "leadscore.yaml", "one.yaml")
}
