package plan

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/internal/earning"
)

// Extent is what the rulebook can earn: what a lead may of which all is open.
func (p *Plan) Extent() *Extent {
	values := make([]cell.Value, len(p.Specs))
	for i := range values {
		values[i].Free = true
	}
	x := &Extent{Groups: make([]exact.Bounds, len(p.Groups)), Worth: make([]exact.Bounds, len(p.Groups))}
	give := func(group int, b exact.Bounds) {
		if group < 0 {
			x.Sum = x.Sum.Plus(b)
			return
		}
		x.Groups[group] = x.Groups[group].Plus(b)
	}
	if p.ICP != nil {
		give(-1, earning.LimitBounds(p.ICP.Bounds(p.spans(p.Attributes, values))))
	}
	for i := range p.Criteria {
		c := &p.Criteria[i]
		b := c.Bounds(values)
		x.Criteria, x.Widest = append(x.Criteria, b), append(x.Widest, c.Widest(b))
		give(c.Group, x.Widest[i])
	}
	for _, i := range p.ClampOrder {
		x.Worth[i] = p.Groups[i].WorthBounds(x.Groups[i], values)
		give(p.Groups[i].Parent, p.Groups[i].CountedBounds(x.Worth[i]))
	}
	for i, f := range p.Frameworks {
		give(-1, earning.LimitBounds(f.Bounds(f.When().Outcomes(values), p.spans(p.Elements[i], values))))
	}
	x.Score = x.Sum.Clamp(p.ScoreMin, p.ScoreMax)
	return x
}

// spans is what attributes or elements may earn by some values.
func (p *Plan) spans(lines earning.Range, values []cell.Value) []match.Range {
	var spans []match.Range
	for i := lines.From; i < lines.To; i++ {
		spans = append(spans, p.Lines[i].May(values).Span)
	}
	return spans
}

// Extent is what a rulebook can earn at all, whatever the lead.
type Extent struct {
	Criteria []exact.Bounds // what each may earn by numbers from 0 up
	Widest   []exact.Bounds // and by those below 0
	Groups   []exact.Bounds // what the lines of each add up to, before its own bounds
	Worth    []exact.Bounds // what these and decay leave of that
	Sum      exact.Bounds   // what all lines add up to, before the score's own bounds
	Score    exact.Bounds
}
