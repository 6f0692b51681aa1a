package accountview

import (
	"strconv"
	"strings"

	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/column"
)

// Cell is one cell of a row for programs.
type Cell struct {
	Text    string
	Numeric bool // a number, or empty
}

// Headers are those of rows for programs: columns of our own, with a column for each role
// before missing_role, one for each framework before missing, and one for each field made from
// events before next_question.
func (v *View) Headers() []string {
	var all []string
	for _, name := range column.OfAccountList() {
		switch name {
		case "missing_role":
			for _, role := range v.roles {
				all = append(all, columnName(role))
			}
		case "missing":
			for _, f := range v.frameworks {
				all = append(all, columnName(f.name))
			}
		case "next_question":
			for _, a := range v.plan.Activities {
				all = append(all, "activity_"+columnName(a.Field))
			}
		}
		all = append(all, name)
	}
	return all
}

// Cells are those of a row below Headers.
func (v *View) Cells(r *Row) []Cell {
	text := func(s string) Cell { return Cell{Text: s} }
	count := func(n int) Cell { return Cell{strconv.Itoa(n), true} }
	best := Cell{Numeric: true}
	if r.BestScore != nil {
		best.Text = r.BestScore.String()
	}
	cells := []Cell{
		count(r.Rank), text(r.Name), {r.Score.String(), true}, text(r.Stage), count(r.Leads), count(r.Out),
		best, text(r.BestStage), text(v.person(r.BestLead)),
	}
	for _, role := range r.Roles {
		cells = append(cells, text(v.role(role)))
	}
	cells = append(cells, text(strings.Join(r.MissingRoles(), "; ")))
	for _, m := range r.Met {
		cells = append(cells, text(scoring.MetText(v.rulebook.Language, m.Met, m.Of)))
	}
	cells = append(cells, text(strings.Join(r.Missing, "; ")))
	for i, a := range v.plan.Activities {
		cells = append(cells, Cell{r.Logged[i], a.Kind.Type() == rulebook.TypeNumber})
	}
	return append(cells, text(r.Question), text(v.person(r.Whom)))
}

// Texts are those of the rulebook that cells may be made of.
func (v *View) Texts() []string {
	texts := append([]string{scoring.MetText(v.rulebook.Language, 0, 0), v.words.line(0)}, v.roles...)
	for _, s := range v.plan.Stages() {
		texts = append(texts, s.Name)
	}
	for _, s := range v.rulebook.Stages {
		texts = append(texts, s.Name)
	}
	for i := range v.plan.Elements {
		texts = append(texts, v.element(i), v.plan.Elements[i].Question)
	}
	return texts
}
