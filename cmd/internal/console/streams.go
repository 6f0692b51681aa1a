package console

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"leadscore/cmd/internal/exit"
)

// Source marks the errors of a reader as such, and ends reading when ctx is
// cancelled, even while it waits for a terminal or a pipe.
type Source struct {
	Ctx    context.Context
	From   io.Reader
	Name   string
	Prompt bool  // r is a regular file, for which nobody waits
	File   any   // the stream behind r
	Size   int64 // of what was left of a regular file when reading began
	Taken  int64
	buffer []byte
}

// Changed is the error of a regular file that has another size than when reading began.
func (s *Source) Changed() error {
	left, isFile := Regular(s.File)
	if now := s.Taken + left; isFile && s.Prompt && now != s.Size {
		return exit.Cannot("read all of", fmt.Errorf("%s: it had %d bytes when reading began, and has %d now. get the whole file, or take it as it is with --allow-partial", s.Name, s.Size, now))
	}
	return nil
}

func (s *Source) Read(p []byte) (n int, err error) {
	if err := s.Ctx.Err(); err != nil {
		return 0, err
	}
	if s.Prompt {
		n, err = s.From.Read(p)
	} else {
		n, err = s.wait(p)
	}
	s.Taken += int64(n)
	if err != nil && err != io.EOF && err != s.Ctx.Err() {
		err = exit.Cannot("read", Named(s.Name, err))
	}
	return n, err
}

// wait reads into a buffer of its own: where it gives up, that is still being read
// into.
func (s *Source) wait(p []byte) (int, error) {
	if len(s.buffer) < len(p) {
		s.buffer = make([]byte, len(p))
	}
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	buffer := s.buffer[:len(p)]
	go func() {
		n, err := s.From.Read(buffer)
		done <- result{n, err}
	}()
	select {
	case <-s.Ctx.Done():
		s.buffer = nil
		return 0, s.Ctx.Err()
	case got := <-done:
		return copy(p, buffer[:got.n]), got.err
	}
}

// Sink marks the errors of a writer as such, and keeps the first for callers that
// cannot.
type Sink struct {
	To    io.Writer
	Name  string // "" where errors tell it
	First error
}

func (s *Sink) Write(p []byte) (int, error) {
	n, err := s.To.Write(p)
	if err != nil {
		err = exit.Cannot("write", Named(s.Name, err))
		s.First = cmp.Or(s.First, err)
	}
	return n, err
}

// Named puts a name before an error, in place of a path that the user did not give.
func Named(name string, err error) error {
	if name == "" {
		return err
	}
	if inPath, ok := errors.AsType[*fs.PathError](err); ok {
		err = inPath.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// Regular tells whether a stream is a regular file, and how much is left of it.
func Regular(stream any) (left int64, is bool) {
	file, ok := stream.(*os.File)
	if !ok {
		return 0, false
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return 0, false
	}
	at, err := file.Seek(0, io.SeekCurrent)
	return info.Size() - at, err == nil
}
