package yaml

import (
	"gopkg.in/yaml.v3"

	"leadscore/rulebook"
)

// setLine sets a line's field and condition; counts says that the line counts its
// field.
func (r *record) setLine(l *rulebook.Line, counts bool) {
	if l.When != nil && inLine(l, counts || l.Bands != nil || l.Rated != nil) {
		r.setScalar("field", l.When.Field)
		r.setScalar("metric", l.When.Metric)
		r.setTests(l.When.Tests)
		return
	}
	if l.When != nil {
		r.set("when", printCondition(l.When))
	}
	r.setScalar("field", l.Field)
}

// setRated sets a line's rating if it has one.
func (r *record) setRated(l *rulebook.Line) {
	if l.Rated != nil {
		ends := []rulebook.Scalar{{Text: l.Rated.Worst.String()}, {Text: l.Rated.Best.String()}}
		r.set("rated", scalarsValue(ends))
	}
}

// inLine reports whether a line's condition is a leaf that is written in the line
// itself: not where the line would then say something else.
func inLine(l *rulebook.Line, fieldAlone bool) bool {
	leaf := l.When
	switch {
	case leaf.Kind != rulebook.Leaf || !sameText(leaf.Field, l.Field):
		return false
	case leaf.Metric.Text != "":
		return true
	}
	return l.Field.Text != "" && (len(leaf.Tests) > 0 || !fieldAlone)
}

func sameText(a, b rulebook.Scalar) bool { return a.Text == b.Text && a.Quoted == b.Quoted }

// setBands sets a line's bands if it has some. A band's leaf names its field only
// where that is not the line's own.
func (r *record) setBands(l *rulebook.Line, earns string) {
	if l.Bands == nil {
		return
	}
	list := value{kind: yaml.SequenceNode, open: true}
	for _, band := range l.Bands {
		b := newRecord()
		switch when := band.When; {
		case when == nil:
		case when.Kind != rulebook.Leaf:
			b.set("when", printCondition(when))
		case len(when.Tests) > 0 && sameText(when.Field, l.Field):
			b.setTests(when.Tests)
		default:
			b.setScalar("field", when.Field)
			b.setTests(when.Tests)
		}
		if earns == "share" {
			b.set(earns, plainValue(band.Earns.Share()))
		} else {
			b.setNumber(earns, &band.Earns)
		}
		list.items = append(list.items, b.value)
	}
	r.set("bands", list)
}

// setTests sets the operators of a leaf.
func (r *record) setTests(tests []rulebook.Test) {
	for _, t := range tests {
		if t.Count != nil {
			count := newRecord()
			count.setTests(t.Count)
			r.set(t.Op, count.value)
			continue
		}
		r.set(t.Op, scalarsValue(t.Args))
	}
}

func printCondition(c *rulebook.Condition) value {
	r := newRecord()
	list := value{kind: yaml.SequenceNode}
	for i := range c.Of {
		list.items = append(list.items, printCondition(&c.Of[i]))
	}
	switch c.Kind {
	case rulebook.All:
		r.set("all", list)
	case rulebook.Any:
		r.set("any", list)
	case rulebook.Not:
		r.set("not", list.items[0])
	default:
		r.setScalar("field", c.Field)
		r.setScalar("metric", c.Metric)
		r.setTests(c.Tests)
	}
	return r.value
}
