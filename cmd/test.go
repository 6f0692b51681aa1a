package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/testsuite"
)

func newTestCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, testsuite.Options) error) *cobra.Command {
	o := testsuite.Options{}
	c := &cobra.Command{
		Use:   "test [RULES]",
		Short: "Run the tests of a rulebook: leads made up for the purpose, and what must come out for them",
		Long: `Run the tests of a rulebook: leads made up for the purpose, and what must come out for them.

The tests are those of the section tests, and of the files *.test.yaml beside the rulebook that name it (rules:).
A test that does not come out as wanted is shown with what came out, and why; the status is then 1.`,
		Example: `  leadscore test
  leadscore test rules.yaml --run 'big deal' --coverage
  leadscore test --format junit -o report.xml --min-coverage 80%
  leadscore test --add leads.csv --lead L-1007`,
		GroupID:           groupRulebook,
		Args:              oneRulebook,
		ValidArgsFunction: completeRulebook,
		RunE: func(c *cobra.Command, args []string) error {
			if o.Common, o.File = *shared, firstOf(args); o.File != "" && c.Flags().Changed("rules") {
				return exit.Usagef("the rulebook is named twice, as %s and with --rules. keep one", o.File)
			}
			for _, name := range []string{"lead", "line", "name"} {
				if c.Flags().Changed(name) && !c.Flags().Changed("add") {
					return exit.Usagef("--%s says which lead of a list a test is made of. name the list with --add LEADS", name)
				}
			}
			return run(c.Context(), e, o)
		},
	}
	f := c.Flags()
	f.Var(&o.Run, "run", "run only tests whose name matches this `REGEXP`")
	addEnum(c, f, &o.Format, "format", "how to tell what came out", "text", "json", "junit")
	f.BoolVar(&o.Coverage, "coverage", false, "list the rules that no test makes true: criteria, bands, attributes, elements, stage rules")
	f.Var(&o.MinCoverage, "min-coverage", "end with status 1 if tests make fewer of the rules true, as in 80%")
	f.Var(newFileName(&o.Add.Leads), "add", "write a test of a lead of this `LIST` into the rulebook, without what tells who it is")
	f.StringVar(&o.Add.Lead, "lead", "", "the lead to add: its `KEY`, which is in the rulebook's key field")
	f.Var(newNumber(&o.Add.Line, 1, 0), "line", "the lead to add: its line of the list")
	f.StringVar(&o.Add.Name, "name", "", "the `NAME` of the test that is added (default by what comes out)")
	addInput(c, &o.InputOptions)
	addOutput(c, &o.OutputOptions, "")
	_ = c.MarkFlagFilename("add", "csv", "txt")
	keys := completeKeys(shared, &o.InputOptions, func([]string) string { return o.Add.Leads })
	_ = c.RegisterFlagCompletionFunc("lead", func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		shared.Rules = cmp.Or(firstOf(args), shared.Rules)
		return keys(c, args, toComplete)
	})
	return c
}

// oneRulebook accepts the name of a rulebook, or none.
func oneRulebook(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("%q is one argument too many. expected one rulebook", args[1])
	}
	if len(args) == 1 && args[0] == "" {
		return errors.New("the name of the rulebook is empty. expected that of a file")
	}
	return nil
}

func completeRulebook(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt
}
