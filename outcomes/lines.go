package outcomes

import "leadscore/rulebook"

// reportLine counts the leads of each line of points.
func reportLine(l *cardLine) CriterionReport {
	r := CriterionReport{Columns: []string{l.bins.field.header}}
	if p := l.bins.pair; p != nil {
		r.Columns = []string{p.a.bins.field.header, p.b.bins.field.header}
	}
	for _, b := range l.bands() {
		when := "otherwise"
		if p := l.bins.pair; p != nil {
			when = p.condition(r.Columns[0], r.Columns[1]).String()
		}
		if b.tests != nil {
			when = (&rulebook.Condition{Tests: b.tests}).TestsText()
		}
		r.Bands = append(r.Bands, BandReport{when, b.points, b.tally})
	}
	if l.bins.missing.Leads() > 0 && !l.onlyFilled() {
		r.Missing = &BandReport{"missing", l.missing, l.bins.missing}
	}
	return r
}

func typeName(f *field) string {
	switch {
	case f.kind == filledKind:
		return "filled"
	case f.made == seniorityOf:
		return "seniority"
	case f.made == departmentOf:
		return "department"
	case f.freeMail:
		return "free mail"
	}
	return f.declaration("").Type.String()
}
