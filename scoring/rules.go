package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
	"leadscore/scoring/internal/walk"
	"leadscore/scoring/internal/words"
	"leadscore/scoring/internal/worker"
	"leadscore/scoring/rule"
)

// Rules lists the rules in the order of the rulebook.
func (e *Engine) Rules() []rule.Rule {
	rb := e.plan.Rulebook
	var rules []rule.Rule
	if rb.ICP != nil {
		rules = append(rules, rule.Rule{Kind: rule.ICP, Pos: rb.ICP.Pos, In: -1})
		for i := range rb.ICP.Profiles {
			p := &rb.ICP.Profiles[i]
			for j := range p.Attributes {
				a := &p.Attributes[j].Line
				rules = append(rules, rule.Rule{Kind: rule.Attribute, Name: walk.LineText(a), Text: e.plan.RuleText(a), Of: p.Name, Pos: a.Pos, In: i, At: j})
			}
		}
	}
	for i := range rb.Criteria {
		c := &rb.Criteria[i]
		rules = append(rules, rule.Rule{Kind: rule.Criterion, Name: c.Name, Text: c.Name, Of: c.Group.Text, Pos: c.Pos, In: -1, At: i})
	}
	for i := range rb.Frameworks {
		f := &rb.Frameworks[i]
		rules = append(rules, rule.Rule{Kind: rule.Framework, Name: f.Name, Text: f.Name, Pos: f.Pos, In: -1, At: i})
		for j := range f.Elements {
			rules = append(rules, rule.Rule{Kind: rule.Element, Name: f.Elements[j].Name, Text: e.plan.ElementText(f.Elements[j].Name), Of: f.Name, Pos: f.Elements[j].Pos, In: i, At: j})
		}
	}
	for i := range rb.Stages {
		rules = append(rules, rule.Rule{Kind: rule.Stage, Name: rb.Stages[i].Name, Text: rb.Stages[i].Name, Pos: rb.Stages[i].Pos, In: -1, At: i})
	}
	return rules
}

// RulesOf is Rules for a rulebook that is compiled for no list: the texts for people know
// of no types of fields.
func RulesOf(rb *rulebook.Rulebook) []rule.Rule {
	return (&Engine{plan: &plan.Plan{Rulebook: rb, Words: words.Of(rb.Language)}}).Rules()
}

// Earned is what the line of a rule, a criterion, attribute or element, earned of the lead
// scored last, before it is weighed. It is the Scorer's own.
func (s *Scorer) Earned(r rule.Rule) *match.Earned {
	e := s.engine
	switch r.Kind {
	case rule.Attribute:
		at := e.plan.Attributes.From + r.At
		for i := range r.In {
			at += len(e.plan.Rulebook.ICP.Profiles[i].Attributes)
		}
		return &s.asker.Earned[at]
	case rule.Element:
		return &s.asker.Earned[e.plan.Elements[r.In].From+r.At]
	}
	return s.asker.EarnedBy(r.At)
}

// Verdict is what a rule made of the lead scored last.
func (s *Scorer) Verdict(r rule.Rule) rule.Verdict {
	e, v := s.engine, rule.Verdict{Band: -1}
	switch r.Kind {
	case rule.ICP:
		v.Outcome, v.Points = match.TruthOf(s.asker.Fit.Profile >= 0), earning.Limit(e.plan.ICP.Points(s.asker.Fit))
	case rule.Attribute:
		v.Points, v.Outcome = e.plan.ICP.Attribute(r.In, r.At, earning.Of(s.asker.Earned, e.plan.Attributes))
	case rule.Criterion:
		earned := s.asker.EarnedBy(r.At)
		v = rule.Verdict{Outcome: earned.Outcome, Points: exact.Points(earned.Amount), Band: earned.Band}
	case rule.Framework:
		tally := &s.asker.Last.Frameworks[r.At]
		v.Outcome, v.Points = tally.Qualified, earning.Limit(e.plan.Frameworks[r.At].Points(*tally))
	case rule.Element:
		v.Outcome, v.Points = e.plan.Frameworks[r.In].Element(r.At, s.asker.Earned[e.plan.Elements[r.In].From+r.At])
	case rule.Stage:
		v.Outcome = s.asker.StageOutcome(r.At)
	}
	return v
}

