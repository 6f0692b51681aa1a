package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// TestOrderedGrades: at_least and at_most go by the order in which grades are written, by
// hand: 30 points are an A, 10 a B+, 0 a B, fewer than -5 no grade.
func TestOrderedGrades(t *testing.T) {
	for _, c := range []struct{ rule, points, stage string }{
		{"at_least: B+", "30", "yes"}, {"at_least: B+", "12", "yes"}, {"at_least: b+", "0", "no"}, {"at_least: B+", "-9", "no"},
		{"at_most: B+", "30", "no"}, {"at_most: B+", "12", "yes"}, {"at_most: B+", "0", "yes"}, {"at_most: B+", "-9", "yes"},
		{"at_most: A, at_least: B", "-9", "no"}, {"is: B", "0", "yes"}, {`is: ""`, "-9", "yes"}, {"is_not: B", "-9", "yes"},
	} {
		t.Run(c.rule+" "+c.points, func(t *testing.T) {
			src := fmt.Sprintf("version: 1\ngroups: {g: {grades: {A: 30, B+: 10, B: -5}}}\ncriteria: [{name: X, group: g, field: N, each: 1}]\nstages: [{stage: yes, metric: group.g.grade, %s}, {stage: no}]", c.rule)
			rb, err := yaml.Load("rules.yaml", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			engine, err := scoring.Compile(rb, []string{"N"}, scoring.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := engine.StageName(engine.NewScorer().Score([]string{c.points})); got != c.stage {
				t.Errorf("stage %q, want %q", got, c.stage)
			}
		})
	}
}

// TestOrderedGradesAsked: what is asked of a grade that does not work is answered with
// what does.
func TestOrderedGradesAsked(t *testing.T) {
	for rule, want := range map[string]string{
		"metric: grade, at_least: B":      `at_least does not work on "grade", which has no order. write metric: fit.grade or metric: group.g.grade, at_least: B`,
		"metric: fit.grade, at_least: E":  `"E" is no grade of fit.grade. expected one of the grades: A, B, C, D`,
		"metric: group.g.grade, above: B": `above does not work on "group.g.grade"`,
	} {
		src := "version: 1\nicp: {points: 5, profiles: [{name: P, attributes: [{field: N, is: x}]}]}\ngroups: {g: {grades: {A: 30}}}\ncriteria: [{name: X, group: g, field: M, each: 1}]\nstages: [{stage: yes, " + rule + "}, {stage: no}]"
		_, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(src)))
		if texts := problemTexts(problems); len(texts) != 1 || !strings.Contains(texts[0], want) {
			t.Errorf("%s: got %q, want %q", rule, texts, want)
		}
	}
}
