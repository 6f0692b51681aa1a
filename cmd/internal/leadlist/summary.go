package leadlist

import (
	"fmt"
	"strings"
	"time"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/report"
	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/rulebook"
	"leadscore/scoring/audit"
)

// Summary tells on stderr what was not read as it should be.
func (l *List) Summary(e console.Env, o console.Common) {
	l.TellRows(e, o)
	for _, note := range l.Engine.Notes(l.Texts().Language()) {
		e.Note(o, "%s", note)
	}
	for _, m := range l.missingFields() {
		e.NoteIn(l.Texts(), o, "%s: read as blank, since it says that nothing is known: %s", m.Field, strings.Join(m.Words, l.Texts().Say(", ")))
	}
	for _, d := range l.doubts() {
		message, want := d.In(l.Texts().Language())
		e.NoteIn(l.Texts(), o, "%s: %s. %s", d.Field, message, want)
	}
	l.Answers.Tell(e, l.Texts(), o, &l.answered, l.AsOf)
	l.tellLogs(e, o)
	for _, u := range l.UnreadableFields() {
		e.NoteIn(l.Texts(), o, "%s: %s, the first on line %d: %q", u.Field, unreadableText(l.Texts(), u), u.Line, report.Excerpt(u.Cell))
	}
}

// LastLine tells on stderr how many leads there were, how fast they were scored, and how
// many rows were out of order.
func (l *List) LastLine(e console.Env, o console.Common) {
	took := e.Now().Sub(l.Began)
	rate := ""
	if took >= 50*time.Millisecond {
		rate = l.Texts().Say(" (%s)", console.PerSecond(l.Texts(), int64(l.Scored), took))
	}
	c := l.Reader.Counts()
	e.NoteIn(l.Texts(), o, "%s in %.1f s%s, %s repaired, %s rejected", l.Texts().Count(l.Scored, "lead"), took.Seconds(), rate,
		report.Thousands(c.Repaired.Count), report.Thousands(c.Rejected.Count))
}

// TellRows tells which rows were not read as they stand.
func (l *List) TellRows(e console.Env, o console.Common) {
	c := l.Reader.Counts()
	in := l.Texts()
	if l.FirstFault != nil {
		e.NoteIn(in, o, "first rejected: %s", l.faultText(l.FirstFault))
	}
	told := func(t leads.Tally, unit, text string) {
		if t.Count > 0 {
			e.Note(o, "%s", fmt.Sprintf(text, in.Count(t.Count, unit), t.FirstLine))
		}
	}
	told(c.Short, "row", in.Say("%s too short, the first on line %d: blank cells were added"))
	told(c.Long, "row", in.Say("%s too long, the first on line %d: the cells too many are not read"))
	told(c.Repaired, "row", in.Say("%s with quotes out of place, the first on line %d: read as text"))
	told(c.Spaced, "row", in.Say("%s with blanks between a separator and a quote, the first on line %d: the blanks are not read"))
	told(c.Continuations, "row", in.Say("%s without a record of its own, the first on line %d: not scored"))
	told(c.Headings, "row", in.Say("%s equal to the header, the first on line %d: not scored (--keep-rows scores all)"))
	told(c.Descriptions, "row", in.Say("%s under the header, the first on line %d, that describes its columns: not scored (--keep-rows scores all)"))
	told(c.Totals, "row", in.Say("%s of totals, the first on line %d: not scored (--keep-rows scores all)"))
	told(c.Footers, "line", in.Say("%s below the list, the first on line %d: not scored"))
	if c.Invalid.Count > 0 {
		e.NoteIn(in, o, "%s with bytes that are no character in %v, the first on line %d%s", in.Count(c.Invalid.Count, "cell"), l.Reader.Head().Dialect.Encoding, c.Invalid.FirstLine, l.Suspicion())
	}
	told(l.Repeated, "lead", in.Say("%s with a key that an earlier one has, the first on line %d"))
	if l.Known.Full() {
		e.NoteIn(in, o, "the first %s keys were compared with those after them, later ones not with each other (--limit keys=N)", report.Thousands(l.Known.Len()))
	}
}

// Suspicion says which encoding the cells that cannot be decoded are likely in.
func (l *List) Suspicion() string {
	if likely := l.Reader.Suspected(); likely != encoding.Any {
		return l.Texts().Say(": they look like %v, which --encoding %v reads", likely, likely)
	}
	return ""
}

