package printer

import (
	"gopkg.in/yaml.v3"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/tree"
)

// setLine sets a line's field and condition; counts says that the line counts its
// field.
func setLine(r *tree.Record, l *rulebook.Line, counts bool) {
	if l.When != nil && inLine(l, counts || l.Bands != nil || l.Rated != nil) {
		r.SetScalar("field", l.When.Field)
		r.SetScalar("metric", l.When.Metric)
		setTests(r, l.When.Tests)
		return
	}
	if l.When != nil {
		r.Set("when", printCondition(l.When))
	}
	r.SetScalar("field", l.Field)
}

// setRated sets a line's rating if it has one.
func setRated(r *tree.Record, l *rulebook.Line) {
	if l.Rated != nil {
		ends := []rulebook.Scalar{{Text: l.Rated.Worst.String()}, {Text: l.Rated.Best.String()}}
		r.Set("rated", tree.ScalarsValue(ends))
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
func setBands(r *tree.Record, l *rulebook.Line, earns string) {
	if l.Bands == nil {
		return
	}
	list := tree.Value{Kind: yaml.SequenceNode, Open: true}
	for _, band := range l.Bands {
		b := tree.NewRecord()
		switch when := band.When; {
		case when == nil:
		case when.Kind != rulebook.Leaf:
			b.Set("when", printCondition(when))
		case len(when.Tests) > 0 && sameText(when.Field, l.Field):
			setTests(b, when.Tests)
		default:
			b.SetScalar("field", when.Field)
			setTests(b, when.Tests)
		}
		if earns == "share" {
			b.Set(earns, tree.PlainValue(band.Earns.Share()))
		} else {
			b.SetNumber(earns, &band.Earns)
		}
		list.Items = append(list.Items, b.Value)
	}
	r.Set("bands", list)
}

// setTests sets the operators of a leaf.
func setTests(r *tree.Record, tests []rulebook.Test) {
	for _, t := range tests {
		if t.Count != nil {
			count := tree.NewRecord()
			setTests(count, t.Count)
			r.Set(t.Op, count.Value)
			continue
		}
		r.Set(t.Op, tree.ScalarsValue(t.Args))
	}
}

func printCondition(c *rulebook.Condition) tree.Value {
	r := tree.NewRecord()
	list := tree.Value{Kind: yaml.SequenceNode}
	for i := range c.Of {
		list.Items = append(list.Items, printCondition(&c.Of[i]))
	}
	switch c.Kind {
	case rulebook.All:
		r.Set("all", list)
	case rulebook.Any:
		r.Set("any", list)
	case rulebook.Not:
		r.Set("not", list.Items[0])
	default:
		r.SetScalar("field", c.Field)
		r.SetScalar("metric", c.Metric)
		setTests(r, c.Tests)
	}
	return r.Value
}
