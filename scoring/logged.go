package scoring

import (
	"slices"

	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// What is logged about a lead lies beside its record as answers do: behind the cells of
// the header and those of Options.Answered comes one for each field of Options.Logged. How
// events become such cells is not the engine's concern (package activity does it).

// InferFields makes the fields of a rulebook that declares none: one of each header that
// its rules name, of the type that its uses tell.
func InferFields(rb *rulebook.Rulebook) ([]rulebook.Field, []rulebook.Problem) {
	set, problems := walk.Inferred(rb)
	return set.Decls, problems
}

// FieldColumns lists the positions in the header of the columns that a field is read from,
// in the order in which they are tried.
func (e *Engine) FieldColumns(field int) []int { return slices.Clone(e.plan.Fields[field].Columns) }
