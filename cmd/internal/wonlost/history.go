// Package wonlost reads lists of leads that were won and lost, with what lay beside them on their
// days.
package wonlost

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/rulefile"
	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/leads/output"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/outcomes"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// HistoryOptions say which leads of a list were won, which lost, and when.
type HistoryOptions struct {
	listfile.InputOptions
	Leads     string // "" or "-": stdin
	Won, Lost leadlist.Labels
	Open      []string // further values that mean: not decided yet
	Date      string   // the column of the lead's place in time; "": none
	DateOrder string   // auto, ymd, dmy, mdy, excel
	AsOf      string   // the column of the day that the lead's ages are counted to; "": none

	// Needs gives the columns of the list that are looked at, but for those above; nil: all.
	Needs func(header []string) []int
}

// Check finds what cannot be meant. name is the command's.
func (h *HistoryOptions) Check(name string) error {
	if h.Won.Column == "" {
		return exit.Usagef("--won is missing: which leads were won? for example: leadscore %s %s --won 'Status=Closed Won'", name, cmp.Or(h.Leads, "leads.csv"))
	}
	both := func(value string) bool { return leadlist.FoldedSet(h.Won.Values)[fold.Text(value)] }
	if i := slices.IndexFunc(h.Lost.Values, both); i >= 0 && fold.Text(h.Won.Column) == fold.Text(h.Lost.Column) {
		return exit.Usagef("--won and --lost both name %q of %s. a lead is won or lost, not both", h.Lost.Values[i], h.Won.Column)
	}
	return nil
}

// History is a list whose leads have outcomes.
type History struct {
	*outcomes.History
	List     *leadlist.List
	Date     *outcomes.Timeline // nil: no column was named
	AsOf     *outcomes.Timeline
	unplaced int    // leads left out since they have no day of their own
	SHA256   string // of the list's bytes
}

// ReadHistory reads a list of won and lost leads. book may be nil; it names groups
// and frameworks, whose columns of an earlier run are skipped, and declares how dates
// are written.
func ReadHistory(ctx context.Context, e console.Env, o console.Common, book *rulebook.Rulebook, in texts.Texts, ho HistoryOptions) (*History, error) {
	if book == nil {
		book = &rulebook.Rulebook{}
	}
	h := &History{List: &leadlist.List{File: listfile.File{Name: ho.Leads, Input: ho.InputOptions, Ours: leadlist.OursOf(book, leadlist.DefaultPrefix), Digest: sha256.New()}, OwnTexts: in}}
	if err := h.List.Open(ctx, e, o); err != nil {
		return nil, err
	}
	defer h.List.Close()
	layout, err := output.NewLayout(h.List.Reader.Head(), h.List.Ours)
	if err != nil {
		return nil, h.List.Place(err)
	}
	h.List.Layout = layout
	h.History = outcomes.NewHistory(layout.Header())
	if ho.Needs != nil {
		h.keepOnly(ho)
	}
	outcome, err := NewOutcomes(h.List, ho)
	if err != nil {
		return nil, err
	}
	if err := h.read(outcome); err != nil {
		return nil, err
	}
	collectOften(h.Len())
	h.SHA256 = hex.EncodeToString(h.List.Digest.Sum(nil))
	if err := outcome.Check(); err != nil {
		return nil, err
	}
	outcome.Tell(e, in, o)
	return h, h.Place(e, o, book, ho)
}

// collectOften lets less garbage lie beside a long history, which is large and lives as long
// as the program. GOGC of the environment stands.
func collectOften(leads int) {
	const (
		long = 100_000
		part = 40 // percent
	)
	if leads >= long && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(part)
	}
}

// NeededBy are the columns of a list that a rulebook needs; all where it does not fit the
// list, which is told once the list is read.
func NeededBy(book *rulebook.Rulebook) func(header []string) []int {
	return func(header []string) []int {
		engine, err := scoring.Compile(book, header, scoring.Options{AsOf: 1})
		if err == nil {
			return engine.Needs()
		}
		all := make([]int, len(header))
		for i := range all {
			all[i] = i
		}
		return all
	}
}

// keepOnly keeps only the columns that are needed.
func (h *History) keepOnly(ho HistoryOptions) {
	needs := ho.Needs(h.Header)
	for _, name := range []string{ho.Date, ho.AsOf} {
		if at := outcomes.ColumnIndex(h.Header, name); name != "" && at >= 0 {
			needs = append(needs, at)
		}
	}
	h.KeepOnly(needs)
}

// rows are the leads of a part of the list.
type rows struct {
	outcomes.Batch
	lines []int // on which they begin
}

func (r *rows) reset() {
	r.Reset()
	r.lines = r.lines[:0]
}

// read takes in the leads of the list.
func (h *History) read(outcome *OutcomeReader) error {
	h.List.Unscored = true
	var cells []string
	var became []outcomes.Outcome
	return leadlist.Walk[rows]{
		Workers: runtime.GOMAXPROCS(0), Reset: (*rows).reset,
		Each: func(w *leadlist.Worker) func(*leads.Record, *scoring.Result, *rows) error {
			return func(rec *leads.Record, _ *scoring.Result, into *rows) error {
				into.Add(w.Visible)
				into.lines = append(into.lines, rec.Line)
				return nil
			}
		},
		Done: func(r *rows) error {
			became = became[:0]
			for i, line := range r.lines {
				cells = r.Cells(i, cells)
				became = append(became, outcome.Read(cells, line))
			}
			h.AddBatch(&r.Batch, became)
			return nil
		},
	}.Through(h.List)
}

