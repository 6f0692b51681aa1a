package ranking

import (
	"context"
	"io"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/rowsort"
)

// NewRowSorter makes what sorts rows that may be too many for memory.
func NewRowSorter() *rowsort.Sorter {
	return rowsort.New(func(err error) error { return exit.Cannot("write", err) })
}

// Temporary reads from the file of a sorter.
func Temporary(ctx context.Context) func(io.Reader) io.Reader {
	return func(r io.Reader) io.Reader {
		return &console.Source{Ctx: ctx, From: r, Name: "the temporary file", Prompt: true}
	}
}
