package scoring

import "leadscore/scoring/answer"

// Questions lists all questions that the rulebook may ask: elements before fields, then as
// written.
func (e *Engine) Questions() []answer.Question {
	var all []answer.Question
	for i := range e.plan.Asks() {
		a := &e.plan.Asks()[i]
		q := answer.Question{Text: a.Text, KnownBy: a.By}
		if a.Field >= 0 {
			q.Field, q.Column = e.plan.Specs[a.Field].Name, e.plan.Fields[a.Field].Header
		} else {
			f := &e.plan.Rulebook.Frameworks[a.Framework]
			q.Framework, q.Element = f.Name, f.Elements[a.Element].Name
		}
		all = append(all, q)
	}
	return all
}

// AppendOpen appends the questions that are open for the lead scored last, in the order of
// Engine.Questions.
func (s *Scorer) AppendOpen(dst []answer.OpenQuestion) []answer.OpenQuestion {
	for i := range s.plan.Asks() {
		if a := &s.plan.Asks()[i]; s.asker.Stands(a) {
			dst = append(dst, answer.OpenQuestion{Question: i, Bounds: s.asker.Alone(a)})
		}
	}
	return dst
}
