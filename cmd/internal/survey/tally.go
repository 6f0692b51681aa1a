package survey

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/overview"
	"leadscore/cmd/internal/ranking"
	"leadscore/cmd/internal/rundiff"
	"leadscore/leads"
	"leadscore/scoring"
)

// survey adds up a list for a report.
type survey struct {
	*leadlist.List
	options  Options
	axes     *overview.Axes
	phones   *overview.Phones
	where    *leadlist.Where   // which leads are meant
	others   int               // leads that are not
	previous *rundiff.Previous // nil: nothing is compared
	history  *reportHistory    // nil: outcomes are not asked for
	tallies  []*overview.Tally
	found    []*ranking.Best
}

// surveyPart is what came of a part of the list, but for what is added up.
type surveyPart struct {
	others int
	moved  []rundiff.OutputLead
}

// read reads the list to its end.
func (s *survey) read() error {
	s.Sees = true
	workers := runtime.GOMAXPROCS(0)
	switch {
	case s.history != nil: // which takes leads one after the other
		workers = 1
	case s.previous == nil:
		s.Reader.Want(s.Layout.Columns(slices.Concat(s.Engine.Needs(), s.phones.Columns(), s.where.Needs())))
	}
	return leadlist.Walk[surveyPart]{Workers: workers, Each: s.newWorker, Reset: (*surveyPart).reset, Done: s.takePart}.Through(s.List)
}

func (p *surveyPart) reset() { p.others, p.moved = 0, p.moved[:0] }

// newWorker makes what adds up the leads that a worker scores.
func (s *survey) newWorker(l *leadlist.Worker) func(*leads.Record, *scoring.Result, *surveyPart) error {
	sums := overview.NewTally(s.Engine, len(s.Rules.Book.Stages), s.phones, s.axes)
	best := &ranking.Best{Top: s.options.Top, Worker: l}
	s.tallies, s.found = append(s.tallies, sums), append(s.found, best)
	return func(rec *leads.Record, result *scoring.Result, into *surveyPart) error {
		if !s.where.Holds(l.Visible) {
			into.others++
			return nil
		}
		sums.Add(l.Scorer, result, l.Visible)
		if l.Answers != nil && l.Answers.Said != nil {
			sums.AddCall(result, &l.Answers.Said.Call)
		}
		if !s.Engine.Out(result) {
			best.Add(ranking.Lead{Order: s.Engine.Order(result, rec.Line), Record: rec})
		}
		s.history.add(l.Visible, rec.Line)
		if s.previous != nil {
			into.moved = append(into.moved, s.previous.Lead(l, result, rec.Line))
		}
		return nil
	}
}

// takePart takes in what came of the next part.
func (s *survey) takePart(p *surveyPart) error {
	s.others += p.others
	for i := range p.moved {
		s.previous.Join(&p.moved[i])
	}
	return nil
}

// report puts together what was added up.
func (s *survey) report(ctx context.Context, e console.Env) (*overview.Report, error) {
	all := overview.NewTally(s.Engine, len(s.Rules.Book.Stages), s.phones, s.axes)
	for _, t := range s.tallies {
		all.Merge(t)
	}
	r := &overview.Report{
		List: filepath.Base(s.Name), Rules: filepath.Base(s.options.Rules), AsOf: s.AsOf.String(), Book: s.Rules.Book, Tally: all,
		Identity: ranking.Identity(s.Engine), Best: s.best(),
	}
	if len(r.Identity) == 0 {
		r.Identity = []string{""} // the line
	}
	for _, u := range s.UnreadableFields() {
		r.Unread = append(r.Unread, overview.Unread{Column: u.Field, Count: u.Count, Line: u.Line, Cell: u.Cell})
	}
	if s.previous != nil {
		r.Moved = s.previous.Report(e, s.List)
	}
	var err error
	r.Evaluation, err = s.history.evaluate(ctx, e, s)
	return r, err
}

// best explains the best leads.
func (s *survey) best() []overview.Lead {
	var ranked []ranking.Lead
	for _, found := range s.found {
		ranked = append(ranked, found.Leads...)
	}
	slices.SortFunc(ranked, ranking.Lead.Compare)
	var best []overview.Lead
	for _, lead := range ranked[:min(s.options.Top, len(ranked))] {
		s.Rescore(lead.Record)
		cells := ranking.IdentityCells(&s.Worker)
		if len(cells) == 0 {
			cells = []string{strconv.Itoa(lead.Record.Line)}
		}
		best = append(best, overview.Lead{Identity: cells, Explanation: s.Explain(true)})
	}
	return best
}
