// Package callsheet picks the leads of a list that are to be called, for the sheet of package qualify.
package callsheet

import (
	"cmp"
	"context"
	"io"
	"path/filepath"
	"runtime"
	"slices"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/page"
	"leadscore/cmd/internal/qualify"
	"leadscore/cmd/internal/ranking"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/writing"
	"leadscore/leads"
	"leadscore/leads/workbook"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// Options are what qualify is told.
type Options struct {
	leadlist.Asked
	leadlist.WhereOptions
	Format    string   // auto, text, markdown, csv, json, html
	Top       int      // 0: all
	Stages    []string // nil: all but the out stages
	Framework string   // "": all
}

// Run is the command qualify.
func Run(ctx context.Context, e console.Env, o Options) error {
	if err := o.CheckResults(e); err != nil {
		return err
	}
	if err := writing.CheckWorkbook(o.Output, o.format(), writing.WriteOptions{}); err != nil {
		return err
	}
	rules, err := rulefile.LoadFor(e, o.Common, o.Leads)
	if err != nil {
		return err
	}
	keep, err := rulefile.StageFilter(rules.Book, o.Stages)
	if err != nil {
		return err
	}
	if err := checkFramework(rules.Book, o.Framework); err != nil {
		return err
	}
	lo := o.ToOpen()
	lo.AskAll = true
	return leadlist.Over(ctx, e, o.Common, rules, lo, func(l *leadlist.List) (func(), error) {
		q := &qualifying{list: l, keep: keep, top: o.Top}
		if err := q.read(o); err != nil {
			return nil, err
		}
		sheet := q.sheet(o)
		err := e.Results(o.Output, func(w io.Writer) error { return writeSheet(w, e, o, sheet, rules.Book) })
		return func() { q.summary(e, o, &sheet.Left) }, err
	})
}

// checkFramework finds a framework that the rulebook does not have.
func checkFramework(rb *rulebook.Rulebook, name string) error {
	var names []string
	for i := range rb.Frameworks {
		names = append(names, rb.Frameworks[i].Name)
	}
	is := func(n string) bool { return fold.Text(n) == fold.Text(name) }
	switch {
	case name == "" || slices.ContainsFunc(names, is):
		return nil
	case len(names) == 0:
		return exit.Usagef("--framework: the rulebook has no frameworks. leadscore frameworks shows sections to paste")
	}
	return exit.Usagef("--framework: %w", exit.NotOneOf(name, "framework", names))
}

// format is how the sheet is shown. A workbook has the rows of the table.
func (o *Options) format() string {
	if o.Format == "auto" && workbook.Named(o.Output) {
		return "csv"
	}
	return console.FormatOf(o.Format, o.Output, "text", "html", "markdown", "csv", "json", "text")
}

func writeSheet(w io.Writer, e console.Env, o Options, s *qualify.Sheet, rb *rulebook.Rulebook) error {
	switch o.format() {
	case "html":
		return page.New(s, rb).Write(w)
	case "markdown":
		return s.Markdown(w)
	case "csv":
		if workbook.Named(o.Output) {
			return writing.AsWorkbook(w, &workbook.WriteOptions{Sheet: s.Title(), Header: 1, Ours: qualify.ToFill()}, s.Rows)
		}
		return s.CSV(w)
	case "json":
		data, err := report.MarshalJSON(s, "")
		if err != nil {
			return err
		}
		_, err = w.Write(append(data, '\n'))
		return err
	}
	return s.Text(w, e.Screen(o.Common))
}

// qualifying reads a list for a call sheet.
type qualifying struct {
	list    *leadlist.List
	keep    []bool // by stage rule; the last: without a stage
	top     int    // 0: all
	where   *leadlist.Where
	workers []*callable // by worker
	due     []ranking.Lead
	best    []ranking.Lead // of those that may be called
	left    qualify.Left
}

// callable is what one worker has met.
type callable struct {
	asOf calendar.Day
	best ranking.Best // of those that may be called
	due  []ranking.Lead
	left qualify.Left
}

// read keeps the best leads, and all that are to be called again.
func (q *qualifying) read(o Options) (err error) {
	l := q.list
	if q.where, err = l.NewWhere(o.WhereOptions); err != nil {
		return err
	}
	l.Sees = true
	if err := (leadlist.Walk[struct{}]{Workers: runtime.GOMAXPROCS(0), Each: q.newWorker}).Through(l); err != nil {
		return err
	}
	for _, w := range q.workers {
		q.due, q.best = append(q.due, w.due...), append(q.best, w.best.Leads...)
		q.left = q.left.Plus(&w.left)
	}
	slices.SortFunc(q.best, ranking.Lead.Compare)
	if q.top > 0 {
		q.best = q.best[:min(q.top, len(q.best))]
	}
	q.left.More -= len(q.best)
	return nil
}

func (q *qualifying) newWorker(l *leadlist.Worker) func(*leads.Record, *scoring.Result, *struct{}) error {
	w := &callable{asOf: q.list.AsOf, best: ranking.Best{Top: q.top, Worker: l}}
	q.workers = append(q.workers, w)
	return func(rec *leads.Record, result *scoring.Result, _ *struct{}) error {
		lead := ranking.Lead{Order: l.Engine.Order(result, rec.Line), Record: rec}
		stage := result.Stage
		if stage < 0 {
			stage = len(q.keep) - 1
		}
		switch {
		case !q.where.Holds(l.Visible):
			w.left.Others++
		case !q.keep[stage]:
			w.left.OtherStages++
		case w.leaves(l):
		case isDue(l):
			lead.Record = l.Clone(rec)
			w.due = append(w.due, lead)
		default:
			w.left.More++
			w.best.Add(lead)
		}
		return nil
	}
}

// leaves tells whether the lead scored last is not to be called, and counts it.
func (q *callable) leaves(l *leadlist.Worker) bool {
	if l.Answers == nil || l.Answers.Said == nil {
		return false
	}
	said := l.Answers.Said
	c := &said.Call
	due, again := c.DueDay()
	switch {
	case c.Result == "dnc":
		q.left.DoNotCall++
	case again && due > q.asOf:
		q.left.Later++
	case again:
		return false
	case c.Result == "refused":
		q.left.Refused++
	case c.Result == "appt":
		q.left.Appointments++
	default:
		return false
	}
	return true
}

// isDue tells whether the lead scored last is to be called again by now.
func isDue(l *leadlist.Worker) bool {
	if l.Answers == nil || l.Answers.Said == nil {
		return false
	}
	_, again := l.Answers.Said.Call.DueDay()
	return again
}

// sheet makes the sheet of the leads that were kept.
func (q *qualifying) sheet(o Options) *qualify.Sheet {
	l, rb := q.list, q.list.Rules.Book
	m := qualify.NewMaker(rb, l.Engine, l.Layout.Header(), o.Framework, l.AsOf)
	s := &qualify.Sheet{
		List: filepath.Base(l.Name), Rulebook: cmp.Or(rb.Name, filepath.Base(l.Rules.File)), RulesHash: l.Rules.Hash(), AsOf: l.AsOf.String(),
		Language: qualify.LanguageOf(rb), KeyHeader: l.Engine.KeyName(), Topics: m.Topics(), Stages: rulefile.StageNames(rb), Leads: []qualify.Lead{},
	}
	kept := slices.Concat(q.due, q.best)
	slices.SortFunc(kept, ranking.Lead.Compare)
	for _, lead := range kept {
		s.Leads = append(s.Leads, q.lead(m, lead.Record))
	}
	m.Number(s.Leads)
	s.Left = q.left
	return s
}

func (q *qualifying) lead(m *qualify.Maker, rec *leads.Record) qualify.Lead {
	q.list.Rescore(rec)
	return m.Lead(q.list.Scorer, q.list.Visible, rec.Line, q.list.Answers.Said)
}

// summary tells who is not on the sheet.
func (q *qualifying) summary(e console.Env, o Options, left *qualify.Left) {
	in := q.list.Texts()
	told := func(n int, text string) {
		if n > 0 {
			e.Note(o.Common, text, in.Count(n, "lead"))
		}
	}
	told(left.Others, in.Say("%s left out by --where"))
	told(left.OtherStages, in.Say("%s of other stages left out"))
	told(left.DoNotCall, in.Say("%s not called any more"))
	told(left.Refused, in.Say("%s left out that refused"))
	told(left.Appointments, in.Say("%s left out with an appointment"))
	told(left.Later, in.Say("%s to be called again on a later day"))
	if left.More > 0 {
		e.NoteIn(in, o.Common, "showing %s of %s. --top 0 shows all", report.Thousands(len(q.best)), report.Thousands(len(q.best)+left.More))
	}
}
