package yaml

import (
	"gopkg.in/yaml.v3"

	"leadscore/match/calendar"
	"leadscore/rulebook"
)

// examples reads the section tests.
func (o *opened) examples() []rulebook.Example {
	var examples []rulebook.Example
	for _, n := range o.items("tests") {
		if t, ok := o.l.open(n, &testKeys); ok {
			examples = append(examples, t.example())
		}
	}
	return examples
}

func (o *opened) example() rulebook.Example {
	e := rulebook.Example{Pos: place(o.node), Name: o.name("name"), Lead: o.lead(), Want: o.wanted()}
	if _, day, ok := o.day("as_of"); ok {
		asOf := calendar.DayOf(day)
		e.AsOf = &asOf
	}
	return e
}

// lead reads the cells of an example. `{}` is a lead of which all is blank.
func (o *opened) lead() []rulebook.ExampleCell {
	n := o.take("lead", kindNamed)
	if n == nil || n.Kind == yaml.MappingNode && len(n.Content) == 0 {
		return nil
	}
	var cells []rulebook.ExampleCell
	all := o.l.named(n, quote("lead"), "expected cells, such as {Country: JP}")
	for i, e := range all {
		if isNull(e.value) {
			if n.Style&yaml.FlowStyle == 0 || !o.l.brokenText(all, i) {
				o.l.noValue(e, `for a blank cell write "", or leave it out`)
			}
			continue
		}
		o.l.countCell(e.key)
		if value, ok := o.l.scalar(e.value, quote(e.name), "expected one value"); ok {
			name := rulebook.Scalar{Pos: place(e.key), Text: e.name, Quoted: quoted(e.key)}
			cells = append(cells, rulebook.ExampleCell{Name: name, Value: value})
		}
	}
	return cells
}

// wanted reads what must come out for an example: leaves on metrics.
func (o *opened) wanted() []rulebook.Condition {
	n := o.take("want", kindNamed)
	if n == nil {
		return nil
	}
	var want []rulebook.Condition
	for _, e := range o.l.named(n, quote("want"), "expected metrics, such as {stage: MQL, score: {at_least: 40}}") {
		if isNull(e.value) {
			o.l.noValue(e, "expected a value, or operators such as {at_least: 40}")
			continue
		}
		o.l.countLeaf(e.key)
		leaf := rulebook.Condition{Pos: place(e.key), Metric: rulebook.Scalar{Pos: place(e.key), Text: e.name, Quoted: quoted(e.key)}}
		leaf.Tests = o.l.wantedTests(e)
		want = append(want, leaf)
	}
	return want
}

// wantedTests reads what a test wants of one metric: a value, any of a list of
// values, or operators.
func (l *loader) wantedTests(e entry) []rulebook.Test {
	if e.value.Kind != yaml.MappingNode {
		args, _ := l.scalars(e.value, quote(e.name), "expected a value")
		return []rulebook.Test{{Pos: place(e.value), Op: "is", Args: args}}
	}
	w, ok := l.openEntry(e, &wantKeys)
	if !ok {
		return nil
	}
	if len(w.node.Content) == 0 {
		l.problem(e.value, "expected a value or operators, such as {at_least: 40}", "nothing is wanted of %s", quote(e.name))
	}
	return w.tests()
}
