package scoring

import (
	"errors"
	"slices"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/suppose"
	"leadscore/scoring/internal/walk"
)

// Answers are what a lead said, laid beside its record: behind the cells of the header
// comes one for each subject of Options.Answered, empty where nothing was said. So a
// score depends on the record and on what lies beside it, and on nothing else.

// CheckAnswer tells why a text cannot be what lies beside a lead about a subject of
// Options.Answered, by its position there; nil where it can.
func (e *Engine) CheckAnswer(subject int, text string) error {
	s, f := e.plan.Answers.Subjects[subject], &e.plan.Fields[e.plan.Answers.At[subject]]
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
	s := e.plan.Answers.Subjects[subject]
	if s.Field != "" {
		return nil
	}
	var reads []int
	for k, at := range e.plan.Answers.At {
		if e.plan.Answers.Subjects[k].Field != "" && slices.Contains(e.elementReads(s), at) {
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
			for _, source := range e.plan.Fields[i].Sources {
				deep(source)
			}
		}
		for f := range e.plan.Frameworks {
			for i := range e.plan.Rulebook.Frameworks[f].Elements {
				if (answer.Subject{Framework: e.plan.Rulebook.Frameworks[f].Name, Element: e.plan.Rulebook.Frameworks[f].Elements[i].Name}) == s {
					e.plan.Frameworks[f].ElementFields(i, deep)
				}
			}
		}
	})
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
	f := &e.plan.Fields[e.plan.Answers.At[subject]]
	answer := fields.CellAt(cells, len(e.plan.Header)+subject)
	if at := f.Listed(cells); at >= 0 {
		listed = fields.CellAt(cells, at)
	}
	if answer == "" || f.Reader.IsBlank(listed, new(cell.Value)) {
		return "", false
	}
	return listed, f.Normal(answer) != f.Normal(listed)
}

// Suppose lists answers about a subject of Options.Answered, by its position, that stand
// for all that rules can tell apart: about an element the words for it; about a field a
// cell for each way in which the conditions on the field may come out, as far as they can
// be made up, the most modest first. Conditions on a pattern cannot.
func (e *Engine) Suppose(subject int) []answer.Supposition {
	if e.plan.Answers.Subjects[subject].Field == "" {
		return []answer.Supposition{{Text: answer.Yes}, {Text: answer.Partly}, {Text: answer.No}}
	}
	return suppose.Cells(e.plan, e.plan.Answers.At[subject])
}
