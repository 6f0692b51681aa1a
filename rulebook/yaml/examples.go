package yaml

import (
	"slices"

	"gopkg.in/yaml.v3"

	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// examples reads the section tests.
func (m *mapping) examples() []rulebook.Example {
	var examples []rulebook.Example
	for _, n := range m.items("tests") {
		if t, ok := m.l.open(n, &keys.Test); ok {
			examples = append(examples, t.example())
		}
	}
	return examples
}

func (m *mapping) example() rulebook.Example {
	e := rulebook.Example{Pos: node.Pos(m.node), Name: m.name("name"), Lead: m.lead()}
	m.wanted(&e)
	if _, day, ok := m.day("as_of"); ok {
		asOf := calendar.DayOf(day)
		e.AsOf = &asOf
	}
	return e
}

// isBroken records a cell that is the tail of the cell before it.
func (m *mapping) isBroken(all []node.Entry, i int) bool {
	said := m.unknown()
	is := said.Broken(all, i)
	m.take(said)
	return is
}

// lead reads the cells of an example. `{}` is a lead of which all is blank.
func (m *mapping) lead() []rulebook.ExampleCell {
	n := m.value("lead", keys.KindNamed)
	if n == nil || n.Kind == yaml.MappingNode && len(n.Content) == 0 {
		return nil
	}
	var cells []rulebook.ExampleCell
	all := m.l.named(n, node.Quote("lead"), "expected cells, such as {Country: JP}")
	for i, e := range all {
		if node.IsNull(e.Value) {
			if n.Style&yaml.FlowStyle == 0 || !m.isBroken(all, i) {
				m.l.noValue(e, `for a blank cell write "", or leave it out`)
			}
			continue
		}
		m.l.countCell(e.Key)
		if value, ok := m.l.scalar(e.Value, node.Quote(e.Name), "expected one value"); ok {
			name := rulebook.Scalar{Pos: node.Pos(e.Key), Text: e.Name, Quoted: node.IsQuoted(e.Key)}
			cells = append(cells, rulebook.ExampleCell{Name: name, Value: value})
		}
	}
	return cells
}

// wanted reads what must come out for an example: leaves on metrics, and reasons.
func (m *mapping) wanted(example *rulebook.Example) {
	n := m.value("want", keys.KindNamed)
	if n == nil {
		return
	}
	due := "expected metrics, such as {stage: MQL, score: {at_least: 40}}"
	if write := wording.Want(n); write != "" {
		due = "write " + write
	}
	for _, e := range m.l.named(n, node.Quote("want"), due) {
		if node.IsNull(e.Value) {
			m.l.noValue(e, "expected a value, or operators such as {at_least: 40}")
			continue
		}
		m.l.countLeaf(e.Key)
		if e.Name == "reasons" {
			example.Reasons = m.l.wantedReasons(e)
			continue
		}
		leaf := rulebook.Condition{Pos: node.Pos(e.Key), Metric: rulebook.Scalar{Pos: node.Pos(e.Key), Text: e.Name, Quoted: node.IsQuoted(e.Key)}}
		leaf.Tests = m.l.wantedTests(e)
		example.Want = append(example.Want, leaf)
	}
}

// wantedReasons reads what a test wants of the reasons: texts that they hold, or {has,
// not}.
func (l *loader) wantedReasons(e node.Entry) rulebook.WantedReasons {
	wanted := rulebook.WantedReasons{Pos: node.Pos(e.Key)}
	if e.Value.Kind != yaml.MappingNode {
		wanted.Has, _ = l.scalars(e.Value, node.Quote(e.Name), "expected texts, or {has: [...], not: [...]}")
		return wanted
	}
	m, ok := l.openEntry(e, &keys.WantedReasons)
	if !ok {
		return wanted
	}
	if len(m.node.Content) == 0 {
		l.problem(e.Value, "expected texts, or {has: [...], not: [...]}", "nothing is wanted of %s", node.Quote(e.Name))
	}
	wanted.Has, wanted.Not = m.someTexts("has"), m.someTexts("not")
	for range len(wanted.Has) + len(wanted.Not) {
		l.countLeaf(e.Key)
	}
	return wanted
}

// wantedTests reads what a test wants of one metric: a value, any of a list of
// values, or operators.
func (l *loader) wantedTests(e node.Entry) []rulebook.Test {
	isText := slices.Contains([]string{"stage", "grade", "icp", "next"}, fold.Text(e.Name)) // its value may begin with >
	if tests := l.translator(&keys.Want).WantedTests(e.Value); tests != "" && !isText {
		l.problem(e.Value, "write "+e.Name+": {"+tests+"}", "%s is one value, or operators in braces", node.Quote(e.Name))
		return nil
	}
	if e.Value.Kind != yaml.MappingNode {
		args, _ := l.scalars(e.Value, node.Quote(e.Name), "expected a value")
		return []rulebook.Test{{Pos: node.Pos(e.Value), Op: "is", Args: args}}
	}
	w, ok := l.openEntry(e, &keys.Want)
	if !ok {
		return nil
	}
	if len(w.node.Content) == 0 {
		l.problem(e.Value, "expected a value or operators, such as {at_least: 40}", "nothing is wanted of %s", node.Quote(e.Name))
	}
	return w.tests()
}
