package worker

// IsAnswered tells whether an answer decides an element of the lead scored last.
func (w *Worker) IsAnswered(framework, element int) bool {
	return w.answersDecide(w.Plan.Elements[framework].From + element)
}

// AnsweredWhatever tells whether an answer decides a line, for the lead scored last,
// whatever becomes known of what the line reads.
func (w *Worker) AnsweredWhatever(line int) bool {
	l := &w.Plan.Lines[line]
	if l.Answer < 0 {
		return false
	}
	_, weak, is := l.Answered(w.Value(l.Answer))
	return is && !weak
}

// answersDecide tells whether an answer decides a line, for the lead scored last.
func (w *Worker) answersDecide(line int) bool {
	l := &w.Plan.Lines[line]
	if l.Answer < 0 {
		return false
	}
	_, weak, is := l.Answered(w.Value(l.Answer))
	return is && !(weak && l.Rule.Earn(w.Values).Met(l.Rule.Earns).Known())
}
