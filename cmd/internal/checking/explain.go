package checking

import (
	"fmt"
	"io"

	"leadscore/cmd/internal/checks"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
)

// explainCheck says what a finding of check means.
func explainCheck(e console.Env, name string) error {
	c, found := checks.Lookup(name)
	if !found {
		return exit.Usagef("--explain: %w", exit.NotOneOf(name, "finding", checks.Names()))
	}
	return e.Results("", func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%s\n\n%s", c.Name, c.Plain())
		return err
	})
}
