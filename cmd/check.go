package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/checking"
	"leadscore/cmd/internal/console"
)

func newCheckCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, checking.Options) error) *cobra.Command {
	o := checking.Options{}
	c := onLeads(&cobra.Command{
		Use:   "check [LEADS]",
		Short: "Find what is wrong, or probably not as meant, in a rulebook, and in how a list fits it",
		Long: `Find what is wrong, or probably not as meant, in a rulebook, and in how a list fits it.

With a list: columns that it lacks, rows and cells that do not read, values that no rule matches, keys that stand
more than once, and cells that a spreadsheet would run; and what each rule does on it: for how many leads it is true,
false or unknown, which rules never or always hold, and how scores and stages spread.

Problems make the status 1; with --strict warnings about the rulebook do too, with --strict=list those about the list
and rules that tell none of its leads from another. Each finding has a name; --explain says what it means, with a bad
and a good example.`,
		Example: `  leadscore check
  leadscore check leads.csv --rules leadscore.yaml
  leadscore check leads.csv --strict=list --format csv > findings.csv
  leadscore check --explain rule_never`,
		GroupID: groupRulebook,
	}, shared, &o.Common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	addInput(c, &o.InputOptions)
	addLogs(c, &o.EventOptions)
	addEnum(c, c.Flags(), &o.Strict, "strict", "count warnings as problems: those about the rulebook, or about the list too", checking.StrictNo, checking.StrictRulebook, checking.StrictList)
	c.Flags().Lookup("strict").NoOptDefVal = checking.StrictRulebook
	c.Flags().StringVar(&o.Explain, "explain", "", "say what the finding of this `NAME` means")
	addEnum(c, c.Flags(), &o.Format, "format", "how to show what is found", "text", "json", "csv")
	return c
}
