package scoring

import (
	"strconv"

	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring/column"
	"leadscore/scoring/internal/walk"
	"leadscore/scoring/internal/words"
)

// Texts lists the texts of the rulebook, and of its language, that the cells of a
// column may be made of, apart from headers of the list. Who writes them in an
// encoding that lacks some characters can see beforehand whether they fit.
func (e *Engine) Texts(c column.Column) []string {
	switch c.Kind {
	case column.Stage:
		return walk.StageNames(e.rulebook)
	case column.Grade:
		return e.gradeNames()
	case column.ICP:
		return walk.ProfileNames(e.rulebook)
	case column.Group:
		return walk.GradesOf(&e.rulebook.Groups[c.Index])
	case column.Framework:
		return []string{e.words.Met("", "")}
	case column.Reasons:
		return e.reasonTexts()
	case column.Next:
		return e.questionTexts()
	}
	return nil
}

func (e *Engine) gradeNames() []string {
	var names []string
	if e.rulebook.ICP != nil {
		for _, g := range e.rulebook.ICP.Grades {
			names = append(names, g.Name)
		}
	}
	for i := range e.rulebook.Groups {
		names = append(names, walk.GradesOf(&e.rulebook.Groups[i])...)
	}
	return names
}

// reasonTexts are the names of the lines of a sum, and what is said of stage rules.
func (e *Engine) reasonTexts() []string {
	rb, w := e.rulebook, e.words
	texts := append(walk.ProfileNames(e.rulebook), w.ICP)
	clamps := func(high, low *exact.Number, capped, floored string) {
		if high != nil {
			texts = append(texts, capped)
		}
		if low != nil {
			texts = append(texts, floored)
		}
	}
	clamps(rb.Score.Max, rb.Score.Min, w.CapScore, w.FloorSum)
	for i := range rb.Criteria {
		texts = append(texts, rb.Criteria[i].Name)
	}
	for i := range rb.Groups {
		g := &rb.Groups[i]
		names := w.OfGroup(g)
		clamps(g.Max, g.Min, names.Capped, names.Floored)
		if g.Decay != nil {
			texts = append(texts, names.Faded)
		}
		if g.Counts != nil {
			texts = append(texts, names.Counted)
		}
	}
	for i := range rb.Frameworks {
		texts = append(texts, rb.Frameworks[i].Name)
	}
	if len(rb.Stages) == 0 {
		return texts
	}
	texts = append(texts, w.Open, w.OpenNeeds, w.NoLevel, w.NoDepartment, w.Between, w.Value)
	texts = append(append(texts, w.Maybe[:]...), w.MaybeOut, w.Intervals)
	texts = append(texts, e.derivedNames()...)
	for _, state := range []cell.State{cell.Blank, cell.Unreadable, cell.Absent} {
		texts = append(texts, w.States[state])
	}
	for i := range rb.Stages {
		texts = append(texts, rb.Stages[i].Name, rb.Stages[i].Because)
	}
	return texts
}

// questionTexts are the questions that may be asked.
func (e *Engine) questionTexts() []string {
	texts := e.derivedNames()
	for _, by := range []rulebook.KnownBy{rulebook.ByAsking, rulebook.ByResearch, rulebook.ByRecords} {
		texts = append(texts, e.words.FindOut("", by))
	}
	for i := range e.asks() {
		if q := &e.asks()[i]; q.field < 0 || e.inLanguage(e.fields[q.field].Decl.Question) != "" {
			texts = append(texts, q.text)
		}
	}
	return texts
}

// derivedNames are the fields that are called by their own names: no column is theirs.
func (e *Engine) derivedNames() []string {
	var names []string
	for i := range e.fields {
		if e.fields[i].Derived != nil {
			names = append(names, e.fields[i].Decl.Name)
		}
	}
	return names
}

// MetText says how many of so many elements are met, in a rulebook's language, as the
// column of a framework does.
func MetText(language rulebook.Language, met, of int) string {
	return words.Of(language).Met(strconv.Itoa(met), strconv.Itoa(of))
}

// reasonNames are the names that reasons tell of.
func (e *Engine) reasonNames() []string {
	names := walk.ProfileNames(e.rulebook)
	for i := range e.rulebook.Criteria {
		names = append(names, e.rulebook.Criteria[i].Name)
	}
	for i := range e.rulebook.Frameworks {
		names = append(names, e.rulebook.Frameworks[i].Name)
	}
	for i := range e.rulebook.Stages {
		if because := e.rulebook.Stages[i].Because; because != "" {
			names = append(names, because)
		}
	}
	return append(names, walk.StageNames(e.rulebook)...)
}
