package learn

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring/lint"
)

const handWritten = `
version: 1
fields:
  size: {column: Size, type: number}
  source: {column: Source}
  visits: {column: Visits, type: number}
  demo: {column: Demo, type: bool}
  country: {column: Country}
icp:
  points: 10
  profiles:
    - {name: Home, attributes: [{field: country, is: JP}]}
criteria:
  - {name: Size, field: size, bands: [{at_least: 100, points: 5}, {at_least: 20, points: 30}, {points: 0}], missing: 2}
  - {name: Referral, field: source, is: referral, points: 5}
  - {name: Fair, field: source, is: fair, points: 20}
  - {name: Visits, field: visits, each: 2, max: 10}
  - {name: Demo, field: demo, is: true, points: 10}
stages:
  - {stage: Hot, metric: score, at_least: 40}
  - {stage: Warm, when: {all: [{metric: score, at_least: 20}, {field: country, is: [JP, US]}]}}
  - {stage: Cold}
`

func loaded(t *testing.T, src string) *rulebook.Rulebook {
	t.Helper()
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(src)))
	if rb == nil || len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	return rb
}

// shop is a list on which the hand-written rulebook is wrong: large companies, not
// middling ones, and referrals, not fairs, win.
func shop(n int, seed uint64) *outcomes.History {
	return generated([]string{"Size", "Source", "Visits", "Demo", "Country"}, n, seed, func(r *rand.Rand, _ int) ([]string, float64) {
		size, source, visits, demo := math.Exp(3+1.5*r.NormFloat64()), r.IntN(4), r.IntN(12), r.IntN(2)
		x := -2.0
		if size >= 100 {
			x += 1.5
		}
		if source == 0 {
			x += 1.5
		}
		if source == 1 {
			x -= 1
		}
		x += 0.1*float64(visits) + 0.8*float64(demo)
		cell := fmt.Sprintf("%.0f", size)
		if r.IntN(10) == 0 {
			cell = ""
		}
		return []string{cell, []string{"referral", "fair", "web", "mail"}[source], fmt.Sprint(visits), []string{"no", "yes"}[demo], []string{"JP", "US", "DE"}[r.IntN(3)]}, x
	})
}

func TestStartFromRefitsPoints(t *testing.T) {
	rb := loaded(t, handWritten)
	before := string(printer.Rulebook(rb))
	learned := learn(t, shop(4000, 1), Options{StartFrom: rb})
	if after := string(printer.Rulebook(rb)); after != before {
		t.Errorf("the rulebook that was started from changed:\n%s", after)
	}
	out, report := learned.Rulebook, learned.Report
	if !(report.Folds.AUC.Low > report.Start.AUC.High) {
		t.Errorf("AUC %v after, %v before", report.Folds.AUC, report.Start.AUC)
	}
	size := out.Criteria[0].Bands
	if size[0].Earns.Cmp(size[1].Earns) <= 0 {
		t.Errorf("large companies earn %s, middling ones %s", size[0].Earns, size[1].Earns)
	}
	if out.Criteria[1].Points.Cmp(*out.Criteria[2].Points) <= 0 || out.Criteria[2].Points.Sign() >= 0 {
		t.Errorf("referrals earn %s, fairs %s", out.Criteria[1].Points, out.Criteria[2].Points)
	}
	if len(out.ICP.Profiles) != 1 || out.Criteria[0].Name != "Size" || len(out.Criteria) != 5 || len(out.Stages) != 3 {
		t.Errorf("the structure changed: %s", printer.Rulebook(out))
	}
	fair := slices.IndexFunc(report.Changes, func(c Change) bool { return c.Line == "Fair" && c.When == "" })
	if fair < 0 || report.Changes[fair].Old != exact.Int(20) || report.Changes[fair].New != *out.Criteria[2].Points {
		t.Errorf("the changes do not tell of the fairs: %v", report.Changes)
	}
	if _, problems := rulebook.Unpack(yaml.Load("learned.yaml", printer.Rulebook(out))); len(problems) > 0 {
		t.Errorf("the refitted rulebook has problems: %v", problems)
	}
}

