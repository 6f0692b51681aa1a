package yaml

import (
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/frameworks"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// frameworks reads the section of that name.
func (o *opened) frameworks() []rulebook.Framework {
	var all []rulebook.Framework
	for _, e := range o.namedEntries("frameworks", "expected a mapping with elements") {
		f := rulebook.Framework{Pos: place(e.key), Name: e.name}
		o.l.framework = e.name
		if p, ok := o.l.openNamed(e, &frameworkKeys); ok {
			p.framework(&f)
		}
		all = append(all, f)
	}
	return all
}

func (o *opened) framework(f *rulebook.Framework) {
	f.Points = o.amount("points", kindPoints, exact.Number{})
	f.Qualified = o.whole("qualified")
	if n := o.take("when", kindCondition); n != nil {
		f.When = o.l.condition(n, context{})
	}
	for _, e := range o.namedEntries("elements", elementWant) {
		f.Elements = append(f.Elements, o.l.element(e))
	}
}

// elementsOf writes the elements of a built-in framework, each with a column to be named.
func elementsOf(framework string) string {
	builtin, found := frameworks.Lookup(framework)
	if !found {
		return "NAME: {field: COLUMN}"
	}
	var parts []string
	for _, e := range builtin.Elements {
		parts = append(parts, e.Name+": {field: "+strings.ToUpper(e.Name[:1])+strings.ReplaceAll(e.Name[1:], "_", " ")+"}")
	}
	return strings.Join(parts, ", ")
}

const elementWant = "say when it is met, such as {field: budget, at_least: 50000}"

func (l *loader) element(e entry) rulebook.Element {
	element := rulebook.Element{Name: e.name, Weight: exact.Int(1)}
	element.Pos = place(e.key)
	if e.value != nil && e.value.Kind == yaml.ScalarNode {
		l.problem(e.value, "write "+e.name+": {field: "+flow(e.value)+"}", "element %s is %s", quote(e.name), describe(e.value))
		return element
	}
	o, ok := l.openNamed(e, &elementKeys)
	if !ok {
		return element
	}
	if !o.lost && !o.has("field") && !o.has("when") && !o.has("bands") && !o.has("rated") && !o.hasTests() {
		l.problem(e.key, elementWant, "element %s has no condition", quote(e.name))
	}
	element.Line = o.line(context{}, &shareBandKeys, false)
	element.Pos = place(e.key)
	element.Weight = o.amount("weight", kindPositive, exact.Int(1))
	element.Required = o.truth("required")
	element.Missing = o.amount("missing", kindShare, exact.Number{})
	element.Question = o.question()
	return element
}

// question reads a question for both languages, or one for each.
func (o *opened) question() rulebook.Question {
	n := o.take("question", kindQuestion)
	if n == nil {
		return rulebook.Question{}
	}
	if n.Kind != yaml.MappingNode {
		s, _ := o.l.scalar(n, quote("question"), o.want("question"))
		return rulebook.Question{EN: s.Text, JA: s.Text}
	}
	q, ok := o.openKey("question", &questionKeys)
	if ok && len(n.Content) == 0 {
		o.l.problem(n, o.want("question"), `"question" is empty`)
	}
	if !ok {
		return rulebook.Question{}
	}
	return rulebook.Question{EN: q.text("en"), JA: q.text("ja")}
}
