package evaluate

import (
	"slices"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/outcomes"
	"leadscore/rulebook"
)

// lookedBack are the fields whose age a rulebook asks for, by their names in the
// normal form: those of within, older_than and decay.
func lookedBack(rb *rulebook.Rulebook) []string {
	var names []string
	var visit func(c *rulebook.Condition)
	visit = func(c *rulebook.Condition) {
		if c == nil {
			return
		}
		for i := range c.Of {
			visit(&c.Of[i])
		}
		for _, t := range c.Tests {
			if t.Op == "within" || t.Op == "older_than" {
				names = append(names, fold.Text(c.Field.Text))
			}
		}
	}
	line := func(l *rulebook.Line) {
		visit(l.When)
		for i := range l.Bands {
			visit(l.Bands[i].When)
		}
	}
	if rb.ICP != nil {
		for i := range rb.ICP.Profiles {
			for j := range rb.ICP.Profiles[i].Attributes {
				line(&rb.ICP.Profiles[i].Attributes[j].Line)
			}
		}
	}
	for i := range rb.Groups {
		if d := rb.Groups[i].Decay; d != nil {
			names = append(names, fold.Text(d.From.Text))
		}
	}
	for i := range rb.Criteria {
		line(&rb.Criteria[i].Line)
		if c := &rb.Criteria[i]; c.Every > 0 {
			names = append(names, fold.Text(c.Field.Text))
		}
		if d := rb.Criteria[i].Decay; d != nil {
			names = append(names, fold.Text(d.From.Text))
		}
	}
	for i := range rb.Frameworks {
		for j := range rb.Frameworks[i].Elements {
			line(&rb.Frameworks[i].Elements[j].Line)
		}
	}
	for i := range rb.Stages {
		line(&rb.Stages[i].Line)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// futureNotes tells of dates that lie after the day that their lead is scored as of:
// the history knows there what the future brought, and an age of less than 0 days
// counts as 0.
func futureNotes(rb *rulebook.Rulebook, h *outcomes.History, leads []int32) []outcomes.Text {
	if !h.HasAsOf() {
		return nil
	}
	names := lookedBack(rb)
	var notes []outcomes.Text
	for _, f := range declaredDates(rb, names) {
		for _, column := range f.Columns {
			at := outcomes.ColumnIndex(h.Header, column.Text)
			if at < 0 {
				continue
			}
			if n := laterDays(h, at, f.Order, leads); n > 0 {
				notes = append(notes, outcomes.Textf("%s: of %d leads the day is after the one they are scored as of, and counts as that: the list may know more than was known then", h.Header[at], n))
			}
		}
	}
	return notes
}

// declaredDates are the date fields among some names; without a fields section the
// names are headers.
func declaredDates(rb *rulebook.Rulebook, names []string) []rulebook.Field {
	var dates []rulebook.Field
	if rb.Fields == nil {
		for _, name := range names {
			dates = append(dates, rulebook.Field{Columns: []rulebook.Scalar{{Text: name}}})
		}
		return dates
	}
	for _, f := range rb.Fields {
		if slices.Contains(names, fold.Text(f.Name)) {
			dates = append(dates, f)
		}
	}
	return dates
}

// laterDays counts the leads whose day in a column is after their own.
func laterDays(h *outcomes.History, column int, order rulebook.DateOrder, leads []int32) (n int) {
	texts, codes := h.Different(column)
	days, known := make([]calendar.Day, len(texts)), make([]bool, len(texts))
	for code, text := range texts {
		day, err := cell.ParseDay(text, order, nil)
		days[code], known[code] = day, err == nil
	}
	for _, i := range leads {
		if day, _ := h.AsOf(int(i)); known[codes[i]] && days[codes[i]] > day {
			n++
		}
	}
	return n
}
