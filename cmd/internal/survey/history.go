package survey

import (
	"context"
	"math"
	"path/filepath"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/evaluationview"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/wonlost"
	"leadscore/outcomes"
	"leadscore/outcomes/evaluate"
)

// reportHistory is the leads of a report as won and lost ones.
type reportHistory struct {
	*wonlost.History
	outcome *wonlost.OutcomeReader
	options wonlost.HistoryOptions
}

func newReportHistory(o Options, l *leadlist.List) (*reportHistory, error) {
	if o.Won.Column == "" {
		return nil, nil
	}
	outcome, err := wonlost.NewOutcomes(l, o.HistoryOptions)
	if err != nil {
		return nil, err
	}
	return &reportHistory{&wonlost.History{History: outcomes.NewHistory(l.Layout.Header()), List: l}, outcome, o.HistoryOptions}, nil
}

// add takes in a lead, if outcomes are asked for.
func (h *reportHistory) add(cells []string, line int) {
	if h != nil {
		h.Add(outcomes.Lead{Cells: cells, Outcome: h.outcome.Read(cells, line), Order: math.NaN()})
	}
}

// evaluate says how well the rulebook sorts the leads that were won and lost.
func (h *reportHistory) evaluate(ctx context.Context, e console.Env, s *survey) (*report.Document, error) {
	if h == nil {
		return nil, nil
	}
	if err := h.outcome.Check(); err != nil {
		return nil, err
	}
	o := s.options.Common
	h.outcome.Tell(e, s.Texts(), o)
	if err := h.Place(e, o, s.Rules.Book, h.options); err != nil {
		return nil, err
	}
	opt := evaluate.Options{AsOf: s.AsOf, Dated: h.Date != nil && h.Date.Days}
	if h.AsOf != nil {
		opt.AsOf = 0
	}
	var ev *evaluate.Evaluation
	if err := wonlost.Await(ctx, func() (err error) { ev, err = evaluate.Evaluate(s.Rules.Book, h.History.History, opt); return err }); err != nil {
		return nil, s.Place(err)
	}
	about := evaluationview.About{List: filepath.Base(s.Name), Rules: filepath.Base(o.Rules), Language: s.Rules.Book.Language}
	about.First, about.Last, _ = h.Span()
	return evaluationview.Document(ev, about), nil
}
