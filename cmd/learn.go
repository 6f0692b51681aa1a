package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/learning"
)

func newLearnCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, learning.Options) error) *cobra.Command {
	o := learning.Options{}
	var c *cobra.Command
	c = onLeads(&cobra.Command{
		Use:   "learn [HISTORY] --won COLUMN=VALUE",
		Short: "Make a rulebook from won and lost leads",
		Long: `Make a rulebook from won and lost leads.

It is a rulebook like one written by hand: a few criteria with round bounds and whole points, stages, and the win
rate from each score up. What it is worth is measured on leads that it has not seen, and compared with models that
nobody can read. Columns that may tell the outcome are left out; each is named with its reason, and --allow uses it
all the same. A rulebook that does not hold on unseen leads is weak: the status is 1, and only --force writes it.
The same list, options and seed give the same bytes. It holds the list in memory, each different cell once.`,
		Example: `  leadscore learn closed.csv --won 'Status=Closed Won' -o learned.yaml
  leadscore learn closed.csv --won Converted=1 --date Created --criteria 5 --step 5 --capacity 40/week -o learned.yaml
  leadscore learn closed.csv --won Stage=Won --start-from leadscore.yaml -o refitted.yaml
  leadscore learn recent.csv --won Stage=Won --recalibrate leadscore.yaml --target-rate 30% -o leadscore.yaml`,
		GroupID: groupRulebook,
	}, shared, &o.Common, &o.Leads, func(ctx context.Context) error {
		o.Spoken = c.Flags().Changed("lang") || c.Flags().Changed("language")
		return run(ctx, e, o)
	})
	addHistory(c, &o.HistoryOptions)
	addLearning(c, &o)
	return c
}

func addLearning(c *cobra.Command, o *learning.Options) {
	f := c.Flags()
	addOutput(c, &o.OutputOptions, "the rulebook ")
	f.StringVar(&o.Name, "name", "", "the rulebook's `NAME`")
	addEnum(c, f, &o.Language, "lang", "the language of the rulebook's names and comments, and of the report (with --start-from\nand --recalibrate that of the rulebook unless given)", "en", "ja")
	addEnum(c, f, &o.Language, "language", "the same", "en", "ja") // its name before the other commands had it
	_ = f.MarkHidden("language")
	f.Var(newNumber(&o.Criteria, 0, 0), "criteria", "how many criteria at most beside those of --keep, 0 for as many as pay, up to 8")
	f.Var(newNumber(&o.Step, 0, 0), "step", "points are multiples of N: 1, 2, 5, 10; 0 for 5 where that costs under 0.002 of AUC, else 1")
	f.StringArrayVar(&o.Keep, "keep", nil, "add each of these `COLUMNS` to what is chosen, whatever it tells, as in A,B; may be repeated, as the next two")
	f.StringArrayVar(&o.Drop, "drop", nil, "leave these `COLUMNS` out")
	f.StringArrayVar(&o.Allow, "allow", nil, "use these `COLUMNS` although a guard would leave them out")
	f.StringArrayVar(&o.Monotone, "monotone", nil, "let the points of these `COLUMNS` only rise or only fall with their numbers; all: of every one")
	f.Uint64Var(&o.Seed, "seed", 0, "the `SEED` of the folds")
	f.Var(&o.Holdout, "holdout", "what to measure on: `auto`, folds, or a share of the newest leads (of the last rows\nwithout --date), such as 30% (default the newest 30% with --date, else folds)")
	f.BoolVar(&o.Small, "small", false, "learn from fewer than 40 won and 40 lost leads")
	f.BoolVar(&o.Force, "force", false, "write the rulebook even if it is weak")
	f.BoolVar(&o.NoReferences, "no-references", false, "do not compare it with other models, which takes most of the time")
	addLogs(c, &o.EventOptions)
	f.StringVar(&o.StartFrom, "start-from", "", "keep what the rulebook in `FILE` asks, and refit its points")
	f.StringVar(&o.Recalibrate, "recalibrate", "", "keep the rulebook in `FILE`, and move only the scores at which its stages begin")
	f.Var(&o.Capacity, "capacity", "how many leads the best stage shall take: `N/week`, N/month, or a share such as 20%")
	f.Var(&o.TargetRate, "target-rate", "the win rate that the best stage shall have, such as `30%`")
	f.Var(&o.Matures, "matures", "with --date: leave out leads younger than `DAYS`, as in 90d, on the list's last day, since not\nall of their outcomes are known")
	f.Var(newNumber(&o.Alternatives, 0, 0), "alternatives", "look for so many sets of other columns that sort as well (within 0.003 of AUC)")
	f.BoolVar(&o.Ask, "ask", false, "ask about each criterion, and about columns left out that may tell the outcome, and learn anew\nwithout those that you do not believe; answers are read from the terminal")
	for _, name := range []string{"keep", "drop", "allow"} {
		_ = c.RegisterFlagCompletionFunc(name, completeHeaders(&o.InputOptions, firstOf))
	}
	c.MarkFlagsMutuallyExclusive("start-from", "recalibrate")
	c.MarkFlagsMutuallyExclusive("matures", "recalibrate")
	c.MarkFlagsMutuallyExclusive("capacity", "target-rate")
	for _, name := range []string{"ask", "alternatives"} {
		c.MarkFlagsMutuallyExclusive(name, "start-from", "recalibrate")
	}
	_ = c.MarkFlagFilename("start-from", "yaml", "yml")
	_ = c.MarkFlagFilename("recalibrate", "yaml", "yml")
}
