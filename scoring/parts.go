package scoring

import (
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/walk"
)

// AppendParts appends the lines of the sum of the lead scored last. Their Points sum to
// its score. Clamps that change nothing are left out.
func (s *Scorer) AppendParts(dst []explained.Part) []explained.Part {
	rb := s.plan.Rulebook
	for _, p := range s.reasons.SumParts() {
		part := explained.Part{Kind: p.Kind, Points: p.Points, Band: -1}
		switch {
		case p.Kind == explained.LineICP || p.Index < 0:
		case p.Kind == explained.LineCriterion:
			part.Name, part.Band = rb.Criteria[p.Index].Name, s.asker.EarnedBy(p.Index).Band
		case p.Kind == explained.LineFramework:
			part.Name = rb.Frameworks[p.Index].Name
		default: // of a group
			part.Name = rb.Groups[p.Index].Name
		}
		dst = append(dst, part)
	}
	return dst
}

// Metric is what a stage rule may ask of a lead beside its score, and what it comes to,
// in words.
type Metric struct{ Name, Value string }

// Metrics gives what stage rules may ask of the lead scored last, but for the score.
func (s *Scorer) Metrics() []Metric {
	e, r := s.engine, &s.asker.Last
	var all []Metric
	add := func(name, value string) { all = append(all, Metric{name, value}) }
	if e.plan.ICP != nil {
		add("fit", r.Fit.String()+"%")
		add("icp", e.plan.ProfileName(r.Profile))
		add("fit.grade", e.plan.ICP.Grade(r.Fit))
	}
	if walk.IsGraded(e.plan.Rulebook) {
		add("grade", s.asker.Grade())
	}
	for i := range e.plan.Groups {
		name := "group." + e.plan.Rulebook.Groups[i].Name
		add(name, r.Groups[i].String())
		if e.plan.Groups[i].IsGraded() {
			add(name+".grade", e.plan.GroupGrade(i, r.Groups[i]))
		}
	}
	for i := range e.plan.Frameworks {
		name := e.plan.Rulebook.Frameworks[i].Name
		add(name+".qualified", e.plan.QualifiedText(r.Frameworks[i].Qualified))
		add(name+".met", s.asker.TallyText(i))
	}
	return all
}

// StageRule is what a stage rule asks, as the rulebook writes it and in its language for
// people; "" where no stage has the name. Of several of one name it is the first.
func (e *Engine) StageRule(name string) (rule, text string) {
	for i := range e.plan.Rulebook.Stages {
		if s := &e.plan.Rulebook.Stages[i]; s.Name == name {
			return walk.LineText(&s.Line), e.plan.RuleText(&s.Line)
		}
	}
	return "", ""
}
