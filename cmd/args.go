package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/rulefile"
)

// oneList accepts the name of one lead list, or none, which is standard input.
func oneList(_ *cobra.Command, args []string) error {
	if len(args) == 1 && args[0] == "" {
		return errors.New("the name of the list is empty. expected that of a file, or - for standard input")
	}
	if len(args) < 2 {
		return nil
	}
	for _, arg := range []string{args[1], args[0]} {
		if rulefile.IsYAML(arg) {
			return fmt.Errorf("%q is one argument too many. expected one list; the rulebook goes after --rules", arg)
		}
	}
	return fmt.Errorf("%q is one argument too many. expected one list", args[1])
}

// noArguments accepts none.
func noArguments(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return fmt.Errorf("%q is one argument too many. expected none", args[0])
}

// oneFramework accepts the name of one framework, or none.
func oneFramework(_ *cobra.Command, args []string) error {
	if len(args) < 2 {
		return nil
	}
	return fmt.Errorf("%q is one argument too many. expected one framework", args[1])
}

// oneShell accepts the name of a shell.
func oneShell(_ *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return errors.New("a shell is missing. expected one of: " + strings.Join(shells(), ", "))
	case 1:
		return nil
	}
	return fmt.Errorf("%q is one argument too many. expected one shell", args[1])
}

// onLeads makes a command one that takes the name of a list, or none. Its options are
// filled in before it runs.
func onLeads(c *cobra.Command, shared, o *console.Common, list *string, run func(context.Context) error) *cobra.Command {
	c.Args, c.ValidArgsFunction = oneList, completeLeads
	c.RunE = func(c *cobra.Command, args []string) error {
		*o, *list = *shared, firstOf(args)
		return run(c.Context())
	}
	return c
}
