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
	e := rulebook.Example{Pos: place(o.node), Name: o.name("name"), Lead: o.lead()}
	o.wanted(&e)
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

// wanted reads what must come out for an example: leaves on metrics, and reasons.
func (o *opened) wanted(example *rulebook.Example) {
	n := o.take("want", kindNamed)
	if n == nil {
		return
	}
	for _, e := range o.l.named(n, quote("want"), "expected metrics, such as {stage: MQL, score: {at_least: 40}}") {
		if isNull(e.value) {
			o.l.noValue(e, "expected a value, or operators such as {at_least: 40}")
			continue
		}
		o.l.countLeaf(e.key)
		if e.name == "reasons" {
			example.Reasons = o.l.wantedReasons(e)
			continue
		}
		leaf := rulebook.Condition{Pos: place(e.key), Metric: rulebook.Scalar{Pos: place(e.key), Text: e.name, Quoted: quoted(e.key)}}
		leaf.Tests = o.l.wantedTests(e)
		example.Want = append(example.Want, leaf)
	}
}

// wantedReasons reads what a test wants of the reasons: texts that they hold, or {has,
// not}.
func (l *loader) wantedReasons(e entry) rulebook.WantedReasons {
	wanted := rulebook.WantedReasons{Pos: place(e.key)}
	if e.value.Kind != yaml.MappingNode {
		wanted.Has, _ = l.scalars(e.value, quote(e.name), "expected texts, or {has: [...], not: [...]}")
		return wanted
	}
	o, ok := l.openEntry(e, &wantedReasonsKeys)
	if !ok {
		return wanted
	}
	if len(o.node.Content) == 0 {
		l.problem(e.value, "expected texts, or {has: [...], not: [...]}", "nothing is wanted of %s", quote(e.name))
	}
	wanted.Has, wanted.Not = o.someTexts("has"), o.someTexts("not")
	for range len(wanted.Has) + len(wanted.Not) {
		l.countLeaf(e.key)
	}
	return wanted
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
