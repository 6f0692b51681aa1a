package scoring

import (
	"slices"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
	"leadscore/scoring/internal/words"
)

// RuleKind says what a Rule is in its rulebook.
type RuleKind string

// The kinds of rule.
const (
	RuleICP       RuleKind = "icp"       // the best fit of all profiles
	RuleAttribute RuleKind = "attribute" // of a profile
	RuleCriterion RuleKind = "criterion"
	RuleFramework RuleKind = "framework"
	RuleElement   RuleKind = "element" // of a framework
	RuleStage     RuleKind = "stage"
)

// Rule is one rule of a compiled rulebook, for programs that look at what every
// rule makes of a list.
type Rule struct {
	Kind     RuleKind
	Name     string // of an attribute: its condition as a rulebook writes it; of the ICP: ""
	Text     string // the name for people, in the rulebook's language
	Of       string // an attribute's profile, an element's framework, a criterion's group; else ""
	Pos      rulebook.Pos
	of, rule int // positions in the rulebook; of: -1 but for attributes and elements
}

// Verdict is what a rule made of a lead.
type Verdict struct {
	Outcome match.Truth  // an element is met or unmet; the ICP holds where a profile fits
	Points  exact.Points // added to the sum; of attributes and elements the percent earned of their weight
	Band    int          // of a criterion: the band that decided, from 0; -1: none
}

// Rules lists the rules in the order of the rulebook.
func (e *Engine) Rules() []Rule {
	rb := e.rulebook
	var rules []Rule
	if rb.ICP != nil {
		rules = append(rules, Rule{Kind: RuleICP, Pos: rb.ICP.Pos, of: -1})
		for i := range rb.ICP.Profiles {
			p := &rb.ICP.Profiles[i]
			for j := range p.Attributes {
				a := &p.Attributes[j].Line
				rules = append(rules, Rule{RuleAttribute, walk.LineText(a), e.ruleText(a), p.Name, a.Pos, i, j})
			}
		}
	}
	for i := range rb.Criteria {
		c := &rb.Criteria[i]
		rules = append(rules, Rule{RuleCriterion, c.Name, c.Name, c.Group.Text, c.Pos, -1, i})
	}
	for i := range rb.Frameworks {
		f := &rb.Frameworks[i]
		rules = append(rules, Rule{RuleFramework, f.Name, f.Name, "", f.Pos, -1, i})
		for j := range f.Elements {
			rules = append(rules, Rule{RuleElement, f.Elements[j].Name, e.elementText(f.Elements[j].Name), f.Name, f.Elements[j].Pos, i, j})
		}
	}
	for i := range rb.Stages {
		rules = append(rules, Rule{RuleStage, rb.Stages[i].Name, rb.Stages[i].Name, "", rb.Stages[i].Pos, -1, i})
	}
	return rules
}

// RulesOf is Rules for a rulebook that is compiled for no list: the texts for people know
// of no types of fields.
func RulesOf(rb *rulebook.Rulebook) []Rule {
	return (&Engine{rulebook: rb, words: words.Of(rb.Language)}).Rules()
}

// Line is the line of its rulebook that a rule is; nil of the ICP and of frameworks.
func (r Rule) Line(rb *rulebook.Rulebook) *rulebook.Line {
	switch r.Kind {
	case RuleAttribute:
		return &rb.ICP.Profiles[r.of].Attributes[r.rule].Line
	case RuleCriterion:
		return &rb.Criteria[r.rule].Line
	case RuleElement:
		return &rb.Frameworks[r.of].Elements[r.rule].Line
	case RuleStage:
		return &rb.Stages[r.rule].Line
	}
	return nil
}

// Earned is what the line of a rule, a criterion, attribute or element, earned of the lead
// scored last, before it is weighed. It is the Scorer's own.
func (s *Scorer) Earned(r Rule) *match.Earned {
	e := s.engine
	switch r.Kind {
	case RuleAttribute:
		at := e.attributes.from + r.rule
		for i := range r.of {
			at += len(e.rulebook.ICP.Profiles[i].Attributes)
		}
		return &s.earned[at]
	case RuleElement:
		return &s.earned[e.elements[r.of].from+r.rule]
	}
	return s.earnedBy(r.rule)
}

