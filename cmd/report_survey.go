package cmd

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"

	"leadscore/cmd/internal/overview"
	"leadscore/leads"
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
	tally  tally
	others int
	faults []*leads.Record
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
	if err := readParts(s.list, workers, s.newWorker, s.takePart); err != nil {
		return err
	}
	return s.complete()
}

// newWorker makes one that adds up all parts that it gets.
func (s *survey) newWorker() func(*leads.Part, *surveyPart) {
	lane, sums := s.newLane(), overview.NewTally(s.engine, len(s.rules.book.Stages), s.phones, s.axes)
	best := &bestLeads{top: s.options.Top, lane: lane}
	s.tallies, s.found = append(s.tallies, sums), append(s.found, best)
	return func(part *leads.Part, into *surveyPart) {
		into.tally.reset(s.engine)
		into.faults, into.moved, into.others = into.faults[:0], into.moved[:0], 0
		for rec, result, more := lane.next(part, &into.tally); more; rec, result, more = lane.next(part, &into.tally) {
			if rec.Fault != nil {
				into.faults = append(into.faults, rec.Clone())
			}
			if result == nil {
				continue
			}
			if !s.where.holds(lane.visible) {
				into.others++
				continue
			}
			sums.Add(lane.scorer, result, lane.visible)
			if lane.besides != nil && lane.besides.lead != nil {
				sums.AddCall(result, &lane.besides.lead.Call)
			}
			if !s.engine.Out(result) {
				best.add(rankedLead{order: s.engine.Order(result, rec.Line), rec: rec})
			}
			s.history.add(lane.visible, rec.Line)
			if s.previous != nil {
				into.moved = append(into.moved, s.previous.lead(lane, result, rec.Line))
			}
		}
	}
}

// takePart takes in what came of the next part.
func (s *survey) takePart(p *surveyPart) error {
	for _, rec := range p.faults {
		s.reject(rec)
		if err := s.tooManyRejects(false); err != nil {
			return err
		}
	}
	s.take(&p.tally)
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
		r.Moved = s.previous.report(e, s)
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
