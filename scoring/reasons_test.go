package scoring_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/match/cell"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/explained"
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
			got, text := scorer.Reasons(), "reasons: "+reasonsCell(scorer)
			want := reasonsOf(w.rb, scorer.Explain(cells), most, got)
			if !slices.EqualFunc(got, want, begins) {
				t.Fatalf("%q: reasons %q, want %q", cells, got, want)
			}
			if joined := "reasons: " + strings.Join(got, "; "); text != joined {
				t.Fatalf("%q: the column is %q, want %q", cells, text, joined)
			}
		}
	})
}

// reasonsCell is the text of the column of reasons, for the lead scored last.
func reasonsCell(s *scoring.Scorer) string {
	for _, c := range s.Engine().Columns() {
		if c.Name == "reasons" {
			return string(s.AppendText(nil, c))
		}
	}
	return ""
}

// begins reports whether a reason is the wanted one, of which an unknown stage rule's
// lacks what is unknown.
func begins(got, want string) bool {
	return got == want || scoring.IsOpenReason(want) && strings.HasPrefix(got, want)
}

// reasonsOf are the reasons that follow from an explanation. A rule that looks at a column
// which the list lacks may be open for that alone, and then gives none of those got.
func reasonsOf(rb *rulebook.Rulebook, x *explained.Lead, most int, got []string) []string {
	var reasons []string
	for i, s := range x.Stages {
		if i == x.StageIndex && s.Because != "" {
			reasons = slices.Insert(reasons, 0, s.Because)
		}
		if s.Outcome.Known() {
			continue
		}
		open, japanese := "? "+s.Stage+" (", "↑"+s.Stage+"の可能性（"
		if rb.Stages[i].Out {
			japanese = "？" + s.Stage + "の可能性（" // nothing that lifts the lead
		}
		for _, reason := range got {
			if strings.HasPrefix(reason, japanese) {
				open = japanese
			}
		}
		named := slices.ContainsFunc(got, func(reason string) bool { return strings.HasPrefix(reason, open) })
		if named || !looksAtAbsent(s.Reads) {
			reasons = append(reasons, open)
		}
	}
	lines := slices.DeleteFunc(slices.Clone(x.Lines), func(l explained.Line) bool { return l.Points == 0 })
	slices.SortStableFunc(lines, func(a, b explained.Line) int {
		return cmp.Compare(max(b.Points, -b.Points), max(a.Points, -a.Points))
	})
	lines = lines[:min(len(lines), most)]
	slices.SortStableFunc(lines, func(a, b explained.Line) int { return cmp.Compare(b.Points, a.Points) })
	for _, l := range lines {
		reasons = append(reasons, l.Name+" "+l.Points.Signed())
	}
	return reasons
}

// looksAtAbsent reports whether one of the reads is of a column that the list lacks.
func looksAtAbsent(reads []explained.Read) bool {
	return slices.ContainsFunc(reads, func(r explained.Read) bool {
		return r.State == cell.Absent || r.Column == "" && len(r.From) == 0 || looksAtAbsent(r.From)
	})
}

// TestAbsentIsNoReason: a column that the list lacks, and need not have, is no reason:
// nobody fills it.
func TestAbsentIsNoReason(t *testing.T) {
	f := fixture{t: t, rules: `
version: 1
fields:
  budget: {column: Budget, type: number, optional: true}
  size: {column: Size, type: number}
criteria:
  - {name: Big, field: size, at_least: 100, points: 10}
stages:
  - {stage: Both, when: {all: [{field: budget, at_least: 1000}, {field: size, at_least: 100}]}}
  - {stage: Deal, field: budget, at_least: 1000}
  - {stage: Rest}
`}
	for lead, want := range map[string][]string{
		"Size=500":            {"Big +10"},
		"Size=":               {"? Both (Size blank)"},
		"Size=; Budget=":      {"? Both (Budget blank, Size blank)", "? Deal (Budget blank)"},
		"Size=5; Budget=1000": nil,
	} {
		if got := f.explain(lead).Reasons; !slices.Equal(got, want) {
			t.Errorf("%s: reasons %q, want %q", lead, got, want)
		}
	}
}
