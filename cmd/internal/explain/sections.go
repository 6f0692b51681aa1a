package explain

import (
	"cmp"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/match"
	"leadscore/rulebook"
	"leadscore/scoring/explained"
)

// Sections is what Explain says, as parts of a page. The headline is left out.
func Sections(x *explained.Lead, language rulebook.Language) []report.Section {
	t := &explainer{labels: labelsOf(language)}
	first := report.Section{}
	for _, row := range t.summary(x) {
		first.Text = append(first.Text, row[0]+t.colon+row[1])
	}
	sections := []report.Section{first, t.sumSection(x)}
	for i := range x.Frameworks {
		sections = append(sections, t.frameworkSection(&x.Frameworks[i]))
	}
	if len(x.Unknowns) > 0 {
		sections = append(sections, t.unknownSection(x.Unknowns))
	}
	return sections
}

func (t *explainer) sumSection(x *explained.Lead) report.Section {
	s := report.Section{Heading: t.labels.sum, Columns: []report.Column{{Numeric: true}, {}, {Lines: 3}}}
	for _, l := range x.Lines {
		detail := t.lineDetail(l)
		if l.Why != "" && l.Points != 0 {
			detail += " — " + report.Clean(l.Why)
		}
		s.Rows = append(s.Rows, []string{l.Points.Signed(), l.Name, detail})
	}
	s.Rows = append(s.Rows, []string{x.Score.String(), t.score, ""})
	return s
}

func (t *explainer) frameworkSection(f *explained.Framework) report.Section {
	if !f.Tally.Applies {
		return report.Section{Heading: f.Name + t.colon + t.applies}
	}
	s := report.Section{
		Heading: t.frameworkHead(f),
		Columns: []report.Column{{Floor: 1}, {}, {}, {Lines: 3}},
	}
	for _, el := range f.Elements {
		question := ""
		if !el.State.Known() {
			question = el.Question
		}
		s.Rows = append(s.Rows, []string{t.sign(el.State), el.Name, t.elementState(el), joined(" — ", t.reads(el.Reads), question)})
	}
	return s
}

func (t *explainer) unknownSection(all []explained.Unknown) report.Section {
	s := report.Section{Heading: t.labels.unknowns, Columns: []report.Column{{}, {}, {Lines: 3}}}
	for _, u := range all {
		name := cmp.Or(u.Field, strings.TrimSpace(u.Framework+" "+u.Element))
		s.Rows = append(s.Rows, []string{t.sign(match.Unknown) + " " + name, t.boundsText(t.move, t.stays, u.Bounds), u.Question})
	}
	return s
}
