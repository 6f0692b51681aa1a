package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/scoring"
)

// writeOptions say what is changed in a list that is written.
type writeOptions struct {
	Encoding     encodingName // the zero value: the list's own
	Excel        bool         // UTF-8 with a byte order mark, CRLF
	ExcelSafe    string       // "": cells as they are; text: none that a spreadsheet computes; keep: none that it runs
	OnUnmappable string       // error, replace
}

func (o *writeOptions) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.Var(&o.Encoding, "output-encoding", "write the list in another encoding, as in utf-8, utf-8-bom or cp932 (default the list's own)")
	f.BoolVar(&o.Excel, "excel", false, "write the list as Excel reads it without being asked: UTF-8 with a byte order mark, CRLF line ends")
	addEnum(c, f, &o.OnUnmappable, "on-unmappable", "characters that the encoding of the output lacks: end with an error, or write 〓 (?)", "error", "replace")
	c.MarkFlagsMutuallyExclusive("output-encoding", "excel")
	_ = c.RegisterFlagCompletionFunc("output-encoding", cobra.FixedCompletions(encoding.Names(), cobra.ShellCompDirectiveNoFileComp))
}

// addGuard adds the flag of the command that writes the user's cells as they are.
func (o *writeOptions) addGuard(c *cobra.Command) {
	f := c.Flags()
	addEnum(c, f, &o.ExcelSafe, "excel-safe", "put an apostrophe before each cell that a spreadsheet would run as a formula, and before\ntelephone numbers such as +81-3-1234-5678, of which it makes -6834; --excel-safe=keep leaves those", "text", "keep")
	o.ExcelSafe = ""
	f.Lookup("excel-safe").DefValue, f.Lookup("excel-safe").NoOptDefVal = "", "text"
}

// asRead tells whether the list is written as it was read.
func (o *writeOptions) asRead() bool {
	return !o.Excel && o.ExcelSafe == "" && o.Encoding.Encoding == encoding.Any
}

func (o *writeOptions) layout(sorted bool) leads.WriteOptions {
	write := leads.WriteOptions{
		Encoding: o.Encoding.Encoding, BOM: o.Encoding.BOM, Terminated: sorted,
		Guard: o.ExcelSafe != "", KeepPhones: o.ExcelSafe == "keep", Replace: o.OnUnmappable == "replace",
	}
	if o.Excel {
		write.Encoding, write.BOM, write.CRLF = encoding.UTF8, true, true
	}
	return write
}

// checkTexts finds what our columns may say that cannot be written, before the first
// row is.
func (l *list) checkTexts(columns []scoring.Column, prefix string) error {
	var lines []string
	add := func(text string) {
		if character, lacks := l.layout.Lacks(text); lacks {
			lines = append(lines, fmt.Sprintf("  %q is not in it: %s", character, text))
		}
	}
	add(prefix)
	seen := map[string]bool{}
	for _, c := range columns {
		add(c.Name)
		for _, text := range l.engine.Texts(c) {
			if !seen[text] {
				seen[text] = true
				add(text)
			}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return fmt.Errorf("%s: the list is written in %v, which lacks characters of the rulebook's texts.\n%s\n--output-encoding utf-8 or --excel has all characters, --on-unmappable replace does without",
		l.name, l.layout.Encoding(), strings.Join(lines[:min(len(lines), 10)], "\n"))
}
