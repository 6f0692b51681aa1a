package plan

import (
	"leadscore/match"
	"leadscore/match/earn"
	"leadscore/scoring/internal/earning"
)

// collectLines numbers the lines.
func (p *Plan) collectLines() {
	add := func(rule *earn.Rule, c *earning.Criterion, fields func(visit func(int))) {
		p.Lines = append(p.Lines, earning.Line{Rule: rule, Criterion: c, Answer: -1, Fields: match.FieldsOf(fields), Source: -1})
	}
	for i := range p.Criteria {
		c := &p.Criteria[i]
		add(&c.Rule, c, c.Fields)
	}
	p.Attributes = earning.Range{From: len(p.Lines), To: len(p.Lines)}
	if p.ICP != nil {
		for _, rule := range p.ICP.Rules() {
			add(rule, nil, rule.Fields)
		}
		p.Attributes.To = len(p.Lines)
	}
	for k, f := range p.Frameworks {
		from := len(p.Lines)
		for i, rule := range f.Rules() {
			add(rule, nil, rule.Fields)
			p.Lines[len(p.Lines)-1].Listen(p.answerTo(k, i))
		}
		p.Elements = append(p.Elements, earning.Range{From: from, To: len(p.Lines)})
	}
}
