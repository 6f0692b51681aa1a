package cmd

import (
	"leadscore/cmd/internal/report"
)

// summary tells on stderr what became of the rows of a list.
func (l *list) summary(e env, o common) {
	c := l.reader.Counts()
	text := report.Count(l.scored, "lead") + " scored"
	if c.Rejected.Count > 0 {
		text += ", " + report.Count(c.Rejected.Count, "row") + " rejected"
	}
	e.note(o, "%s", text)
	if l.firstFault != nil {
		e.note(o, "first rejected: %v", l.place(l.firstFault))
	}
	if c.Short.Count > 0 {
		e.note(o, "%s too short, the first on line %d: blank cells were added", report.Count(c.Short.Count, "row"), c.Short.FirstLine)
	}
	if c.Invalid.Count > 0 {
		e.note(o, "%s not in UTF-8, the first on line %d", report.Count(c.Invalid.Count, "cell"), c.Invalid.FirstLine)
	}
	for _, u := range l.unreadableFields() {
		e.note(o, "%s: %s not readable as %s, the first on line %d: %q", u.Field, report.Count(u.Count, "cell"), u.Type, u.Line, u.Cell)
	}
}

// summaryJSON is the same for programs.
type summaryJSON struct {
	Scored     int              `json:"scored"`
	Rejected   int              `json:"rejected"`
	Short      int              `json:"short"` // rows with too few cells, scored with blank ones added
	Unreadable []unreadableJSON `json:"unreadable"`
}

// unreadableJSON counts the cells of a field that are not of its type.
type unreadableJSON struct {
	Field string `json:"field"` // the header of its column
	Type  string `json:"type"`
	Count int    `json:"count"`
	Line  int    `json:"line"` // of the first
	Cell  string `json:"cell"` // the first
}

func (l *list) summaryJSON() summaryJSON {
	c := l.reader.Counts()
	return summaryJSON{Scored: l.scored, Rejected: c.Rejected.Count, Short: c.Short.Count, Unreadable: l.unreadableFields()}
}

// unreadableFields lists the fields that have unreadable cells, in the rulebook's order.
func (l *list) unreadableFields() []unreadableJSON {
	fields := []unreadableJSON{}
	for i, u := range l.unreadable {
		if u.count > 0 {
			info := l.engine.Fields()[i]
			fields = append(fields, unreadableJSON{info.Header, info.Type.String(), u.count, u.line, u.cell})
		}
	}
	return fields
}
