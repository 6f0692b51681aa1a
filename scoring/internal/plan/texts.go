package plan

import (
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// GradeNames are the grades of the fit and of groups, in their order.
func (p *Plan) GradeNames() []string {
	var names []string
	if p.Rulebook.ICP != nil {
		for _, g := range p.Rulebook.ICP.Grades {
			names = append(names, g.Name)
		}
	}
	for i := range p.Rulebook.Groups {
		names = append(names, walk.GradesOf(&p.Rulebook.Groups[i])...)
	}
	return names
}

// ReasonTexts are the names of the lines of a sum, and what is said of stage rules.
func (p *Plan) ReasonTexts() []string {
	rb, w := p.Rulebook, p.Words
	texts := append(walk.ProfileNames(p.Rulebook), w.ICP)
	clamps := func(high, low *exact.Number, capped, floored string) {
		if high != nil {
			texts = append(texts, capped)
		}
		if low != nil {
			texts = append(texts, floored)
		}
	}
	clamps(rb.Score.Max, rb.Score.Min, w.CapScore, w.FloorSum)
	for i := range rb.Criteria {
		texts = append(texts, rb.Criteria[i].Name)
	}
	for i := range rb.Groups {
		g := &rb.Groups[i]
		names := w.OfGroup(g)
		clamps(g.Max, g.Min, names.Capped, names.Floored)
		if g.Decay != nil {
			texts = append(texts, names.Faded)
		}
		if g.Counts != nil {
			texts = append(texts, names.Counted)
		}
	}
	for i := range rb.Frameworks {
		texts = append(texts, rb.Frameworks[i].Name)
	}
	if len(rb.Stages) == 0 {
		return texts
	}
	texts = append(texts, w.Open, w.OpenNeeds, w.NoLevel, w.NoDepartment, w.Between, w.Value)
	texts = append(append(texts, w.Maybe[:]...), w.MaybeOut, w.Intervals)
	texts = append(texts, p.derivedNames()...)
	for _, state := range []cell.State{cell.Blank, cell.Unreadable, cell.Absent} {
		texts = append(texts, w.States[state])
	}
	for i := range rb.Stages {
		texts = append(texts, rb.Stages[i].Name, rb.Stages[i].Because)
	}
	return texts
}

// QuestionTexts are the questions that may be asked.
func (p *Plan) QuestionTexts() []string {
	texts := p.derivedNames()
	for _, by := range []rulebook.KnownBy{rulebook.ByAsking, rulebook.ByResearch, rulebook.ByRecords} {
		texts = append(texts, p.Words.FindOut("", by))
	}
	for i := range p.Asks() {
		if q := &p.Asks()[i]; q.Field < 0 || p.inLanguage(p.Fields[q.Field].Decl.Question) != "" {
			texts = append(texts, q.Text)
		}
	}
	return texts
}

// derivedNames are the fields that are called by their own names: no column is theirs.
func (p *Plan) derivedNames() []string {
	var names []string
	for i := range p.Fields {
		if p.Fields[i].Derived != nil {
			names = append(names, p.Fields[i].Decl.Name)
		}
	}
	return names
}

// reasonNames are the names that reasons tell of.
func (p *Plan) reasonNames() []string {
	names := walk.ProfileNames(p.Rulebook)
	for i := range p.Rulebook.Criteria {
		names = append(names, p.Rulebook.Criteria[i].Name)
	}
	for i := range p.Rulebook.Frameworks {
		names = append(names, p.Rulebook.Frameworks[i].Name)
	}
	for i := range p.Rulebook.Stages {
		if because := p.Rulebook.Stages[i].Because; because != "" {
			names = append(names, because)
		}
	}
	return append(names, walk.StageNames(p.Rulebook)...)
}
