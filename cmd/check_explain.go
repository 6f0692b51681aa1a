package cmd

import (
	"fmt"
	"io"

	"leadscore/cmd/internal/checks"
)

// explainCheck says what a finding of check means.
func explainCheck(e env, name string) error {
	c, found := checks.Lookup(name)
	if !found {
		return usagef("--explain: %w", notOneOf(name, "finding", checks.Names()))
	}
	return e.results("", func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%s\n\n%s", c.Name, c.Plain())
		return err
	})
}
