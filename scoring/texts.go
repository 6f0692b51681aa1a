package scoring

import (
	"slices"
	"strconv"
	"strings"

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
		return walk.StageNames(e.plan.Rulebook)
	case column.Grade:
		return e.plan.GradeNames()
	case column.ICP:
		return walk.ProfileNames(e.plan.Rulebook)
	case column.Group:
		return walk.GradesOf(&e.plan.Rulebook.Groups[c.Index])
	case column.Framework:
		return []string{e.plan.Words.Met("", "")}
	case column.Reasons:
		return e.plan.ReasonTexts()
	case column.Next:
		return e.plan.QuestionTexts()
	}
	return nil
}

// MetText says how many of so many elements are met, in a rulebook's language, as the
// column of a framework does.
func MetText(language rulebook.Language, met, of int) string {
	return words.Of(language).Met(strconv.Itoa(met), strconv.Itoa(of))
}

// IsOpenReason tells whether a reason is not one yet: it names a stage that the lead may
// be in, and what would have to be known.
func IsOpenReason(reason string) bool {
	return slices.ContainsFunc([]string{words.MayBe, words.MayBeJapanese, words.MayBeOutJapanese}, func(begin string) bool { return strings.HasPrefix(reason, begin) })
}
