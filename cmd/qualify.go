package cmd

import (
	"cmp"
	"context"
	"io"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/page"
	"leadscore/cmd/internal/qualify"
	"leadscore/cmd/internal/report"
	"leadscore/leads"
	"leadscore/leads/workbook"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

type qualifyOptions struct {
	common
	inputOptions
	outputOptions
	answerOptions
	eventOptions
	whereOptions
	Leads     string   // "" or "-": stdin
	Format    string   // auto, text, markdown, csv, json, html
	Top       int      // 0: all
	Stages    []string // nil: all but the out stages
	Framework string   // "": all
}

func newQualifyCommand(e env, shared *common, run func(context.Context, env, qualifyOptions) error) *cobra.Command {
	o := qualifyOptions{}
	c := onLeads(&cobra.Command{
		Use:   "qualify [LEADS]",
		Short: "Make the call sheet: per lead what is known, what to ask, and what would lift it a stage",
		Long: `Make the call sheet: per lead who it is, what is known, what to ask, and what would lift it a stage.

Leads that are to be called again come first, then the best, last those without a number. With --answers, who wants no
calls, has refused or has an appointment leaves the sheet, and who is to be called on a later day comes back then.
What would lift a lead is the smallest set of answers, of three at most, that leads into a better stage.

html is a page that works from a disk without a network: answers and results are given by keys, kept in the browser, and
downloaded as a table for --answers. csv is a sheet to be filled in: its first columns are those of --answers, and rows
without an answer are skipped. -o FILE.xlsx is the same as an Excel workbook, which --answers reads too.`,
		Example: `  leadscore qualify leads.csv --top 40
  leadscore qualify leads.csv --top 40 -o sheet.html
  leadscore qualify leads.csv --where 'Owner=M. Reyes' --answers 'answers-*.csv'
  leadscore qualify leads.csv --stage MQL --framework BANT --format csv -o sheet.csv`,
		GroupID: groupLeads,
	}, shared, &o.common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	o.inputOptions.addFlags(c)
	o.addLimit(c)
	o.addAnswers(c)
	o.addLogs(c)
	o.addWhere(c)
	shared.addLang(c)
	f := c.Flags()
	f.VarP(newNumber(&o.Top, 0, 20), "top", "n", "how many leads to show, 0 for all; those to be called again are shown in any case")
	f.StringSliceVar(&o.Stages, "stage", nil, "show leads of these `STAGES` only, as in Priority,SQL")
	f.StringVar(&o.Framework, "framework", "", "ask for the elements of this framework only, as `NAME`")
	o.outputOptions.addFlags(c, "")
	o.book = true
	addEnum(c, f, &o.Format, "format", "how to show it: auto is by the name of FILE, else text", "auto", "text", "markdown", "csv", "json", "html")
	_ = c.RegisterFlagCompletionFunc("stage", completeStages(shared))
	return c
}

func runQualify(ctx context.Context, e env, o qualifyOptions) error {
	if err := e.checkResults(&o.common, &o.outputOptions, o.Leads, o.answerOptions.inputs(), o.eventOptions.inputs()); err != nil {
		return err
	}
	if err := checkWorkbook(o.Output, o.format(), writeOptions{}); err != nil {
		return err
	}
	rules, err := e.loadRulebook(o.common, o.Leads)
	if err != nil {
		return err
	}
	keep, err := stageFilter(rules.book, o.Stages)
	if err != nil {
		return err
	}
	if err := checkFramework(rules.book, o.Framework); err != nil {
		return err
	}
	lo := listOptions{Leads: o.Leads, Input: o.inputOptions, Prefix: defaultPrefix, Answers: o.Answers, Logs: o.Logs, AskAll: true}
	return e.overList(ctx, o.common, rules, lo, func(l *list) (func(), error) {
		q := &qualifying{list: l, keep: keep, top: o.Top}
		if err := q.read(o); err != nil {
			return nil, err
		}
		sheet := q.sheet(o)
		err := e.results(o.Output, func(w io.Writer) error { return writeSheet(w, e, o, sheet, rules.book) })
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
		return usagef("--framework: the rulebook has no frameworks. leadscore frameworks shows sections to paste")
	}
	return usagef("--framework: %w", notOneOf(name, "framework", names))
}

// format is how the sheet is shown. A workbook has the rows of the table.
func (o *qualifyOptions) format() string {
	if o.Format == "auto" && workbook.Named(o.Output) {
		return "csv"
	}
	return formatOf(o.Format, o.Output, "text", "html", "markdown", "csv", "json", "text")
}

func writeSheet(w io.Writer, e env, o qualifyOptions, s *qualify.Sheet, rb *rulebook.Rulebook) error {
	switch o.format() {
	case "html":
		return page.New(s, rb).Write(w)
	case "markdown":
		return s.Markdown(w)
	case "csv":
		if workbook.Named(o.Output) {
			return asWorkbook(w, &workbook.WriteOptions{Sheet: s.Title(), Header: 1, Ours: qualify.ToFill()}, s.Rows)
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
	return s.Text(w, e.screen(o.common))
}

// qualifying reads a list for a call sheet.
type qualifying struct {
	list    *list
	keep    []bool // by stage rule; the last: without a stage
	top     int    // 0: all
	where   *where
	workers []*callable // by lane
	due     []rankedLead
	best    []rankedLead // of those that may be called
	left    qualify.Left
}

// callable is what one worker has met.
type callable struct {
	asOf calendar.Day
	best bestLeads // of those that may be called
	due  []rankedLead
	left qualify.Left
}

// read keeps the best leads, and all that are to be called again.
func (q *qualifying) read(o qualifyOptions) (err error) {
	l := q.list
	if q.where, err = l.newWhere(o.whereOptions); err != nil {
		return err
	}
	l.sees = true
	if err := (walk[struct{}]{workers: runtime.GOMAXPROCS(0), each: q.newWorker}).through(l); err != nil {
		return err
	}
	for _, w := range q.workers {
		q.due, q.best = append(q.due, w.due...), append(q.best, w.best.leads...)
		q.left = q.left.Plus(&w.left)
	}
	slices.SortFunc(q.best, rankedLead.compare)
	if q.top > 0 {
		q.best = q.best[:min(q.top, len(q.best))]
	}
	q.left.More -= len(q.best)
	return nil
}

func (q *qualifying) newWorker(l *lane) func(*leads.Record, *scoring.Result, *struct{}) error {
	w := &callable{asOf: q.list.asOf, best: bestLeads{top: q.top, lane: l}}
	q.workers = append(q.workers, w)
	return func(rec *leads.Record, result *scoring.Result, _ *struct{}) error {
		lead := rankedLead{order: l.engine.Order(result, rec.Line), rec: rec}
		stage := result.Stage
		if stage < 0 {
			stage = len(q.keep) - 1
		}
		switch {
		case !q.where.holds(l.visible):
			w.left.Others++
		case !q.keep[stage]:
			w.left.OtherStages++
		case w.leaves(l):
		case isDue(l):
			lead.rec = l.clone(rec)
			w.due = append(w.due, lead)
		default:
			w.left.More++
			w.best.add(lead)
		}
		return nil
	}
}

// leaves tells whether the lead scored last is not to be called, and counts it.
func (q *callable) leaves(l *lane) bool {
	if l.besides == nil || l.besides.lead == nil {
		return false
	}
	said := l.besides.lead
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
func isDue(l *lane) bool {
	if l.besides == nil || l.besides.lead == nil {
		return false
	}
	_, again := l.besides.lead.Call.DueDay()
	return again
}

// sheet makes the sheet of the leads that were kept.
func (q *qualifying) sheet(o qualifyOptions) *qualify.Sheet {
	l, rb := q.list, q.list.rules.book
	m := qualify.NewMaker(rb, l.engine, l.layout.Header(), o.Framework, l.asOf)
	s := &qualify.Sheet{
		List: filepath.Base(l.name), Rulebook: cmp.Or(rb.Name, filepath.Base(l.rules.file)), RulesHash: l.rules.hash(), AsOf: l.asOf.String(),
		Language: qualify.LanguageOf(rb), KeyHeader: l.engine.KeyName(), Topics: m.Topics(), Stages: stageNames(rb), Leads: []qualify.Lead{},
	}
	kept := slices.Concat(q.due, q.best)
	slices.SortFunc(kept, rankedLead.compare)
	for _, lead := range kept {
		s.Leads = append(s.Leads, q.lead(m, lead.rec))
	}
	m.Number(s.Leads)
	s.Left = q.left
	return s
}

func (q *qualifying) lead(m *qualify.Maker, rec *leads.Record) qualify.Lead {
	q.list.rescore(rec)
	return m.Lead(q.list.scorer, q.list.visible, rec.Line, q.list.besides.lead)
}

// summary tells who is not on the sheet.
func (q *qualifying) summary(e env, o qualifyOptions, left *qualify.Left) {
	in := q.list.texts()
	told := func(n int, text string) {
		if n > 0 {
			e.note(o.common, text, in.Count(n, "lead"))
		}
	}
	told(left.Others, in.Say("%s left out by --where"))
	told(left.OtherStages, in.Say("%s of other stages left out"))
	told(left.DoNotCall, in.Say("%s not called any more"))
	told(left.Refused, in.Say("%s left out that refused"))
	told(left.Appointments, in.Say("%s left out with an appointment"))
	told(left.Later, in.Say("%s to be called again on a later day"))
	if left.More > 0 {
		e.noteIn(in, o.common, "showing %s of %s. --top 0 shows all", report.Thousands(len(q.best)), report.Thousands(len(q.best)+left.More))
	}
}
