package ranking

import (
	"io"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/rowsort"
)

// NewRowSorter makes what sorts rows that may be too many for memory.
func NewRowSorter() *rowsort.Sorter {
	return rowsort.New(func(err error) error { return exit.Cannot("write", err) })
}

// Sorted is where the rows of a ranking of a list go, in a format for programs.
func Sorted(to io.Writer, l *leadlist.List, format string) rowsort.Output {
	digits := rowsort.Rank
	if format == "csv" {
		digits = l.Layout.AppendDigits
	}
	failed := func(err error) error { return exit.Cannot("read", console.Named("the temporary file", err)) }
	return rowsort.Output{To: to, Digits: digits, Wrote: l.Progress.Wrote, Failed: failed}
}
