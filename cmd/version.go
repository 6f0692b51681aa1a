package cmd

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersionCommand(e env) *cobra.Command {
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

func runVersion(_ context.Context, e env) error {
	return e.results("", func(w io.Writer) error {
		_, err := io.WriteString(w, versionText()+"\n")
		return err
	})
}

// versionText names the version of the module that the program was built from, and
// what it was built with and for.
func versionText() string {
	return fmt.Sprintf("leadscore %s (%s, %s/%s)", moduleVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// moduleVersion is the version of the module that the program was built from.
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
