// Package ranking keeps the best leads of a list, and writes and shows them.
package ranking

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rowsort"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/writing"
	"leadscore/leads"
	"leadscore/scoring"
)

// Options are what rank is told.
type Options struct {
	leadlist.Asked
	writing.WriteOptions
	leadlist.WhereOptions
	console.PagerOptions
	leadlist.ByOptions
	OnePerAccount bool     // the best lead of each account only
	Wrap          bool     // the whole table on a terminal too
	Format        string   // table, markdown, csv, json, jsonl
	Top           int      // 0: all
	Stages        []string // nil: all but the out stages
}

// Run is the command rank.
func Run(ctx context.Context, e console.Env, o Options) error {
	if err := o.CheckResults(e); err != nil {
		return err
	}
	if o.toWorkbook() && o.Format == "table" {
		o.Format = "csv"
	}
	if o.Format != "csv" && !o.AsRead() {
		return exit.Usagef("--output-encoding and --excel are for --format csv; %s is always UTF-8", o.Format)
	}
	if err := writing.CheckWorkbook(o.Output, o.Format, o.WriteOptions); err != nil {
		return err
	}
	if o.By != "" && !o.OnePerAccount {
		return exit.Usagef("--by is for --one-per-account, which shows the best lead of each account")
	}
	rules, err := rulefile.LoadFor(e, o.Common, o.Leads)
	if err != nil {
		return err
	}
	return Rank(ctx, e, o, rules)
}

// Rank ranks a list by a rulebook.
func Rank(ctx context.Context, e console.Env, o Options, rules *rulefile.Rules) error {
	keep, err := rulefile.StageFilter(rules.Book, o.Stages)
	if err != nil {
		return err
	}
	lo := o.ToOpen()
	lo.Progress, lo.Accounts = true, o.accounts()
	l, err := leadlist.Open(ctx, e, o.Common, rules, lo)
	if err != nil {
		return err
	}
	defer l.Close()
	where, err := l.NewWhere(o.WhereOptions)
	if err != nil {
		return err
	}
	r := ranking{list: l, where: where, top: o.Top, keep: keep, passed: make([]int, len(keep)), stages: make([]int, len(keep)), ofNeeds: !strings.HasPrefix(o.Format, "json")}
	defer r.long.Close()
	if o.Top == 0 && !o.OnePerAccount && o.Format != "table" && o.Format != "markdown" {
		r.sorter = NewRowSorter()
		defer r.sorter.Close()
	}
	if o.Format == "csv" {
		if err := r.layRankOut(o); err != nil {
			return err
		}
	}
	if err := r.read(o); err != nil {
		return err
	}
	if !console.ToFile(o.Output) {
		l.Progress.End()
	}
	if onScreen(e, o) {
		return r.show(e, o)
	}
	var dropped []string
	err = e.Paged(o.Output, o.PagerOptions, func(w io.Writer) (err error) {
		return writing.AsWorkbook(w, r.workbook(o), func(w io.Writer) error {
			dropped, err = r.write(ctx, w, e, o)
			return err
		})
	})
	if err != nil {
		return err
	}
	l.Summary(e, o.Common)
	r.summary(e, o, dropped)
	l.LastLine(e, o.Common)
	return nil
}

// ranking is the best leads of a list.
type ranking struct {
	list   *leadlist.List
	top    int             // 0: all
	keep   []bool          // by stage rule; the last: without a stage
	shown  int             // leads
	passed []int           // leads not wanted, by stage rule as in keep
	stages []int           // all leads, by stage rule as in keep
	where  *leadlist.Where // which leads are meant
	others int             // leads that are not

	ofNeeds bool    // only cells that the rulebook needs are shown
	found   []*Best // by each worker
	leads   []Lead  // the best of all

	ofAccounts []*bestOfAccounts // by each worker, where one lead of each account is wanted
	long       longRows

	sorter *rowsort.Sorter // of rows of all leads; nil: the leads themselves are kept
}

// read keeps the best leads of the list, or what is to be written of all.
func (r *ranking) read(o Options) error {
	l := r.list
	if r.ofNeeds {
		needs := append(l.Engine.Needs(), r.where.Needs()...)
		slices.Sort(needs)
		l.Reader.Want(l.Layout.Columns(slices.Compact(needs)))
	}
	l.Sees = r.where != nil || r.sorter != nil || o.OnePerAccount
	w := leadlist.Walk[bestPart]{
		Workers: runtime.GOMAXPROCS(0), Reset: r.reset, Done: r.takePart,
		Each: func(l *leadlist.Worker) func(*leads.Record, *scoring.Result, *bestPart) error {
			return r.newWorker(o, l)
		},
	}
	if err := w.Through(l); err != nil {
		return err
	}
	for _, best := range r.found {
		r.leads = append(r.leads, best.Leads...)
	}
	for _, best := range r.ofAccounts {
		r.leads = append(r.leads, best.kept.leads...)
	}
	slices.SortFunc(r.leads, Lead.Compare)
	if o.OnePerAccount {
		r.leads = oneOfEach(r.leads)
		r.shown = len(r.leads)
	}
	if r.top > 0 {
		r.leads = r.leads[:min(r.top, len(r.leads))]
		r.shown = len(r.leads)
	}
	return r.long.failed()
}

