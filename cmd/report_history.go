package cmd

import (
	"context"
	"math"
	"path/filepath"

	"leadscore/cmd/internal/report"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate"
)

// reportHistory is the leads of a report as won and lost ones.
type reportHistory struct {
	*history
	outcome *outcomeReader
	options historyOptions
}

func newReportHistory(o reportOptions, l *list) (*reportHistory, error) {
	if o.Won.Column == "" {
		return nil, nil
	}
	outcome, err := newOutcomes(l, o.historyOptions)
	if err != nil {
		return nil, err
	}
	return &reportHistory{&history{History: outcomes.NewHistory(l.layout.Header()), list: l}, outcome, o.historyOptions}, nil
}

// add takes in a lead, if outcomes are asked for.
func (h *reportHistory) add(cells []string, line int) {
	if h != nil {
		h.Add(outcomes.Lead{Cells: cells, Outcome: h.outcome.read(cells, line), Order: math.NaN()})
	}
}

// evaluate says how well the rulebook sorts the leads that were won and lost.
func (h *reportHistory) evaluate(ctx context.Context, e env, s *survey) (*report.Document, error) {
	if h == nil {
		return nil, nil
	}
	if err := h.outcome.check(); err != nil {
		return nil, err
	}
	o := s.options.common
	h.outcome.tell(e, s.texts(), o)
	if err := h.place(e, o, s.rules.book, h.options); err != nil {
		return nil, err
	}
	opt := evaluate.Options{AsOf: s.asOf, Dated: h.date != nil && h.date.Days}
	if h.asOf != nil {
		opt.AsOf = 0
	}
	var ev *evaluate.Evaluation
	if err := await(ctx, func() (err error) { ev, err = evaluate.Evaluate(s.rules.book, h.History, opt); return err }); err != nil {
		return nil, s.place(err)
	}
	about := report.EvaluationAbout{List: filepath.Base(s.name), Rules: filepath.Base(o.Rules), Language: s.rules.book.Language}
	about.First, about.Last, _ = h.span()
	return report.Evaluation(ev, about), nil
}
