package scoring_test

import (
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
)

// TestNamesOfOurColumns holds that a name is a problem only where the rulebook has
// the column of that name written already.
func TestNamesOfOurColumns(t *testing.T) {
	const (
		grades  = `{grades: {A: 10, B: 0}}`
		profile = "\nicp: {points: 10, profiles: [{name: P, attributes: [{field: c, is: x}]}]}"
		stages  = "\nstages: [{stage: MQL, metric: score, at_least: 5}]"
		element = `{elements: {e: {field: d, question: {en: "e?"}}}}`
	)
	for _, c := range []struct {
		name, src string
		clash     string // the column; "": none
	}{
		{"a graded group fit without an ICP", "groups: {fit: " + grades + "}", ""},
		{"a graded group fit beside an ICP", "groups: {fit: " + grades + "}" + profile, "fit"},
		{"a group fit without grades beside an ICP", "groups: {fit: {max: 10}}" + profile, ""},
		{"a framework called as the stages that are not there", "frameworks: {Stage: " + element + "}", ""},
		{"a framework called as the stages that are there", "frameworks: {Stage: " + element + "}" + stages, "stage"},
		{"a graded group called grade", "groups: {Grade: " + grades + "}", "grade"},
		{"a framework called score", "frameworks: {score: " + element + "}", "score"},
		{"a framework called rank, which a ranking writes", "frameworks: {rank: " + element + "}", "rank"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte("version: 1\ncriteria: [{name: A, field: a, is: x, points: 1}]\n"+c.src+"\n")))
			all := strings.Join(problemTexts(problems), "\n")
			if c.clash == "" && all != "" {
				t.Errorf("problems: %s", all)
			}
			if want := `would have the column "` + c.clash + `"`; c.clash != "" && !strings.Contains(all, want) {
				t.Errorf("problems %q, want one with %q", all, want)
			}
		})
	}
}

// TestNamesThatMeanTwoThings holds that no metric and no answer has two meanings.
func TestNamesThatMeanTwoThings(t *testing.T) {
	const elements = `{elements: {result: {field: d, question: {en: "r?"}}}}`
	for _, c := range []struct{ name, src, clash string }{
		{"a group called met beside a framework called group", "groups: {Met: {max: 10}}\nframeworks: {Group: " + elements + "}", "group.met would mean two things"},
		{"a group of another name beside it", "groups: {web: {max: 10}}\nframeworks: {Group: " + elements + "}", ""},
		{"a group called share beside another framework", "groups: {share: {max: 10}}\nframeworks: {House: " + elements + "}", ""},
		{"a framework called call with an element called result", "frameworks: {Call: " + elements + "}", "answers about call.result are about a call"},
		{"a field called as an element", "fields: {a: text, d: text, House.result: text}\nframeworks: {House: " + elements + "}", "answers about House.result would mean two things"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte("version: 1\ncriteria: [{name: A, field: a, is: x, points: 1}]\n"+c.src+"\n")))
			all := strings.Join(problemTexts(problems), "\n")
			if c.clash == "" && all != "" || !strings.Contains(all, c.clash) {
				t.Errorf("problems %q, want one with %q", all, c.clash)
			}
		})
	}
}

// TestMostOfALine holds that a line whose count goes beyond what any line may earn
// says so.
func TestMostOfALine(t *testing.T) {
	for _, c := range []struct{ language, each, cell, points, says string }{
		{"en", "1000", "2000000", "1000000000", "no line earns more than 1,000,000,000 points, up or down"},
		{"en", "-1000", "2000000", "-1000000000", "no line earns more than 1,000,000,000 points, up or down"},
		{"ja", "1000", "2000000", "1000000000", "1行の配点は±1,000,000,000点まで"},
		{"en", "1000", "2000", "2000000", ""},
	} {
		f := fixture{t, "version: 1\nlanguage: " + c.language + "\ncriteria: [{name: Pages, field: Pages, each: " + c.each + "}]\n", ""}
		line := f.explain("Pages=" + c.cell).Lines[0]
		if got := line.Points.String(); got != c.points {
			t.Errorf("%s × %s: %s points, want %s", c.each, c.cell, got, c.points)
		}
		if says := c.says != ""; strings.Contains(line.Detail, "1,000,000,000") != says || !strings.Contains(line.Detail, c.says) {
			t.Errorf("%s × %s: %q, want it to say %q", c.each, c.cell, line.Detail, c.says)
		}
	}
}
