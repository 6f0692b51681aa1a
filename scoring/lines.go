package scoring

import (
	"leadscore/match"
	"leadscore/match/earn"
	"leadscore/scoring/internal/earning"
)

// collectLines numbers the lines.
func (e *Engine) collectLines() {
	add := func(rule *earn.Rule, c *earning.Criterion, fields func(visit func(int))) {
		e.lines = append(e.lines, earning.Line{Rule: rule, Criterion: c, Answer: -1, Fields: match.FieldsOf(fields), Source: -1})
	}
	for i := range e.criteria {
		c := &e.criteria[i]
		add(&c.Rule, c, c.Fields)
	}
	e.attributes = earning.Range{From: len(e.lines), To: len(e.lines)}
	if e.icp != nil {
		for _, rule := range e.icp.Rules() {
			add(rule, nil, rule.Fields)
		}
		e.attributes.To = len(e.lines)
	}
	for k, f := range e.frameworks {
		from := len(e.lines)
		for i, rule := range f.Rules() {
			add(rule, nil, rule.Fields)
			e.lines[len(e.lines)-1].Listen(e.answerTo(k, i))
		}
		e.elements = append(e.elements, earning.Range{From: from, To: len(e.lines)})
	}
}
