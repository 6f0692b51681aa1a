package cmd

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/accountlist"
	"leadscore/cmd/internal/annotate"
	"leadscore/cmd/internal/callsheet"
	"leadscore/cmd/internal/checking"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/drafting"
	"leadscore/cmd/internal/evaluating"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadsearch"
	"leadscore/cmd/internal/learning"
	"leadscore/cmd/internal/ranking"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/rundiff"
	"leadscore/cmd/internal/survey"
	"leadscore/cmd/internal/testsuite"
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
func newRoot(e console.Env, out io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:           "leadscore",
		Short:         "Score the leads of a CSV file by a rulebook that you can read",
		Long:          "leadscore applies a rulebook (YAML) to a lead list (CSV or Excel): each lead gets a score, a stage, the reasons, and what to ask next.\n\nA first rulebook comes from your own list: leadscore init export.csv -o leadscore.yaml",
		Version:       versionText(),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetIn(e.In)
	root.SetOut(out)
	root.SetErr(e.Err)
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

	shared := &console.Common{}
	addCommon(root, shared)
	if e.Log == nil {
		e.Log = new(console.Log)
	}
	addLogFormat(root, e.Log)
	root.PersistentPreRun = func(c *cobra.Command, _ []string) { rulefile.FindRules(shared, c.Flags().Changed("rules")) }
	root.AddCommand(
		newRankCommand(e, shared, ranking.Run),
		newScoreCommand(e, shared, annotate.Run),
		newExplainCommand(e, shared, leadsearch.Run),
		newInitCommand(e, shared, drafting.Run),
		newQualifyCommand(e, shared, callsheet.Run),
		newAccountsCommand(e, shared, accountlist.Run),
		newCheckCommand(e, shared, checking.Run),
		newTestCommand(e, shared, testsuite.Run),
		newEvaluateCommand(e, shared, evaluating.Run),
		newDiffCommand(e, shared, rundiff.Run),
		newLearnCommand(e, shared, learning.Run),
		newAnswersCommand(e, shared, runAnswersMerge),
		newReportCommand(e, shared, survey.Run),
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
				return exit.AsUsage(err)
			}
			if len(rest) > 0 {
				return exit.Usagef("unknown help topic %q", strings.Join(args, " "))
			}
			topic.InitDefaultHelpFlag()
			return topic.Help()
		},
	}
}

const statusHelp = `
Exit status:
  0    done; unreadable cells and warnings are no failure
  1    the rulebook or the list has problems, or a limit that a flag sets is passed
  2    the command line is wrong
  3    something cannot be read or written
  130  interrupted (129, 131, 143: by SIGHUP, SIGQUIT, SIGTERM)
  134  crashed, by a fault of leadscore or for want of memory
`
