package listfile

import (
	"context"
	"io"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/internal/files"
)

// Kept is a list in a temporary file.
type Kept struct {
	*files.Scratch
	size int64
}

// Keep reads a list to its end into a temporary file.
func Keep(ctx context.Context, in io.Reader, name string) (*Kept, error) {
	scratch, err := files.NewScratch()
	if err != nil {
		return nil, exit.Cannot("write", err)
	}
	size, err := io.Copy(io.NewOffsetWriter(scratch, 0), &console.Source{Ctx: ctx, From: in, Name: name})
	return &Kept{scratch, size}, err
}
