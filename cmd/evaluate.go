package cmd

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/wonlost"
	"leadscore/internal/files"
	"leadscore/leads"
	"leadscore/outcomes/evaluate"
)

type evaluateOptions struct {
	console.Common
	wonlost.HistoryOptions
	console.OutputOptions
	beside.AnswerOptions
	beside.EventOptions
	Capacity wonlost.Capacity
	Previous string // an earlier evaluation as JSON; "": none
	Format   string // text, markdown, html, csv, json
}

func newEvaluateCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, evaluateOptions) error) *cobra.Command {
	o := evaluateOptions{}
	c := onLeads(&cobra.Command{
		Use:   "evaluate [HISTORY] --won COLUMN=VALUE",
		Short: "Say how well a rulebook sorts won from lost leads, and what each of its rules is worth",
		Long: `Say how well a rulebook sorts won from lost leads, and what each of its rules is worth.

HISTORY is a lead list with a column that says what became of each lead. A blank cell there means that the lead is
still open: it is left out. With --as-of-column each lead is scored as of its own day, as it stood then. html writes
one page with charts; csv a row for each figure. It holds the list in memory, each different cell once.`,
		Example: `  leadscore evaluate closed.csv --won 'Status=Closed Won'
  leadscore evaluate closed.csv --won Converted=1 --date Created --capacity 40/week
  leadscore evaluate closed.csv --won Stage=Won --lost Stage=Lost,Junk --open Working --format html -o how-good.html`,
		GroupID: groupRulebook,
	}, shared, &o.Common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	addHistory(c, &o.HistoryOptions)
	addAnswers(c, &o.AnswerOptions)
	addLogs(c, &o.EventOptions)
	addLang(c, shared)
	f := c.Flags()
	f.Var(&o.Capacity, "capacity", "how many leads can be called: `N/week`, N/month, or a share such as 20%")
	f.Var(newFileName(&o.Previous), "previous", "an earlier evaluation, as `FILE` of --format json: says what has changed since, and what of it is more than chance")
	addOutput(c, &o.OutputOptions, "")
	addEnum(c, f, &o.Format, "format", "how to show it", "text", "markdown", "html", "csv", "json")
	return c
}

func runEvaluate(ctx context.Context, e console.Env, o evaluateOptions) error {
	if err := o.HistoryOptions.Check("evaluate"); err != nil {
		return err
	}
	inputs := slices.Concat(o.AnswerOptions.Inputs(), o.EventOptions.Inputs(), []console.Input{o.TheRulebook(), console.TheList(o.Leads)})
	if o.Previous != "" {
		inputs = append(inputs, console.Input{What: "the earlier evaluation", Path: o.Previous})
	}
	if err := e.CheckTargets(o.OutputOptions, inputs, o.TheResults()); err != nil {
		return err
	}
	before, err := readPrevious(o.Previous)
	if err != nil {
		return err
	}
	r, err := rulefile.LoadFor(e, o.Common, o.Leads)
	if err != nil {
		return err
	}
	said, err := beside.ReadAnswersFor(ctx, e, o.Common, r, o.Answers)
	if err != nil {
		return err
	}
	h, err := wonlost.ReadHistory(ctx, e, o.Common, r.Book, console.TextsOf(r.Book), o.HistoryOptions)
	if err != nil {
		return err
	}
	if err := o.Capacity.Check(h); err != nil {
		return err
	}
	o.Capacity.Tell(e, console.TextsOf(r.Book), o.Common, h)
	asOf, err := wonlost.HistoryAsOf(e, o.Common, r, h)
	if err != nil {
		return err
	}
	if err := wonlost.LayAnswers(e, o.Common, r, h, said, asOf); err != nil {
		return err
	}
	if err := wonlost.LayLogs(ctx, e, o.Common, r, h, o.InputOptions, o.Logs, asOf); err != nil {
		return err
	}
	opt := evaluate.Options{AsOf: asOf, Dated: h.Date != nil && h.Date.Days, PerWeek: o.Capacity.PerWeek, Share: o.Capacity.Share}
	var ev *evaluate.Evaluation
	if err := wonlost.Await(ctx, func() (err error) { ev, err = evaluate.Evaluate(r.Book, h.History, opt); return err }); err != nil {
		return h.List.Place(err)
	}
	about := report.EvaluationAbout{
		List: filepath.Base(h.List.Name), Rules: filepath.Base(o.Rules), Language: r.Book.Language,
		Learned: bytes.Contains(r.Source, []byte(h.SHA256)), SHA256: h.SHA256, Previous: before,
	}
	about.First, about.Last, _ = h.Span()
	if err := e.Results(o.Output, func(w io.Writer) error { return writeEvaluation(w, e, o, ev, about) }); err != nil {
		return err
	}
	h.Summary(e, o.Common)
	return nil
}

// readPrevious reads an earlier evaluation; nil where none is named.
func readPrevious(path string) (*report.EvaluationJSON, error) {
	if path == "" {
		return nil, nil
	}
	file, err := files.Open(path)
	if err != nil {
		return nil, exit.Cannot("read the earlier evaluation", err)
	}
	defer file.Close()
	ev, err := report.ReadEvaluation(file)
	if err != nil {
		return nil, fmt.Errorf("%s: --previous: %w", path, err)
	}
	return ev, nil
}

func writeEvaluation(w io.Writer, e console.Env, o evaluateOptions, ev *evaluate.Evaluation, about report.EvaluationAbout) error {
	switch o.Format {
	case "csv":
		return leads.WriteTable(w, report.EvaluationRows(ev, about))
	case "json":
		data, err := report.MarshalJSON(report.NewEvaluationJSON(ev, about), "")
		if err != nil {
			return err
		}
		_, err = w.Write(append(data, '\n'))
		return err
	}
	d := report.Evaluation(ev, about)
	switch o.Format {
	case "markdown":
		return d.Markdown(w)
	case "html":
		return d.HTML(w)
	}
	return d.Text(w, e.Screen(o.Common))
}
