package cmd

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func init() {
	cobra.MousetrapHelpText = ""       // Windows: a list dragged onto the program shall work
	cobra.EnableCommandSorting = false // the order in which they are used
}

const (
	groupLeads     = "leads"
	groupRulebook  = "rulebook"
	groupReference = "reference"
)

// newRoot makes the whole command line; help is written to out.
func newRoot(e env, out io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:           "leadscore",
		Short:         "Score the leads of a CSV file by a rulebook that you can read",
		Long:          "leadscore applies a rulebook (YAML) to a lead list (CSV or Excel): each lead gets a score, a stage, the reasons, and what to ask next.\n\nA first rulebook comes from your own list: leadscore init export.csv -o leadscore.yaml",
		Version:       versionText(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetIn(e.in)
	root.SetOut(out)
	root.SetErr(e.err)
	root.SetFlagErrorFunc(flagError)
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetUsageTemplate(strings.TrimRight(root.UsageTemplate(), "\n") + "\n" + statusHelp)
	root.AddGroup(
		&cobra.Group{ID: groupLeads, Title: "Leads:"},
		&cobra.Group{ID: groupRulebook, Title: "Rulebooks:"},
		&cobra.Group{ID: groupReference, Title: "Reference:"},
	)
	root.CompletionOptions.DisableDefaultCmd = true // it calls an unknown shell a success
	root.SetHelpCommandGroupID(groupReference)

	shared := &common{}
	shared.addFlags(root)
	if e.log == nil {
		e.log = new(logOptions)
	}
	e.log.addFlags(root)
	root.PersistentPreRun = func(c *cobra.Command, _ []string) { shared.findRules(c.Flags().Changed("rules")) }
	root.AddCommand(
		newRankCommand(e, shared, runRank),
		newScoreCommand(e, shared, runScore),
		newExplainCommand(e, shared, runExplain),
		newInitCommand(e, shared, runInit),
		newQualifyCommand(e, shared, runQualify),
		newAccountsCommand(e, shared, runAccounts),
		newCheckCommand(e, shared, runCheck),
		newTestCommand(e, shared, runTest),
		newEvaluateCommand(e, shared, runEvaluate),
		newDiffCommand(e, shared, runDiff),
		newLearnCommand(e, shared, runLearn),
		newAnswersCommand(e, shared, runAnswersMerge),
		newReportCommand(e, shared, runReport),
		newFrameworksCommand(e, shared, runFrameworks),
		newFieldsCommand(e, shared, runFields),
		newSchemaCommand(e, shared, runSchema),
		newVersionCommand(e),
		newCompletionCommand(e),
		newManCommand(e, shared, runMan),
	)
	root.SetHelpCommand(newHelpCommand())
	root.InitDefaultHelpCmd()
	return root
}

// newHelpCommand replaces cobra's, which calls a topic that is not there a success.
func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Help about a command",
		GroupID: groupReference,
		Args:    cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			topic, rest, err := c.Root().Find(args)
			if err != nil {
				return asUsage(err)
			}
			if len(rest) > 0 {
				return usagef("unknown help topic %q", strings.Join(args, " "))
			}
			topic.InitDefaultHelpFlag()
			return topic.Help()
		},
	}
}
