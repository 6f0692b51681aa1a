package scoring

import (
	"leadscore/match"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/walk"
)

// AppendParts appends the lines of the sum of the lead scored last. Their Points sum to
// its score. Clamps that change nothing are left out.
func (s *Scorer) AppendParts(dst []explained.Part) []explained.Part {
	rb := s.engine.rulebook
	for _, p := range s.sumParts() {
		part := explained.Part{Kind: p.kind, Points: p.points, Band: -1}
		switch {
		case p.kind == explained.LineICP || p.index < 0:
		case p.kind == explained.LineCriterion:
			part.Name, part.Band = rb.Criteria[p.index].Name, s.earnedBy(p.index).Band
		case p.kind == explained.LineFramework:
			part.Name = rb.Frameworks[p.index].Name
		default: // of a group
			part.Name = rb.Groups[p.index].Name
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
	e, r := s.engine, &s.result
	var all []Metric
	add := func(name, value string) { all = append(all, Metric{name, value}) }
	if e.icp != nil {
		add("fit", r.Fit.String()+"%")
		add("icp", e.profileName(r.Profile))
		add("fit.grade", e.icp.Grade(r.Fit))
	}
	if walk.IsGraded(e.rulebook) {
		add("grade", s.grade())
	}
	for i := range e.groups {
		name := "group." + e.rulebook.Groups[i].Name
		add(name, r.Groups[i].String())
		if e.groups[i].IsGraded() {
			add(name+".grade", e.groupGrade(i, r.Groups[i]))
		}
	}
	for i := range e.frameworks {
		name := e.rulebook.Frameworks[i].Name
		add(name+".qualified", e.qualifiedText(r.Frameworks[i].Qualified))
		add(name+".met", s.tallyText(i))
	}
	return all
}

// qualifiedText is a truth as a stage rule has it.
func (e *Engine) qualifiedText(t match.Truth) string {
	switch t {
	case match.True:
		return "true"
	case match.False:
		return "false"
	}
	return e.words.Unknown
}

// StageRule is what a stage rule asks, as the rulebook writes it and in its language for
// people; "" where no stage has the name. Of several of one name it is the first.
func (e *Engine) StageRule(name string) (rule, text string) {
	for i := range e.rulebook.Stages {
		if s := &e.rulebook.Stages[i]; s.Name == name {
			return walk.LineText(&s.Line), e.ruleText(&s.Line)
		}
	}
	return "", ""
}
