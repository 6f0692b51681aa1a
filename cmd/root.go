package cmd

import (
	"io"
	"slices"
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

// newRoot makes the command line, as far as the arguments need it; help is written to out.
func newRoot(e console.Env, out io.Writer, args []string) *cobra.Command {
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
	root.AddCommand(called([]command{
		{"rank", func() *cobra.Command { return newRankCommand(e, shared, ranking.Run) }},
		{"score", func() *cobra.Command { return newScoreCommand(e, shared, annotate.Run) }},
		{"explain", func() *cobra.Command { return newExplainCommand(e, shared, leadsearch.Run) }},
		{"init", func() *cobra.Command { return newInitCommand(e, shared, drafting.Run) }},
		{"qualify", func() *cobra.Command { return newQualifyCommand(e, shared, callsheet.Run) }},
		{"accounts", func() *cobra.Command { return newAccountsCommand(e, shared, accountlist.Run) }},
		{"check", func() *cobra.Command { return newCheckCommand(e, shared, checking.Run) }},
		{"test", func() *cobra.Command { return newTestCommand(e, shared, testsuite.Run) }},
		{"evaluate", func() *cobra.Command { return newEvaluateCommand(e, shared, evaluating.Run) }},
		{"diff", func() *cobra.Command { return newDiffCommand(e, shared, rundiff.Run) }},
		{"learn", func() *cobra.Command { return newLearnCommand(e, shared, learning.Run) }},
		{"answers", func() *cobra.Command { return newAnswersCommand(e, shared, runAnswersMerge) }},
		{"report", func() *cobra.Command { return newReportCommand(e, shared, survey.Run) }},
		{"frameworks", func() *cobra.Command { return newFrameworksCommand(e, shared, runFrameworks) }},
		{"fields", func() *cobra.Command { return newFieldsCommand(e, shared, runFields) }},
		{"schema", func() *cobra.Command { return newSchemaCommand(e, shared, runSchema) }},
		{"version", func() *cobra.Command { return newVersionCommand(e) }},
		{"", func() *cobra.Command { return newCompletionCommand(e) }},
		{"man", func() *cobra.Command { return newManCommand(e, shared, runMan) }},
	}, args)...)
	root.SetHelpCommand(newHelpCommand())
	root.InitDefaultHelpCmd()
	return root
}

// command is a command that is yet to be made.
type command struct {
	name string // "" where it tells of the others
	make func() *cobra.Command
}

// called makes the command that the first argument names, and all where that names none: to
// make the flags of all takes a short run longer than to read its rulebook.
func called(all []command, args []string) []*cobra.Command {
	named := func(c command) bool { return len(args) > 0 && c.name == args[0] }
	if i := slices.IndexFunc(all, named); i >= 0 {
		all = all[i : i+1]
	}
	var made []*cobra.Command
	for _, c := range all {
		made = append(made, c.make())
	}
	return made
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
