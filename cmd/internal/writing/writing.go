// Package writing says how results are written: lists in their encoding or as Excel wants them,
// workbooks, and leads as JSON objects.
package writing

import (
	"fmt"
	"strings"

	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/listfile"
	"leadscore/leads/encoding"
	"leadscore/leads/output"
	"leadscore/scoring/column"
)

// WriteOptions say what is changed in a list that is written.
type WriteOptions struct {
	Encoding     listfile.Encoding // the zero value: the list's own
	Excel        bool              // UTF-8 with a byte order mark, CRLF
	ExcelSafe    string            // "": cells as they are; text: none that a spreadsheet computes; keep: none that it runs
	OnUnmappable string            // error, replace
}

// AsRead tells whether the list is written as it was read.
func (o *WriteOptions) AsRead() bool {
	return !o.Excel && o.ExcelSafe == "" && o.Encoding.Encoding == encoding.Any
}

// Layout gives the options as package leads wants them; sorted: rows in another order than
// they were read.
func (o *WriteOptions) Layout(sorted bool) output.Options {
	write := output.Options{
		Encoding: o.Encoding.Encoding, BOM: o.Encoding.BOM, Terminated: sorted,
		Guard: o.ExcelSafe != "", KeepPhones: o.ExcelSafe == "keep", Replace: o.OnUnmappable == "replace",
	}
	if o.Excel {
		write.Encoding, write.BOM, write.CRLF = encoding.UTF8, true, true
	}
	return write
}

// CheckTexts finds what our columns may say that cannot be written, before the first
// row is.
func CheckTexts(l *leadlist.List, columns []column.Column, prefix string) error {
	var lines []string
	add := func(text string) {
		if character, lacks := l.Layout.Lacks(text); lacks {
			lines = append(lines, fmt.Sprintf("  %q is not in it: %s", character, text))
		}
	}
	add(prefix)
	seen := map[string]bool{}
	for _, c := range columns {
		add(c.Name)
		for _, text := range l.Engine.Texts(c) {
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
		l.Name, l.Layout.Encoding(), strings.Join(lines[:min(len(lines), 10)], "\n"))
}