// SummaryJSON is the same for programs.
type SummaryJSON struct {
	List          ListJSON         `json:"list"`
	Scored        int              `json:"scored"`
	Rejected      int              `json:"rejected"`
	Short         int              `json:"short"`         // rows with too few cells, scored with blank ones added
	Long          int              `json:"long"`          // rows with too many cells, scored without those
	Spaced        int              `json:"spaced"`        // rows with blanks between a separator and a quote, the header too
	Repaired      int              `json:"repaired"`      // rows with quotes out of place, scored
	Continuations int              `json:"continuations"` // rows that go on with a record, not scored
	Headings      int              `json:"headings"`      // rows equal to the header, not scored
	Descriptions  int              `json:"descriptions"`  // rows under the header that describe it, not scored
	Totals        int              `json:"totals"`        // rows of totals at the end, not scored
	Footers       int              `json:"footers"`       // lines below the list, not scored
	Undecodable   int              `json:"undecodable"`   // cells with bytes that are no character
	RepeatedKeys  int              `json:"repeated_keys"` // leads with a key that an earlier one has
	Unreadable    []unreadableJSON `json:"unreadable"`
	ReadAsBlank   []missingJSON    `json:"read_as_blank,omitempty"`
	Doubts        []audit.Doubt    `json:"doubts,omitempty"` // cells that read, but probably not as meant
	Chosen        []string         `json:"chosen,omitempty"` // what was chosen where the header leaves a choice
}

// ListJSON says how a list is written.
type ListJSON struct {
	Compression string `json:"compression"`     // gzip, zstd; empty: none
	Sheet       string `json:"sheet,omitempty"` // of a workbook
	Encoding    string `json:"encoding"`
	RunnerUp    string `json:"runner_up,omitempty"` // the next likely encoding, where likelihood has decided
	Delimiter   string `json:"delimiter"`
	HeaderLine  int    `json:"header_line"`
	Notes       int    `json:"notes"` // lines before the header that are not blank
}

// JSON says how the list is written.
func (l *List) JSON() ListJSON {
	head := l.Reader.Head()
	d := head.Dialect
	return ListJSON{d.Compression.String(), d.Sheet, d.Encoding.String(), head.RunnerUp.String(), string(rune(d.Comma)), head.Line, head.Notes}
}

// SummaryJSON is what Summary tells, for programs, once the list has been read.
func (l *List) SummaryJSON() SummaryJSON {
	c := l.Reader.Counts()
	return SummaryJSON{
		List: l.JSON(), Scored: l.Scored, Rejected: c.Rejected.Count, Short: c.Short.Count, Long: c.Long.Count, Repaired: c.Repaired.Count, Spaced: c.Spaced.Count,
		Continuations: c.Continuations.Count, Headings: c.Headings.Count, Descriptions: c.Descriptions.Count, Totals: c.Totals.Count, Footers: c.Footers.Count, Undecodable: c.Invalid.Count, RepeatedKeys: l.Repeated.Count,
		Unreadable: l.UnreadableFields(), ReadAsBlank: l.missingFields(), Doubts: l.doubts(), Chosen: l.Engine.Notes(rulebook.English),
	}
}

// unreadableJSON counts the cells of a field that are not of its type.
type unreadableJSON struct {
	Field   string `json:"field"` // the header of its column
	Type    string `json:"type"`
	Count   int    `json:"count"`
	Line    int    `json:"line"` // of the first
	Cell    string `json:"cell"` // the first
	ofTitle bool   // the cells are titles that are not listed
	table   string // the cells are not in this table of synonyms
}

// UnreadableFields lists the fields that have unreadable cells, in the rulebook's order.
func (l *List) UnreadableFields() []unreadableJSON {
	fields := []unreadableJSON{}
	for i, u := range l.Unreadable {
		if u.Count > 0 {
			info := l.Engine.Fields()[i]
			fields = append(fields, unreadableJSON{info.Header, info.Type.String(), u.Count, u.Line, u.cell, info.OfTitle, info.Table})
		}
	}
	return fields
}

// missingJSON names words that were read as blank because they say that nothing is known.
type missingJSON struct {
	Field string   `json:"field"` // the header of its column
	Words []string `json:"words"` // some of them; "…" for more
}

// missingFields lists the fields that have such words, in the rulebook's order.
func (l *List) missingFields() []missingJSON {
	var fields []missingJSON
	for i := range l.remarked {
		if words := l.remarked[i].MissingWords(); len(words) > 0 {
			fields = append(fields, missingJSON{l.Engine.Fields()[i].Header, words})
		}
	}
	return fields
}

// doubts lists what is read, but probably not as meant, in the rulebook's order of fields.
func (l *List) doubts() []audit.Doubt {
	var doubts []audit.Doubt
	for i := range l.remarked {
		doubts = append(doubts, audit.Doubts(l.Engine, i, &l.remarked[i])...)
		if u := l.toCome[i]; u.Count > 0 {
			doubts = append(doubts, audit.ToCome(l.Engine, i, u.Count, u.Line, u.cell))
		}
	}
	return doubts
}
