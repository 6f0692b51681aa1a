package scoring

import (
	"slices"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/fields"
	"leadscore/scoring/internal/walk"
)

// What is logged about a lead lies beside its record as answers do: behind the cells of
// the header and those of Options.Answered comes one for each field of Options.Logged. How
// events become such cells is not the engine's concern (package activity does it).

// placeLogged gives each field of Options.Logged the column of its cells. Without one, a
// field made from events is what the list does not have.
func (e *Engine) placeLogged(logged []string) {
	for k, name := range logged {
		i := slices.IndexFunc(e.fields, func(f fields.Field) bool { return fold.Text(f.Decl.Name) == fold.Text(name) })
		if i >= 0 && e.fields[i].Decl.Activity != nil {
			e.fields[i].Columns = []int{len(e.header) + len(e.answers.subjects) + k}
		}
	}
}

// isLogged tells whether a position in a lead's cells is that of what is logged about it.
func (e *Engine) isLogged(column int) bool {
	return column >= len(e.header)+len(e.answers.subjects) && column != fields.NoColumn
}

// loggedReader reads the cells of a field made from events: no word of the rulebook's
// means blank there.
func loggedReader(f *rulebook.Field, reading *cell.Settings) *cell.Reader {
	return cell.NewReader(&rulebook.Field{Name: f.Name, Type: f.Type, MissingOnly: true}, f.Type, reading, false)
}

// joins are the fields by which events are joined to leads.
func (e *Engine) joins(visit func(int)) {
	for i := range e.rulebook.Logs {
		join := fold.Text(e.rulebook.Logs[i].Joins.Text)
		if at := slices.IndexFunc(e.fields, func(f fields.Field) bool { return fold.Text(f.Decl.Name) == join }); at >= 0 {
			visit(at)
		}
	}
}

// InferFields makes the fields of a rulebook that declares none: one of each header that
// its rules name, of the type that its uses tell.
func InferFields(rb *rulebook.Rulebook) ([]rulebook.Field, []rulebook.Problem) {
	set, problems := walk.Inferred(rb)
	return set.Decls, problems
}

// FieldColumns lists the positions in the header of the columns that a field is read from,
// in the order in which they are tried.
func (e *Engine) FieldColumns(field int) []int { return slices.Clone(e.fields[field].Columns) }
