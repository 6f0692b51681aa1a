package rundiff

import (
	"context"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/movers"
	"leadscore/scoring"
)

// Previous joins the leads of a report with an earlier output.
type Previous struct {
	outputsDiff
	options Options
}

// mostMoved is how many leads of each move a report shows.
const mostMoved = 10

// OpenPrevious reads an earlier output, whose columns of ours begin with the prefix; nil
// where none is named.
func OpenPrevious(ctx context.Context, e console.Env, o console.Common, path, prefix string, l *leadlist.List) (*Previous, error) {
	if path == "" {
		return nil, nil
	}
	if !l.Keyed {
		return nil, exit.Usagef("--previous: %s has no key, by which leads are known. name the field that holds it (key: lead_id)", l.Rules.File)
	}
	p := &Previous{outputsDiff{rules: l.Rules, byKey: map[string][]int{}, header: l.Layout.Header()}, Options{Common: o, Old: path, Prefix: prefix, RulesGiven: true}}
	var err error
	if p.old, err = openOutput(ctx, e, p.options, path, l.Rules); err != nil {
		return nil, err
	}
	defer p.old.close()
	if err := p.readOld(); err != nil {
		return nil, err
	}
	p.stages = movers.NewStages(l.Rules.Book, nil)
	p.tally = movers.NewTally(p.stages, mostMoved)
	p.makeJudge(e, l)
	return p, nil
}

// makeJudge makes what computes reasons, where the earlier output has all columns of the list.
func (p *Previous) makeJudge(e console.Env, l *leadlist.List) {
	theirs := p.old.reader.Theirs()
	places := make([]int, len(p.header))
	for i, name := range p.header {
		if places[i] = slices.Index(theirs, name); places[i] < 0 {
			return
		}
	}
	before, err := p.engineFor(e, p.options, p.header, p.old.asOf, l.AsOf.String())
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
	p.judge = movers.NewJudge(before, l.Engine, nil, p.stages)
}

// Lead is what is compared of the lead that a worker has scored last.
func (p *Previous) Lead(l *leadlist.Worker, result *scoring.Result, line int) OutputLead {
	lead := OutputLead{
		key: strings.Clone(l.Scorer.Key(l.Visible)), reasons: strings.Join(l.Scorer.Reasons(), "; "), line: line,
		standing: movers.Standing{Score: result.Score, Stage: l.Engine.StageName(result)},
	}
	for _, text := range l.Scorer.Show(l.Visible) {
		lead.shown = append(lead.shown, strings.Clone(text))
	}
	if p.judge != nil {
		for _, text := range l.Visible {
			lead.cells = append(lead.cells, strings.Clone(text))
		}
	}
	return lead
}

// Report ends the comparison.
func (p *Previous) Report(e console.Env, l *leadlist.List) *movers.Report {
	p.addGone()
	p.old.tell(e, l.Texts(), p.options)
	if p.old.asOf != "" && p.old.asOf != l.AsOf.String() {
		e.NoteIn(l.Texts(), p.options.Common, "%s is as of %s, this report as of %s: scores may differ by that alone", p.old.path, p.old.asOf, l.AsOf)
	}
	return &movers.Report{
		Before: p.old.side(), After: movers.Side{Name: shortName(l.Name), AsOf: l.AsOf.String(), Leads: l.Scored},
		Language: l.Rules.Book.Language, Identity: identityOf(l.Engine), Best: 100, Tally: p.tally,
	}
}
