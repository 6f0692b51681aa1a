package cmd

import (
	"context"
	"slices"
	"strings"

	"leadscore/cmd/internal/movers"
	"leadscore/scoring"
)

// previous joins the leads of a report with an earlier output.
type previous struct {
	outputsDiff
	options diffOptions
}

// mostMoved is how many leads of each move a report shows.
const mostMoved = 10

// openPrevious reads an earlier output, whose columns of ours begin with the prefix; nil
// where none is named.
func (e env) openPrevious(ctx context.Context, o common, path, prefix string, l *list) (*previous, error) {
	if path == "" {
		return nil, nil
	}
	if !l.keyed {
		return nil, usagef("--previous: %s has no key, by which leads are known. name the field that holds it (key: lead_id)", l.rules.file)
	}
	p := &previous{outputsDiff{rules: l.rules, byKey: map[string][]int{}, header: l.layout.Header()}, diffOptions{common: o, Old: path, Prefix: prefix, RulesGiven: true}}
	var err error
	if p.old, err = e.openOutput(ctx, p.options, path, l.rules); err != nil {
		return nil, err
	}
	defer p.old.close()
	if err := p.readOld(); err != nil {
		return nil, err
	}
	p.stages = movers.NewStages(l.rules.book, nil)
	p.tally = movers.NewTally(p.stages, mostMoved)
	p.makeJudge(e, l)
	return p, nil
}

// makeJudge makes what computes reasons, where the earlier output has all columns of the list.
func (p *previous) makeJudge(e env, l *list) {
	theirs := p.old.reader.Theirs()
	places := make([]int, len(p.header))
	for i, name := range p.header {
		if places[i] = slices.Index(theirs, name); places[i] < 0 {
			return
		}
	}
	before, err := p.engineFor(e, p.options, p.header, p.old.asOf, l.asOf.String())
	if err != nil {
		return
	}
	for i := range p.before {
		cells := make([]string, len(places))
		for k, place := range places {
			cells[k] = p.before[i].cells[place]
		}
		p.before[i].cells = cells
	}
	p.judge = movers.NewJudge(before, l.engine, nil, p.stages)
}

// lead is what is compared of the lead that a lane has scored last.
func (p *previous) lead(l *lane, result *scoring.Result, line int) outputLead {
	lead := outputLead{
		key: strings.Clone(l.scorer.Key(l.visible)), reasons: strings.Join(l.scorer.Reasons(), "; "), line: line,
		standing: movers.Standing{Score: result.Score, Stage: l.engine.StageName(result)},
	}
	for _, text := range l.scorer.Show(l.visible) {
		lead.shown = append(lead.shown, strings.Clone(text))
	}
	if p.judge != nil {
		for _, text := range l.visible {
			lead.cells = append(lead.cells, strings.Clone(text))
		}
	}
	return lead
}

// report ends the comparison.
func (p *previous) report(e env, l *list) *movers.Report {
	p.addGone()
	p.old.tell(e, l.texts(), p.options)
	if p.old.asOf != "" && p.old.asOf != l.asOf.String() {
		e.noteIn(l.texts(), p.options.common, "%s is as of %s, this report as of %s: scores may differ by that alone", p.old.path, p.old.asOf, l.asOf)
	}
	return &movers.Report{
		Before: p.old.side(), After: movers.Side{Name: shortName(l.name), AsOf: l.asOf.String(), Leads: l.scored},
		Language: l.rules.book.Language, Identity: identityOf(l.engine), Best: 100, Tally: p.tally,
	}
}
