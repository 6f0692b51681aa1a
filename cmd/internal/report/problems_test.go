package report

import (
	"strings"
	"testing"

	"leadscore/internal/golden"
	"leadscore/rulebook"
)

func TestProblems(t *testing.T) {
	lines := []string{"version: 1", "criteria:", "\t- {name: x}", "  - {name: 部長です, pionts: 5}", "name: \x1b[31m" + strings.Repeat("x", 300)}
	problems := []rulebook.Problem{
		{Message: "no place"},
		{Pos: rulebook.Pos{Line: 3, Column: 5}, Message: "behind a tab"},
		{Pos: rulebook.Pos{Line: 4, Column: 18}, Message: `unknown key "pionts"`, Want: "did you mean points?"},
		{Pos: rulebook.Pos{Line: 5, Column: 200}, Message: "in a long line with \x1b[1m in it", Warning: true},
		{Pos: rulebook.Pos{Line: 99, Column: 1}, Message: "behind the end"},
	}
	var b strings.Builder
	if err := Problems(&b, "rules.yaml", lines, problems, Options{}); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "problems.txt", b.String())
}

func TestTally(t *testing.T) {
	tests := []struct {
		problems, warnings int
		want               string
	}{
		{0, 0, "0 problems"},
		{1, 0, "1 problem"},
		{2, 1, "2 problems, 1 warning"},
		{0, 3, "3 warnings"},
	}
	for _, test := range tests {
		problems := append(make([]rulebook.Problem, test.problems), slicesOfWarnings(test.warnings)...)
		if got := Tally(problems); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func slicesOfWarnings(n int) []rulebook.Problem {
	warnings := make([]rulebook.Problem, n)
	for i := range warnings {
		warnings[i].Warning = true
	}
	return warnings
}