// Verdict is what a rule made of the lead scored last.
func (s *Scorer) Verdict(r Rule) Verdict {
	e, v := s.engine, Verdict{Band: -1}
	switch r.Kind {
	case RuleICP:
		v.Outcome, v.Points = match.TruthOf(s.fit.Profile >= 0), limit(e.icp.Points(s.fit))
	case RuleAttribute:
		v.Points, v.Outcome = e.icp.Attribute(r.of, r.rule, of(s.earned, e.attributes))
	case RuleCriterion:
		earned := s.earnedBy(r.rule)
		v = Verdict{earned.Outcome, exact.Points(earned.Amount), earned.Band}
	case RuleFramework:
		tally := &s.result.Frameworks[r.rule]
		v.Outcome, v.Points = tally.Qualified, limit(e.frameworks[r.rule].Points(*tally))
	case RuleElement:
		v.Outcome, v.Points = e.frameworks[r.of].Element(r.rule, s.earned[e.elements[r.of].from+r.rule])
	case RuleStage:
		v.Outcome = s.stageOutcome(r.rule)
	}
	return v
}

// Without is what the lead scored last would score if a rule earned nothing. Only
// the ICP, criteria and frameworks earn points.
func (s *Scorer) Without(r Rule) exact.Points {
	e := s.engine
	delta := -s.Verdict(r).Points
	if r.Kind == RuleCriterion {
		for g := e.criteria[r.rule].group; g >= 0; g = e.groups[g].parent {
			group := &e.groups[g]
			delta = group.counted(group.worth(s.before[g]+delta, s.values)) - group.counted(s.result.Groups[g])
		}
	}
	return exact.Clamp(s.sum+delta, e.scoreMin, e.scoreMax)
}

// RuleColumns lists the positions in the header of the columns that a rule reads,
// each once, rising.
func (e *Engine) RuleColumns(r Rule) []int {
	var columns []int
	var visit func(field int)
	visit = func(field int) {
		if field < len(e.fields) {
			columns = append(columns, slices.DeleteFunc(slices.Clone(e.fields[field].Columns), e.isAnswer)...)
			for _, source := range e.fields[field].Sources {
				visit(source)
			}
		}
	}
	switch r.Kind {
	case RuleICP:
		e.icp.Fields(visit)
	case RuleAttribute:
		e.icp.AttributeFields(r.of, r.rule, visit)
	case RuleCriterion:
		e.criteria[r.rule].fields(visit)
	case RuleFramework:
		e.frameworks[r.rule].Fields(visit)
	case RuleElement:
		e.frameworks[r.of].ElementFields(r.rule, visit)
	case RuleStage:
		e.stages[r.rule].Fields(visit)
	}
	slices.Sort(columns)
	return slices.Compact(columns)
}

// FitGrade is the grade of the lead's best fit; "" where the rulebook has no ICP.
func (e *Engine) FitGrade(r *Result) string {
	if e.icp == nil {
		return ""
	}
	return e.icp.Grade(r.Fit)
}

// GroupGrade is the lead's grade in a group, by its position in the rulebook; ""
// where the group has no grades, or its points earn none.
func (e *Engine) GroupGrade(r *Result, group int) string {
	return e.groupGrade(group, r.Groups[group])
}

// RuleBand is one band of a criterion.
type RuleBand struct {
	When   string // its condition as a rulebook writes it
	Text   string // for people, in the rulebook's language
	Points exact.Number
}

// Bands lists the bands of a criterion in their order; nil for rules without bands.
func (e *Engine) Bands(r Rule) []RuleBand {
	if r.Kind != RuleCriterion {
		return nil
	}
	var bands []RuleBand
	for _, b := range e.rulebook.Criteria[r.rule].Bands {
		band := RuleBand{e.words.Otherwise, e.words.Otherwise, b.Earns}
		if b.When != nil {
			band.When, band.Text = b.When.String(), e.conditionText(b.When)
		}
		bands = append(bands, band)
	}
	return bands
}

// Given is the points that a rule gives where it holds, as the rulebook writes
// them: the points of a criterion, of a framework, of the ICP; false where the lead
// decides, as with bands and each.
func (e *Engine) Given(r Rule) (exact.Number, bool) {
	rb := e.rulebook
	switch r.Kind {
	case RuleICP:
		return rb.ICP.Points, true
	case RuleFramework:
		return rb.Frameworks[r.rule].Points, true
	case RuleCriterion:
		if p := rb.Criteria[r.rule].Points; p != nil {
			return *p, true
		}
	}
	return exact.Number{}, false
}
