package cmd

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"leadscore/internal/texts"
	"leadscore/leads"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/outcomes"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// historyOptions say which leads of a list were won, which lost, and when.
type historyOptions struct {
	inputOptions
	Leads     string // "" or "-": stdin
	Won, Lost labels
	Open      []string // further values that mean: not decided yet
	Date      string   // the column of the lead's place in time; "": none
	DateOrder string   // auto, ymd, dmy, mdy, excel
	AsOf      string   // the column of the day that the lead's ages are counted to; "": none
}

func (h *historyOptions) addFlags(c *cobra.Command) {
	h.inputOptions.addFlags(c)
	f := c.Flags()
	f.Var(&h.Won, "won", "which leads were won: the column and its `'COLUMN=VALUE[,VALUE]'`")
	f.Var(&h.Lost, "lost", "which were lost: `'COLUMN=VALUE[,VALUE]'` (default whatever is neither won nor blank)")
	f.StringSliceVar(&h.Open, "open", nil, "further `VALUES` of these columns that mean: not decided yet")
	f.StringVar(&h.Date, "date", "", "the `COLUMN` that says when a lead came: dates, or numbers that rise with time")
	f.StringVar(&h.AsOf, "as-of-column", "", "the `COLUMN` of the day that each lead is scored as of")
	_ = c.RegisterFlagCompletionFunc("won", completeValue(&h.inputOptions, firstOf))
	_ = c.RegisterFlagCompletionFunc("lost", completeValue(&h.inputOptions, firstOf))
	_ = c.RegisterFlagCompletionFunc("date", completeHeader(&h.inputOptions, firstOf))
	_ = c.RegisterFlagCompletionFunc("as-of-column", completeHeader(&h.inputOptions, firstOf))
	words := append([]string{"auto"}, rulebook.DateOrderNames()...)
	addEnum(c, f, &h.DateOrder, "date-order", "how the dates of these columns are written", words...)
}

// check finds what cannot be meant. name is the command's.
func (h *historyOptions) check(name string) error {
	if h.Won.Column == "" {
		return usagef("--won is missing: which leads were won? for example: leadscore %s %s --won 'Status=Closed Won'", name, cmp.Or(h.Leads, "leads.csv"))
	}
	both := func(value string) bool { return foldedWords(h.Won.Values)[fold.Text(value)] }
	if i := slices.IndexFunc(h.Lost.Values, both); i >= 0 && fold.Text(h.Won.Column) == fold.Text(h.Lost.Column) {
		return usagef("--won and --lost both name %q of %s. a lead is won or lost, not both", h.Lost.Values[i], h.Won.Column)
	}
	return nil
}

// history is a list whose leads have outcomes.
type history struct {
	*outcomes.History
	list     *list
	date     *outcomes.Timeline // nil: no column was named
	asOf     *outcomes.Timeline
	unplaced int    // leads left out since they have no day of their own
	sha256   string // of the list's bytes
}

// readHistory reads a list of won and lost leads. book may be nil; it names groups
// and frameworks, whose columns of an earlier run are skipped, and declares how dates
// are written.
func (e env) readHistory(ctx context.Context, o common, book *rulebook.Rulebook, in texts.Texts, ho historyOptions) (*history, error) {
	if book == nil {
		book = &rulebook.Rulebook{}
	}
	h := &history{list: &list{listFile: listFile{name: ho.Leads, input: ho.inputOptions, ours: oursOf(book, defaultPrefix), digest: sha256.New()}, told: in}}
	if err := h.list.open(ctx, e, o); err != nil {
		return nil, err
	}
	defer h.list.Close()
	layout, err := leads.NewLayout(h.list.reader.Head(), h.list.ours)
	if err != nil {
		return nil, h.list.place(err)
	}
	h.list.layout = layout
	h.History = outcomes.NewHistory(layout.Header())
	outcome, err := newOutcomes(h.list, ho)
	if err != nil {
		return nil, err
	}
	if err := h.read(outcome); err != nil {
		return nil, err
	}
	h.sha256 = hex.EncodeToString(h.list.digest.Sum(nil))
	if err := outcome.check(); err != nil {
		return nil, err
	}
	outcome.tell(e, in, o)
	return h, h.place(e, o, book, ho)
}

func (h *history) read(outcome *outcomeReader) error {
	l := h.list
	l.unread = true
	return l.oneByOne(func(rec *leads.Record, _ *scoring.Result) error {
		h.Add(outcomes.Lead{Cells: l.visible, Outcome: outcome.read(l.visible, rec.Line), Order: math.NaN()})
		return nil
	})
}

// place finds out when the leads came, and which columns are not to be learned from.
func (h *history) place(e env, o common, book *rulebook.Rulebook, ho historyOptions) (err error) {
	in := h.list.texts()
	h.Reserve(ho.Won.Column, "it is the outcome (--won)")
	if ho.Lost.Column != "" && fold.Text(ho.Lost.Column) != fold.Text(ho.Won.Column) {
		h.Reserve(ho.Lost.Column, "it is the outcome (--lost)")
	}
	if ho.AsOf != "" {
		_, _, before := h.Counts()
		if h.asOf, err = h.DateBy(ho.AsOf, dateOrder(book, ho, ho.AsOf), book.Location); err != nil {
			return h.timeError("--as-of-column", err)
		}
		_, _, after := h.Counts()
		h.unplaced = after - before
		h.Reserve(ho.AsOf, "it is the day that ages are counted to (--as-of-column)")
		if h.unplaced > 0 {
			e.noteIn(in, o, "%s: %s with an outcome without a day there, left out%s", h.asOf.Column, in.Count(h.unplaced, "lead"), exampleText(in, h.asOf))
		}
	}
	if date := cmp.Or(ho.Date, ho.AsOf); date != "" {
		if h.date, err = h.OrderBy(date, dateOrder(book, ho, date), book.Location); err != nil {
			return h.timeError("--date", err)
		}
		h.Reserve(date, "it orders the leads in time (--date)")
		if h.date.Periods > 0 {
			e.noteIn(in, o, "%s: %s with a month, a quarter or a year there, which count as of its first day", h.date.Column, in.Count(h.date.Periods, "lead"))
		}
		if h.date.Unknown > 0 && date != ho.AsOf {
			e.noteIn(in, o, "%s: %s without a %s there, which count as oldest%s", h.date.Column, in.Count(h.date.Unknown, "lead"), in.Say(kindOf(h.date)), exampleText(in, h.date))
		}
	}
	return nil
}

func (h *history) timeError(flag string, err error) error {
	return fmt.Errorf("%s: %s: %w", h.list.name, flag, err)
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
func dateOrder(book *rulebook.Rulebook, ho historyOptions, column string) rulebook.DateOrder {
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

// span is the first and the last day on which leads came; false where dates do not tell.
func (h *history) span() (first, last string, known bool) {
	if h.date == nil || !h.date.Days || h.date.Known == 0 {
		return "", "", false
	}
	return h.date.First.String(), h.date.Last.String(), true
}
