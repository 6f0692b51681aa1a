package scoring_test

import (
	"slices"
	"strings"
	"testing"

	"leadscore/scoring/explained"

	"pgregory.net/rapid"
)

// The open questions of a lead are those that its explanation lists, with the same bounds.
func TestOpenIsWhatExplainSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		scorer := w.compile(t).NewScorer()
		questions := scorer.Engine().Questions()
		for range leadsPerWorld {
			cells := w.leads().Draw(t, "cells")
			scorer.Score(cells)
			var got []explained.Unknown
			for _, o := range scorer.AppendOpen(nil) {
				q := questions[o.Question]
				got = append(got, explained.Unknown{Framework: q.Framework, Element: q.Element, Field: q.Field, Question: q.Text, KnownBy: q.KnownBy, Bounds: o.Bounds})
			}
			want := scorer.Explain(cells).Unknowns
			for i := range want {
				want[i].Reads = nil
			}
			byName := func(a, b explained.Unknown) int {
				return strings.Compare(a.Framework+"."+a.Element+"."+a.Field, b.Framework+"."+b.Element+"."+b.Field)
			}
			slices.SortFunc(got, byName)
			slices.SortFunc(want, byName)
			if !slices.EqualFunc(got, want, func(a, b explained.Unknown) bool {
				return byName(a, b) == 0 && a.Question == b.Question && a.KnownBy == b.KnownBy && a.Bounds == b.Bounds
			}) {
				t.Fatalf("cells %q: open are %v, explained %v", cells, got, want)
			}
		}
	})
}
