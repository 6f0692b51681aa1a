package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/drafting"
)

func newInitCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, drafting.Options) error) *cobra.Command {
	o := drafting.Options{}
	c := onLeads(&cobra.Command{
		Use:   "init [LEADS]",
		Short: "Draft a first rulebook from a list: what it holds, who to look for, what to ask",
		Long: `Draft a first rulebook from a list: what it holds, who to look for, what to ask.

The draft reads every column that exports usually have, and ranks at once. Each line has a comment that says where
its words and numbers come from. It holds no names, addresses or telephone numbers. Nobody has told it which leads
were won, so its points are a start: change them. With --won the points come from learn, if the list has enough
leads that were won and lost. The list is read once, however long, and memory is bounded; --won holds it in memory.`,
		Example: `  leadscore init export.csv -o leadscore.yaml
  leadscore init export.csv --yes > leadscore.yaml
  leadscore init closed.csv --won 'Status=Closed Won' -o leadscore.yaml
  leadscore init export.csv --lang ja -o leadscore.yaml --overwrite`,
		GroupID: groupRulebook,
	}, shared, &o.Common, &o.Leads, func(ctx context.Context) error { return run(ctx, e, o) })
	addInput(c, &o.InputOptions)
	f := c.Flags()
	addOutput(c, &o.OutputOptions, "the rulebook ")
	f.Lookup("overwrite").Usage = "replace FILE if it is there"
	addEnum(c, f, &o.Language, "lang", "the language of names, reasons and comments (auto: that of the headers)", "auto", "en", "ja")
	f.Var(&o.Won, "won", "learn the points from leads of which is known what became of them; which were won, as `'COLUMN=VALUE[,VALUE]'`")
	f.BoolVarP(&o.Yes, "yes", "y", false, "ask nothing on the terminal: take what the list suggests")
	return c
}
