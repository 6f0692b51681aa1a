package scoring

import (
	"slices"

	"leadscore/scoring/answer"
)

// What an explanation says in words, or as the rulebook writes it.

// WordAnswers puts elements into words in what answers are about.
func (e *Engine) WordAnswers(answers []answer.Given) {
	for i := range answers {
		answers[i].Subjects = e.wordSubjects(answers[i].Subjects)
		if beaten := answers[i].Beaten; beaten != nil {
			worded := *beaten
			worded.Subjects = e.wordSubjects(beaten.Subjects)
			answers[i].Beaten = &worded
		}
	}
}

func (e *Engine) wordSubjects(subjects []answer.Subject) []answer.Subject {
	worded := slices.Clone(subjects)
	for i := range worded {
		worded[i].Element = e.plan.ElementText(worded[i].Element)
	}
	return worded
}