// Place finds out when the leads came, and which columns are not to be learned from.
func (h *History) Place(e console.Env, o console.Common, book *rulebook.Rulebook, ho HistoryOptions) (err error) {
	in := h.List.Texts()
	h.Reserve(ho.Won.Column, "it is the outcome (--won)")
	if ho.Lost.Column != "" && fold.Text(ho.Lost.Column) != fold.Text(ho.Won.Column) {
		h.Reserve(ho.Lost.Column, "it is the outcome (--lost)")
	}
	if ho.AsOf != "" {
		_, _, before := h.Counts()
		if h.AsOf, err = h.DateBy(ho.AsOf, dateOrder(book, ho, ho.AsOf), book.Location); err != nil {
			return h.timeError("--as-of-column", err)
		}
		_, _, after := h.Counts()
		h.unplaced = after - before
		h.Reserve(ho.AsOf, "it is the day that ages are counted to (--as-of-column)")
		if h.unplaced > 0 {
			e.NoteIn(in, o, "%s: %s with an outcome without a day there, left out%s", h.AsOf.Column, in.Count(h.unplaced, "lead"), exampleText(in, h.AsOf))
		}
	}
	if date := cmp.Or(ho.Date, ho.AsOf); date != "" {
		if h.Date, err = h.OrderBy(date, dateOrder(book, ho, date), book.Location); err != nil {
			return h.timeError("--date", err)
		}
		h.Reserve(date, "it orders the leads in time (--date)")
		if h.Date.Periods > 0 {
			e.NoteIn(in, o, "%s: %s with a month, a quarter or a year there, which count as of its first day", h.Date.Column, in.Count(h.Date.Periods, "lead"))
		}
		if h.Date.Unknown > 0 && date != ho.AsOf {
			e.NoteIn(in, o, "%s: %s without a %s there, which count as oldest%s", h.Date.Column, in.Count(h.Date.Unknown, "lead"), in.Say(kindOf(h.Date)), exampleText(in, h.Date))
		}
	}
	return nil
}

func (h *History) timeError(flag string, err error) error {
	return fmt.Errorf("%s: %s: %w", h.List.Name, flag, err)
}

func kindOf(t *outcomes.Timeline) string {
	if t.Days {
		return "date"
	}
	return "number"
}

func exampleText(in texts.Texts, t *outcomes.Timeline) string {
	if t.Example == "" {
		return ""
	}
	return in.Say(", such as %q", t.Example)
}

// dateOrder is how a column's dates are written: as the command line says, or as
// the rulebook declares for a date field of that column.
func dateOrder(book *rulebook.Rulebook, ho HistoryOptions, column string) rulebook.DateOrder {
	if order, given := rulebook.ParseDateOrder(ho.DateOrder); given {
		return order
	}
	for _, f := range book.Fields {
		for _, c := range lexicon.HeadersOf(&f) {
			if f.Type == rulebook.TypeDate && fold.Text(c.Text) == fold.Text(column) {
				return f.Order
			}
		}
	}
	return rulebook.OrderUnset
}

// Span is the first and the last day on which leads came; false where dates do not tell.
func (h *History) Span() (first, last string, known bool) {
	if h.Date == nil || !h.Date.Days || h.Date.Known == 0 {
		return "", "", false
	}
	return h.Date.First.String(), h.Date.Last.String(), true
}

// HistoryAsOf compiles a rulebook for a history, which tells its problems, and gives the
// day that ages are counted to where leads have none of their own.
func HistoryAsOf(e console.Env, o console.Common, r *rulefile.Rules, h *History) (calendar.Day, error) {
	asOf := rulefile.Today(e, console.Common{AsOf: o.AsOf, Quiet: true}, r.Book)
	engine, err := scoring.Compile(r.Book, h.Header, scoring.Options{AsOf: asOf})
	if err != nil || h.AsOf != nil {
		return 0, err
	}
	if !slices.ContainsFunc(engine.Fields(), func(f scoring.FieldInfo) bool { return f.Type == rulebook.TypeDate }) {
		o.Quiet = true // no rule asks for the day
	}
	rulefile.Today(e, o, r.Book) // tells it
	e.NoteIn(console.TextsOf(r.Book), o, "every lead is scored as of that day. --as-of-column COLUMN scores each as of its own")
	return asOf, nil
}

// Await waits for work that cannot be interrupted, or for ctx to be cancelled.
func Await(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Summary tells on stderr what became of the rows of the list.
func (h *History) Summary(e console.Env, o console.Common) {
	if n := h.List.Reader.Counts().Rejected.Count; n > 0 {
		e.NoteIn(h.List.Texts(), o, "%s rejected", h.List.Texts().Count(n, "row"))
	}
	h.List.TellRows(e, o)
}
