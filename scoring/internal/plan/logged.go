package plan

import (
	"slices"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/fields"
)

// placeLogged gives each field of Options.Logged the column of its cells. Without one, a
// field made from events is what the list does not have.
func (p *Plan) placeLogged(logged []string) {
	for k, name := range logged {
		i := slices.IndexFunc(p.Fields, func(f fields.Field) bool { return fold.Text(f.Decl.Name) == fold.Text(name) })
		if i >= 0 && p.Fields[i].Decl.Activity != nil {
			p.Fields[i].Columns = []int{len(p.Header) + len(p.Answers.Subjects) + k}
		}
	}
}

// IsLogged tells whether a position in a lead's cells is that of what is logged about it.
func (p *Plan) IsLogged(column int) bool {
	return column >= len(p.Header)+len(p.Answers.Subjects) && column != fields.NoColumn
}

// loggedReader reads the cells of a field made from events: no word of the rulebook's
// means blank there.
func loggedReader(f *rulebook.Field, reading *cell.Settings) *cell.Reader {
	return cell.NewReader(&rulebook.Field{Name: f.Name, Type: f.Type, MissingOnly: true}, f.Type, reading, false)
}

// joins are the fields by which events are joined to leads.
func (p *Plan) joins(visit func(int)) {
	for i := range p.Rulebook.Logs {
		join := fold.Text(p.Rulebook.Logs[i].Joins.Text)
		if at := slices.IndexFunc(p.Fields, func(f fields.Field) bool { return fold.Text(f.Decl.Name) == join }); at >= 0 {
			visit(at)
		}
	}
}
