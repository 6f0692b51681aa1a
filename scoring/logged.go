package scoring

import (
	"slices"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// What is logged about a lead lies beside its record as answers do: behind the cells of
// the header and those of Options.Answered comes one for each field of Options.Logged. How
// events become such cells is not the engine's concern (package activity does it).

// LoggedFields lists the fields of a rulebook that are made from events, in written order.
func LoggedFields(rb *rulebook.Rulebook) []string {
	var names []string
	for i := range rb.Fields {
		if rb.Fields[i].Activity != nil {
			names = append(names, rb.Fields[i].Name)
		}
	}
	return names
}

// placeLogged gives each field of Options.Logged the column of its cells. Without one, a
// field made from events is what the list does not have.
func (e *Engine) placeLogged(logged []string) {
	for k, name := range logged {
		i := slices.IndexFunc(e.fields, func(f field) bool { return fold.Text(f.decl.Name) == fold.Text(name) })
		if i >= 0 && e.fields[i].decl.Activity != nil {
			e.fields[i].columns = []int{len(e.header) + len(e.answers.subjects) + k}
		}
	}
}

// isLogged tells whether a position in a lead's cells is that of what is logged about it.
func (e *Engine) isLogged(column int) bool {
	return column >= len(e.header)+len(e.answers.subjects) && column != absent
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
		if at := slices.IndexFunc(e.fields, func(f field) bool { return fold.Text(f.decl.Name) == join }); at >= 0 {
			visit(at)
		}
	}
}

// withoutLogs is a rulebook in which fields made from events are read from columns of
// their own: tests of a rulebook give them as they give cells.
func withoutLogs(rb *rulebook.Rulebook) *rulebook.Rulebook {
	if LoggedFields(rb) == nil {
		return rb
	}
	own := *rb
	own.Fields = slices.Clone(rb.Fields)
	for i := range own.Fields {
		if f := &own.Fields[i]; f.Activity != nil {
			*f = rulebook.Field{
				Pos: f.Pos, Name: f.Name, Type: f.Activity.Kind.Type(), KnownBy: f.KnownBy, Question: f.Question, MissingOnly: true,
				Columns: []rulebook.Scalar{{Pos: f.Pos, Text: f.Name}},
			}
		}
	}
	return &own
}

// InferFields makes the fields of a rulebook that declares none: one of each header that
// its rules name, of the type that its uses tell.
func InferFields(rb *rulebook.Rulebook) ([]rulebook.Field, []rulebook.Problem) {
	set, problems := inferFields(rb)
	return set.decls, problems
}

// FieldColumns lists the positions in the header of the columns that a field is read from,
// in the order in which they are tried.
func (e *Engine) FieldColumns(field int) []int { return slices.Clone(e.fields[field].columns) }
