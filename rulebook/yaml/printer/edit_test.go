package printer_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/printer"
)

const stagedSource = "version: 1\r\n" +
	"# as agreed on 2026-10-01\n" +
	"criteria: [{name: デモ, field: デモ, is: はい, points: 25}]\n" +
	"stages:\n" +
	"  - {stage: 商談, when: {all: [{metric: score, at_least: 70}, {field: デモ, is: はい}]}}   # 営業\n" +
	"  - {stage: 育成, metric: score, at_least: \"40\"}\n" +
	"  - {stage: Nurture}\n"

// moved is the rulebook with other scores.
func moved(t *testing.T, source string, scores map[string]string) (from, to *rulebook.Rulebook) {
	t.Helper()
	from, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(source)))
	if from == nil {
		t.Fatal(problems)
	}
	to, _ = rulebook.Unpack(yaml.Load("rules.yaml", []byte(source)))
	var change func(c *rulebook.Condition)
	change = func(c *rulebook.Condition) {
		if c == nil {
			return
		}
		for i := range c.Of {
			change(&c.Of[i])
		}
		for i := range c.Tests {
			for k := range c.Tests[i].Args {
				if score, found := scores[c.Tests[i].Args[k].Text]; found {
					c.Tests[i].Args[k].Text = score
				}
			}
		}
	}
	for i := range to.Stages {
		change(to.Stages[i].When)
	}
	return from, to
}

func TestMoveStages(t *testing.T) {
	from, to := moved(t, stagedSource, map[string]string{"70": "64.5", "40": "38"})
	got := printer.MoveStages([]byte(stagedSource), from, to, nil)
	want := bytes.Replace(bytes.Replace([]byte(stagedSource), []byte("70"), []byte("64.5"), 1), []byte("40"), []byte("38"), 1)
	if !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if same := printer.MoveStages([]byte(stagedSource), from, from, nil); string(same) != stagedSource {
		t.Errorf("without a move it became\n%s", same)
	}
}

// One anchor stands for two rules' operands: it is moved where both agree, and where
// they do not, the rulebook is printed anew.
func TestMoveStagesBehindAliases(t *testing.T) {
	const source = `version: 1
criteria: [{name: Demo, field: Demo, is: true, points: 25}]
stages:
  - {stage: A, when: &hot {metric: score, at_least: 70}}
  - {stage: B, when: {any: [*hot, {field: Demo, is: true}]}}
  - {stage: C}
`
	from, to := moved(t, source, map[string]string{"70": "64"})
	if from == nil {
		t.Skip("aliases that stand twice are no longer a rulebook")
	}
	if got, want := printer.MoveStages([]byte(source), from, to, nil), bytes.Replace([]byte(source), []byte("70"), []byte("64"), 1); !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	to.Stages[0].When.Tests[0].Args[0].Text = "66"
	again, problems := rulebook.Unpack(yaml.Load("moved.yaml", printer.MoveStages([]byte(source), from, to, nil)))
	if again == nil {
		t.Fatal(problems)
	}
	if !reflect.DeepEqual(made.WithoutPlaces(again), made.WithoutPlaces(to)) {
		t.Errorf("got %+v, want %+v", again.Stages, to.Stages)
	}
}

// Figures that an earlier run has written beside a stage are renewed; other comments stay.
func TestMoveStagesRenewsFigures(t *testing.T) {
	const source = "version: 1\ncriteria: [{name: A, field: A, is: x, points: 25}]\nstages:\n" +
		"  - {stage: Hot, metric: score, at_least: 70}  # held out: 12 leads, 6 won: 50.0 % (25.4 to 74.6 %)\n" +
		"  - {stage: Warm, metric: score, at_least: 40}  # as agreed in October\n" +
		"  - {stage: Cold}  # moved to: 3 leads\n"
	from, to := moved(t, source, map[string]string{"70": "65"})
	got := string(printer.MoveStages([]byte(source), from, to, []string{"moved to: one", "moved to: two", "moved to: three"}))
	want := strings.NewReplacer("70", "65", "# held out: 12 leads, 6 won: 50.0 % (25.4 to 74.6 %)", "# moved to: one", "# moved to: 3 leads", "# moved to: three").Replace(source)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
