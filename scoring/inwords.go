package scoring

import (
	"slices"

	"leadscore/match/cell"
	"leadscore/match/wording"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/walk"
)

// What an explanation says in words, or as the rulebook writes it.

func (x *explainer) condition(c *rulebook.Condition) string {
	if x.inWords {
		return x.plan.ConditionText(c)
	}
	return c.String()
}

func (x *explainer) line(line *rulebook.Line) string {
	if x.inWords {
		return x.plan.RuleText(line)
	}
	return walk.LineText(line)
}

func (x *explainer) element(name string) string {
	if x.inWords {
		return x.plan.ElementText(name)
	}
	return name
}

func (x *explainer) also() string {
	if x.inWords {
		return x.plan.Words.Also
	}
	return "; "
}

func (x *explainer) comma() string {
	if x.inWords {
		return x.plan.Words.Between
	}
	return ", "
}

// wordRead words what was read of a field or metric.
func (x *explainer) wordRead(i int, v *cell.Value, read *explained.Read) {
	e := x.engine
	if i < len(e.plan.Fields) {
		read.Value = e.plan.ValueText(i, v)
		return
	}
	read.Field = wording.Metric(read.Field)
	if e.plan.Specs[i].Type == rulebook.TypeBool { // the one kind there is: whether a framework's needs are met
		read.Value = wording.Qualified(v.State == cell.Known, v.Bool)
	}
	if e.plan.Specs[i].Percent && read.Value != "" {
		read.Value += "%"
	}
}

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
