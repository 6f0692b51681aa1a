package scoring_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/rulebook"
	"leadscore/scoring"
)

// TestReasons holds the reasons against the explanation, from which they follow: what
// the deciding rule says, the rules before it that are unknown, the heaviest lines.
func TestReasons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		most := rapid.IntRange(1, 8).Draw(t, "most")
		engine, problems := rulebook.Unpack(scoring.Compile(w.rb, w.header, scoring.Options{AsOf: w.asOf, Reasons: most}))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		scorer := engine.NewScorer()
		for _, cells := range w.list(t) {
			scorer.Score(cells)
			got, text := scorer.Reasons(), string(scorer.AppendText([]byte("reasons: "), reasonsColumn(engine)))
			want := reasonsOf(scorer.Explain(cells), most)
			if !slices.EqualFunc(got, want, begins) {
				t.Fatalf("%q: reasons %q, want %q", cells, got, want)
			}
			if joined := "reasons: " + strings.Join(got, "; "); text != joined {
				t.Fatalf("%q: the column is %q, want %q", cells, text, joined)
			}
		}
	})
}

func reasonsColumn(e *scoring.Engine) scoring.Column {
	columns := e.Columns()
	return columns[slices.IndexFunc(columns, func(c scoring.Column) bool { return c.Name == "reasons" })]
}

// begins reports whether a reason is the wanted one, of which an unknown stage rule's
// lacks what is unknown.
func begins(got, want string) bool {
	return got == want || strings.HasPrefix(want, "? ") && strings.HasPrefix(got, want)
}

func reasonsOf(x *scoring.Explanation, most int) []string {
	var reasons []string
	for i, s := range x.Stages {
		if i == x.StageIndex && s.Because != "" {
			reasons = slices.Insert(reasons, 0, s.Because)
		}
		if !s.Outcome.Known() {
			reasons = append(reasons, "? "+s.Stage+" (")
		}
	}
	lines := slices.DeleteFunc(slices.Clone(x.Lines), func(l scoring.Line) bool { return l.Points == 0 })
	slices.SortStableFunc(lines, func(a, b scoring.Line) int {
		return cmp.Compare(max(b.Points, -b.Points), max(a.Points, -a.Points))
	})
	lines = lines[:min(len(lines), most)]
	slices.SortStableFunc(lines, func(a, b scoring.Line) int { return cmp.Compare(b.Points, a.Points) })
	for _, l := range lines {
		reasons = append(reasons, l.Name+" "+l.Points.Signed())
	}
	return reasons
}
