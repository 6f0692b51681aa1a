package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/accountlist"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/rulefile"
	"leadscore/rulebook"
)

func newAccountsCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, accountlist.Options) error) *cobra.Command {
	o := accountlist.Options{}
	c := onLeads(&cobra.Command{
		Use:   "accounts [LEADS]",
		Short: "Show companies, best first: their leads, who decides, what is known, and whom to ask next",
		Long: `Show companies, best first: their leads, who decides, what is known, and whom to ask next.

An account is all leads of one company: names are compared without legal forms, branches and differences of spelling.
The section accounts of the rulebook says who decides and who uses, what the leads make of the account's score, and
the stages of accounts; without it an account scores as its best lead. No lead's score depends on another. Leads of
out stages are counted and nothing else, leads without a company are told. Free mail is no company's domain.

csv is written as the list is, in its encoding and with its separator, unless told otherwise; -o FILE.xlsx is an Excel
workbook. The list is read once; memory holds its accounts, not its leads.`,
		Example: `  leadscore accounts leads.csv
  leadscore accounts leads.csv --top 50 --format csv -o accounts.csv
  leadscore accounts leads.csv --by Email --where 'Owner=M. Reyes'
  leadscore explain leads.csv --account 'Acme Inc.'`,
		GroupID: groupLeads,
	}, shared, &o.Common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	addInput(c, &o.InputOptions)
	addAnswers(c, &o.AnswerOptions)
	addLogs(c, &o.EventOptions)
	addWhere(c, &o.WhereOptions)
	addMaxRejects(c, &o.InputOptions)
	addBy(c, &o.ByOptions, &o.InputOptions, "")
	f := c.Flags()
	f.VarP(newNumber(&o.Top, 0, 20), "top", "n", "how many accounts to show, 0 for all")
	f.StringSliceVar(&o.Stages, "stage", nil, "show accounts of these `STAGES` of accounts only")
	addOutput(c, &o.OutputOptions, "")
	o.Book = true
	addEnum(c, f, &o.Format, "format", "how to show them", "table", "markdown", "csv", "json", "jsonl")
	addPager(c, &o.PagerOptions)
	addWriting(c, &o.WriteOptions)
	_ = c.RegisterFlagCompletionFunc("stage", fromRules(shared, accountStageNames))
	return c
}

// accountStageNames are the stages of accounts, in the rulebook's order.
func accountStageNames(book *rulebook.Rulebook) []string {
	if book.Accounts == nil {
		return nil
	}
	return rulefile.StageNames(&rulebook.Rulebook{Stages: book.Accounts.Stages})
}
