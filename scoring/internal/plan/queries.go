package plan

import (
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// GroupGrade is the first grade whose lowest points are reached; "" for none.
func (p *Plan) GroupGrade(group int, reached exact.Points) string {
	return p.Groups[group].Grade(reached)
}

// ProfileName is the name of a profile, by its position; "" below 0.
func (p *Plan) ProfileName(i int) string {
	if i < 0 {
		return ""
	}
	return p.Rulebook.ICP.Profiles[i].Name
}

// RateOf is the line of the win rates that a score belongs to; nil where there are none.
func (p *Plan) RateOf(score exact.Points) *WinRate {
	for i := len(p.rates) - 1; i >= 0; i-- {
		if score >= p.rates[i].from || i == 0 {
			return &p.rates[i]
		}
	}
	return nil
}

// Earns reports whether the score depends on a source: stages may ask for others.
func (p *Plan) Earns(source int) bool {
	return len(p.Sources[source].Lines) > 0 || p.Finders[source].Entangled
}

// lookBack finds the dates from which rules look back: how long ago something was. Of one
// that a rule looks forward from too, days to come are as they should be.
func (p *Plan) lookBack() {
	p.looksBack = make([]bool, len(p.Fields))
	for i := range p.Fields {
		if p.Fields[i].Decl.Type != rulebook.TypeDate {
			continue
		}
		back, forward := false, false
		walk.FieldTests(p.Rulebook, p.Specs[i].Name, func(_ *rulebook.Condition, t rulebook.Test) {
			back = back || t.Op == "within" || t.Op == "older_than"
			forward = forward || t.Op == "within_next" || t.Op == "after" || t.Op == "before"
		})
		for j := range p.Rulebook.Criteria {
			decay := p.Rulebook.Criteria[j].Decay
			back = back || decay != nil && fold.Text(decay.From.Text) == fold.Text(p.Fields[i].Decl.Name)
		}
		p.looksBack[i] = back && !forward
	}
}

// IsToCome reports whether a day lies after as-of although rules only look back from it.
func (p *Plan) IsToCome(field int, v *cell.Value) bool {
	return p.looksBack[field] && v.State == cell.Known && v.Day > p.AsOf
}

// StageName is the name of a stage, by its position; "" below 0.
func (p *Plan) StageName(stage int) string {
	if stage < 0 {
		return ""
	}
	return p.Rulebook.Stages[stage].Name
}

// IsOut reports whether a stage, by its position, keeps leads out of a ranking.
func (p *Plan) IsOut(stage int) bool { return stage >= 0 && p.Rulebook.Stages[stage].Out }
