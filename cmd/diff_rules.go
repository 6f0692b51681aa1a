package cmd

import (
	"context"
	"runtime"
	"slices"

	"leadscore/cmd/internal/movers"
	"leadscore/leads"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// rulesDiff scores a list by two rulebooks.
type rulesDiff struct {
	*list
	later, mixed *scoring.Engine // mixed: the earlier rulebook with the later stages; nil: none
	stages       *movers.Stages
	tally        *movers.Tally
	most         int
}

// diffRules finds who moves where one rulebook takes the place of another.
func (e env) diffRules(ctx context.Context, o diffOptions) (*movers.Report, error) {
	before, err := e.loadRulebook(o.common, o.Old)
	if err != nil {
		return nil, err
	}
	after, err := loadRules(o.With, "--with")
	if err != nil {
		return nil, err
	}
	lo := listOptions{Leads: o.Old, Input: o.inputOptions, Prefix: o.Prefix, Reasons: -1, Progress: true}
	l, err := e.openList(ctx, o.common, before, lo)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	d := &rulesDiff{list: l, stages: movers.NewStages(after.book, before.book), most: o.most()}
	d.tally = movers.NewTally(d.stages, d.most)
	if err := d.compile(before, after); err != nil {
		return nil, err
	}
	if err := d.read(); err != nil {
		return nil, err
	}
	l.summary(e, o.common)
	l.lastLine(e, o.common)
	day := l.asOf.String()
	return &movers.Report{
		Before:   movers.Side{Name: shortName(o.Rules), AsOf: day, RulesHash: before.hash(), Leads: l.scored},
		After:    movers.Side{Name: shortName(o.With), AsOf: day, RulesHash: after.hash(), Leads: l.scored},
		Language: after.book.Language, Rulebooks: true, Identity: identityOf(d.later), Changes: yaml.Diff(before.book, after.book), Tally: d.tally,
	}, nil
}

// identityOf is the headers of a key, which may be none, and what is shown beside it.
func identityOf(e *scoring.Engine) []string { return append([]string{e.KeyName()}, e.ShowNames()...) }

func (d *rulesDiff) compile(before, after *rules) (err error) {
	opt := scoring.Options{AsOf: d.asOf, Reasons: -1}
	if d.later, err = scoring.Compile(after.book, d.layout.Header(), opt); err != nil {
		return err
	}
	mixed := *before.book
	mixed.Stages = after.book.Stages
	if d.mixed, err = scoring.Compile(&mixed, d.layout.Header(), opt); err != nil {
		d.mixed = nil // the later stages ask what the earlier rulebook does not have
	}
	return nil
}

func (d *rulesDiff) read() error {
	needs := slices.Concat(d.engine.Needs(), d.later.Needs())
	slices.Sort(needs)
	d.reader.Want(d.layout.Columns(slices.Compact(needs)))
	d.unread = true // a judge scores them, by each rulebook
	return walk[diffPart]{workers: runtime.GOMAXPROCS(0), each: d.newWorker, reset: d.reset, done: d.takePart}.through(d.list)
}

// diffPart is what came of a part of the list.
type diffPart struct{ moved *movers.Tally }

func (d *rulesDiff) reset(p *diffPart) {
	if p.moved == nil {
		p.moved = movers.NewTally(d.stages, d.most)
	}
	p.moved.Reset()
}

func (d *rulesDiff) newWorker(l *lane) func(*leads.Record, *scoring.Result, *diffPart) error {
	judge := movers.NewJudge(d.engine, d.later, d.mixed, d.stages)
	return func(rec *leads.Record, _ *scoring.Result, into *diffPart) error {
		d.compare(judge, l, rec.Line, into.moved)
		return nil
	}
}

// compare takes in what two rulebooks make of a lead.
func (d *rulesDiff) compare(judge *movers.Judge, l *lane, line int, moved *movers.Tally) {
	cells := l.visible
	c := judge.Compare(cells, cells)
	kind := moved.Count(c.Before, c.After)
	moved.Place(c.OrderBefore, c.OrderAfter)
	moved.AddRules(judge)
	if kind == movers.Same && !d.keyed {
		return
	}
	key, show := judge.Identity(cells)
	if d.keyed {
		l.told.addKey(key, line)
	}
	if kind != movers.Same {
		moved.Add(movers.Lead{Kind: kind, Key: key, Show: show, Line: line, Before: &c.Before, After: &c.After, Reason: judge.Reason(c, cells)}.Clone())
	}
}

func (d *rulesDiff) takePart(p *diffPart) error {
	d.tally.Merge(p.moved)
	return nil
}
