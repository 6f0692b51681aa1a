package plan

import (
	"slices"

	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/answer"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/walk"
)

// answers are what an engine knows of Options.Answered.
type answers struct {
	Subjects []answer.Subject
	At       []int // of each: the field that it is about, or that an answer about an element is read into
}

// declareAnswers adds a field for each element that was answered, behind the rulebook's
// own. No rule can name it.
func (p *Plan) declareAnswers(subjects []answer.Subject, set *walk.Set) {
	p.Own = len(set.Decls)
	for _, s := range subjects {
		at, found := set.ByName[fold.Text(s.Field)]
		if s.Field == "" || !found {
			at = len(set.Decls)
			set.Decls = append(set.Decls, rulebook.Field{Name: s.String(), Type: rulebook.TypeText, Optional: true})
		}
		p.Answers.At = append(p.Answers.At, at)
	}
	p.Answers.Subjects = subjects
}

// placeAnswers makes each answer the first of the columns that its field is read from,
// so that it stands in for the others where it is not blank.
func (p *Plan) placeAnswers(width int) {
	for k, at := range p.Answers.At {
		f := &p.Fields[at]
		if f.Derived != nil {
			continue
		}
		f.Absent = len(f.Columns) == 0
		f.Columns = slices.Insert(f.Columns, 0, width+k)
	}
}

// answerTo is the field that the answer about an element is read into; -1: none.
func (p *Plan) answerTo(framework, element int) int {
	f := &p.Rulebook.Frameworks[framework]
	k := slices.Index(p.Answers.Subjects, answer.Subject{Framework: f.Name, Element: f.Elements[element].Name})
	if k < 0 {
		return -1
	}
	return p.Answers.At[k]
}

// IsAnswer tells whether a position in a lead's cells is behind those of the header.
func (p *Plan) IsAnswer(column int) bool {
	return column >= len(p.Header) && column != fields.NoColumn
}
