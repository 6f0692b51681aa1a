package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/survey"
)

func newReportCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, survey.Options) error) *cobra.Command {
	o := survey.Options{}
	c := onLeads(&cobra.Command{
		Use:   "report [LEADS]",
		Short: "Make one page of a list: stages, who can be called, the best leads, what is unknown, where points come from",
		Long: `Make one page of a list: stages, who can be called, the best leads, what is unknown, where points come from.

The page is one file with pictures that needs no network. Fit and engagement make a matrix where the rulebook has an
ICP and groups: of the groups that with grades, else that with most criteria. --answers adds what came of the calls,
--previous who moved since an earlier output of score, --won how well the rulebook sorts the leads of this list that
were won and lost. The list is read once; memory holds its best leads, with --previous the leads of that file, with
--won the list, each different cell once.`,
		Example: `  leadscore report leads.csv -o report.html
  leadscore report leads.csv --previous monday.csv --format markdown
  leadscore report closed.csv --won 'Status=Closed Won' --lang ja -o report.html`,
		GroupID: groupLeads,
	}, shared, &o.Common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	addHistory(c, &o.HistoryOptions)
	addMaxRejects(c, &o.HistoryOptions.InputOptions)
	addAnswers(c, &o.AnswerOptions)
	addLogs(c, &o.EventOptions)
	addWhere(c, &o.WhereOptions)
	f := c.Flags()
	f.VarP(newNumber(&o.Top, 1, 10), "top", "n", "how many of the best leads to show")
	f.Var(newFileName(&o.Previous), "previous", "an earlier output of score, as `FILE`: shows who moved since")
	f.StringVar(&o.Prefix, "prefix", leadlist.DefaultPrefix, "what the names of our columns begin with in that file, as `TEXT`")
	addEnum(c, f, &o.Lang, "lang", "the report's language", "rulebook", "en", "ja")
	addOutput(c, &o.OutputOptions, "")
	addEnum(c, f, &o.Format, "format", "how to write it: auto is by the name of FILE, else text on a terminal, else html", "auto", "html", "markdown", "text")
	_ = c.MarkFlagFilename("previous", "csv", "jsonl")
	return c
}
