package cmd

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadscore/match/calendar"
	"leadscore/outcomes/stats"
)

// learnExample are the arguments that learn from the example history.
func learnExample(more ...string) []string {
	return append([]string{"learn", "history.csv", "--won", "Status=Won", "--lost", "Status=Lost", "--date", "Created", "--as-of-column", "Handed Over"}, more...)
}

func succeed(t *testing.T, args ...string) (stdout, stderr string) {
	t.Helper()
	status, stdout, stderr := run(t, "", args...)
	if status != 0 {
		t.Fatalf("%s: status %d\n%s", strings.Join(args, " "), status, stderr)
	}
	return stdout, stderr
}

// What learn writes is taken by every other command as it is.
func TestLearnedRulebookWorks(t *testing.T) {
	examples(t)
	succeed(t, learnExample("-o", "learned.yaml", "-q", "--no-references")...)
	succeed(t, "check", "--strict", "-r", "learned.yaml")
	succeed(t, "check", "history.csv", "--strict", "-r", "learned.yaml")
	if ranked, _ := succeed(t, "rank", "history.csv", "-r", "learned.yaml", "--top", "5"); !strings.Contains(ranked, "Lead ID") {
		t.Errorf("a ranking does not name its leads:\n%s", ranked)
	}
	scored, _ := succeed(t, "score", "history.csv", "-r", "learned.yaml", "-q")
	if !strings.Contains(scored, "lead_win_rate") {
		t.Error("scored leads have no win rate")
	}
	why, _ := succeed(t, "explain", "history.csv", "-r", "learned.yaml", "--lead", "H-2001", "-q")
	if !regexp.MustCompile(`Win rate +[\d.]+% \(95% interval \d+% to \d+%, of [\d,]+ leads\)`).MatchString(why) {
		t.Errorf("explain does not tell the interval of the win rate:\n%s", why)
	}
	good, _ := succeed(t, "evaluate", "history.csv", "-r", "learned.yaml", "--won", "Status=Won")
	if !strings.Contains(good, "This rulebook was learned from this very list") {
		t.Error("evaluate does not tell that it was learned from this list")
	}
}

// The same list, options and seed give the same bytes.
func TestLearnIsDeterministic(t *testing.T) {
	examples(t)
	first, _ := succeed(t, learnExample("-q", "--step", "5", "--criteria", "4", "--no-references")...)
	for range 2 {
		if again, _ := succeed(t, learnExample("-q", "--step", "5", "--criteria", "4", "--no-references")...); again != first {
			t.Fatalf("learned again:\n%s\nfirst:\n%s", again, first)
		}
	}
	for _, m := range regexp.MustCompile(`points: (\d+)`).FindAllStringSubmatch(first, -1) {
		if n, _ := strconv.Atoi(m[1]); n%5 != 0 {
			t.Errorf("%s is no multiple of 5", m[0])
		}
	}
	if n := strings.Count(first, "  - name: "); n == 0 || n > 4 {
		t.Errorf("%d criteria, want 1 to 4", n)
	}
}

