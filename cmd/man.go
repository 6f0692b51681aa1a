package cmd

import (
	"cmp"
	"context"
	"embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
)

// manPages are the pages, made of the commands by a test: what makes them would take each run
// half a millisecond to load.
//
//go:embed man/*.1
var manPages embed.FS

// manHead is in each page what is known only when it is written: the month, and the program's
// version.
const manHead = `"Jan 0001" "leadscore"`

type manOptions struct {
	console.Common
	Dir string
}

func newManCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, manOptions) error) *cobra.Command {
	o := manOptions{}
	c := &cobra.Command{
		Use:     "man",
		Short:   "Write the manual pages, one for each command",
		Example: "  leadscore man -o ~/.local/share/man/man1 && man leadscore-rank",
		GroupID: groupReference,
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.Common = *shared; o.Dir == "" {
				return exit.Usagef("where do the pages go? name a folder with -o, as in -o ~/.local/share/man/man1")
			}
			return run(c.Context(), e, o)
		},
	}
	c.Flags().VarP(newPlaceName(&o.Dir, "folder"), "output", "o", "the `DIRECTORY` to write them to, which is made where it is not there")
	_ = c.MarkFlagDirname("output")
	return c
}

func runMan(ctx context.Context, e console.Env, o manOptions) error {
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return exit.Cannot("write", err)
	}
	head := fmt.Sprintf("%q %q", builtAt(e).Format("Jan 2006"), "leadscore "+console.Version())
	pages, err := manPages.ReadDir("man")
	if err != nil {
		return err
	}
	for _, page := range pages {
		text, err := manPages.ReadFile("man/" + page.Name())
		if err = cmp.Or(ctx.Err(), err); err != nil {
			return err
		}
		err = e.Results(filepath.Join(o.Dir, page.Name()), func(w io.Writer) error {
			_, err := io.WriteString(w, strings.Replace(string(text), manHead, head, 1))
			return err
		})
		if err != nil {
			return err
		}
	}
	e.Note(o.Common, "%s written to %s", report.Count(len(pages), "page"), o.Dir)
	return nil
}

// builtAt is the day of the sources that the program was built from, so that the same
// program writes the same pages; today where that is not known.
func builtAt(e console.Env) time.Time {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if at, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
				return at
			}
		}
	}
	return e.Now()
}
