package cmd

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

// activityRules count what leads of a history did, by kinds of field.
const activityRules = `version: 1
key: id
logs: {web: {lead: Who, joins: id, at: When}}
fields:
  id: {column: ID}
  opened: {count: {log: web, where: {field: Event, is: open}, within: 60d}}
  replied: {latest: {log: web, where: {field: Event, is: reply}}}
  visits: {days: {log: web}}
  heat: {sum: {log: web, of: Weight, half_life: 10d}}
criteria:
  - {name: Opened, field: opened, bands: [{at_least: 3, points: 12}, {at_least: 1, points: 5}]}
  - {name: Replied, field: replied, within: 30d, points: 20}
  - {name: Visits, field: visits, each: 3, max: 30}
  - {name: Heat, field: heat, at_least: 2, points: 9}
stages:
  - {stage: Call, metric: score, at_least: 25}
  - {stage: Rest}
`

// activeHistory makes leads with outcomes and days of their own, and events before these
// days: who won did more.
func activeHistory(dice *rand.Rand) (history, events string, days []time.Time) {
	var list, log strings.Builder
	list.WriteString("ID,Handed Over,Status\n")
	log.WriteString("Who,When,Event,Weight\n")
	for i := range 200 {
		day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, dice.IntN(200))
		days = append(days, day)
		status, did := "Lost", dice.IntN(4)
		if dice.IntN(3) == 0 {
			status, did = "Won", 2+dice.IntN(6)
		}
		fmt.Fprintf(&list, "L-%d,%s,%s\n", i, day.Format(time.DateOnly), status)
		for range did {
			when := day.AddDate(0, 0, -dice.IntN(70))
			fmt.Fprintf(&log, "L-%d,%s,%s,%d.5\n", i, when.Format(time.DateOnly), []string{"open", "open", "reply", "visit"}[dice.IntN(4)], dice.IntN(3))
		}
	}
	return list.String(), log.String(), days
}

// TestNoLeakFromTheFuture plants events after each lead's own day, many for those who won:
// they make no difference to what is evaluated and learned, whereas one on the day does.
func TestNoLeakFromTheFuture(t *testing.T) {
	t.Chdir(t.TempDir())
	dice := rand.New(rand.NewPCG(16, 1))
	history, events, days := activeHistory(dice)
	var later strings.Builder
	for i, line := range strings.Split(strings.TrimSpace(history), "\n")[1:] {
		if !strings.HasSuffix(line, "Won") {
			continue
		}
		for range 1 + dice.IntN(9) {
			fmt.Fprintf(&later, "L-%d,%s,%s,50\n", i, days[i].AddDate(0, 0, 1+dice.IntN(90)).Format(time.DateOnly), []string{"open", "reply"}[dice.IntN(2)])
		}
	}
	for name, text := range map[string]string{
		"history.csv": history, "rules.yaml": activityRules, "events.csv": events, "planted.csv": events + later.String(),
		"on-the-day.csv": events + events[len("Who,When,Event,Weight\n"):],
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range [][]string{
		{"evaluate", "history.csv", "-r", "rules.yaml", "--format", "csv"},
		{"learn", "history.csv", "--start-from", "rules.yaml", "--no-references", "--force"},
		{"learn", "history.csv", "--recalibrate", "rules.yaml", "--capacity", "20%"},
	} {
		outcome := func(log string) string {
			stdout, _ := succeed(t, append(command, "--won", "Status=Won", "--as-of-column", "Handed Over", "--log", "web="+log)...)
			return stdout
		}
		want := outcome("events.csv")
		if got := outcome("planted.csv"); got != want {
			t.Errorf("%s: events after a lead's own day change the outcome:\n%s\nwithout them:\n%s", strings.Join(command, " "), got, want)
		}
		if command[0] == "evaluate" && outcome("on-the-day.csv") == want {
			t.Errorf("%s: more events up to the leads' own days change nothing", strings.Join(command, " "))
		}
	}
}

// TestEvaluatedAsScored: a lead evaluated as of its own day has the score that it has in a
// run as of that day.
func TestEvaluatedAsScored(t *testing.T) {
	t.Chdir(t.TempDir())
	history, events, days := activeHistory(rand.New(rand.NewPCG(16, 2)))
	rules := strings.Replace(activityRules, "stages:", "score: {max: 200}\nstages:", 1)
	for name, text := range map[string]string{"rules.yaml": rules, "events.csv": events, "history.csv": history} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	counts := map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(history), "\n")[1:] {
		if err := os.WriteFile("one.csv", []byte("ID,Handed Over,Status\n"+line+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		stage, _ := succeed(t, "score", "one.csv", "-r", "rules.yaml", "--as-of", days[i].Format(time.DateOnly), "--log", "web=events.csv", "--only-ours", "--columns", "stage", "-q")
		counts[strings.Split(strings.Split(stage, "\n")[1], ",")[1]]++
	}
	stdout, _ := succeed(t, "evaluate", "history.csv", "-r", "rules.yaml", "--won", "Status=Won", "--as-of-column", "Handed Over", "--log", "web=events.csv", "--format", "json")
	for stage, n := range counts {
		if want := fmt.Sprintf(`"leads": %d`, n); !strings.Contains(stdout, want) {
			t.Errorf("%d leads are of stage %s on their own days, which evaluate does not say:\n%s", n, stage, stdout)
		}
	}
	if len(counts) != 2 {
		t.Errorf("stages %v", counts)
	}
}

// TestLearnWantsToKnow: from scratch there is no rulebook that says what events are.
func TestLearnWantsToKnow(t *testing.T) {
	t.Chdir(t.TempDir())
	status, _, stderr := run(t, "", "learn", "history.csv", "--won", "Status=Won", "--log", "web=events.csv")
	if status != 2 || !strings.Contains(stderr, "name the rulebook that says so with --start-from") {
		t.Errorf("status %d: %s", status, stderr)
	}
}