// TestLearnedScoresAreThoseOfScore: what score gives leads that were held out sorts
// them as well as learn has reported.
func TestLearnedScoresAreThoseOfScore(t *testing.T) {
	t.Chdir(t.TempDir())
	header, rows := madeHistory(1, 1000)
	writeRows(t, "all.csv", header, rows)
	writeRows(t, "old.csv", header, rows[:700])
	writeRows(t, "new.csv", header, rows[700:])
	options := []string{"--won", "Won=yes", "--criteria", "3", "--no-references", "--force", "-q"}
	whole, _ := succeed(t, append([]string{"learn", "all.csv", "--holdout", "30%"}, options...)...)
	succeed(t, append([]string{"learn", "old.csv", "--holdout", "folds", "-o", "old.yaml"}, options...)...)
	scored, _ := succeed(t, "score", "new.csv", "-r", "old.yaml", "-q")
	records, err := csv.NewReader(strings.NewReader(scored)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var scores []float64
	var won []bool
	for _, r := range records[1:] {
		score, err := strconv.ParseFloat(r[slices.Index(records[0], "lead_score")], 64)
		if err != nil {
			t.Fatal(err)
		}
		scores, won = append(scores, score), append(won, r[slices.Index(records[0], "Won")] == "yes")
	}
	want := fmt.Sprintf("held out: the last 300 leads of the list: AUC %.3f ", stats.AUC(scores, won))
	if !strings.Contains(whole, want) {
		t.Errorf("score gives %s, but learn reported\n%s", want, whole)
	}
}

// madeHistory is a list of leads whose outcomes follow its first three columns; with
// seed 0 they follow nothing.
func madeHistory(seed uint64, leads int) (header []string, rows [][]string) {
	random := rand.New(rand.NewPCG(seed, 2))
	for range leads {
		source := []string{"Web", "Referral", "Trade show", "List"}[random.IntN(4)]
		pages, demo, size := random.IntN(30), random.IntN(4) == 0, 10+random.IntN(2000)
		chance := 0.25
		if seed != 0 {
			chance = 0.05 + 0.01*float64(pages)
			if demo {
				chance += 0.3
			}
			if source == "Referral" {
				chance += 0.2
			}
		}
		outcome := "no"
		if random.Float64() < chance {
			outcome = "yes"
		}
		asked := "いいえ"
		if demo {
			asked = "はい"
		}
		rows = append(rows, []string{source, strconv.Itoa(pages), asked, strconv.Itoa(size), outcome})
	}
	return []string{"Source", "Pages", "デモ希望", "Size", "Won"}, rows
}

func writeRows(t *testing.T, name string, header []string, rows [][]string) {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	if err := w.WriteAll(append([][]string{header}, rows...)); err != nil {
		t.Fatal(err)
	}
	write(t, name, b.String())
}

// A rulebook that does not hold is not written, unless it must be.
func TestWeakRulebook(t *testing.T) {
	t.Chdir(t.TempDir())
	header, rows := madeHistory(0, 600)
	writeRows(t, "random.csv", header, rows)
	write(t, "learned.yaml", "as it was")
	args := []string{"learn", "random.csv", "--won", "Won=yes", "-o", "learned.yaml", "--no-references"}
	status, stdout, stderr := run(t, "", args...)
	if status != 1 || stdout != "" || !strings.Contains(stderr, "! Weak: ") || !strings.HasSuffix(stderr, "leadscore: random.csv: the rulebook is weak and was not written. --force writes it\n") {
		t.Errorf("status %d\n%s%s", status, stdout, stderr)
	}
	if got := read(t, "learned.yaml"); got != "as it was" {
		t.Errorf("a weak rulebook was written:\n%s", got)
	}
	succeed(t, append(args, "--force")...)
	if got := read(t, "learned.yaml"); !strings.Contains(got, "#   status: weak\n") {
		t.Errorf("the rulebook does not say that it is weak:\n%s", got)
	}
}

func TestLearnStartsFrom(t *testing.T) {
	examples(t)
	_, told := succeed(t, "learn", "history.csv", "--won", "Status=Won", "--lost", "Status=Lost", "--as-of", "2026-09-30",
		"--start-from", "rules.example.yaml", "-o", "refitted.yaml", "--no-references", "--force")
	for _, want := range []string{"rules.example.yaml refitted to history.csv", "The rulebook as it was: AUC 0.", "Points that changed", "Opens our mail"} {
		if !strings.Contains(told, want) {
			t.Errorf("the report lacks %q:\n%s", want, told)
		}
	}
	refitted := read(t, "refitted.yaml")
	for _, kept := range []string{"Mid-market SaaS", "BANT:", "Out of territory", "Left the newsletter", "#   changed: "} {
		if !strings.Contains(refitted, kept) {
			t.Errorf("the rulebook lacks %q:\n%s", kept, refitted)
		}
	}
	succeed(t, "check", "-r", "refitted.yaml")
	succeed(t, "score", "history.csv", "-r", "refitted.yaml", "-q")
}

// Only the scores at which stages begin change: comments, layout and all else stay.
func TestRecalibrate(t *testing.T) {
	examples(t)
	before := read(t, "rules.example.yaml")
	_, told := succeed(t, "learn", "history.csv", "--won", "Status=Won", "--recalibrate", "rules.example.yaml", "--capacity", "10%", "--as-of", "2026-11-21", "-o", "rules.example.yaml")
	after := read(t, "rules.example.yaml")
	old, now := strings.Split(before, "\n"), strings.Split(after, "\n")
	if len(old) != len(now) {
		t.Fatalf("it has %d lines instead of %d", len(now), len(old))
	}
	changed := 0
	for i := range old {
		if old[i] != now[i] {
			changed++
			if !strings.Contains(old[i], "metric: score") {
				t.Errorf("line %d changed from %s to %s", i+1, old[i], now[i])
			}
		}
	}
	if changed == 0 || !strings.Contains(told, "begins at ") {
		t.Errorf("%d lines changed:\n%s", changed, told)
	}
	succeed(t, "check", "-r", "rules.example.yaml")
}

// With dates, the windows are told on the screen and in the rulebook, each with its day.
func TestLearnTellsWindows(t *testing.T) {
	t.Chdir(t.TempDir())
	header, rows := madeHistory(1, 1500)
	header = append([]string{"Created"}, header...)
	for i := range rows {
		rows[i] = append([]string{calendar.Day(20000 + i/3).String()}, rows[i]...)
	}
	writeRows(t, "all.csv", header, rows)
	stdout, stderr := succeed(t, "learn", "all.csv", "--won", "Won=yes", "--date", "Created", "--force")
	for _, want := range []string{"AUC over time", calendar.Day(20200).String(), "mean", "worst", "boosted trees"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("the report has no %q:\n%s", want, stderr)
		}
	}
	if !regexp.MustCompile(`#   over time: learned from all older leads and tried on the next, 6 times: AUC 0\.\d+ in the mean, 0\.\d+ at worst`).MatchString(stdout) {
		t.Errorf("the rulebook does not tell the windows:\n%s", stdout)
	}
}

