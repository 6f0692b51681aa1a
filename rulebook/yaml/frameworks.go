package yaml

import (
	"cmp"
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/foreign/expression"
	"leadscore/rulebook/yaml/internal/foreign/wording"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// frameworks reads the section of that name.
func (m *mapping) frameworks() []rulebook.Framework {
	var all []rulebook.Framework
	for _, e := range m.namedEntries("frameworks", "expected a mapping with elements") {
		f := rulebook.Framework{Pos: node.Pos(e.Key), Name: e.Name}
		m.l.framework = e.Name
		if write := wording.Framework(e); write != "" {
			m.l.mappings = append(m.l.mappings, span{node.Pos(e.Key), node.End(e.Value)})
			m.l.problem(e.Value, "write "+write, "framework %s has no elements", node.Quote(e.Name))
		} else if p, ok := m.l.openNamed(e, &keys.Framework); ok {
			p.framework(&f)
		}
		all = append(all, f)
	}
	return all
}

func (m *mapping) framework(f *rulebook.Framework) {
	f.Points = m.amount("points", keys.KindPoints, exact.Number{})
	f.Qualified = m.qualified()
	if n := m.value("when", keys.KindCondition); n != nil {
		f.When = m.l.condition(n, context{})
	}
	for _, e := range m.namedEntries("elements", elementWant) {
		f.Elements = append(f.Elements, m.l.element(e))
	}
}

// qualified reads how many elements are needed: a number, where other tools have a share.
func (m *mapping) qualified() *int {
	n, elements := m.value("qualified", keys.KindWhole), m.entry("elements")
	if n == nil || n.Kind != yaml.ScalarNode || elements == nil || elements.Value == nil {
		return m.whole("qualified")
	}
	count := len(elements.Value.Content) / 2
	share, err := cell.ParseShare(n.Value)
	switch word := fold.Text(n.Value); {
	case word == "all" || word == "every" || word == "true" || word == "すべて" || word == "全て" || word == "全部":
	case err == nil && strings.HasSuffix(word, "%"):
		needed, fits := share.Mul(exact.Int(int64(count)))
		if !fits {
			return m.whole("qualified")
		}
		for count > 1 && needed.Cmp(exact.Int(int64(count-1))) <= 0 {
			count--
		}
	case strings.Contains(word, " of "):
	default:
		return m.whole("qualified")
	}
	if met, _, found := strings.Cut(fold.Text(n.Value), " of "); found && strings.Trim(met, "0123456789") == "" && met != "" {
		m.l.problem(n, "write "+met, "qualified: %s is not a number", node.Quote(n.Value))
		return nil
	}
	m.l.problem(n, fmt.Sprintf("write %d, of %d elements", count, len(elements.Value.Content)/2), "qualified: %s is not a number", node.Quote(n.Value))
	return nil
}

const elementWant = "say when it is met, such as {field: budget, at_least: 50000}"

func (l *loader) element(e node.Entry) rulebook.Element {
	element := rulebook.Element{Name: e.Name, Weight: exact.Int(1)}
	element.Pos = node.Pos(e.Key)
	if e.Value != nil && e.Value.Kind == yaml.SequenceNode && len(e.Value.Content) == 1 && e.Value.Content[0].Kind == yaml.ScalarNode {
		l.problem(e.Value, "write {field: "+node.Flow(e.Value.Content[0])+"}", "element %s is a list", node.Quote(e.Name))
		return element
	}
	if e.Value != nil && e.Value.Kind == yaml.ScalarNode {
		l.problem(e.Value, "write "+e.Name+": {"+cmp.Or(expression.Condition(e.Value.Value, false), "field: "+node.Flow(e.Value))+"}", "element %s is %s", node.Quote(e.Name), node.Describe(e.Value))
		return element
	}
	m, ok := l.openNamed(e, &keys.Element)
	if !ok {
		return element
	}
	if !m.lost && !m.has("field") && !m.has("when") && !m.has("bands") && !m.has("rated") && !m.hasTests() {
		l.problem(e.Key, elementWant, "element %s has no condition", node.Quote(e.Name))
	}
	element.Line = m.line(context{}, &keys.ShareBand, false)
	element.Pos = node.Pos(e.Key)
	element.Weight = m.amount("weight", keys.KindPositive, exact.Int(1))
	element.Required = m.truth("required")
	element.Missing = m.amount("missing", keys.KindShare, exact.Number{})
	element.Question = m.question()
	return element
}

// question reads a question for both languages, or one for each.
func (m *mapping) question() rulebook.Question {
	n := m.value("question", keys.KindQuestion)
	if n == nil {
		return rulebook.Question{}
	}
	if n.Kind != yaml.MappingNode {
		s, _ := m.l.scalar(n, node.Quote("question"), m.want("question"))
		return rulebook.Question{EN: s.Text, JA: s.Text}
	}
	q, ok := m.openKey("question", &keys.Question)
	if ok && len(n.Content) == 0 {
		m.l.problem(n, m.want("question"), `"question" is empty`)
	}
	if !ok {
		return rulebook.Question{}
	}
	return rulebook.Question{EN: q.text("en"), JA: q.text("ja")}
}
