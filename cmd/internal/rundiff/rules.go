package rundiff

import (
	"context"
	"runtime"
	"slices"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/movers"
	"leadscore/cmd/internal/rulefile"
	"leadscore/leads"
	"leadscore/rulebook/yaml/diff"
	"leadscore/scoring"
)

// rulesDiff scores a list by two rulebooks.
type rulesDiff struct {
	*leadlist.List
	later, mixed *scoring.Engine // mixed: the earlier rulebook with the later stages; nil: none
	stages       *movers.Stages
	tally        *movers.Tally
	most         int
}

// diffRules finds who moves where one rulebook takes the place of another.
func diffRules(ctx context.Context, e console.Env, o Options) (*movers.Report, error) {
	before, err := rulefile.LoadFor(e, o.Common, o.Old)
	if err != nil {
		return nil, err
	}
	after, err := rulefile.Load(o.With, "--with")
	if err != nil {
		return nil, err
	}
	lo := leadlist.Options{Leads: o.Old, Input: o.InputOptions, Prefix: o.Prefix, Reasons: -1, Progress: true}
	l, err := leadlist.Open(ctx, e, o.Common, before, lo)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	d := &rulesDiff{List: l, stages: movers.NewStages(after.Book, before.Book), most: o.most()}
	d.tally = movers.NewTally(d.stages, d.most)
	if err := d.compile(before, after); err != nil {
		return nil, err
	}
	if err := d.read(); err != nil {
		return nil, err
	}
	l.Summary(e, o.Common)
	l.LastLine(e, o.Common)
	day := l.AsOf.String()
	return &movers.Report{
		Before:   movers.Side{Name: shortName(o.Rules), AsOf: day, RulesHash: before.Hash(), Leads: l.Scored},
		After:    movers.Side{Name: shortName(o.With), AsOf: day, RulesHash: after.Hash(), Leads: l.Scored},
		Language: after.Book.Language, Rulebooks: true, Identity: identityOf(d.later), Changes: diff.Rulebooks(before.Book, after.Book), Tally: d.tally,
	}, nil
}

// identityOf is the headers of a key, which may be none, and what is shown beside it.
func identityOf(e *scoring.Engine) []string { return append([]string{e.KeyName()}, e.ShowNames()...) }

func (d *rulesDiff) compile(before, after *rulefile.Rules) (err error) {
	opt := scoring.Options{AsOf: d.AsOf, Reasons: -1}
	if d.later, err = scoring.Compile(after.Book, d.Layout.Header(), opt); err != nil {
		return err
	}
	mixed := *before.Book
	mixed.Stages = after.Book.Stages
	if d.mixed, err = scoring.Compile(&mixed, d.Layout.Header(), opt); err != nil {
		d.mixed = nil // the later stages ask what the earlier rulebook does not have
	}
	return nil
}

func (d *rulesDiff) read() error {
	needs := slices.Concat(d.Engine.Needs(), d.later.Needs())
	slices.Sort(needs)
	d.Reader.Want(d.Layout.Columns(slices.Compact(needs)))
	d.Unscored = true // a judge scores them, by each rulebook
	return leadlist.Walk[diffPart]{Workers: runtime.GOMAXPROCS(0), Each: d.newWorker, Reset: d.reset, Done: d.takePart}.Through(d.List)
}

// diffPart is what came of a part of the list.
type diffPart struct{ moved *movers.Tally }

func (d *rulesDiff) reset(p *diffPart) {
	if p.moved == nil {
		p.moved = movers.NewTally(d.stages, d.most)
	}
	p.moved.Reset()
}

func (d *rulesDiff) newWorker(l *leadlist.Worker) func(*leads.Record, *scoring.Result, *diffPart) error {
	judge := movers.NewJudge(d.Engine, d.later, d.mixed, d.stages)
	return func(rec *leads.Record, _ *scoring.Result, into *diffPart) error {
		d.compare(judge, l, rec.Line, into.moved)
		return nil
	}
}

// compare takes in what two rulebooks make of a lead.
func (d *rulesDiff) compare(judge *movers.Judge, l *leadlist.Worker, line int, moved *movers.Tally) {
	cells := l.Visible
	c := judge.Compare(cells, cells)
	kind := moved.Count(c.Before, c.After)
	moved.Place(c.OrderBefore, c.OrderAfter)
	moved.AddRules(judge)
	if kind == movers.Same && !d.Keyed {
		return
	}
	key, show := judge.Identity(cells)
	if d.Keyed {
		l.Told.AddKey(key, line)
	}
	if kind != movers.Same {
		moved.Add(movers.Lead{Kind: kind, Key: key, Show: show, Line: line, Before: &c.Before, After: &c.After, Reason: judge.Reason(c, cells)}.Clone())
	}
}

func (d *rulesDiff) takePart(p *diffPart) error {
	d.tally.Merge(p.moved)
	return nil
}
