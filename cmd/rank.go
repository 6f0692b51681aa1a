package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/ranking"
)

func newRankCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, ranking.Options) error) *cobra.Command {
	o := ranking.Options{}
	c := onLeads(&cobra.Command{
		Use:   "rank [LEADS]",
		Short: "Show the best leads first, each with its stage, its reasons and what to ask next",
		Long: `Show the best leads first, each with its stage, its reasons and what to ask next.

Leads are ordered by stage, then score, then as the list has them. Those of an out stage are left out, unless
--stage names it. On a terminal each lead has one line; --wrap shows all of it. A table leaves out what does not
fit; csv, json and jsonl do not. csv is written as the list is, in its encoding and with its separator, unless
told otherwise; -o FILE.xlsx is an Excel workbook. Memory holds the leads shown; --top 0 with csv, json or jsonl
sorts lists that are too large for that in a temporary file.`,
		Example: `  leadscore rank leads.csv
  leadscore rank leads.csv --top 50 --stage Priority,SQL -o call-list.csv --format csv
  leadscore rank leads.csv --format jsonl | jq -r .next_question`,
		GroupID: groupLeads,
	}, shared, &o.Common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	addInput(c, &o.InputOptions)
	addAnswers(c, &o.AnswerOptions)
	addLogs(c, &o.EventOptions)
	addWhere(c, &o.WhereOptions)
	addMaxRejects(c, &o.InputOptions)
	addLang(c, shared)
	f := c.Flags()
	f.VarP(newNumber(&o.Top, 0, 20), "top", "n", "how many leads to show, 0 for all")
	f.StringSliceVar(&o.Stages, "stage", nil, "show leads of these `STAGES` only, as in Priority,SQL")
	addOutput(c, &o.OutputOptions, "")
	o.Book = true
	addEnum(c, f, &o.Format, "format", "how to show them", "table", "markdown", "csv", "json", "jsonl")
	f.BoolVar(&o.Wrap, "wrap", false, "show all of each lead on a terminal too, on as many lines as it takes")
	f.BoolVar(&o.OnePerAccount, "one-per-account", false, "show of each company its best lead only (see leadscore accounts)")
	addBy(c, &o.ByOptions, &o.InputOptions, "with --one-per-account: ")
	addPager(c, &o.PagerOptions)
	addWriting(c, &o.WriteOptions)
	_ = c.RegisterFlagCompletionFunc("stage", completeStages(shared))
	return c
}