func TestRecalibrateMovesOnlyStages(t *testing.T) {
	rb, h := loaded(t, handWritten), shop(3000, 2)
	for _, c := range []struct {
		name    string
		options Options
	}{{"capacity", Options{Capacity: 0.1}}, {"target rate", Options{TargetRate: 0.6}}} {
		t.Run(c.name, func(t *testing.T) {
			before := slices.Clone(rb.Stages)
			out, err := Recalibrate(rb, h, c.options)
			if err != nil {
				t.Fatal(err)
			}
			for i, s := range rb.Stages {
				if s.When != before[i].When {
					t.Errorf("the stage %s of the caller's rulebook has another condition", s.Name)
				}
			}
			best := out.After[0]
			if c.options.Capacity > 0 && math.Abs(stats.Ratio(best.Leads(), h.Len())-0.1) > 0.03 {
				t.Errorf("the best stage holds %d of %d leads", best.Leads(), h.Len())
			}
			if c.options.TargetRate > 0 && stats.Ratio(best.Won, best.Leads()) < 0.6 && out.Unmet.IsEmpty() {
				t.Errorf("the best stage wins %d of %d, and nobody is told", best.Won, best.Leads())
			}
			if len(out.Moves) == 0 {
				t.Error("nothing moved")
			}
			text := string(printer.Rulebook(out.Rulebook))
			for _, m := range out.Moves {
				text = strings.Replace(text, "at_least: "+m.New.String(), "at_least: "+m.Old.String(), 1)
			}
			if want := string(printer.Rulebook(rb)); text != want {
				t.Errorf("more than the stages changed:\n%s\nwant\n%s", text, want)
			}
		})
	}
}

func TestRecalibrateNeedsAGoal(t *testing.T) {
	h := shop(200, 3)
	var e *OptionError
	if _, err := Recalibrate(loaded(t, handWritten), h, Options{}); !errors.As(err, &e) {
		t.Errorf("neither capacity nor rate: %v", err)
	}
	bare := loaded(t, "version: 1\ncriteria: [{name: Demo, field: Demo, is: yes, points: 1}]\n")
	if _, err := Recalibrate(bare, h, Options{Capacity: 0.2}); !errors.As(err, &e) {
		t.Errorf("no stages: %v", err)
	}
}

// A learned rulebook reads back as it is, and is one that check --strict takes.
func TestLearnedRulebookReadsBack(t *testing.T) {
	for seed := range uint64(4) {
		learned := learn(t, mixed(2500, 40+seed), Options{Step: []int{1, 5, 1, 10}[seed], Allow: []string{"Last visit"}, Name: "Learned: a test"})
		text := printer.Rulebook(learned.Rulebook)
		again, problems := rulebook.Unpack(yaml.Load("learned.yaml", text))
		if again == nil || len(problems) > 0 {
			t.Fatalf("%v in\n%s", problems, text)
		}
		if twice := printer.Rulebook(again); string(twice) != string(text) {
			t.Errorf("printed\n%s\nread back\n%s", text, twice)
		}
		for _, w := range lint.Rulebook(again) {
			t.Errorf("warning: %v in\n%s", w, text)
		}
	}
}

// What a learned criterion says of its win rates is said anew of the leads that it is refitted
// to; what a person wrote stays.
func TestRefittingSaysWhyAnew(t *testing.T) {
	h := outcomes.NewHistory([]string{"Source", "Number"})
	add := func(h *outcomes.History, won map[string]int) {
		for _, source := range slices.Sorted(maps.Keys(won)) {
			for i := range 200 {
				outcome := outcomes.Lost
				if i < won[source] {
					outcome = outcomes.Won
				}
				h.Add(outcomes.Lead{Cells: []string{source, fmt.Sprint("n", h.Len())}, Outcome: outcome, Order: math.NaN()})
			}
		}
	}
	add(h, map[string]int{"Fair": 80, "Mail": 40, "Web": 10})
	rb := learn(t, h, Options{}).Rulebook
	later := outcomes.NewHistory(h.Header)
	add(later, map[string]int{"Fair": 110, "Mail": 46, "Web": 3})
	if got, want := learn(t, later, Options{StartFrom: rb}).Rulebook.Criteria[0].Why, "of the leads it was learned from, 55 % won at best, 1.5 % at worst"; got != want {
		t.Errorf("why %q, want %q", got, want)
	}
	rb.Criteria[0].Why = "fairs are where we meet people"
	if got := learn(t, later, Options{StartFrom: rb}).Rulebook.Criteria[0].Why; got != rb.Criteria[0].Why {
		t.Errorf("why %q, want %q", got, rb.Criteria[0].Why)
	}
}

// A target rate that no stage of enough leads has is told of refitted and moved stages too,
// with the most that can be had.
func TestTargetsOfGivenRulebooksThatCannotBeHad(t *testing.T) {
	rb, h := loaded(t, handWritten), shop(3000, 2)
	moved, err := Recalibrate(rb, h, Options{TargetRate: 0.99})
	if err != nil {
		t.Fatal(err)
	}
	refitted := learn(t, h, Options{StartFrom: rb, TargetRate: 0.99}).Report
	for name, unmet := range map[string]outcomes.Text{"moved": moved.Unmet, "refitted": refitted.Unmet} {
		if text := unmet.String(); !strings.Contains(text, "99.0 % were asked for") || !strings.Contains(text, "at least 60 of them") {
			t.Errorf("%s: %q", name, text)
		}
	}
	if best := moved.After[0]; best.Leads() < 60 {
		t.Errorf("the best stage has %d leads, too few to believe their rate", best.Leads())
	}
	if refitted.Status != StatusWeak {
		t.Errorf("status %s", refitted.Status)
	}
}
