package cmd

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/overview"
	"leadscore/cmd/internal/report"
)

type reportOptions struct {
	common
	historyOptions // of --won, where it is given
	outputOptions
	answerOptions
	eventOptions
	whereOptions
	Previous string // an earlier output of score; "": none
	Prefix   string // of our columns in it
	Top      int
	Lang     string // "", en, ja
	Format   string // auto, html, markdown, text
}

func newReportCommand(e env, shared *common, run func(context.Context, env, reportOptions) error) *cobra.Command {
	o := reportOptions{}
	c := onLeads(&cobra.Command{
		Use:   "report [LEADS]",
		Short: "Make one page of a list: stages, who can be called, the best leads, what is unknown, where points come from",
		Long: `Make one page of a list: stages, who can be called, the best leads, what is unknown, where points come from.

The page is one file with pictures that needs no network. Fit and engagement make a matrix where the rulebook has an
ICP and groups: of the groups that with grades, else that with most criteria. --answers adds what came of the calls, --previous adds who moved since an earlier
output of score, --won how well the rulebook sorts the leads of this list that were won and lost. The list is read once;
memory holds its best leads, with --previous the leads of that file, with --won the list, each different cell once.`,
		Example: `  leadscore report leads.csv -o report.html
  leadscore report leads.csv --previous monday.csv --format markdown
  leadscore report closed.csv --won 'Status=Closed Won' --lang ja -o report.html`,
		GroupID: groupLeads,
	}, shared, &o.common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	o.historyOptions.addFlags(c)
	o.addLimit(c)
	o.addAnswers(c)
	o.addLogs(c)
	o.addWhere(c)
	f := c.Flags()
	f.VarP(newNumber(&o.Top, 1, 10), "top", "n", "how many of the best leads to show")
	f.Var(newFileName(&o.Previous), "previous", "an earlier output of score, as `FILE`: shows who moved since")
	f.StringVar(&o.Prefix, "prefix", defaultPrefix, "what the names of our columns begin with in that file, as `TEXT`")
	addEnum(c, f, &o.Lang, "lang", "the report's language", "rulebook", "en", "ja")
	o.outputOptions.addFlags(c, "")
	addEnum(c, f, &o.Format, "format", "how to write it: auto is by the name of FILE, else text on a terminal, else html", "auto", "html", "markdown", "text")
	_ = c.MarkFlagFilename("previous", "csv", "jsonl")
	return c
}

// check finds what cannot be meant.
func (o *reportOptions) check() error {
	if o.Won.Column == "" && o.Lost.Column == "" && o.Open == nil && o.Date == "" && o.historyOptions.AsOf == "" {
		return nil
	}
	return o.historyOptions.check("report")
}

func runReport(ctx context.Context, e env, o reportOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	var previous []input
	if o.Previous != "" {
		previous = []input{{what: "the earlier output", path: o.Previous}}
	}
	if err := e.checkResults(&o.common, &o.outputOptions, o.Leads, o.answerOptions.inputs(), o.eventOptions.inputs(), previous); err != nil {
		return err
	}
	r, err := loadRules(o.Rules, "--rules")
	if err != nil {
		return err
	}
	r.speak(o.Lang)
	lo := listOptions{Leads: o.Leads, Input: o.inputOptions, Answers: o.Answers, Logs: o.Logs, Prefix: defaultPrefix, Progress: true}
	return e.overList(ctx, o.common, r, lo, func(l *list) (func(), error) {
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
		if !toFile(o.Output) {
			l.progress.end()
		}
		err = e.results(o.Output, func(w io.Writer) error { return writeReport(w, e, o, page.Document()) })
		return func() {
			if s.others > 0 {
				e.noteIn(s.texts(), o.common, "%s left out by --where", s.texts().Count(s.others, "lead"))
			}
		}, err
	})
}

func newSurvey(ctx context.Context, e env, o reportOptions, l *list) (s *survey, err error) {
	s = &survey{list: l, options: o, axes: overview.NewAxes(l.rules.book), phones: overview.NewPhones(l.rules.book, l.layout.Header())}
	if s.where, err = l.newWhere(o.whereOptions); err != nil {
		return nil, err
	}
	if s.previous, err = e.openPrevious(ctx, o.common, o.Previous, o.Prefix, l); err != nil {
		return nil, err
	}
	s.history, err = newReportHistory(o, l)
	return s, err
}

func writeReport(w io.Writer, e env, o reportOptions, d *report.Document) error {
	otherwise := "html"
	if _, person := terminal(e.out); person && !toFile(o.Output) {
		otherwise = "text"
	}
	switch formatOf(o.Format, o.Output, otherwise, "html", "markdown", "text") {
	case "markdown":
		return d.Markdown(w)
	case "text":
		return d.Text(w, e.screen(o.common))
	}
	return d.HTML(w)
}
