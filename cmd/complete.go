package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/rulebook"
	"leadscore/scoring"
)

type completion = func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective)

// completeLeads completes the name of a lead list.
func completeLeads(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"csv", "xlsx", "txt"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeStages completes the stages of the rulebook that the command line names.
func completeStages(shared *common) completion {
	return fromRules(shared, stageNames)
}

// completeColumns completes the columns that the rulebook fills.
func completeColumns(shared *common) completion {
	return fromRules(shared, func(book *rulebook.Rulebook) []string {
		return columnNamesOf(slices.Concat(scoring.Columns(book), scoring.OfAccounts(), scoring.Provenance()))
	})
}

// fromRules completes a flag that takes a list of names of the rulebook.
func fromRules(shared *common, names func(*rulebook.Rulebook) []string) completion {
	return func(c *cobra.Command, _ []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
		shared.findRules(c.Flags().Changed("rules"))
		r, err := loadRules(shared.Rules, "--rules")
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return inList(toComplete, names(r.book)), cobra.ShellCompDirectiveNoFileComp
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

// stageNames are the stages of a rulebook, each once, in its order.
func stageNames(book *rulebook.Rulebook) []string {
	var names []string
	for _, s := range book.Stages {
		if !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}
