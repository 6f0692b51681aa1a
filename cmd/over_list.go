package cmd

import (
	"context"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
)

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