func TestLearnMatures(t *testing.T) {
	t.Chdir(t.TempDir())
	header, rows := madeHistory(1, 1500)
	header = append([]string{"Created", "Number"}, header...)
	for i := range rows {
		rows[i] = append([]string{calendar.Day(20000 + i/3).String(), strconv.Itoa(i)}, rows[i]...)
	}
	writeRows(t, "all.csv", header, rows)
	learn := func(more ...string) []string {
		return append([]string{"learn", "all.csv", "--won", "Won=yes", "--no-references", "--force"}, more...)
	}
	stdout, stderr := succeed(t, learn("--date", "Created", "--matures", "90d")...)
	if want := "270 too young for their outcome to be known"; !strings.Contains(stderr, want) {
		t.Errorf("the report has no %q:\n%s", want, stderr)
	}
	if want := "#   matures: 90d; 270 leads with an outcome are younger, left out"; !strings.Contains(stdout, want) {
		t.Errorf("the rulebook has no %q:\n%s", want, stdout)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{learn("--matures", "90d"), "name the column with --date"},
		{learn("--date", "Number", "--matures", "90d"), "Number holds numbers"},
		{learn("--date", "Created", "--matures", "soon"), "soon"},
	} {
		if status, _, stderr := run(t, "", c.args...); status != 2 || !strings.Contains(stderr, c.want) {
			t.Errorf("%v: status %d, %q; want 2 and %q", c.args, status, stderr, c.want)
		}
	}
}

// A person is asked about each criterion once, and what is not believed is learned anew
// without.
func TestLearnAsks(t *testing.T) {
	examples(t)
	args := learnExample("--ask", "--no-references", "-o", "asked.yaml", "--criteria", "3")
	status, _, told := run(t, "n\nwhat\n\n", args...)
	if status != 0 {
		t.Fatalf("status %d\n%s", status, told)
	}
	first, _, _ := strings.Cut(told, "Learned from")
	names := regexp.MustCompile(`(?m)^(\S.*)\n  [ +-]`).FindAllStringSubmatch(first, -1)
	if len(names) < 4 {
		t.Fatalf("asked about %q, want three and another one in the place of the first\n%s", names, first)
	}
	if !strings.Contains(first, "expected y, n, or Enter") {
		t.Errorf("an answer that is none is not told:\n%s", first)
	}
	learned, err := os.ReadFile("asked.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(learned), "\nversion:")
	if strings.Contains(text, names[0][1]) {
		t.Errorf("%q is not believed and used:\n%s", names[0][1], text)
	}
	if status, _, told := run(t, "", "learn", "--ask", "--won", "Status=Won"); status != 2 || !strings.Contains(told, "the list must be a file") {
		t.Errorf("a list on standard input: status %d, %s", status, told)
	}
}
