package accountview

import (
	"strconv"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
)

// What a table leaves out first where it is too wide: the highest. The account and its
// score never go.
const (
	_ = iota
	dropWhom
	dropAsk
	dropStage
	dropLeads
	dropRole
	dropMet
	dropBest
	dropMissing
	dropLogged
)

// Table makes a table of accounts, for people.
func (v *View) Table(rows []Row) ([]report.Column, [][]string) {
	w := v.words
	columns := []report.Column{
		{Header: "#", Numeric: true},
		{Header: w.score, Numeric: true},
		{Header: w.stage, Floor: 8, Lines: 2, Drop: dropStage},
		{Header: w.account, Floor: 14, Lines: 2},
		{Header: w.leads, Numeric: true, Drop: dropLeads},
		{Header: w.best, Floor: 8, Lines: 2, Drop: dropBest},
	}
	for _, name := range v.roles {
		columns = append(columns, report.Column{Header: name, Floor: 12, Lines: 2, Drop: dropRole})
	}
	for _, f := range v.frameworks {
		columns = append(columns, report.Column{Header: f.name, Drop: dropMet})
	}
	for _, a := range v.plan.Activities {
		columns = append(columns, report.Column{Header: a.Field, Numeric: a.Kind.Type() == rulebook.TypeNumber, Drop: dropLogged})
	}
	columns = append(columns,
		report.Column{Header: w.missing, Floor: 12, Lines: 3, Drop: dropMissing},
		report.Column{Header: w.ask, Floor: 18, Lines: 3, Share: 2, Drop: dropAsk},
		report.Column{Header: w.whom, Floor: 12, Lines: 2, Drop: dropWhom})
	var texts [][]string
	for i := range rows {
		texts = append(texts, v.tableRow(&rows[i]))
	}
	return v.withoutEmpty(columns, texts)
}

func (v *View) tableRow(r *Row) []string {
	best := ""
	if r.BestScore != nil {
		best = strings.TrimSpace(r.BestScore.String() + " " + r.BestStage)
	}
	row := []string{strconv.Itoa(r.Rank), r.Score.String(), r.Stage, r.Name, strconv.Itoa(r.Leads), best}
	for _, role := range r.Roles {
		row = append(row, v.role(role))
	}
	for _, m := range r.Met {
		row = append(row, v.met(m))
	}
	row = append(row, r.Logged...)
	var missing []string
	for _, subject := range r.Missing {
		missing = append(missing, v.elementWords(subject))
	}
	return append(row, strings.Join(missing, ", "), r.Question, v.person(r.Whom))
}

func (v *View) met(m Met) string { return strconv.Itoa(m.Met) + "/" + strconv.Itoa(m.Of) }

// withoutEmpty leaves out columns in which no row has anything.
func (v *View) withoutEmpty(columns []report.Column, rows [][]string) ([]report.Column, [][]string) {
	kept := []int{}
	for i := range columns {
		used := len(rows) == 0
		for _, row := range rows {
			used = used || row[i] != ""
		}
		if used {
			kept = append(kept, i)
		}
	}
	var left []report.Column
	for _, i := range kept {
		left = append(left, columns[i])
	}
	for r, row := range rows {
		var cells []string
		for _, i := range kept {
			cells = append(cells, row[i])
		}
		rows[r] = cells
	}
	return left, rows
}
