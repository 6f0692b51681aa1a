package cmd

import (
	"container/heap"
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rowsort"
	"leadscore/leads"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
)

type rankOptions struct {
	common
	inputOptions
	outputOptions
	writeOptions
	answerOptions
	eventOptions
	whereOptions
	pagerOptions
	byOptions
	OnePerAccount bool     // the best lead of each account only
	Wrap          bool     // the whole table on a terminal too
	Leads         string   // "" or "-": stdin
	Format        string   // table, markdown, csv, json, jsonl
	Top           int      // 0: all
	Stages        []string // nil: all but the out stages
}

func newRankCommand(e env, shared *common, run func(context.Context, env, rankOptions) error) *cobra.Command {
	o := rankOptions{}
	c := onLeads(&cobra.Command{
		Use:   "rank [LEADS]",
		Short: "Show the best leads first, each with its stage, its reasons and what to ask next",
		Long: `Show the best leads first, each with its stage, its reasons and what to ask next.

Leads are ordered by stage, then score, then as the list has them. Those of an out stage are left out, unless
--stage names it. On a terminal each lead has one line; --wrap shows all of it. A table leaves out what does not
fit; csv, json and jsonl do not. csv is written as the list is, in its encoding and with its separator, unless
told otherwise; -o FILE.xlsx is an Excel workbook. Memory holds the leads shown; --top 0 with csv, json or jsonl
sorts lists that are too large for that in a temporary file.`,
		Example: `  leadscore rank leads.csv
  leadscore rank leads.csv --top 50 --stage Priority,SQL -o call-list.csv --format csv
  leadscore rank leads.csv --format jsonl | jq -r .next_question`,
		GroupID: groupLeads,
	}, shared, &o.common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	o.inputOptions.addFlags(c)
	o.addAnswers(c)
	o.addLogs(c)
	o.addWhere(c)
	o.addLimit(c)
	shared.addLang(c)
	f := c.Flags()
	f.VarP(newNumber(&o.Top, 0, 20), "top", "n", "how many leads to show, 0 for all")
	f.StringSliceVar(&o.Stages, "stage", nil, "show leads of these `STAGES` only, as in Priority,SQL")
	o.outputOptions.addFlags(c, "")
	o.book = true
	addEnum(c, f, &o.Format, "format", "how to show them", "table", "markdown", "csv", "json", "jsonl")
	f.BoolVar(&o.Wrap, "wrap", false, "show all of each lead on a terminal too, on as many lines as it takes")
	f.BoolVar(&o.OnePerAccount, "one-per-account", false, "show of each company its best lead only (see leadscore accounts)")
	o.addBy(c, &o.inputOptions, "with --one-per-account: ")
	o.pagerOptions.addFlags(c)
	o.writeOptions.addFlags(c)
	_ = c.RegisterFlagCompletionFunc("stage", completeStages(shared))
	return c
}

func runRank(ctx context.Context, e env, o rankOptions) error {
	if err := e.checkResults(&o.common, &o.outputOptions, o.Leads, o.answerOptions.inputs(), o.eventOptions.inputs()); err != nil {
		return err
	}
	if o.toWorkbook() && o.Format == "table" {
		o.Format = "csv"
	}
	if o.Format != "csv" && !o.asRead() {
		return usagef("--output-encoding and --excel are for --format csv; %s is always UTF-8", o.Format)
	}
	if err := checkWorkbook(o.Output, o.Format, o.writeOptions); err != nil {
		return err
	}
	if o.By != "" && !o.OnePerAccount {
		return usagef("--by is for --one-per-account, which shows the best lead of each account")
	}
	rules, err := e.loadRulebook(o.common, o.Leads)
	if err != nil {
		return err
	}
	return e.rank(ctx, o, rules)
}

// rank ranks a list by a rulebook.
func (e env) rank(ctx context.Context, o rankOptions, rules *rules) error {
	keep, err := stageFilter(rules.book, o.Stages)
	if err != nil {
		return err
	}
	l, err := e.openList(ctx, o.common, rules, listOptions{Leads: o.Leads, Input: o.inputOptions, Answers: o.Answers, Logs: o.Logs, Prefix: defaultPrefix, Progress: true, Accounts: o.accounts()})
	if err != nil {
		return err
	}
	defer l.Close()
	where, err := l.newWhere(o.whereOptions)
	if err != nil {
		return err
	}
	r := ranking{list: l, where: where, top: o.Top, keep: keep, passed: make([]int, len(keep)), stages: make([]int, len(keep)), ofNeeds: !strings.HasPrefix(o.Format, "json")}
	if o.Top == 0 && !o.OnePerAccount && o.Format != "table" && o.Format != "markdown" {
		r.sorter = newRowSorter()
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
	if !toFile(o.Output) {
		l.progress.end()
	}
	if e.onScreen(o) {
		return r.show(e, o)
	}
	var dropped []string
	err = e.paged(o.Output, o.pagerOptions, func(w io.Writer) (err error) {
		return asWorkbook(w, r.workbook(o), func(w io.Writer) error {
			dropped, err = r.write(ctx, w, e, o)
			return err
		})
	})
	if err != nil {
		return err
	}
	l.summary(e, o.common)
	r.summary(e, o, dropped)
	l.lastLine(e, o.common)
	return nil
}

// stageFilter tells for each stage rule whether its leads are wanted; the last
// entry is for leads without a stage.
func stageFilter(book *rulebook.Rulebook, wanted []string) ([]bool, error) {
	if len(wanted) > 0 && len(book.Stages) == 0 {
		return nil, usagef("--stage: the rulebook has no stages")
	}
	keep := make([]bool, len(book.Stages)+1)
	for i, s := range book.Stages {
		keep[i] = len(wanted) == 0 && !s.Out
	}
	keep[len(book.Stages)] = len(wanted) == 0
	for _, name := range wanted {
		found := false
		for i, s := range book.Stages {
			if fold.Text(s.Name) == fold.Text(name) {
				keep[i], found = true, true
			}
		}
		if !found {
			return nil, usagef("--stage: %w", notOneOf(name, "stage", stageNames(book)))
		}
	}
	return keep, nil
}

// ranking is the best leads of a list.
type ranking struct {
	list   *list
	top    int    // 0: all
	keep   []bool // by stage rule; the last: without a stage
	shown  int    // leads
	passed []int  // leads not wanted, by stage rule as in keep
	stages []int  // all leads, by stage rule as in keep
	where  *where // which leads are meant
	others int    // leads that are not

	ofNeeds bool         // only cells that the rulebook needs are shown
	found   []*bestLeads // by each worker
	leads   []rankedLead // the best of all

	ofAccounts []*bestOfAccounts // by each worker, where one lead of each account is wanted

	sorter *rowsort.Sorter // of rows of all leads; nil: the leads themselves are kept
}

// rankedLead is a lead among the best so far.
type rankedLead struct {
	order   scoring.Order
	rec     *leads.Record
	account string // where one of each is wanted
}

// compare is negative where a ranks before b.
func (a rankedLead) compare(b rankedLead) int { return a.order.Compare(b.order) }

// read keeps the best leads of the list, or what is to be written of all.
func (r *ranking) read(o rankOptions) error {
	l := r.list
	if r.ofNeeds {
		needs := append(l.engine.Needs(), r.where.needs()...)
		slices.Sort(needs)
		l.reader.Want(l.layout.Columns(slices.Compact(needs)))
	}
	l.sees = r.where != nil || r.sorter != nil || o.OnePerAccount
	w := walk[bestPart]{
		workers: runtime.GOMAXPROCS(0), reset: r.reset, done: r.takePart,
		each: func(l *lane) func(*leads.Record, *scoring.Result, *bestPart) error { return r.newWorker(o, l) },
	}
	if err := w.through(l); err != nil {
		return err
	}
	for _, best := range r.found {
		r.leads = append(r.leads, best.leads...)
	}
	for _, best := range r.ofAccounts {
		r.leads = append(r.leads, best.kept.leads...)
	}
	slices.SortFunc(r.leads, rankedLead.compare)
	if o.OnePerAccount {
		r.leads = oneOfEach(r.leads)
		r.shown = len(r.leads)
	}
	if r.top > 0 {
		r.leads = r.leads[:min(r.top, len(r.leads))]
		r.shown = len(r.leads)
	}
	return nil
}

// bestPart is what came of a part of the list, but for the leads among the best.
type bestPart struct {
	kept   int // leads
	passed []int
	stages []int
	others int
}

// newWorker makes what keeps the best leads of those that a lane scores.
func (r *ranking) newWorker(o rankOptions, l *lane) func(*leads.Record, *scoring.Result, *bestPart) error {
	keep := r.newKeeper(o, l)
	return func(rec *leads.Record, result *scoring.Result, into *bestPart) error {
		stage := r.stageOf(result)
		if !r.where.holds(l.visible) {
			into.others++
			return nil
		}
		into.stages[stage]++
		if !r.keep[stage] {
			into.passed[stage]++
			return nil
		}
		into.kept++
		return keep(rankedLead{order: l.engine.Order(result, rec.Line), rec: rec})
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
func (r *ranking) newKeeper(o rankOptions, of *lane) func(rankedLead) error {
	if o.OnePerAccount {
		best := newBestOfAccounts(r.top, of)
		r.ofAccounts = append(r.ofAccounts, best)
		return func(lead rankedLead) error {
			best.add(lead)
			return nil
		}
	}
	if r.sorter == nil {
		best := &bestLeads{top: r.top, lane: of}
		r.found = append(r.found, best)
		return func(lead rankedLead) error {
			best.add(lead)
			return nil
		}
	}
	p, rows := r.sorter.NewPile(), newRankAppender(r.list, of, o)
	return func(lead rankedLead) error {
		text, rankAt, err := rows.append(p.Text, lead.rec)
		if p.Text = text; err != nil {
			return err
		}
		return p.Add(lead.order, rankAt)
	}
}

// bestLeads are the best leads so far of those that one worker has met.
type bestLeads struct {
	top   int   // 0: all
	lane  *lane // that scored them, several at once; nil: one after the other
	leads rankedLeads
}

// add takes a lead in if it is among the best.
func (b *bestLeads) add(lead rankedLead) {
	switch {
	case b.top == 0:
		lead.rec = b.lane.clone(lead.rec)
		b.leads = append(b.leads, lead)
	case len(b.leads) < b.top:
		lead.rec = b.lane.clone(lead.rec)
		heap.Push(&b.leads, lead)
	case lead.compare(b.leads[0]) < 0:
		lead.rec = b.lane.clone(lead.rec)
		b.leads[0] = lead
		heap.Fix(&b.leads, 0)
	}
}

// rankedLeads is a heap with the worst lead on top.
type rankedLeads []rankedLead

func (h rankedLeads) Len() int           { return len(h) }
func (h rankedLeads) Less(i, j int) bool { return h[i].compare(h[j]) > 0 }
func (h rankedLeads) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *rankedLeads) Push(lead any)     { *h = append(*h, lead.(rankedLead)) }

func (h *rankedLeads) Pop() any {
	last := len(*h) - 1
	lead := (*h)[last]
	*h = (*h)[:last]
	return lead
}

func (r *ranking) passedCount() int {
	total := 0
	for _, n := range r.passed {
		total += n
	}
	return total
}

// summary tells on stderr which leads are not in the ranking, and why.
func (r *ranking) summary(e env, o rankOptions, dropped []string) {
	if n := r.passedCount(); n > 0 && len(o.Stages) == 0 {
		e.noteIn(r.list.texts(), o.common, "%s of out stages left out: %s. --stage shows them", r.list.texts().Count(n, "lead"), r.passedByStage())
	} else if n > 0 {
		e.noteIn(r.list.texts(), o.common, "%s of other stages left out", r.list.texts().Count(n, "lead"))
	}
	if r.others > 0 {
		e.noteIn(r.list.texts(), o.common, "%s left out by --where", r.list.texts().Count(r.others, "lead"))
	}
	if o.OnePerAccount {
		e.noteIn(r.list.texts(), o.common, "showing the best lead of each of %s by %s", r.list.texts().Count(r.shown, "account"), r.list.engine.AccountHeader())
		if r.top > 0 && r.shown == r.top {
			e.noteIn(r.list.texts(), o.common, "--top 0 shows those of all accounts")
		}
	} else if rest := r.list.scored - r.passedCount() - r.others - r.shown; rest > 0 {
		e.noteIn(r.list.texts(), o.common, "showing %s of %s. --top 0 shows all", report.Thousands(r.shown), report.Thousands(r.shown+rest))
	}
	r.tellDropped(e, o, dropped)
}

// tellDropped tells which columns had no room.
func (r *ranking) tellDropped(e env, o rankOptions, dropped []string) {
	if len(dropped) > 0 {
		e.noteIn(r.list.texts(), o.common, "columns left out for want of room: %s. --width 0 shows all", strings.Join(dropped, r.list.texts().Say(", ")))
	}
}

func (r *ranking) passedByStage() string {
	var counts []string
	for i, s := range r.list.rules.book.Stages {
		if r.passed[i] > 0 {
			counts = append(counts, fmt.Sprintf("%s %s", s.Name, report.Thousands(r.passed[i])))
		}
	}
	return strings.Join(counts, r.list.texts().Say(", "))
}
