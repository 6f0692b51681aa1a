package scoring_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/explained"
)

// silenced is a copy of a rulebook in which the i-th rule that earns points earns
// none. Rules count as Engine.Rules lists them.
func silenced(rb *rulebook.Rulebook, kind scoring.RuleKind, i int) *rulebook.Rulebook {
	rest := *rb
	switch kind {
	case scoring.RuleICP:
		section := *rb.ICP
		section.Points = exact.Int(0)
		rest.ICP = &section
	case scoring.RuleCriterion:
		rest.Criteria = slices.Clone(rb.Criteria)
		c := &rest.Criteria[i]
		zero := exact.Int(0)
		c.Line = rulebook.Line{Pos: c.Line.Pos, When: c.Line.When, Field: c.Line.Field}
		c.Points, c.Each, c.Max, c.Min, c.Decay, c.Missing = &zero, nil, nil, nil, nil, zero
		if c.When == nil && c.Field.Text != "" {
			c.When = &rulebook.Condition{Pos: c.Line.Pos, Field: c.Field}
		}
	case scoring.RuleFramework:
		rest.Frameworks = slices.Clone(rb.Frameworks)
		rest.Frameworks[i].Points = exact.Int(0)
	}
	return &rest
}

// TestWithout: the score without a rule is that of a rulebook in which it earns
// nothing.
func TestWithout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		engine := w.compile(t)
		scorer := engine.NewScorer()
		cells := w.leads().Draw(t, "cells")
		scorer.Score(cells)
		counts := map[scoring.RuleKind]int{}
		for _, rule := range engine.Rules() {
			at := counts[rule.Kind]
			counts[rule.Kind]++
			if rule.Kind != scoring.RuleICP && rule.Kind != scoring.RuleCriterion && rule.Kind != scoring.RuleFramework {
				continue
			}
			rest := w
			rest.rb = silenced(w.rb, rule.Kind, at)
			want := rest.compile(t).NewScorer().Score(cells).Score
			if got := scorer.Without(rule); got != want {
				t.Fatalf("cells %q: without %s %q %v, want %v", cells, rule.Kind, rule.Name, got, want)
			}
		}
	})
}

// TestVerdicts: the verdicts of rules say what the explanation says.
func TestVerdicts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		engine := w.compile(t)
		scorer := engine.NewScorer()
		cells := w.leads().Draw(t, "cells")
		want := explainedVerdicts(scorer.Explain(cells))
		got := map[scoring.RuleKind][]scoring.Verdict{}
		for _, rule := range engine.Rules() {
			got[rule.Kind] = append(got[rule.Kind], scorer.Verdict(rule))
		}
		got[scoring.RuleStage] = got[scoring.RuleStage][:len(want[scoring.RuleStage])]
		for kind, verdicts := range want {
			if len(verdicts) > 0 && !reflect.DeepEqual(got[kind], verdicts) {
				t.Fatalf("cells %q: verdicts of the kind %s %v, want %v", cells, kind, got[kind], verdicts)
			}
		}
	})
}

func explainedVerdicts(x *explained.Lead) map[scoring.RuleKind][]scoring.Verdict {
	all := map[scoring.RuleKind][]scoring.Verdict{}
	add := func(kind scoring.RuleKind, v scoring.Verdict) { all[kind] = append(all[kind], v) }
	for _, line := range x.Lines {
		if line.Kind.Earns() {
			add(scoring.RuleKind(line.Kind), scoring.Verdict{Outcome: line.Outcome, Points: line.Points, Band: line.Band})
		}
	}
	for _, p := range x.Profiles {
		for _, a := range p.Attributes {
			add(scoring.RuleAttribute, scoring.Verdict{Outcome: a.Outcome, Points: a.Share, Band: -1})
		}
	}
	for _, f := range x.Frameworks {
		for _, e := range f.Elements {
			add(scoring.RuleElement, scoring.Verdict{Outcome: e.State, Points: e.Share, Band: -1})
		}
	}
	for _, s := range x.Stages {
		add(scoring.RuleStage, scoring.Verdict{Outcome: s.Outcome, Band: -1})
	}
	return all
}

func TestRulesNameWhatTheyRead(t *testing.T) {
	rb := &rulebook.Rulebook{
		Fields: []rulebook.Field{
			{Name: "title", Columns: []rulebook.Scalar{{Text: "Job Title"}, {Text: "役職"}}},
			{Name: "level", Seniority: rulebook.Scalar{Text: "title"}},
			{Name: "pages", Columns: []rulebook.Scalar{{Text: "Pages"}}, Type: rulebook.TypeNumber},
		},
		Criteria: []rulebook.Criterion{
			{Name: "Senior", Line: rulebook.Line{When: leafOn("level", "at_least", "director")}, Points: pointsOf(5)},
			{Name: "Pages", Line: rulebook.Line{Field: rulebook.Scalar{Text: "pages"}, Bands: []rulebook.Band{
				{When: leafOn("pages", "at_least", "10"), Earns: exact.Int(3)}, {Earns: exact.Int(1)}}}},
		},
		Stages: []rulebook.Stage{{Name: "Hot", Line: rulebook.Line{When: leafOn("pages", "above", "3")}}},
	}
	engine, problems := rulebook.Unpack(scoring.Compile(rb, []string{"Pages", "役職", "Job Title", "Else"}, scoring.Options{}))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	type rule struct {
		kind    scoring.RuleKind
		name    string
		columns []int
		bands   []scoring.RuleBand
		given   string
	}
	var got []rule
	for _, r := range engine.Rules() {
		one := rule{kind: r.Kind, name: r.Name, columns: engine.RuleColumns(r), bands: engine.Bands(r)}
		if given, ok := engine.Given(r); ok {
			one.given = given.String()
		}
		got = append(got, one)
	}
	want := []rule{
		{scoring.RuleCriterion, "Senior", []int{1, 2}, nil, "5"},
		{scoring.RuleCriterion, "Pages", []int{0}, []scoring.RuleBand{{"pages at_least 10", "pages at_least 10", exact.Int(3)}, {"otherwise", "otherwise", exact.Int(1)}}, ""},
		{scoring.RuleStage, "Hot", []int{0}, nil, ""},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("rules %+v, want %+v", got, want)
	}
}

func leafOn(field, op, arg string) *rulebook.Condition {
	return &rulebook.Condition{Field: rulebook.Scalar{Text: field}, Tests: []rulebook.Test{{Op: op, Args: []rulebook.Scalar{{Text: arg}}}}}
}

func pointsOf(n int64) *exact.Number {
	p := exact.Int(n)
	return &p
}
