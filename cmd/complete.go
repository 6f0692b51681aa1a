package cmd

import (
	"slices"

	"github.com/spf13/cobra"

	"leadscore/scoring"
)

type completion = func(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective)

// completeLeads completes the name of a lead list.
func completeLeads(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []cobra.Completion{"csv", "txt"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeStages completes the stages of the rulebook that the command line names.
func completeStages(shared *common) completion {
	return fromRules(shared, stageNames)
}

// completeColumns completes the columns that the rulebook fills.
func completeColumns(shared *common) completion {
	return fromRules(shared, func(book *scoring.Rulebook) []string {
		var names []string
		for _, c := range scoring.Columns(book) {
			names = append(names, c.Name)
		}
		return names
	})
}

func fromRules(shared *common, names func(*scoring.Rulebook) []string) completion {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		r, err := loadRules(shared.Rules)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(r.book), cobra.ShellCompDirectiveNoFileComp
	}
}

// stageNames are the stages of a rulebook, each once, in its order.
func stageNames(book *scoring.Rulebook) []string {
	var names []string
	for _, s := range book.Stages {
		if !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}
