package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadsearch"
)

func newExplainCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, leadsearch.Options) error) *cobra.Command {
	o := leadsearch.Options{}
	c := onLeads(&cobra.Command{
		Use:   "explain [LEADS]",
		Short: "Say why leads have their scores: every line of the sum, what is unknown, and what to ask",
		Long: `Say why leads have their scores: every line of the sum, what is unknown, and what to ask.

The points of the lines add up to the score, limits included. On a terminal what gave points and what is not
known stand first, and the rest in few lines; --all shows all. Without --lead and --line the best five leads are
explained there, elsewhere all. csv has a row for each lead and line, for pivot tables; json has an object for
each lead. --account explains the score of a company (see leadscore accounts) by those of its leads, and says who of
them has told what.`,
		Example: `  leadscore explain leads.csv --lead L-1007
  leadscore explain leads.csv --lead L-1007 --lead L-1131 --all
  leadscore explain leads.csv --line 8 --format json
  leadscore explain leads.csv --account 'Acme Inc.'
  leadscore explain leads.csv --format csv -o why.csv`,
		GroupID: groupLeads,
	}, shared, &o.Common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	addInput(c, &o.InputOptions)
	addAnswers(c, &o.AnswerOptions)
	addLogs(c, &o.EventOptions)
	addMaxRejects(c, &o.InputOptions)
	addLang(c, shared)
	f := c.Flags()
	f.StringArrayVar(&o.Keys, "lead", nil, "explain the leads with this `KEY`, which is in the rulebook's key field; may be given again")
	f.Var(newNumber(&o.Line, 1, 0), "line", "explain the lead on this line of the list")
	f.StringArrayVar(&o.Accounts, "account", nil, "explain the account of this `NAME`, in any spelling; may be given again")
	addBy(c, &o.ByOptions, &o.InputOptions, "with --account: ")
	f.BoolVar(&o.All, "all", false, "every line on a terminal too, those that gave nothing as well")
	addPager(c, &o.PagerOptions)
	addOutput(c, &o.OutputOptions, "")
	addEnum(c, f, &o.Format, "format", "how to explain them", "text", "json", "csv")
	c.MarkFlagsMutuallyExclusive("lead", "line", "account")
	_ = c.RegisterFlagCompletionFunc("lead", completeKeys(shared, &o.InputOptions, firstOf))
	return c
}
