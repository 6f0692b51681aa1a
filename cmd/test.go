package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/testrun"
)

type testOptions struct {
	console.Common
	listfile.InputOptions
	console.OutputOptions
	Add         addOptions
	File        string // a rulebook, or a file of tests; "": --rules
	Run         pattern
	Format      string // text, json, junit
	Coverage    bool
	MinCoverage percent
}

func newTestCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, testOptions) error) *cobra.Command {
	o := testOptions{}
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
	f.StringVar(&o.Add.Name, "name", "", "what to call the test that is added (default by what comes out)")
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

// file is the rulebook, or file of tests, that the command is about.
func (o *testOptions) file() string { return cmp.Or(o.File, o.Rules) }

func runTest(ctx context.Context, e console.Env, o testOptions) error {
	if o.File == "" && o.RulesNote != "" {
		e.Note(o.Common, "%s", o.RulesNote)
	}
	if o.Add.Leads != "" {
		return runTestAdd(ctx, e, o)
	}
	if o.AsOf.Given {
		return exit.Usagef("--as-of: each test names its own day (as_of: %s)", o.AsOf.Day)
	}
	suite, err := rulefile.LoadTests(o.file())
	if err != nil {
		return err
	}
	if err := e.CheckTargets(o.OutputOptions, suite.Inputs(), o.TheResults()); err != nil {
		return err
	}
	tested, err := testrun.Run(suite.Rules.Book, suite.Books, o.Run.matches)
	if err != nil {
		return err
	}
	if len(tested.Results) == 0 {
		if o.Run.expr != nil && suite.Count() > 0 {
			return exit.Usagef("--run: no test of %s has a name that matches %q", suite.Rules.File, o.Run.String())
		}
		e.Note(o.Common, "%s has no tests", suite.Rules.File)
	}
	if err := e.Results(o.Output, func(w io.Writer) error { return writeTested(w, e, o, tested) }); err != nil {
		return err
	}
	if p := tested.Coverage.Percent(); p < o.MinCoverage.Value {
		return fmt.Errorf("the tests make %.1f%% of the rules true. --min-coverage %s wants more; --coverage lists the others", p, o.MinCoverage.Text)
	}
	if tested.Failed() > 0 {
		return exit.ErrFound
	}
	return nil
}

func writeTested(w io.Writer, e console.Env, o testOptions, tested *testrun.Report) error {
	switch o.Format {
	case "json":
		return tested.WriteJSON(w)
	case "junit":
		return tested.WriteJUnit(w)
	}
	return tested.WriteText(w, e.Screen(o.Common), o.Coverage)
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

// pattern is a flag that takes a regular expression.
type pattern struct{ expr *regexp.Regexp }

func (p *pattern) Type() string { return "REGEXP" }

func (p *pattern) String() string {
	if p.expr == nil {
		return ""
	}
	return p.expr.String()
}

func (p *pattern) Set(text string) (err error) {
	p.expr, err = regexp.Compile(text)
	return err
}

func (p *pattern) matches(text string) bool { return p.expr == nil || p.expr.MatchString(text) }

// percent is a flag that takes a share in percent.
type percent struct {
	Text  string // as given; "": not given
	Value float64
}

func (p *percent) Type() string { return "P%" }

func (p *percent) String() string { return p.Text }

func (p *percent) Set(text string) error {
	var limit listfile.RejectLimit
	if err := limit.Set(text); err != nil || !limit.Share {
		return fmt.Errorf("%q is no share. expected a percentage, as in 80%%", text)
	}
	*p = percent{text, limit.Most}
	return nil
}
