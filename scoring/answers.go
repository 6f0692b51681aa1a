package scoring

import (
	"errors"
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/walk"
)

// Answers are what a lead said, laid beside its record: behind the cells of the header
// comes one for each subject of Options.Answered, empty where nothing was said. So a
// score depends on the record and on what lies beside it, and on nothing else.

// answers are what an engine knows of Options.Answered.
type answers struct {
	subjects []answer.Subject
	at       []int // of each: the field that it is about, or that an answer about an element is read into
}

// declareAnswers adds a field for each element that was answered, behind the rulebook's
// own. No rule can name it.
func (e *Engine) declareAnswers(subjects []answer.Subject, set *walk.Set) {
	e.ownFields = len(set.Decls)
	for _, s := range subjects {
		at, found := set.ByName[fold.Text(s.Field)]
		if s.Field == "" || !found {
			at = len(set.Decls)
			set.Decls = append(set.Decls, rulebook.Field{Name: s.String(), Type: rulebook.TypeText, Optional: true})
		}
		e.answers.at = append(e.answers.at, at)
	}
	e.answers.subjects = subjects
}

// placeAnswers makes each answer the first of the columns that its field is read from,
// so that it stands in for the others where it is not blank.
func (e *Engine) placeAnswers(width int) {
	for k, at := range e.answers.at {
		f := &e.fields[at]
		if f.Derived != nil {
			continue
		}
		f.Absent = len(f.Columns) == 0
		f.Columns = slices.Insert(f.Columns, 0, width+k)
	}
}

// answerTo is the field that the answer about an element is read into; -1: none.
func (e *Engine) answerTo(framework, element int) int {
	f := &e.rulebook.Frameworks[framework]
	k := slices.Index(e.answers.subjects, answer.Subject{Framework: f.Name, Element: f.Elements[element].Name})
	if k < 0 {
		return -1
	}
	return e.answers.at[k]
}

// isAnswer tells whether a position in a lead's cells is behind those of the header.
func (e *Engine) isAnswer(column int) bool {
	return column >= len(e.header) && column != fields.NoColumn
}

// CheckAnswer tells why a text cannot be what lies beside a lead about a subject of
// Options.Answered, by its position there; nil where it can.
func (e *Engine) CheckAnswer(subject int, text string) error {
	s, f := e.answers.subjects[subject], &e.fields[e.answers.at[subject]]
	switch {
	case s.Field == "":
		return nil
	case f.Reader.IsBlank(text, new(cell.Value)):
		return errors.New("it says that nothing is known")
	}
	return f.Reader.Check(text)
}

// AnswerReads lists the subjects of Options.Answered, by their positions, that an element
// among them reads: fields, and those that fields are made from.
func (e *Engine) AnswerReads(subject int) []int {
	s := e.answers.subjects[subject]
	if s.Field != "" {
		return nil
	}
	var reads []int
	for k, at := range e.answers.at {
		if e.answers.subjects[k].Field != "" && slices.Contains(e.elementReads(s), at) {
			reads = append(reads, k)
		}
	}
	return reads
}

// elementReads are the fields that an element reads, and what they are made from.
func (e *Engine) elementReads(s answer.Subject) []int {
	return match.FieldsOf(func(visit func(int)) {
		var deep func(i int)
		deep = func(i int) {
			visit(i)
			for _, source := range e.fields[i].Sources {
				deep(source)
			}
		}
		for f := range e.frameworks {
			for i := range e.rulebook.Frameworks[f].Elements {
				if (answer.Subject{Framework: e.rulebook.Frameworks[f].Name, Element: e.rulebook.Frameworks[f].Elements[i].Name}) == s {
					e.frameworks[f].ElementFields(i, deep)
				}
			}
		}
	})
}

// isAnswered tells whether an answer decides an element of the lead scored last.
func (s *Scorer) isAnswered(framework, element int) bool {
	return s.answersDecide(s.engine.elements[framework].From + element)
}

// answeredWhatever tells whether an answer decides a line, for the lead scored last,
// whatever becomes known of what the line reads.
func (s *Scorer) answeredWhatever(line int) bool {
	l := &s.engine.lines[line]
	if l.Answer < 0 {
		return false
	}
	_, weak, is := l.Answered(s.value(l.Answer))
	return is && !weak
}

// answersDecide tells whether an answer decides a line, for the lead scored last.
func (s *Scorer) answersDecide(line int) bool {
	l := &s.engine.lines[line]
	if l.Answer < 0 {
		return false
	}
	_, weak, is := l.Answered(s.value(l.Answer))
	return is && !(weak && l.Rule.Earn(s.values).Met(l.Rule.Earns).Known())
}

// FieldsOfElement lists the fields that an element reads, in written order, each once.
func FieldsOfElement(rb *rulebook.Rulebook, s answer.Subject) []string {
	var fields []string
	visit := func(u walk.Use) {
		if !slices.Contains(fields, u.Name.Text) {
			fields = append(fields, u.Name.Text)
		}
	}
	for i := range rb.Frameworks {
		f := &rb.Frameworks[i]
		for j := range f.Elements {
			if (answer.Subject{Framework: f.Name, Element: f.Elements[j].Name}) == s {
				walk.LineUses(&f.Elements[j].Line, visit)
			}
		}
	}
	return fields
}

// Replaced gives the cell of the list that an answer about a field, a subject of
// Options.Answered by its position, stands in for, if the cell is filled and says
// something else. cells are those of the lead scored last.
func (s *Scorer) Replaced(subject int, cells []string) (listed string, differs bool) {
	e := s.engine
	f := &e.fields[e.answers.at[subject]]
	answer := fields.CellAt(cells, len(e.header)+subject)
	if at := f.Listed(cells); at >= 0 {
		listed = fields.CellAt(cells, at)
	}
	if answer == "" || f.Reader.IsBlank(listed, new(cell.Value)) {
		return "", false
	}
	return listed, f.Normal(answer) != f.Normal(listed)
}
