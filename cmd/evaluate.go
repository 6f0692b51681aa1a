package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/evaluating"
)

func newEvaluateCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, evaluating.Options) error) *cobra.Command {
	o := evaluating.Options{}
	c := onLeads(&cobra.Command{
		Use:   "evaluate [HISTORY] --won COLUMN=VALUE",
		Short: "Say how well a rulebook sorts won from lost leads, and what each of its rules is worth",
		Long: `Say how well a rulebook sorts won from lost leads, and what each of its rules is worth.

HISTORY is a lead list with a column that says what became of each lead. A blank cell there means that the lead is
still open: it is left out. With --as-of-column each lead is scored as of its own day, as it stood then. html writes
one page with charts; csv a row for each figure. Memory holds the columns that the rulebook needs, each different cell
once.`,
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
