// Package survey adds a list up for the page of a report.
package survey

import (
	"context"
	"io"

	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/overview"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/rundiff"
	"leadscore/cmd/internal/wonlost"
)

// Options are what report is told.
type Options struct {
	console.Common
	wonlost.HistoryOptions // of --won, where it is given
	console.OutputOptions
	beside.AnswerOptions
	beside.EventOptions
	leadlist.WhereOptions
	Previous string // an earlier output of score; "": none
	Prefix   string // of our columns in it
	Top      int
	Lang     string // "", en, ja
	Format   string // auto, html, markdown, text
}

// check finds what cannot be meant.
func (o *Options) check() error {
	if o.Won.Column == "" && o.Lost.Column == "" && o.Open == nil && o.Date == "" && o.HistoryOptions.AsOf == "" {
		return nil
	}
	return o.HistoryOptions.Check("report")
}

// Run is the command report.
func Run(ctx context.Context, e console.Env, o Options) error {
	if err := o.check(); err != nil {
		return err
	}
	var previous []console.Input
	if o.Previous != "" {
		previous = []console.Input{{What: "the earlier output", Path: o.Previous}}
	}
	if err := e.CheckResults(&o.Common, &o.OutputOptions, o.Leads, o.AnswerOptions.Inputs(), o.EventOptions.Inputs(), previous); err != nil {
		return err
	}
	r, err := rulefile.Load(o.Rules, "--rules")
	if err != nil {
		return err
	}
	r.Speak(o.Lang)
	lo := leadlist.Options{Leads: o.Leads, Input: o.InputOptions, Answers: o.Answers, Logs: o.Logs, Prefix: leadlist.DefaultPrefix, Progress: true}
	return leadlist.Over(ctx, e, o.Common, r, lo, func(l *leadlist.List) (func(), error) {
		s, err := newSurvey(ctx, e, o, l)
		if err != nil {
			return nil, err
		}
		if err := s.read(); err != nil {
			return nil, err
		}
		page, err := s.report(ctx, e)
		if err != nil {
			return nil, err
		}
		if !console.ToFile(o.Output) {
			l.Progress.End()
		}
		err = e.Results(o.Output, func(w io.Writer) error { return writeReport(w, e, o, page.Document()) })
		return func() {
			if s.others > 0 {
				e.NoteIn(s.Texts(), o.Common, "%s left out by --where", s.Texts().Count(s.others, "lead"))
			}
		}, err
	})
}

func newSurvey(ctx context.Context, e console.Env, o Options, l *leadlist.List) (s *survey, err error) {
	s = &survey{List: l, options: o, axes: overview.NewAxes(l.Rules.Book), phones: overview.NewPhones(l.Rules.Book, l.Layout.Header())}
	if s.where, err = l.NewWhere(o.WhereOptions); err != nil {
		return nil, err
	}
	if s.previous, err = rundiff.OpenPrevious(ctx, e, o.Common, o.Previous, o.Prefix, l); err != nil {
		return nil, err
	}
	s.history, err = newReportHistory(o, l)
	return s, err
}

func writeReport(w io.Writer, e console.Env, o Options, d *report.Document) error {
	otherwise := "html"
	if _, person := console.Terminal(e.Out); person && !console.ToFile(o.Output) {
		otherwise = "text"
	}
	switch console.FormatOf(o.Format, o.Output, otherwise, "html", "markdown", "text") {
	case "markdown":
		return d.Markdown(w)
	case "text":
		return d.Text(w, e.Screen(o.Common))
	}
	return d.HTML(w)
}
