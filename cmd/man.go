package cmd

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/report"
)

type manOptions struct {
	console.Common
	Dir string
}

func newManCommand(e console.Env, shared *console.Common, run func(context.Context, console.Env, manOptions, *cobra.Command) error) *cobra.Command {
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
			return run(c.Context(), e, o, c.Root())
		},
	}
	c.Flags().VarP(newPlaceName(&o.Dir, "folder"), "output", "o", "the `DIRECTORY` to write them to, which is made where it is not there")
	_ = c.MarkFlagDirname("output")
	return c
}

func runMan(ctx context.Context, e console.Env, o manOptions, root *cobra.Command) error {
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return exit.Cannot("write", err)
	}
	pages := manPages(root)
	for _, c := range pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
		if err := e.Results(filepath.Join(o.Dir, name), func(w io.Writer) error { return writeManPage(w, c, builtAt(e)) }); err != nil {
			return err
		}
	}
	e.Note(o.Common, "%s written to %s", report.Count(len(pages), "page"), o.Dir)
	return nil
}

// manPages are a command and all below it that have a page.
func manPages(c *cobra.Command) []*cobra.Command {
	pages := []*cobra.Command{c}
	for _, child := range c.Commands() {
		if child.IsAvailableCommand() && child.Name() != "help" {
			pages = append(pages, manPages(child)...)
		}
	}
	return pages
}

func writeManPage(w io.Writer, c *cobra.Command, built time.Time) error {
	page := *c
	page.DisableAutoGenTag = true
	status := strings.TrimPrefix(statusHelp, "\nExit status:\n")
	page.Long = manText(c.Long, c.Short) + "\n\n# EXIT STATUS\n\n\t" + strings.ReplaceAll(strings.TrimSpace(status), "\n  ", "\n\t")
	return doc.GenMan(&page, &doc.GenManHeader{Section: "1", Date: &built, Source: "leadscore " + console.Version(), Manual: "leadscore"}, w)
}

// manText is what a page says of a command. Asterisks are Markdown's there.
func manText(long, short string) string {
	if long == "" {
		long = short + "."
	}
	return strings.ReplaceAll(long, "*", `\*`)
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
