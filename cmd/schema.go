package cmd

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/rulebook/yaml/schema"
)

type schemaOptions struct {
	console.Common
	console.OutputOptions
	Tests bool // the schema of files of tests
}

func newSchemaCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, schemaOptions) error) *cobra.Command {
	o := schemaOptions{}
	c := &cobra.Command{
		Use:   "schema",
		Short: "Write a JSON Schema of rulebooks, by which an editor completes and checks them",
		Long: `Write a JSON Schema of rulebooks, by which an editor completes and checks them.

In VS Code, install the extension YAML of Red Hat, write the schema beside the rulebook, and begin the rulebook with

  # yaml-language-server: $schema=leadscore.schema.json

Then keys and operators are completed and explained as you type, and slips are marked. leadscore check finds more:
an editor does not know your list, nor which of your names belong together.`,
		Example: "  leadscore schema -o leadscore.schema.json",
		GroupID: groupRulebook,
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			o.Common = *shared
			return run(c.Context(), e, o)
		},
	}
	c.Flags().BoolVar(&o.Tests, "tests", false, "the schema of *.test.yaml files, which hold tests only")
	addOutput(c, &o.OutputOptions, "")
	return c
}

func runSchema(_ context.Context, e console.Env, o schemaOptions) error {
	if err := e.CheckTargets(o.OutputOptions, nil, o.TheResults()); err != nil {
		return err
	}
	return e.Results(o.Output, func(w io.Writer) error {
		text := schema.Rulebook
		if o.Tests {
			text = schema.Tests
		}
		_, err := w.Write(text())
		return err
	})
}
