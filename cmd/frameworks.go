package cmd

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
	"leadscore/frameworks"
)

type frameworksOptions struct {
	console.Common
	Name string // "": list them
}

func newFrameworksCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, frameworksOptions) error) *cobra.Command {
	return &cobra.Command{
		Use:   "frameworks [NAME]",
		Short: "List the built-in qualification frameworks, or show one with its questions and a snippet to paste",
		Example: `  leadscore frameworks
  leadscore frameworks BANT`,
		GroupID:           groupRulebook,
		Args:              oneFramework,
		ValidArgsFunction: onlyFirst(completeFrameworks),
		RunE: func(c *cobra.Command, args []string) error {
			return run(c.Context(), e, frameworksOptions{Common: *shared, Name: firstOf(args)})
		},
	}
}

// completeFrameworks completes the name of a built-in framework.
func completeFrameworks() []cobra.Completion {
	var names []cobra.Completion
	for _, d := range frameworks.All() {
		names = append(names, cobra.CompletionWithDesc(d.Name, d.Title))
	}
	return names
}

func runFrameworks(_ context.Context, e console.Env, o frameworksOptions) error {
	if o.Name == "" {
		return listFrameworks(e, o.Common)
	}
	d, ok := frameworks.Lookup(o.Name)
	if !ok {
		return exit.AsUsage(exit.NotOneOf(o.Name, "framework", frameworkNames()))
	}
	return e.Results("", func(w io.Writer) error { return writeFramework(w, d) })
}

func frameworkNames() []string {
	var names []string
	for _, d := range frameworks.All() {
		names = append(names, d.Name)
	}
	return names
}

func listFrameworks(e console.Env, o console.Common) error {
	columns := []report.Column{{Header: "framework"}, {Header: "elements", Floor: 20, Lines: 6}, {Header: "qualified", Floor: 9}, {Header: "what it is", Floor: 20, Lines: 6, Drop: 1}}
	var rows [][]string
	for _, d := range frameworks.All() {
		var elements []string
		for _, el := range d.Elements {
			elements = append(elements, el.Name)
		}
		rows = append(rows, []string{d.Name, strings.Join(elements, ", "), qualifiedRule(d), d.Title})
	}
	return e.Results("", func(w io.Writer) error {
		_, err := report.Table(w, columns, rows, e.Screen(o))
		return err
	})
}

// qualifiedRule says how many elements must be met: "3 of 4".
func qualifiedRule(d frameworks.Definition) string {
	need := d.Qualified
	if need == 0 {
		need = len(d.Elements)
	}
	return strconv.Itoa(need) + " of " + strconv.Itoa(len(d.Elements))
}

func writeFramework(w io.Writer, d frameworks.Definition) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\nQualified from %s elements met.\n", d.Name, d.Title, qualifiedRule(d))
	for _, el := range d.Elements {
		required := ""
		if el.Required {
			required = " (required)"
		}
		fmt.Fprintf(&b, "\n%s%s\n  %s\n  en: %s\n  ja: %s\n", el.Name, required, el.Meaning, el.Question.EN, el.Question.JA)
	}
	fmt.Fprintf(&b, "\nTo use it, paste this into a rulebook and adapt it:\n\n%s", frameworks.Snippet(d))
	_, err := io.WriteString(w, b.String())
	return err
}
