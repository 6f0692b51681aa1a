package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/rundiff"
)

func newDiffCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, rundiff.Options) error) *cobra.Command {
	o := rundiff.Options{}
	c := &cobra.Command{
		Use:   "diff OLD NEW | diff LEADS --rules A --with B",
		Short: "Show who moved between two runs, or under two rulebooks, and what moved them",
		Long: `Show who moved between two runs, or under two rulebooks, and what moved them.

OLD and NEW are outputs of score, CSV or JSON lines, joined by key: leads that are new, gone, promoted or demoted to
another stage, up or down within theirs, each with the one reason that counts most. With the rulebook and the list's
own columns in both files the reasons are computed, and name the cells that differ; else they come from the column
reasons. With --with one list is scored by two rulebooks: which leads change their stage, and which rule moves them.
Memory holds the leads of both outputs; with --with two scores for each lead, and of the leads that moved those shown.`,
		Example: `  leadscore diff monday.csv today.csv --only promoted
  leadscore diff leads.csv --rules leadscore.yaml --with proposal.yaml --format markdown -o proposal.md
  leadscore diff leads.csv -r leadscore.yaml --with proposal.yaml --fail-on-stage-change 5%`,
		GroupID:           groupRulebook,
		Args:              diffArgs(&o),
		ValidArgsFunction: completeOutputs,
		RunE: func(c *cobra.Command, args []string) error {
			o.Common, o.Old = *shared, args[0]
			if len(args) > 1 {
				o.New = args[1]
			}
			o.RulesGiven, o.TopGiven = c.Flags().Changed("rules"), c.Flags().Changed("top")
			return run(c.Context(), e, o)
		},
	}
	addInput(c, &o.InputOptions)
	f := c.Flags()
	f.Var(newFileName(&o.With), "with", "the later rulebook's `FILE`: LEADS are scored by --rules and by this one")
	f.Var(&columnName{&o.Key}, "key", "the `COLUMN` that names the leads (default the rulebook's key, else the first of both files)")
	f.StringVar(&o.Prefix, "prefix", leadlist.DefaultPrefix, "what the names of our columns begin with in OLD and NEW, as `TEXT`")
	_ = c.RegisterFlagCompletionFunc("key", completeHeader(&o.InputOptions, firstOf))
	f.StringSliceVar(&o.Only, "only", nil, "list only leads that moved so, of `MOVES` "+strings.Join(rundiff.MoveNames(), ", "))
	f.VarP(newNumber(&o.Top, 0, 20), "top", "n", "how many leads of each move a table, markdown or html shows, 0 for all (csv, json: all unless given)")
	f.Var(newNumber(&o.Best, 1, 100), "best", "how many of the best leads of both rankings are compared")
	f.Var(&o.MostMoved, "fail-on-stage-change", "end with status 1 if more than this `SHARE` of the leads changes its stage, as in 5%")
	addOutput(c, &o.OutputOptions, "")
	addEnum(c, f, &o.Format, "format", "how to show it", "table", "markdown", "html", "csv", "json")
	_ = c.MarkFlagFilename("with", "yaml", "yml")
	_ = c.RegisterFlagCompletionFunc("only", func(_ *cobra.Command, _ []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return inList(toComplete, rundiff.MoveNames()), cobra.ShellCompDirectiveNoFileComp
	})
	return c
}

// diffArgs wants two outputs, or one list and a second rulebook.
func diffArgs(o *rundiff.Options) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case slices.Contains(args, ""):
			return errors.New("the name of a file is empty")
		case o.With != "" && len(args) != 1:
			return fmt.Errorf("%d files are given. with --with expected one list, which both rulebooks score", len(args))
		case o.With == "" && len(args) == 1:
			return errors.New("one file is given. expected two outputs of score, OLD and NEW, or --with FILE for a second rulebook")
		case o.With == "" && len(args) != 2:
			return fmt.Errorf("%d files are given. expected two outputs of score, OLD and NEW", len(args))
		case o.With == "" && !console.ToFile(args[0]) && !console.ToFile(args[1]):
			return errors.New("only one of OLD and NEW can be standard input")
		}
		return nil
	}
}

// completeOutputs completes the names of two outputs.
func completeOutputs(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"csv", "xlsx", "jsonl", "txt"}, cobra.ShellCompDirectiveFilterFileExt
}
