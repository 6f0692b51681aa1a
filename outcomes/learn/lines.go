package learn

import (
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/internal/typing"
	"leadscore/rulebook"
)

// reportLine counts the leads of each line of points.
func reportLine(l *scorecard.Line) CriterionReport {
	r := CriterionReport{Columns: []string{l.Bins.Field.Header}}
	if p := l.Bins.Pair; p != nil {
		r.Columns = []string{p.A.Bins.Field.Header, p.B.Bins.Field.Header}
	}
	for _, b := range l.Bands() {
		when := "otherwise"
		if p := l.Bins.Pair; p != nil {
			when = p.Condition(r.Columns[0], r.Columns[1]).String()
		}
		if b.Tests != nil {
			when = (&rulebook.Condition{Tests: b.Tests}).TestsText()
		}
		r.Bands = append(r.Bands, BandReport{when, b.Points, b.Tally})
	}
	if l.Bins.Missing.Leads() > 0 && !l.OnlyFilled() {
		r.Missing = &BandReport{"missing", l.Missing, l.Bins.Missing}
	}
	return r
}

func typeName(f *typing.Field) string {
	switch {
	case f.Kind == typing.FilledKind:
		return "filled"
	case f.Made == typing.SeniorityOf:
		return "seniority"
	case f.Made == typing.DepartmentOf:
		return "department"
	case f.FreeMail:
		return "free mail"
	}
	return f.Declaration("").Type.String()
}
