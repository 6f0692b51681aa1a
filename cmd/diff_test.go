package cmd

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"leadscore/cmd/internal/exit"
	"leadscore/internal/leadgen/invent"
)

// diffed is what these tests read of diff --format json.
type diffed struct {
	Compared int
	Counts   map[string]int
	Spearman float64
	Rules    []struct {
		Kind, Name, Band string
		Leads            int
		Promoted         int
		Demoted          int
	}
	Leads []struct {
		Move, Key                 string
		Line                      int
		Stage_Before              string
		Stage_After               string
		Score_Before, Score_After float64
		Cause                     string
		Rule                      struct{ Kind, Name, Band string }
	}
}

func diffJSON(t *testing.T, args ...string) diffed {
	t.Helper()
	status, stdout, stderr := run(t, "", append(append([]string{"diff"}, args...), "--as-of", "2026-11-21", "--format", "json")...)
	if status != exit.Done {
		t.Fatalf("status %d: %s", status, stderr)
	}
	var d diffed
	if err := json.Unmarshal([]byte(stdout), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// listOf makes up leads.
func inventedList(n int) string {
	list := invent.New(7)
	text := list.AppendHeader(nil)
	for range n {
		text = list.AppendLead(text)
	}
	return string(text)
}

// A changed band moves the leads that lie in it, and no other, and is named.
func TestDiffNamesTheBand(t *testing.T) {
	t.Chdir(t.TempDir())
	list := inventedList(4000)
	write(t, "list.csv", list)
	write(t, "a.yaml", oddRules)
	write(t, "b.yaml", strings.Replace(oddRules, "{at_least: 50, points: 5}", "{at_least: 50, points: 6.5}", 1))
	d := diffJSON(t, "list.csv", "-r", "a.yaml", "--with", "b.yaml")
	want := map[string]bool{}
	for _, row := range byHeader(t, list) {
		if size, err := strconv.Atoi(row["Employees"]); err == nil && size >= 50 && size < 500 {
			want[row["Lead ID"]] = true
		}
	}
	if len(want) < 100 || len(d.Leads) != len(want) {
		t.Errorf("%d leads move, want %d", len(d.Leads), len(want))
	}
	for _, l := range d.Leads {
		if !want[l.Key] || l.Rule.Name != "Size" || l.Rule.Band != "size at_least 50" || math.Round(1000*(l.Score_After-l.Score_Before)) != 1500 {
			t.Fatalf("%+v moves", l)
		}
	}
	if len(d.Rules) != 1 || d.Rules[0].Leads != len(want) || d.Rules[0].Name != "Size" {
		t.Errorf("rules %+v", d.Rules)
	}
}

// A rulebook moves nobody when it takes its own place.
func TestDiffWithItself(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "list.csv", oddList())
	write(t, "a.yaml", oddRules)
	d := diffJSON(t, "list.csv", "-r", "a.yaml", "--with", "a.yaml")
	if len(d.Leads) != 0 || len(d.Rules) != 0 || d.Counts["same"] != d.Compared || d.Compared < 7000 || d.Spearman != 1 {
		t.Errorf("%d leads, rules %v, counts %v of %d, %v", len(d.Leads), d.Rules, d.Counts, d.Compared, d.Spearman)
	}
}

// Two rulebooks move the leads for which score gives something else, whatever was changed;
// and two outputs, joined by key, say the same.
func TestDiffIsWhatScoresSay(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "list.csv", inventedList(3000))
	write(t, "a.yaml", oddRules)
	for old, new := range map[string]string{
		"points: 20, decay":       "points: 25, decay",
		"half_life: 30d":          "half_life: 60d",
		"at_least: 20}":           "at_least: 15}",
		"field: size, below: 10":  "field: size, below: 40",
		"max: 10}":                "max: 4}",
		"missing: 2":              "missing: 7",
		"groups":                  "",
		"{seniority: title}":      "{column: Job Title}",
		"at_least: director, poi": "at_least: manager, poi",
		"{stage: Hot, metric":     "{stage: Warm, metric",
		"criteria:\n":             "criteria:\n  - {name: New, field: open, is: true, points: 3}\n",
	} {
		changed := strings.Replace(oddRules, old, new, 1)
		if changed == oddRules {
			continue
		}
		if strings.Contains(new, "Job Title") {
			changed = strings.Replace(changed, "at_least: director", "contains: manager", 1)
		}
		t.Run(new, func(t *testing.T) {
			write(t, "b.yaml", changed)
			for _, book := range []string{"a", "b"} {
				if status, _, stderr := run(t, "", "score", "list.csv", "-r", book+".yaml", "--as-of", "2026-11-21", "-o", book+".csv"); status != 0 {
					t.Fatal(stderr)
				}
			}
			a, b := byHeader(t, read(t, "a.csv")), byHeader(t, read(t, "b.csv"))
			want := map[string]string{}
			for i := range a {
				if a[i]["lead_score"] != b[i]["lead_score"] || a[i]["lead_stage"] != b[i]["lead_stage"] {
					want[a[i]["Lead ID"]] = a[i]["lead_score"] + " " + a[i]["lead_stage"] + " " + b[i]["lead_score"] + " " + b[i]["lead_stage"]
				}
			}
			rules := diffJSON(t, "list.csv", "-r", "a.yaml", "--with", "b.yaml")
			outputs := diffJSON(t, "a.csv", "b.csv", "-r", "b.yaml")
			for name, d := range map[string]diffed{"rulebooks": rules, "outputs": outputs} {
				if len(d.Leads) != len(want) || len(want) == 0 {
					t.Errorf("%s: %d leads move, want %d", name, len(d.Leads), len(want))
				}
				for _, l := range d.Leads {
					got := fmt.Sprint(l.Score_Before, " ", l.Stage_Before, " ", l.Score_After, " ", l.Stage_After)
					if got != want[l.Key] {
						t.Fatalf("%s: %s moves %s, want %s", name, l.Key, got, want[l.Key])
					}
					if name == "rulebooks" && l.Cause == "" {
						t.Fatalf("%+v moves for no reason", l)
					}
				}
			}
		})
	}
}

// What is shown does not depend on how many leads are compared at once.
func TestDiffInParts(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "list.csv", oddList())
	write(t, "rules.yaml", oddRules)
	write(t, "b.yaml", strings.Replace(oddRules, "points: 20", "points: 9", 1))
	for _, command := range []string{"diff list.csv --with b.yaml", "diff list.csv --with b.yaml --format csv", "diff list.csv --with b.yaml -n 3 --max-rejects 5"} {
		one, several := runWith(t, 1, command), runWith(t, 4, command)
		for name, want := range one {
			if several[name] != want {
				t.Errorf("%s: %s is\n%.1000s\nwith one worker it is\n%.1000s", command, name, several[name], want)
			}
		}
	}
}
