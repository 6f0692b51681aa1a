package wonlost

import (
	"context"
	"math"

	"leadscore/activity"
	"leadscore/cmd/internal/answers"
	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/rulefile"
	"leadscore/match/calendar"
	"leadscore/scoring"
)

// LayAnswers lays what leads said beside those of a history: of each lead what it had said
// by the day that it is scored as of.
func LayAnswers(e console.Env, o console.Common, r *rulefile.Rules, h *History, said []answers.Answer, asOf calendar.Day) error {
	last := asOf
	if h.AsOf != nil {
		last = math.MaxInt32 // each lead has a day of its own
	}
	book := beside.NewBook(e, o, r.Book, said, last, false)
	if book == nil {
		return nil
	}
	engine, err := scoring.Compile(r.Book, h.Header, scoring.Options{AsOf: max(asOf, 1), Answered: book.Subjects()})
	if err != nil {
		return err
	}
	in := h.List.Texts()
	laid := beside.NewAnswers(e, in, o, engine, book, asOf)
	met := beside.Tally{Met: make([]bool, book.Leads())}
	scorer, none := engine.NewScorer(), make([]string, len(book.Subjects()))
	ids := make([]int, h.Len()) // places in the book; -1: it said nothing
	for i := range ids {
		id, found := book.Find(scorer.Key(h.Cells(i, nil)))
		if !found {
			ids[i] = -1
			continue
		}
		ids[i], met.Met[id] = id, true
		met.Leads++
	}
	h.LayBeside(book.Subjects(), func(lead int, day calendar.Day) []string {
		if ids[lead] < 0 {
			return none
		}
		return book.Lead(ids[lead], day).Cells
	})
	laid.Tell(e, in, o, &met, asOf)
	return nil
}

// LayLogs lays what is logged about the leads of a history beside them: of each lead the
// events up to the day that it is scored as of, and of a day of its own those before it: what
// happened on that day, or later on it, may be the outcome.
func LayLogs(ctx context.Context, e console.Env, o console.Common, r *rulefile.Rules, h *History, in listfile.InputOptions, given []beside.LogFile, asOf calendar.Day) error {
	keep := activity.KeepNothing
	if h.AsOf != nil {
		keep, asOf = activity.KeepDays, h.LastAsOf()
	}
	g, err := beside.NewLogged(r, given, asOf, keep)
	if err != nil {
		return err
	}
	if g == nil {
		beside.TellLogsNotGiven(e, o, r.Book, nil)
		return nil
	}
	if err := check(g, keep); err != nil {
		return err
	}
	engine, err := scoring.Compile(r.Book, h.Header, scoring.Options{AsOf: max(asOf, 1), Logged: g.Fields()})
	if err != nil {
		return err
	}
	b, scorer := g.Beside(engine), engine.NewScorer()
	for i := range h.Len() {
		cells := h.Cells(i, nil)
		for k, l := range b.Logs {
			l.AddLead(scorer.Cell(b.Joins[k], cells), true)
		}
	}
	if err := g.Read(ctx, e, o, in, given); err != nil {
		return err
	}
	places := make([][]int, h.Len())
	for i := range places {
		places[i] = b.Find(scorer, h.Cells(i, nil))
	}
	h.LayLogged(g.Fields(), func(lead int, day calendar.Day) (cells []string) {
		for k, l := range b.Logs {
			if keep == activity.KeepDays {
				cells = l.AppendCellsBefore(cells, places[lead][k], day, h.AsOfSecond(lead))
			} else {
				cells = l.AppendCells(cells, places[lead][k])
			}
		}
		return cells
	})
	g.Tell(e, o, asOf)
	beside.TellLogsNotGiven(e, o, r.Book, g)
	return nil
}

// check finds rules about events that mean another thing on each day, where each lead is
// scored as of a day of its own: which events count is decided once.
func check(g *beside.Logs, keep activity.Keep) error {
	for _, l := range g.Book.Logs() {
		if keep == activity.KeepDays && l.AsksForToday() {
			return exit.Usagef("--as-of-column: a where of the log %s counts days to the day of --as-of, which is another for each lead. write before or after a date, or within beside where", l.Name)
		}
	}
	return nil
}
