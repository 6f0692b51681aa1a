package cmd

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadscore/match/lexicon"
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

// TestNoLeakFromTheFuture plants events on each lead's own day and after it, many for those
// who won: they make no difference to what is evaluated and learned, whereas earlier ones do.
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
			fmt.Fprintf(&later, "L-%d,%s,%s,50\n", i, days[i].AddDate(0, 0, dice.IntN(4)*dice.IntN(30)).Format(time.DateOnly), []string{"open", "reply"}[dice.IntN(2)])
		}
	}
	for name, text := range map[string]string{
		"history.csv": history, "rules.yaml": activityRules, "events.csv": events, "planted.csv": events + later.String(),
		"earlier.csv": events + events[len("Who,When,Event,Weight\n"):],
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
		if command[0] == "evaluate" && outcome("earlier.csv") == want {
			t.Errorf("%s: more events before the leads' own days change nothing", strings.Join(command, " "))
		}
	}
}

// TestOwnMoment: where a lead's own day has a time, events of that day count that came
// before it. Which events each of the leads has is told by its score.
func TestOwnMoment(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"rules.yaml": `version: 1
timezone: Asia/Tokyo
logs: {web: {lead: Who, joins: id, at: When}}
fields: {id: {column: ID}, did: {count: {log: web}}}
criteria: [{name: Did, field: did, each: 1}]
stages: [{stage: One, metric: score, between: [1, 1]}, {stage: Two, metric: score, between: [2, 2]}, {stage: More, metric: score, at_least: 3}, {stage: None}]
`,
		"history.csv": "ID,Won At,Status\nA,2026-03-05 12:00,Won\nB,2026-03-05T00:00:00+09:00,Lost\nC,2026-03-05,Won\nD,2026-03-05T03:00:00Z,Lost\n",
		"events.csv": `Who,When
A,2026-03-04
A,2026-03-05T11:59:59+09:00
A,2026-03-05 12:00
A,2026-03-05
A,2026-03-05T03:30:00Z
B,2026-03-04 23:59:59
B,2026-03-05 00:00
C,2026-03-05 00:00
D,2026-03-05 11:59
D,2026-03-05T02:59:59Z
D,2026-03-04T20:00:00Z
D,2026-03-05T12:00:00+09:00
`,
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stdout, _ := succeed(t, "evaluate", "history.csv", "-r", "rules.yaml", "--won", "Status=Won", "--as-of-column", "Won At", "--log", "web=events.csv", "--format", "json")
	var ev struct {
		Stages []struct {
			Name  string
			Leads int
		}
	}
	if err := json.Unmarshal([]byte(stdout), &ev); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, s := range ev.Stages {
		counts[s.Name] = s.Leads
	}
	if got, want := fmt.Sprint(counts), "map[More:1 None:1 One:1 Two:1]"; got != want {
		t.Errorf("%s, and not %s: A did 2 things before, B 1, C none, D 3", got, want)
	}
}

// TestEvaluatedAsScored: a lead evaluated as of its own day has the score that it has in a
// run as of that day, before anything was logged on it.
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
		var before strings.Builder
		for event := range strings.Lines(events) {
			if who, when, _ := strings.Cut(event, ","); who != fmt.Sprintf("L-%d", i) || when < days[i].Format(time.DateOnly) {
				before.WriteString(event)
			}
		}
		if err := os.WriteFile("before.csv", []byte(before.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		stage, _ := succeed(t, "score", "one.csv", "-r", "rules.yaml", "--as-of", days[i].Format(time.DateOnly), "--log", "web=before.csv", "--only-ours", "--columns", "stage", "-q")
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

// TestKnownLogs reads a small export of each known log, by nothing but its name. The lead
// has all that these join by; the second lead's events are none of its.
func TestKnownLogs(t *testing.T) {
	list := "Id,Email,Phone,User ID\n00Q000000000001AAA,mei@example.com,03-1234-5678,U-7\n00Q000000000002AAA,jon@example.com,06-0000-0000,U-8\n"
	exports, err := filepath.Abs("testdata/logs")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	write(t, "leads.csv", list)
	tested := map[string]bool{}
	for _, test := range []struct {
		log, file, joins, where string
		want                    string // how many, and the day of the last in Tokyo, of all; then of those that where is true of
		told                    string
	}{
		{"hubspot_email", "hubspot_email.csv", "email", "{field: type, is: OPEN}", "2,2026-11-10,1,2026-11-09", "1 of leads that are not in it, left aside; 1 after 2026-11-21, left aside; 1 told of by another row"},
		{"hubspot_forms", "hubspot_forms.csv", "email", "{field: pageUrl, contains: /demo}", "2,2026-11-09,1,2026-11-09", "2 events of 1 lead"},
		{"salesforce_tasks", "salesforce_tasks.csv", "id", "{field: TaskSubtype, is: Call}", "2,2026-11-10,1,2026-11-09", "1 after 2026-11-21"},
		{"salesforce_campaigns", "salesforce_campaigns.csv", "id", "{field: Responded, is: true}", "2,2026-11-09,1,2026-11-09", "2 events"},
		{"mailchimp", "mailchimp.csv", "email", "{field: action, is: click}", "2,2026-11-10,1,2026-11-10", "2 events"},
		{"mailchimp", "mandrill.csv", "email", "{field: Opens, above: 0}", "2,2026-11-10,1,2026-11-09", "2 events"},
		{"sendgrid", "sendgrid.csv", "email", "{field: event, is: open}", "3,2026-11-09,1,2026-11-09", "1 told of by another row"},
		{"ga4", "ga4.csv", "user", "{field: event_name, is: page_view}", "3,2026-11-10,2,2026-11-10", "1 of leads that are not in it"},
		{"miitel", "miitel.csv", "phone", "{field: 通話時間, at_least: 60}", "2,2026-11-10,1,2026-11-09", "1 of leads that are not in it"},
	} {
		t.Run(test.file, func(t *testing.T) {
			tested[test.log] = true
			write(t, "rules.yaml", `version: 1
timezone: Asia/Tokyo
logs: {log: {like: `+test.log+`, joins: `+test.joins+`}}
fields:
  id: {column: Id}
  email: {column: Email}
  phone: {like: phone}
  user: {column: User ID}
  all: {count: {log: log}}
  last: {latest: {log: log}}
  some: {count: {log: log, where: `+test.where+`}}
  newest: {latest: {log: log, where: `+test.where+`}}
show: [all, last, some, newest]
criteria: [{name: Any, field: all, each: 1}]
`)
			stdout, stderr := succeed(t, "rank", "leads.csv", "-r", "rules.yaml", "--as-of", "2026-11-21", "--log", "log="+filepath.Join(exports, test.file), "--format", "csv")
			rows := readCSV(t, stdout)
			if got := strings.Join(rows[1][1:5], ","); got != test.want || rows[2][1] != "0" {
				t.Errorf("got %s, and %v for the other lead; want %s\n%s", got, rows[2], test.want, stderr)
			}
			if !strings.Contains(stderr, test.told) {
				t.Errorf("not told: %s\n%s", test.told, stderr)
			}
		})
	}
	for _, known := range lexicon.KnownLogNames() {
		if !tested[known] {
			t.Errorf("no export of %s is tried", known)
		}
	}
}
