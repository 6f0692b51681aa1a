// Package evaluating evaluates a rulebook by a list of won and lost leads.
package evaluating

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/evaluationview"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/wonlost"
	"leadscore/internal/files"
	"leadscore/leads/typed"
	"leadscore/outcomes/evaluate"
)

// Options are what evaluate is told.
type Options struct {
	console.Common
	wonlost.HistoryOptions
	console.OutputOptions
	beside.AnswerOptions
	beside.EventOptions
	Capacity wonlost.Capacity
	Previous string // an earlier evaluation as JSON; "": none
	Format   string // text, markdown, html, csv, json
}

// Run is the command evaluate.
func Run(ctx context.Context, e console.Env, o Options) error {
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
	if len(said) == 0 && len(o.Logs) == 0 { // else leads are found by other columns too
		o.Needs = wonlost.NeededBy(r.Book)
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
	about := evaluationview.About{
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
func readPrevious(path string) (*evaluationview.JSON, error) {
	if path == "" {
		return nil, nil
	}
	file, err := files.Open(path)
	if err != nil {
		return nil, exit.Cannot("read the earlier evaluation", err)
	}
	defer file.Close()
	ev, err := evaluationview.Read(file)
	if err != nil {
		return nil, fmt.Errorf("%s: --previous: %w", path, err)
	}
	return ev, nil
}

func writeEvaluation(w io.Writer, e console.Env, o Options, ev *evaluate.Evaluation, about evaluationview.About) error {
	switch o.Format {
	case "csv":
		return typed.Write(w, evaluationview.Rows(ev, about))
	case "json":
		data, err := report.MarshalJSON(evaluationview.NewJSON(ev, about), "")
		if err != nil {
			return err
		}
		_, err = w.Write(append(data, '\n'))
		return err
	}
	d := evaluationview.Document(ev, about)
	switch o.Format {
	case "markdown":
		return d.Markdown(w)
	case "html":
		return d.HTML(w)
	}
	return d.Text(w, e.Screen(o.Common))
}
