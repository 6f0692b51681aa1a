package scoring

import "leadscore/scoring/answer"

// Questions lists all questions that the rulebook may ask: elements before fields, then as
// written.
func (e *Engine) Questions() []answer.Question {
	var all []answer.Question
	for i := range e.asks() {
		a := &e.asks()[i]
		q := answer.Question{Text: a.text, KnownBy: a.by}
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
func (s *Scorer) AppendOpen(dst []answer.OpenQuestion) []answer.OpenQuestion {
	for i := range s.engine.asks() {
		if a := &s.engine.asks()[i]; s.stands(a) {
			dst = append(dst, answer.OpenQuestion{Question: i, Bounds: s.alone(a)})
		}
	}
	return dst
}
