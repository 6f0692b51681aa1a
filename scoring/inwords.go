package scoring

import (
	"cmp"
	"slices"

	"leadscore/frameworks"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/wording"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/walk"
)

// wordField is what the words of a condition on a field depend on.
func (e *Engine) wordField(name string) wording.Field {
	for i := range e.fields {
		if fold.Text(e.fields[i].Decl.Name) == fold.Text(name) {
			return e.wordFieldAt(i)
		}
	}
	return wording.Field{}
}

func (e *Engine) wordFieldAt(i int) wording.Field {
	of := wording.Field{Type: e.specs[i].Type}
	if i < len(e.fields) {
		of.Yen = wording.IsYen(e.fields[i].Header) || wording.IsYen(e.fields[i].Decl.Name)
	}
	return of
}

// conditionText is a condition in the rulebook's language.
func (e *Engine) conditionText(c *rulebook.Condition) string {
	if e.rulebook.Language == rulebook.Japanese {
		return wording.Condition(c, e.wordField)
	}
	return c.String()
}

// ruleText is a line's condition in the rulebook's language, or the field that its bands
// are about.
func (e *Engine) ruleText(line *rulebook.Line) string {
	switch {
	case e.rulebook.Language != rulebook.Japanese:
		return walk.LineText(line)
	case line.Rated != nil:
		return line.Field.Text + "（" + line.Rated.Worst.String() + "〜" + line.Rated.Best.String() + "で評価）"
	case line.When != nil || line.Field.Text == "":
		return e.conditionText(line.When)
	}
	return line.Field.Text
}

// elementText is the name of an element for people.
func (e *Engine) elementText(name string) string {
	if e.rulebook.Language == rulebook.Japanese {
		return cmp.Or(frameworks.JapaneseLabel(name), name)
	}
	return name
}

// valueText is a known value in words.
func (e *Engine) valueText(i int, v *cell.Value) string {
	if e.rulebook.Language == rulebook.Japanese {
		return wording.Value(v, e.wordFieldAt(i))
	}
	return v.Words(e.specs[i].Type)
}

// metricText is the name of a metric for people.
func (e *Engine) metricText(name string) string {
	if e.rulebook.Language == rulebook.Japanese {
		return wording.Metric(name)
	}
	return name
}

// What an explanation says in words, or as the rulebook writes it.

func (x *explainer) condition(c *rulebook.Condition) string {
	if x.inWords {
		return x.engine.conditionText(c)
	}
	return c.String()
}

func (x *explainer) line(line *rulebook.Line) string {
	if x.inWords {
		return x.engine.ruleText(line)
	}
	return walk.LineText(line)
}

func (x *explainer) element(name string) string {
	if x.inWords {
		return x.engine.elementText(name)
	}
	return name
}

func (x *explainer) also() string {
	if x.inWords {
		return x.engine.words.Also
	}
	return "; "
}

func (x *explainer) comma() string {
	if x.inWords {
		return x.engine.words.Between
	}
	return ", "
}

// wordRead words what was read of a field or metric.
func (x *explainer) wordRead(i int, v *cell.Value, read *explained.Read) {
	e := x.engine
	if i < len(e.fields) {
		read.Value = e.valueText(i, v)
		return
	}
	read.Field = wording.Metric(read.Field)
	if e.specs[i].Type == rulebook.TypeBool { // the one kind there is: whether a framework's needs are met
		read.Value = wording.Qualified(v.State == cell.Known, v.Bool)
	}
	if e.specs[i].Percent && read.Value != "" {
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
		worded[i].Element = e.elementText(worded[i].Element)
	}
	return worded
}
