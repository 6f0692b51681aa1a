package cmd

import (
	"context"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
)

func newVersionCommand(e console.Env) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of leadscore",
		GroupID: groupReference,
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return runVersion(c.Context(), e)
		},
	}
}

func runVersion(_ context.Context, e console.Env) error {
	return e.Results("", func(w io.Writer) error {
		_, err := io.WriteString(w, versionText()+"\n")
		return err
	})
}

// versionText names the version of the module that the program was built from, and
// what it was built with and for.
func versionText() string {
	return fmt.Sprintf("leadscore %s (%s, %s/%s)", console.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
