package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/annotate"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/rulefile"
	"leadscore/rulebook"
	"leadscore/scoring/column"
)

type completion = func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective)

// onlyFirst completes the one argument of a command.
func onlyFirst(offer func() []cobra.Completion) completion {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return offer(), cobra.ShellCompDirectiveNoFileComp
	}
}

// completeLeads completes the name of a lead list.
func completeLeads(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"csv", "xlsx", "txt"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeStages completes the stages of the rulebook that the command line names.
func completeStages(shared *console.Common) completion {
	return fromRules(shared, rulefile.StageNames)
}

// completeColumns completes the columns that the rulebook fills.
func completeColumns(shared *console.Common) completion {
	return fromRules(shared, func(book *rulebook.Rulebook) []string {
		return annotate.ColumnNamesOf(slices.Concat(column.Of(book), column.OfAccounts(), column.Provenance()))
	})
}

// fromRules completes a flag that takes a list of names of the rulebook.
func fromRules(shared *console.Common, names func(*rulebook.Rulebook) []string) completion {
	return func(c *cobra.Command, _ []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		rulefile.FindRules(shared, c.Flags().Changed("rules"))
		r, err := rulefile.Load(shared.Rules, "--rules")
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return inList(toComplete, names(r.Book)), cobra.ShellCompDirectiveNoFileComp
	}
}

// inList completes the last name of a list such as Priority,SQL by one that is not in
// it yet.
func inList(list string, names []string) []cobra.Completion {
	chosen := list[:strings.LastIndexByte(list, ',')+1]
	var lists []cobra.Completion
	for _, name := range names {
		if !slices.Contains(strings.Split(chosen, ","), name) {
			lists = append(lists, chosen+name)
		}
	}
	return lists
}