// bestPart is what came of a part of the list, but for the leads among the best.
type bestPart struct {
	kept   int // leads
	passed []int
	stages []int
	others int
}

// newWorker makes what keeps the best leads of those that a worker scores.
func (r *ranking) newWorker(o Options, l *leadlist.Worker) func(*leads.Record, *scoring.Result, *bestPart) error {
	keep := r.newKeeper(o, l)
	return func(rec *leads.Record, result *scoring.Result, into *bestPart) error {
		stage := r.stageOf(result)
		if !r.where.Holds(l.Visible) {
			into.others++
			return nil
		}
		into.stages[stage]++
		if !r.keep[stage] {
			into.passed[stage]++
			return nil
		}
		into.kept++
		return keep(Lead{Order: l.Engine.Order(result, rec.Line), Record: rec})
	}
}

func (r *ranking) reset(p *bestPart) {
	if p.passed == nil {
		p.passed, p.stages = make([]int, len(r.keep)), make([]int, len(r.keep))
	}
	p.kept, p.others = 0, 0
	clear(p.passed)
	clear(p.stages)
}

// stageOf is a lead's place in keep.
func (r *ranking) stageOf(result *scoring.Result) int {
	if result.Stage < 0 {
		return len(r.keep) - 1
	}
	return result.Stage
}

// takePart takes in what came of the next part.
func (r *ranking) takePart(p *bestPart) error {
	r.shown += p.kept
	r.others += p.others
	for stage := range r.keep {
		r.passed[stage] += p.passed[stage]
		r.stages[stage] += p.stages[stage]
	}
	return nil
}

// newKeeper makes what keeps the leads that one worker has scored last.
func (r *ranking) newKeeper(o Options, of *leadlist.Worker) func(Lead) error {
	if o.OnePerAccount {
		best := newBestOfAccounts(r.top, of, &r.long)
		r.ofAccounts = append(r.ofAccounts, best)
		return func(lead Lead) error {
			best.add(lead)
			return nil
		}
	}
	if r.sorter == nil {
		best := &Best{Top: r.top, Worker: of, long: &r.long}
		r.found = append(r.found, best)
		return func(lead Lead) error {
			best.Add(lead)
			return nil
		}
	}
	p, rows := r.sorter.NewPile(), newRankAppender(r.list, of, o)
	return func(lead Lead) error {
		text, rankAt, err := rows.append(p.Text, lead.Record)
		if p.Text = text; err != nil {
			return err
		}
		return p.Add(lead.Order, rankAt)
	}
}

func (r *ranking) passedCount() int {
	total := 0
	for _, n := range r.passed {
		total += n
	}
	return total
}

// summary tells on stderr which leads are not in the ranking, and why.
func (r *ranking) summary(e console.Env, o Options, dropped []string) {
	if n := r.passedCount(); n > 0 && len(o.Stages) == 0 {
		e.NoteIn(r.list.Texts(), o.Common, "%s of out stages left out: %s. --stage shows them", r.list.Texts().Count(n, "lead"), r.passedByStage())
	} else if n > 0 {
		e.NoteIn(r.list.Texts(), o.Common, "%s of other stages left out", r.list.Texts().Count(n, "lead"))
	}
	if r.others > 0 {
		e.NoteIn(r.list.Texts(), o.Common, "%s left out by --where", r.list.Texts().Count(r.others, "lead"))
	}
	if o.OnePerAccount {
		e.NoteIn(r.list.Texts(), o.Common, "showing the best lead of each of %s by %s", r.list.Texts().Count(r.shown, "account"), r.list.Engine.AccountHeader())
		if r.top > 0 && r.shown == r.top {
			e.NoteIn(r.list.Texts(), o.Common, "--top 0 shows those of all accounts")
		}
	} else if rest := r.list.Scored - r.passedCount() - r.others - r.shown; rest > 0 {
		e.NoteIn(r.list.Texts(), o.Common, "showing %s of %s. --top 0 shows all", report.Thousands(r.shown), report.Thousands(r.shown+rest))
	}
	r.tellDropped(e, o, dropped)
}

// tellDropped tells which columns had no room.
func (r *ranking) tellDropped(e console.Env, o Options, dropped []string) {
	if len(dropped) > 0 {
		e.NoteIn(r.list.Texts(), o.Common, "columns left out for want of room: %s. --width 0 shows all", strings.Join(dropped, r.list.Texts().Say(", ")))
	}
}

func (r *ranking) passedByStage() string {
	var counts []string
	for i, s := range r.list.Rules.Book.Stages {
		if r.passed[i] > 0 {
			counts = append(counts, fmt.Sprintf("%s %s", s.Name, report.Thousands(r.passed[i])))
		}
	}
	return strings.Join(counts, r.list.Texts().Say(", "))
}
