package scoring

import (
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/earn"
	"leadscore/match/exact"
)

// line is one line of the rulebook that earns: a criterion, an attribute of a profile
// or an element of a framework. They are numbered in this order.
type line struct {
	rule      *earn.Rule
	criterion *criterion // nil: an attribute or an element, which earns what its rule says
	answer    int        // the field that answers about an element are read into; -1: none
	fields    []int      // that it looks at, rising
	source    int        // the one whose cell decides it alone; -1: none or several
	place     int        // among the lines of that source
	roots     []root     // where no source decides it: what it looks at, down to what is read from cells
	derived   []int      // and the fields on the way that are made of several sources, in the order in which they are made
}

// root is a field that is read from a source, or is made of it alone.
type root struct{ field, source int }

// may is what a line may earn once some, all or none of the free values are filled.
type may struct {
	bounds exact.Bounds // of a criterion
	span   match.Range  // of an attribute or element
}

// or is this or that.
func (m may) or(o may) may { return may{bounds: m.bounds.Union(o.bounds), span: m.span.Or(o.span)} }

// isCertain reports whether the line can only do one thing.
func (l *line) isCertain(m *may) bool {
	if l.criterion != nil {
		return m.bounds.IsExact()
	}
	return m.span.IsSingle()
}

func (l *line) earn(values []cell.Value) match.Earned {
	if l.criterion != nil {
		return l.criterion.earn(values)
	}
	if l.answer >= 0 {
		return l.earnAnswered(values)
	}
	return l.rule.Earn(values)
}

func (l *line) may(values []cell.Value) may {
	if l.criterion != nil {
		return may{bounds: l.criterion.bounds(values)}
	}
	if l.answer >= 0 {
		return may{span: l.rangeAnswered(values)}
	}
	return may{span: l.rule.Range(values)}
}

// collectLines numbers the lines.
func (e *Engine) collectLines() {
	add := func(rule *earn.Rule, c *criterion, fields func(visit func(int))) {
		e.lines = append(e.lines, line{rule: rule, criterion: c, answer: -1, fields: match.FieldsOf(fields), source: -1})
	}
	for i := range e.criteria {
		c := &e.criteria[i]
		add(&c.rule, c, c.fields)
	}
	e.attributes = lineRange{len(e.lines), len(e.lines)}
	if e.icp != nil {
		for _, rule := range e.icp.Rules() {
			add(rule, nil, rule.Fields)
		}
		e.attributes.to = len(e.lines)
	}
	for k, f := range e.frameworks {
		from := len(e.lines)
		for i, rule := range f.Rules() {
			add(rule, nil, rule.Fields)
			e.lines[len(e.lines)-1].listen(e.answerTo(k, i))
		}
		e.elements = append(e.elements, lineRange{from, len(e.lines)})
	}
}

// listen makes answers that are read into a field decide the line.
func (l *line) listen(field int) {
	if l.answer = field; field >= 0 {
		l.fields = append(l.fields, field) // the fields of answers come last
	}
}

// lineRange is the numbers of lines that follow each other.
type lineRange struct{ from, to int }

func of[T any](all []T, r lineRange) []T { return all[r.from:r.to] }
