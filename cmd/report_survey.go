package cmd

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"

	"leadscore/cmd/internal/overview"
	"leadscore/leads"
	"leadscore/scoring"
)

// survey adds up a list for a report.
type survey struct {
	*list
	options  reportOptions
	axes     *overview.Axes
	phones   *overview.Phones
	where    *where         // which leads are meant
	others   int            // leads that are not
	previous *previous      // nil: nothing is compared
	history  *reportHistory // nil: outcomes are not asked for
	tallies  []*overview.Tally
	found    []*bestLeads
}

// surveyPart is what came of a part of the list, but for what is added up.
type surveyPart struct {
	others int
	moved  []outputLead
}

// read reads the list to its end.
func (s *survey) read() error {
	s.sees = true
	workers := runtime.GOMAXPROCS(0)
	switch {
	case s.history != nil: // which takes leads one after the other
		workers = 1
	case s.previous == nil:
		s.reader.Want(s.layout.Columns(slices.Concat(s.engine.Needs(), s.phones.Columns(), s.where.needs())))
	}
	return walk[surveyPart]{workers: workers, each: s.newWorker, reset: (*surveyPart).reset, done: s.takePart}.through(s.list)
}

func (p *surveyPart) reset() { p.others, p.moved = 0, p.moved[:0] }

// newWorker makes what adds up the leads that a lane scores.
func (s *survey) newWorker(l *lane) func(*leads.Record, *scoring.Result, *surveyPart) error {
	sums := overview.NewTally(s.engine, len(s.rules.book.Stages), s.phones, s.axes)
	best := &bestLeads{top: s.options.Top, lane: l}
	s.tallies, s.found = append(s.tallies, sums), append(s.found, best)
	return func(rec *leads.Record, result *scoring.Result, into *surveyPart) error {
		if !s.where.holds(l.visible) {
			into.others++
			return nil
		}
		sums.Add(l.scorer, result, l.visible)
		if l.besides != nil && l.besides.lead != nil {
			sums.AddCall(result, &l.besides.lead.Call)
		}
		if !s.engine.Out(result) {
			best.add(rankedLead{order: s.engine.Order(result, rec.Line), rec: rec})
		}
		s.history.add(l.visible, rec.Line)
		if s.previous != nil {
			into.moved = append(into.moved, s.previous.lead(l, result, rec.Line))
		}
		return nil
	}
}

// takePart takes in what came of the next part.
func (s *survey) takePart(p *surveyPart) error {
	s.others += p.others
	for i := range p.moved {
		s.previous.join(&p.moved[i])
	}
	return nil
}

// report puts together what was added up.
func (s *survey) report(ctx context.Context, e env) (*overview.Report, error) {
	all := overview.NewTally(s.engine, len(s.rules.book.Stages), s.phones, s.axes)
	for _, t := range s.tallies {
		all.Merge(t)
	}
	r := &overview.Report{
		List: filepath.Base(s.name), Rules: filepath.Base(s.options.Rules), AsOf: s.asOf.String(), Book: s.rules.book, Tally: all,
		Identity: identity(s.engine), Best: s.best(),
	}
	if len(r.Identity) == 0 {
		r.Identity = []string{""} // the line
	}
	for _, u := range s.unreadableFields() {
		r.Unread = append(r.Unread, overview.Unread{Column: u.Field, Count: u.Count, Line: u.Line, Cell: u.Cell})
	}
	if s.previous != nil {
		r.Moved = s.previous.report(e, s.list)
	}
	var err error
	r.Evaluation, err = s.history.evaluate(ctx, e, s)
	return r, err
}

// best explains the best leads.
func (s *survey) best() []overview.Lead {
	var ranked []rankedLead
	for _, found := range s.found {
		ranked = append(ranked, found.leads...)
	}
	slices.SortFunc(ranked, rankedLead.compare)
	var best []overview.Lead
	for _, lead := range ranked[:min(s.options.Top, len(ranked))] {
		s.rescore(lead.rec)
		cells := identityCells(&s.lane)
		if len(cells) == 0 {
			cells = []string{strconv.Itoa(lead.rec.Line)}
		}
		best = append(best, overview.Lead{Identity: cells, Explanation: s.explain(true)})
	}
	return best
}
