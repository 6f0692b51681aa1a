package cmd

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"leadscore/cmd/internal/console"
)

// The pages that the program has are what its commands say of themselves.
func TestManPages(t *testing.T) {
	want := map[string]bool{}
	for _, c := range withPages(newRoot(console.Env{}, io.Discard, nil)) {
		name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
		want[name] = true
		page := manPage(t, c)
		if strings.Count(page, manHead) != 1 {
			t.Errorf("%s has not one %s", name, manHead)
		}
		if path := filepath.Join("man", name); *update {
			write(t, path, page)
		} else if have, err := manPages.ReadFile("man/" + name); err != nil || string(have) != page {
			t.Errorf("%s is not what its command says of itself (to change it: go test ./cmd -run 'Scripts|ManPages' -update): %v", path, err)
		}
	}
	pages, err := manPages.ReadDir("man")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		if !want[page.Name()] {
			t.Errorf("%s is the page of no command", page.Name())
		}
	}
}

// withPages are a command and all below it that have a page.
func withPages(c *cobra.Command) []*cobra.Command {
	pages := []*cobra.Command{c}
	for _, child := range c.Commands() {
		if child.IsAvailableCommand() && child.Name() != "help" {
			pages = append(pages, withPages(child)...)
		}
	}
	return pages
}

func manPage(t *testing.T, c *cobra.Command) string {
	page := *c
	page.DisableAutoGenTag = true
	page.InitDefaultHelpFlag()
	status := strings.TrimPrefix(statusHelp, "\nExit status:\n")
	page.Long = manText(c.Long, c.Short) + "\n\n# EXIT STATUS\n\n\t" + strings.ReplaceAll(strings.TrimSpace(status), "\n  ", "\n\t")
	var out bytes.Buffer
	if err := doc.GenMan(&page, &doc.GenManHeader{Section: "1", Date: &time.Time{}, Source: "leadscore", Manual: "leadscore"}, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// manText is what a page says of a command. Asterisks are Markdown's there.
func manText(long, short string) string {
	if long == "" {
		long = short + "."
	}
	return strings.ReplaceAll(long, "*", `\*`)
}
