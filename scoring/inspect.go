package scoring

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/internal/earning"
	"leadscore/scoring/internal/plan"
)

// Plan is the compiled rulebook as plain data, for the rooms that look at a rulebook and
// its lists beside the Scorer. They change nothing of it.
func (e *Engine) Plan() *plan.Plan {
	p := &plan.Plan{
		Rulebook: e.rulebook, Fields: e.fields, Own: e.ownFields, Needed: e.needed, Specs: e.specs, Metrics: e.firstMeter,
		Header: e.header, AsOf: e.asOf, LooksBack: e.looksBack, Stages: e.stages, Accounts: e.accounts,
	}
	for i := range e.lines {
		p.Rules = append(p.Rules, e.lines[i].Rule)
	}
	for i := range e.frameworks {
		var questions []rulebook.Question
		for j := range e.rulebook.Frameworks[i].Elements {
			questions = append(questions, e.questionOf(i, j))
		}
		p.Questions = append(p.Questions, questions)
	}
	return p
}

// Inspect compiles a rulebook for no list, for those that look for faults in it, and tells
// what it can earn at all.
func Inspect(rb *rulebook.Rulebook) (*plan.Plan, *plan.Extent, []rulebook.Problem) {
	e, problems := compile(rb, nil, Options{})
	if problems != nil {
		return nil, nil, problems
	}
	e.finish()
	return e.Plan(), e.extent(), nil
}

// extent is what the rulebook can earn: what a lead may of which all is open.
func (e *Engine) extent() *plan.Extent {
	values := make([]cell.Value, len(e.specs))
	for i := range values {
		values[i].Free = true
	}
	x := &plan.Extent{Groups: make([]exact.Bounds, len(e.groups)), Worth: make([]exact.Bounds, len(e.groups))}
	give := func(group int, b exact.Bounds) {
		if group < 0 {
			x.Sum = x.Sum.Plus(b)
			return
		}
		x.Groups[group] = x.Groups[group].Plus(b)
	}
	if e.icp != nil {
		give(-1, earning.LimitBounds(e.icp.Bounds(e.spans(e.attributes, values))))
	}
	for i := range e.criteria {
		c := &e.criteria[i]
		b := c.Bounds(values)
		x.Criteria, x.Widest = append(x.Criteria, b), append(x.Widest, c.Widest(b))
		give(c.Group, x.Widest[i])
	}
	for _, i := range e.clampOrder {
		x.Worth[i] = e.groups[i].WorthBounds(x.Groups[i], values)
		give(e.groups[i].Parent, e.groups[i].CountedBounds(x.Worth[i]))
	}
	for i, f := range e.frameworks {
		give(-1, earning.LimitBounds(f.Bounds(f.When().Outcomes(values), e.spans(e.elements[i], values))))
	}
	x.Score = x.Sum.Clamp(e.scoreMin, e.scoreMax)
	return x
}

// spans is what attributes or elements may earn by some values.
func (e *Engine) spans(lines earning.Range, values []cell.Value) []match.Range {
	var spans []match.Range
	for i := lines.From; i < lines.To; i++ {
		spans = append(spans, e.lines[i].May(values).Span)
	}
	return spans
}
