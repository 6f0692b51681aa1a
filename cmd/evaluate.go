package cmd

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/report"
	"leadscore/internal/files"
	"leadscore/leads"
	"leadscore/match/calendar"
	"leadscore/outcomes/evaluate"
	"leadscore/rulebook"
	"leadscore/scoring"
)

type evaluateOptions struct {
	common
	historyOptions
	outputOptions
	answerOptions
	eventOptions
	Capacity capacity
	Previous string // an earlier evaluation as JSON; "": none
	Format   string // text, markdown, html, csv, json
}

func newEvaluateCommand(e env, shared *common, run func(context.Context, env, evaluateOptions) error) *cobra.Command {
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
	}, shared, &o.common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	o.historyOptions.addFlags(c)
	o.addAnswers(c)
	o.addLogs(c)
	shared.addLang(c)
	f := c.Flags()
	f.Var(&o.Capacity, "capacity", "how many leads can be called: `N/week`, N/month, or a share such as 20%")
	f.Var(newFileName(&o.Previous), "previous", "an earlier evaluation, as `FILE` of --format json: says what has changed since, and what of it is more than chance")
	o.outputOptions.addFlags(c, "")
	addEnum(c, f, &o.Format, "format", "how to show it", "text", "markdown", "html", "csv", "json")
	return c
}

func runEvaluate(ctx context.Context, e env, o evaluateOptions) error {
	if err := o.historyOptions.check("evaluate"); err != nil {
		return err
	}
	inputs := slices.Concat(o.answerOptions.inputs(), o.eventOptions.inputs(), []input{o.theRulebook(), theList(o.Leads)})
	if o.Previous != "" {
		inputs = append(inputs, input{what: "the earlier evaluation", path: o.Previous})
	}
	if err := e.checkTargets(o.outputOptions, inputs, o.theResults()); err != nil {
		return err
	}
	before, err := readPrevious(o.Previous)
	if err != nil {
		return err
	}
	r, err := e.loadRulebook(o.common, o.Leads)
	if err != nil {
		return err
	}
	said, err := e.readAnswersFor(ctx, o.common, r, o.Answers)
	if err != nil {
		return err
	}
	h, err := e.readHistory(ctx, o.common, r.book, textsOf(r.book), o.historyOptions)
	if err != nil {
		return err
	}
	if err := o.Capacity.check(h); err != nil {
		return err
	}
	o.Capacity.tell(e, textsOf(r.book), o.common, h)
	asOf, err := e.historyAsOf(o.common, r, h)
	if err != nil {
		return err
	}
	if err := e.layAnswers(o.common, r, h, said, asOf); err != nil {
		return err
	}
	if err := e.layLogs(ctx, o.common, r, h, o.inputOptions, o.Logs, asOf); err != nil {
		return err
	}
	opt := evaluate.Options{AsOf: asOf, Dated: h.date != nil && h.date.Days, PerWeek: o.Capacity.PerWeek, Share: o.Capacity.Share}
	var ev *evaluate.Evaluation
	if err := await(ctx, func() (err error) { ev, err = evaluate.Evaluate(r.book, h.History, opt); return err }); err != nil {
		return h.list.place(err)
	}
	about := report.EvaluationAbout{
		List: filepath.Base(h.list.name), Rules: filepath.Base(o.Rules), Language: r.book.Language,
		Learned: bytes.Contains(r.source, []byte(h.sha256)), SHA256: h.sha256, Previous: before,
	}
	about.First, about.Last, _ = h.span()
	if err := e.results(o.Output, func(w io.Writer) error { return writeEvaluation(w, e, o, ev, about) }); err != nil {
		return err
	}
	h.summary(e, o.common)
	return nil
}

// readPrevious reads an earlier evaluation; nil where none is named.
func readPrevious(path string) (*report.EvaluationJSON, error) {
	if path == "" {
		return nil, nil
	}
	file, err := files.Open(path)
	if err != nil {
		return nil, cannot("read the earlier evaluation", err)
	}
	defer file.Close()
	ev, err := report.ReadEvaluation(file)
	if err != nil {
		return nil, fmt.Errorf("%s: --previous: %w", path, err)
	}
	return ev, nil
}

// historyAsOf compiles a rulebook for a history, which tells its problems, and gives the
// day that ages are counted to where leads have none of their own.
func (e env) historyAsOf(o common, r *rules, h *history) (calendar.Day, error) {
	asOf := e.today(common{AsOf: o.AsOf, Quiet: true}, r.book)
	engine, err := scoring.Compile(r.book, h.Header, scoring.Options{AsOf: asOf})
	if err != nil || h.asOf != nil {
		return 0, err
	}
	if !slices.ContainsFunc(engine.Fields(), func(f scoring.FieldInfo) bool { return f.Type == rulebook.TypeDate }) {
		o.Quiet = true // no rule asks for the day
	}
	e.today(o, r.book) // tells it
	e.noteIn(textsOf(r.book), o, "every lead is scored as of that day. --as-of-column COLUMN scores each as of its own")
	return asOf, nil
}

func writeEvaluation(w io.Writer, e env, o evaluateOptions, ev *evaluate.Evaluation, about report.EvaluationAbout) error {
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
	return d.Text(w, e.screen(o.common))
}

// await waits for work that cannot be interrupted, or for ctx to be cancelled.
func await(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// summary tells on stderr what became of the rows of the list.
func (h *history) summary(e env, o common) {
	if n := h.list.reader.Counts().Rejected.Count; n > 0 {
		e.noteIn(h.list.texts(), o, "%s rejected", h.list.texts().Count(n, "row"))
	}
	h.list.tellRows(e, o)
}
