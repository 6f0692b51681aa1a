// Package testsuite runs the tests of a rulebook, and makes one of a lead.
package testsuite

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"regexp"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/testrun"
)

// Options are what test is told.
type Options struct {
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

// file is the rulebook, or file of tests, that the command is about.
func (o *Options) file() string { return cmp.Or(o.File, o.Rules) }

// Run is the command test.
func Run(ctx context.Context, e console.Env, o Options) error {
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
	o.Unread = true
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

func writeTested(w io.Writer, e console.Env, o Options, tested *testrun.Report) error {
	switch o.Format {
	case "json":
		return tested.WriteJSON(w)
	case "junit":
		return tested.WriteJUnit(w)
	}
	return tested.WriteText(w, e.Screen(o.Common), o.Coverage)
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
