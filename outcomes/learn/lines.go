package learn

import (
	"leadscore/match/wording"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/binning"
	"leadscore/outcomes/internal/scorecard"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/internal/written"
	"leadscore/rulebook"
)

// reportLine counts the leads of each line of points.
func reportLine(l *scorecard.Line, language rulebook.Language) CriterionReport {
	r := CriterionReport{Columns: []string{l.Bins.Field.Header}}
	if p := l.Bins.Pair; p != nil {
		r.Columns = []string{p.A.Bins.Field.Header, p.B.Bins.Field.Header}
	}
	lowest := "" // where the range begins that lies above the one for the rest
	for _, b := range l.Bands() {
		when := outcomes.Plain("otherwise")
		if b.Tally.Leads() == 0 {
			when = outcomes.Plain("not seen yet")
		}
		if lowest != "" {
			when = outcomes.Textf("%s", testsText(written.Test("below", lowest), l.Bins.Field, language))
		}
		if p := l.Bins.Pair; p != nil {
			when = outcomes.Textf("%s", pairText(p, r.Columns, language))
		}
		if b.Tests != nil {
			when = outcomes.Textf("%s", testsText(b.Tests, l.Bins.Field, language))
			if b.Tests[0].Op == "at_least" && l.Bins.Field.Kind == typing.NumberKind {
				lowest = b.Tests[0].Args[0].Text
			}
		}
		r.Bands = append(r.Bands, BandReport{when, b.Points, b.Tally})
	}
	if l.Bins.Missing.Leads() > 0 && !l.OnlyFilled() {
		r.Missing = &BandReport{outcomes.Plain("missing"), l.Missing, l.Bins.Missing}
	}
	return r
}

// pairText words what is asked of two columns.
func pairText(p *binning.Pair, columns []string, language rulebook.Language) string {
	c := p.Condition(columns[0], columns[1])
	if language != rulebook.Japanese {
		return c.String()
	}
	return wording.Condition(c, func(name string) wording.Field {
		if name == columns[0] {
			return fieldInWords(p.A.Bins.Field)
		}
		return fieldInWords(p.B.Bins.Field)
	})
}

// fieldInWords is what the words for values of a field depend on.
func fieldInWords(f *typing.Field) wording.Field {
	of := wording.Field{Type: f.Declaration("").Type, Yen: wording.IsYen(f.Header) || f.Yen}
	if f.Made == typing.SeniorityOf {
		of.Type = rulebook.TypeLevel
	}
	return of
}

// testsText words what is asked of a field.
func testsText(tests []rulebook.Test, f *typing.Field, language rulebook.Language) string {
	if language != rulebook.Japanese {
		return (&rulebook.Condition{Tests: tests}).TestsText()
	}
	return wording.Tests(tests, fieldInWords(f))
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
