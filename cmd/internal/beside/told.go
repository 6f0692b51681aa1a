package beside

import (
	"fmt"
	"strings"

	"leadscore/activity"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/report"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/match/calendar"
	"leadscore/rulebook"
)

// Tell tells what became of the events, which count up to a day.
func (g *Logs) Tell(e console.Env, o console.Common, asOf calendar.Day) {
	if g == nil {
		return
	}
	for i := range g.Files {
		g.Files[i].tell(e, g.texts, o)
	}
	for _, l := range g.Book.Logs() {
		for _, text := range logNotes(g.texts, l, asOf) {
			e.Note(o, "%s", text)
		}
	}
}

// tell tells which rows of a file are no events.
func (read *readLog) tell(e console.Env, in texts.Texts, o console.Common) {
	for _, note := range read.notes {
		e.Note(o, "%s: %s", read.Name, note)
	}
	if read.fault != nil {
		e.NoteIn(in, o, "%s: %s rejected, the first: %v", read.Name, in.Count(read.Rejected.Count, "row"), listfile.FaultText(in, read.Name, read.fault))
	}
	told := func(passed leads.Tally, text string) {
		if passed.Count > 0 {
			e.Note(o, "%s: %s", read.Name, fmt.Sprintf(text, in.Count(passed.Count, "row"), passed.FirstLine))
		}
	}
	told(read.counts.Headings, in.Say("%s equal to the header, the first on line %d: not taken for events"))
	told(read.counts.Descriptions, in.Say("%s under the header that describe its columns, the first on line %d: not taken for events"))
	told(read.counts.Totals, in.Say("%s of totals, the first on line %d: not taken for events"))
	told(read.counts.Footers, in.Say("%s below the list, the first on line %d: not taken for events"))
}

// logNotes are what is to be told of a log.
func logNotes(in texts.Texts, l *activity.Log, asOf calendar.Day) []string {
	c := &l.Counts
	text := in.Say("the log %s: %s of %s of the list", l.Name, in.Count(c.Events, "event"), in.Count(c.Leads, "lead"))
	aside := func(n int, why string, args ...any) {
		if n > 0 {
			text += fmt.Sprintf(why, append([]any{report.Thousands(n)}, args...)...)
		}
	}
	aside(c.Unknown, in.Say("; %s of leads that are not in it, left aside"))
	aside(c.Nobody, in.Say("; %s of nobody: %s is blank, left aside"), l.LeadColumn())
	aside(c.Later, in.Say("; %s after %s, left aside"), asOf)
	aside(c.Repeated, in.Say("; %s told of by another row with the same id, left aside"))
	notes := []string{text}
	if c.Undated > 0 {
		notes = append(notes, in.Say("the log %s: %s without a moment, left aside", l.Name, in.Count(c.Undated, "event")))
	}
	if c.Unread > 0 {
		notes = append(notes, in.Say("the log %s: %s whose moment is not readable as a date, left aside, the first in %s on line %d: %q in %s%s",
			l.Name, in.Count(c.Unread, "event"), c.Example.File, c.Example.Line, report.Excerpt(c.Example.Cell), c.Example.Column, OrderHint(in, l, c.Example.Cell)))
	}
	if c.Numbers > 0 {
		notes = append(notes, in.Say("the log %s: %s not readable, the first in %s on line %d: %q in %s", l.Name, in.Count(c.Numbers, "cell"), c.Number.File, c.Number.Line, report.Excerpt(c.Number.Cell), c.Number.Column))
	}
	return notes
}

// OrderHint names an order of dates by which a moment reads that does not read as it is.
func OrderHint(in texts.Texts, l *activity.Log, text string) string {
	orders := l.Reads(text)
	if len(orders) == 0 {
		return ""
	}
	return in.Say(". write order: %s in the log", strings.Join(orders, in.Say(" or ")))
}

// TellLogsNotGiven tells of logs without a file, whose fields are unknown.
func TellLogsNotGiven(e console.Env, o console.Common, rb *rulebook.Rulebook, g *Logs) {
	in := console.TextsOf(rb)
	for _, name := range activity.LogNames(rb) {
		if fields := activity.FieldsOf(rb, name); len(fields) > 0 && (g == nil || g.Book.Log(name) == nil) {
			e.NoteIn(in, o, "the log %[1]s is not given (--log %[1]s=FILE): unknown for all leads: %[2]s", name, strings.Join(fields, in.Say(", ")))
		}
	}
}
