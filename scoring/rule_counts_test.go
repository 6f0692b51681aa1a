package scoring_test

import (
	"testing"

	"pgregory.net/rapid"

	"leadscore/match"
	"leadscore/scoring/audit"
	"leadscore/scoring/explained"
	"leadscore/scoring/rule"
)

// TestRuleCounts: what the rules come to is what explanations say of them, lead by lead.
func TestRuleCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		scorer := w.compile(t).NewScorer()
		counts := audit.NewRuleCounts(w.rb)
		want := map[ruleAt]int{}
		const leads = 5
		for range leads {
			countHeld(scorer.Explain(w.leads().Draw(t, "cells")), want)
			counts.Add(scorer)
		}
		at := ruleAt{n: -1}
		for _, c := range counts.Counts() {
			if got := c.True + c.False + c.Unknown; got != leads {
				t.Fatalf("%s %s, band %d: %d leads counted, want %d", c.Rule.Kind, c.Rule.Name, c.Band, got, leads)
			}
			if at.band = c.Band; c.Band < 0 {
				at.n++
			}
			if at.kind != c.Rule.Kind {
				at.kind, at.n = c.Rule.Kind, 0
			}
			told := c.Rule.Kind != rule.Stage && (c.Band < 0 || c.Rule.Kind == rule.Criterion)
			if told && c.True != want[at] {
				t.Fatalf("%s %s, band %d: true for %d leads, want %d", c.Rule.Kind, c.Rule.Name, c.Band, c.True, want[at])
			}
		}
	})
}

// ruleAt is the n-th rule of its kind, or a band of it.
type ruleAt struct {
	kind    rule.Kind
	n, band int
}

// countHeld counts what an explanation says is true.
func countHeld(x *explained.Lead, held map[ruleAt]int) {
	next := map[rule.Kind]int{}
	add := func(kind rule.Kind, outcome match.Truth, band int) {
		if outcome == match.True {
			held[ruleAt{kind, next[kind], -1}]++
			if band >= 0 {
				held[ruleAt{kind, next[kind], band}]++
			}
		}
		next[kind]++
	}
	for _, p := range x.Profiles {
		for _, a := range p.Attributes {
			add(rule.Attribute, a.Outcome, -1)
		}
	}
	for _, l := range x.Lines {
		if l.Kind == explained.LineCriterion {
			add(rule.Criterion, l.Outcome, l.Band)
		}
	}
	for _, f := range x.Frameworks {
		for _, e := range f.Elements {
			add(rule.Element, e.State, -1)
		}
	}
}
