package plan

import (
	"cmp"

	"leadscore/frameworks"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// ElementQuestion is what an element asks, in the rulebook's language.
func (p *Plan) ElementQuestion(framework, element int) string {
	name := p.Rulebook.Frameworks[framework].Elements[element].Name
	return cmp.Or(p.inLanguage(p.QuestionOf(framework, element)), p.Words.FindOut(name, rulebook.ByAsking))
}

// QuestionOf is the question of an element: its own, its field's, or the built-in's.
func (p *Plan) QuestionOf(framework, element int) rulebook.Question {
	f := &p.Rulebook.Frameworks[framework]
	var field rulebook.Question
	p.Frameworks[framework].ElementFields(element, func(i int) {
		field = cmp.Or(field, p.Fields[i].Decl.Question)
	})
	return frameworks.Ask(f, &f.Elements[element], field)
}

// fieldQuestion is what a field asks, in the rulebook's language.
func (p *Plan) fieldQuestion(i int) string {
	return cmp.Or(p.inLanguage(p.Fields[i].Decl.Question), p.Words.FindOut(p.Fields[i].AskedAs(), p.fieldKnownBy(i)))
}

// inLanguage gives a question in the rulebook's language, else in the other one.
func (p *Plan) inLanguage(q rulebook.Question) string {
	if p.Rulebook.Language == rulebook.Japanese {
		return cmp.Or(q.JA, q.EN)
	}
	return cmp.Or(q.EN, q.JA)
}

// elementKnownBy is how an element becomes known: by asking, unless all fields that it
// reads say otherwise themselves.
func (p *Plan) elementKnownBy(reads []int) rulebook.KnownBy {
	by := rulebook.ByUnset
	for _, i := range reads {
		written := p.Fields[i].Decl.KnownBy
		if written == rulebook.ByUnset || written == rulebook.ByAsking {
			return rulebook.ByAsking
		}
		by = cmp.Or(by, written)
	}
	return cmp.Or(by, rulebook.ByAsking)
}

// fieldKnownBy is how a field becomes known. One that is made from others is known by
// asking where one of these is, else as the first.
func (p *Plan) fieldKnownBy(i int) rulebook.KnownBy {
	f := &p.Fields[i]
	if f.Derived == nil {
		return lexicon.KnownByOf(f.Decl)
	}
	by := rulebook.ByUnset
	for _, source := range f.Sources {
		of := p.fieldKnownBy(source)
		if of == rulebook.ByAsking {
			return of
		}
		by = cmp.Or(by, of)
	}
	return by
}
