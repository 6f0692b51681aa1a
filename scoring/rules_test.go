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
	"leadscore/scoring/rule"
)

// silenced is a copy of a rulebook in which the i-th rule that earns points earns
// none. Rules count as Engine.Rules lists them.
func silenced(rb *rulebook.Rulebook, kind rule.Kind, i int) *rulebook.Rulebook {
	rest := *rb
	switch kind {
	case rule.ICP:
		section := *rb.ICP
		section.Points = exact.Int(0)
		rest.ICP = &section
	case rule.Criterion:
		rest.Criteria = slices.Clone(rb.Criteria)
		c := &rest.Criteria[i]
		zero := exact.Int(0)
		c.Line = rulebook.Line{Pos: c.Line.Pos, When: c.Line.When, Field: c.Line.Field}
		c.Points, c.Each, c.Max, c.Min, c.Decay, c.Missing = &zero, nil, nil, nil, nil, zero
		if c.When == nil && c.Field.Text != "" {
			c.When = &rulebook.Condition{Pos: c.Line.Pos, Field: c.Field}
		}
	case rule.Framework:
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
		counts := map[rule.Kind]int{}
		for _, r := range engine.Rules() {
			at := counts[r.Kind]
			counts[r.Kind]++
			if r.Kind != rule.ICP && r.Kind != rule.Criterion && r.Kind != rule.Framework {
				continue
			}
			rest := w
			rest.rb = silenced(w.rb, r.Kind, at)
			want := rest.compile(t).NewScorer().Score(cells).Score
			if got := scorer.Without(r); got != want {
				t.Fatalf("cells %q: without %s %q %v, want %v", cells, r.Kind, r.Name, got, want)
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
		got := map[rule.Kind][]rule.Verdict{}
		for _, r := range engine.Rules() {
			got[r.Kind] = append(got[r.Kind], scorer.Verdict(r))
		}
		got[rule.Stage] = got[rule.Stage][:len(want[rule.Stage])]
		for kind, verdicts := range want {
			if len(verdicts) > 0 && !reflect.DeepEqual(got[kind], verdicts) {
				t.Fatalf("cells %q: verdicts of the kind %s %v, want %v", cells, kind, got[kind], verdicts)
			}
		}
	})
}

func explainedVerdicts(x *explained.Lead) map[rule.Kind][]rule.Verdict {
	all := map[rule.Kind][]rule.Verdict{}
	add := func(kind rule.Kind, v rule.Verdict) { all[kind] = append(all[kind], v) }
	for _, line := range x.Lines {
		if line.Kind.Earns() {
			add(rule.Kind(line.Kind), rule.Verdict{Outcome: line.Outcome, Points: line.Points, Band: line.Band})
		}
	}
	for _, p := range x.Profiles {
		for _, a := range p.Attributes {
			add(rule.Attribute, rule.Verdict{Outcome: a.Outcome, Points: a.Share, Band: -1})
		}
	}
	for _, f := range x.Frameworks {
		for _, e := range f.Elements {
			add(rule.Element, rule.Verdict{Outcome: e.State, Points: e.Share, Band: -1})
		}
	}
	for _, s := range x.Stages {
		add(rule.Stage, rule.Verdict{Outcome: s.Outcome, Band: -1})
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
	type told struct {
		kind    rule.Kind
		name    string
		columns []int
		bands   []rule.Band
		given   string
	}
	var got []told
	for _, r := range engine.Rules() {
		one := told{kind: r.Kind, name: r.Name, columns: engine.RuleColumns(r), bands: engine.Bands(r)}
		if given, ok := engine.Given(r); ok {
			one.given = given.String()
		}
		got = append(got, one)
	}
	want := []told{
		{rule.Criterion, "Senior", []int{1, 2}, nil, "5"},
		{rule.Criterion, "Pages", []int{0}, []rule.Band{{When: "pages at_least 10", Text: "pages at_least 10", Points: exact.Int(3)}, {When: "otherwise", Text: "otherwise", Points: exact.Int(1)}}, ""},
		{rule.Stage, "Hot", []int{0}, nil, ""},
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
