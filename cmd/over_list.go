package cmd

import (
	"context"
	"slices"

	"github.com/spf13/cobra"
)

// onLeads makes a command one that takes the name of a list, or none. Its options are
// filled in before it runs.
func onLeads(c *cobra.Command, shared, o *common, list *string, run func(context.Context) error) *cobra.Command {
	c.Args, c.ValidArgsFunction = oneList, completeLeads
	c.RunE = func(c *cobra.Command, args []string) error {
		*o, *list = *shared, firstOf(args)
		return run(c.Context())
	}
	return c
}

// checkResults finds what would be lost by writing a command's results: the rulebook, the
// list, or what else is read.
func (e env) checkResults(o *common, out *outputOptions, list string, beside ...[]input) error {
	return e.checkTargets(*out, append(slices.Concat(beside...), o.theRulebook(), theList(list)), out.theResults())
}

// overList has a list scored by a rulebook. use walks through the list and shows what came
// of it; tell, which may be nil, is called among what is told of the list on stderr.
func (e env) overList(ctx context.Context, o common, r *rules, lo listOptions, use func(*list) (tell func(), err error)) error {
	l, err := e.openList(ctx, o, r, lo)
	if err != nil {
		return err
	}
	defer l.Close()
	tell, err := use(l)
	if err != nil {
		return err
	}
	l.summary(e, o)
	if tell != nil {
		tell()
	}
	l.lastLine(e, o)
	return nil
}