// Without is what the lead scored last would score if a rule earned nothing. Only
// the ICP, criteria and frameworks earn points.
func (s *Scorer) Without(r rule.Rule) exact.Points {
	e := s.engine
	delta := -s.Verdict(r).Points
	if r.Kind == rule.Criterion {
		for g := e.plan.Criteria[r.At].Group; g >= 0; g = e.plan.Groups[g].Parent {
			group := &e.plan.Groups[g]
			delta = group.Counted(group.Worth(s.asker.Before[g]+delta, s.asker.Values)) - group.Counted(s.asker.Last.Groups[g])
		}
	}
	return exact.Clamp(s.asker.Sum+delta, e.plan.ScoreMin, e.plan.ScoreMax)
}

// RuleColumns lists the positions in the header of the columns that a rule reads,
// each once, rising.
func (e *Engine) RuleColumns(r rule.Rule) []int {
	var columns []int
	var visit func(field int)
	visit = func(field int) {
		if field < len(e.plan.Fields) {
			columns = append(columns, slices.DeleteFunc(slices.Clone(e.plan.Fields[field].Columns), e.plan.IsAnswer)...)
			for _, source := range e.plan.Fields[field].Sources {
				visit(source)
			}
		}
	}
	switch r.Kind {
	case rule.ICP:
		e.plan.ICP.Fields(visit)
	case rule.Attribute:
		e.plan.ICP.AttributeFields(r.In, r.At, visit)
	case rule.Criterion:
		e.plan.Criteria[r.At].Fields(visit)
	case rule.Framework:
		e.plan.Frameworks[r.At].Fields(visit)
	case rule.Element:
		e.plan.Frameworks[r.In].ElementFields(r.At, visit)
	case rule.Stage:
		e.plan.Stages[r.At].Fields(visit)
	}
	slices.Sort(columns)
	return slices.Compact(columns)
}

// FitGrade is the grade of the lead's best fit; "" where the rulebook has no ICP.
func (e *Engine) FitGrade(r *worker.Result) string {
	if e.plan.ICP == nil {
		return ""
	}
	return e.plan.ICP.Grade(r.Fit)
}

// GroupGrade is the lead's grade in a group, by its position in the rulebook; ""
// where the group has no grades, or its points earn none.
func (e *Engine) GroupGrade(r *worker.Result, group int) string {
	return e.plan.GroupGrade(group, r.Groups[group])
}

// Bands lists the bands of a criterion in their order; nil for rules without bands.
func (e *Engine) Bands(r rule.Rule) []rule.Band {
	if r.Kind != rule.Criterion {
		return nil
	}
	var bands []rule.Band
	for _, b := range e.plan.Rulebook.Criteria[r.At].Bands {
		band := rule.Band{When: e.plan.Words.Otherwise, Text: e.plan.Words.Otherwise, Points: b.Earns}
		if b.When != nil {
			band.When, band.Text = b.When.String(), e.plan.ConditionText(b.When)
		}
		bands = append(bands, band)
	}
	return bands
}

// Given is the points that a rule gives where it holds, as the rulebook writes
// them: the points of a criterion, of a framework, of the ICP; false where the lead
// decides, as with bands and each.
func (e *Engine) Given(r rule.Rule) (exact.Number, bool) {
	rb := e.plan.Rulebook
	switch r.Kind {
	case rule.ICP:
		return rb.ICP.Points, true
	case rule.Framework:
		return rb.Frameworks[r.At].Points, true
	case rule.Criterion:
		if p := rb.Criteria[r.At].Points; p != nil {
			return *p, true
		}
	}
	return exact.Number{}, false
}
