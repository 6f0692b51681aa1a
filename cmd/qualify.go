package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/callsheet"
	"leadscore/cmd/internal/console"
)

func newQualifyCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, callsheet.Options) error) *cobra.Command {
	o := callsheet.Options{}
	c := onLeads(&cobra.Command{
		Use:   "qualify [LEADS]",
		Short: "Make the call sheet: per lead what is known, what to ask, and what would lift it a stage",
		Long: `Make the call sheet: per lead who it is, what is known, what to ask, and what would lift it a stage.

Leads that are to be called again come first, then the best, last those without a number. With --answers, who wants no
calls, has refused or has an appointment leaves the sheet, and who is to be called on a later day comes back then.
What would lift a lead is the smallest set of answers, of three at most, that leads into a better stage.

html is a page that works from a disk without a network: answers and results are given by keys, kept in the browser, and
downloaded as a table for --answers. csv is a sheet to be filled in: its first columns are those of --answers, and rows
without an answer are skipped. -o FILE.xlsx is the same as an Excel workbook, which --answers reads too.`,
		Example: `  leadscore qualify leads.csv --top 40
  leadscore qualify leads.csv --top 40 -o sheet.html
  leadscore qualify leads.csv --where 'Owner=M. Reyes' --answers 'answers-*.csv'
  leadscore qualify leads.csv --stage MQL --framework BANT --format csv -o sheet.csv`,
		GroupID: groupLeads,
	}, shared, &o.Common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	addInput(c, &o.InputOptions)
	addMaxRejects(c, &o.InputOptions)
	addAnswers(c, &o.AnswerOptions)
	addLogs(c, &o.EventOptions)
	addWhere(c, &o.WhereOptions)
	addLang(c, shared)
	f := c.Flags()
	f.VarP(newNumber(&o.Top, 0, 20), "top", "n", "how many leads to show, 0 for all; those to be called again are shown in any case")
	f.StringSliceVar(&o.Stages, "stage", nil, "show leads of these `STAGES` only, as in Priority,SQL")
	f.StringVar(&o.Framework, "framework", "", "ask for the elements of this framework only, as `NAME`")
	addOutput(c, &o.OutputOptions, "")
	o.Book = true
	addEnum(c, f, &o.Format, "format", "how to show it: auto is by the name of FILE, else text", "auto", "text", "markdown", "csv", "json", "html")
	_ = c.RegisterFlagCompletionFunc("stage", completeStages(shared))
	return c
}
