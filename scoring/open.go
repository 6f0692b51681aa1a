package scoring

import (
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Question is a question that a rulebook may ask about a lead, for programs that compare
// many leads: Explain has those of one lead, in Unknowns.
type Question struct {
	Framework, Element string // of an element; else ""
	Field              string // of a field; else ""
	Column             string // of a field: the header it is read from, its name where there is none
	Text               string // in the rulebook's language
	KnownBy            rulebook.KnownBy
}

// Open is a question that is open for a lead.
type Open struct {
	Question int          // its position in Engine.Questions
	Bounds   exact.Bounds // of the score, if this alone were answered
}

// Questions lists all questions that the rulebook may ask: elements before fields, then as
// written.
func (e *Engine) Questions() []Question {
	var all []Question
	for i := range e.asks {
		a := &e.asks[i]
		q := Question{Text: a.text, KnownBy: a.by}
		if a.field >= 0 {
			q.Field, q.Column = e.specs[a.field].Name, e.fields[a.field].Header
		} else {
			f := &e.rulebook.Frameworks[a.framework]
			q.Framework, q.Element = f.Name, f.Elements[a.element].Name
		}
		all = append(all, q)
	}
	return all
}

// AppendOpen appends the questions that are open for the lead scored last, in the order of
// Engine.Questions.
func (s *Scorer) AppendOpen(dst []Open) []Open {
	for i := range s.engine.asks {
		if a := &s.engine.asks[i]; s.stands(a) {
			dst = append(dst, Open{i, s.alone(a)})
		}
	}
	return dst
}
