package cmd

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strconv"
	"time"

	"golang.org/x/term"

	"leadscore/cmd/internal/report"
	"leadscore/internal/files"
	"leadscore/leads"
)

// env is the world that a command runs in.
type env struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	files    *files.Outputs // those that are being written
	log      *logOptions    // how messages are written; nil: for people
	fixed    *window        // that the results go to, for tests; nil: the terminal, if they go to one
}

// note tells something on stderr, unless the user wants quiet.
func (e env) note(o common, format string, args ...any) {
	switch {
	case o.Quiet:
	case e.log.json():
		e.record(slog.LevelInfo, e.log.hide(fmt.Sprintf(format, args...)))
	default:
		fmt.Fprintln(e.err, report.Clean(fmt.Sprintf(format, args...)))
	}
}

// toFile tells whether what a command is asked for goes to a file, and not to stdout.
func toFile(path string) bool { return path != "" && path != "-" }

// results writes what a command is asked for: to a file, which appears when it is
// whole, or to stdout. One called .gz or .zst is compressed.
func (e env) results(path string, write func(io.Writer) error) error {
	if !toFile(path) {
		return e.stdout(write)
	}
	file, err := e.files.Create(path)
	if err != nil {
		return cannot("write", err)
	}
	defer file.Abort()
	b := bufio.NewWriterSize(&sink{w: file}, 1<<16)
	compressed, err := leads.Compress(b, path)
	if err != nil {
		return cannot("write", err)
	}
	if err := write(compressed); err != nil {
		return err
	}
	if err := compressed.Close(); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	if err := file.Commit(); err != nil {
		return cannot("write", err)
	}
	return nil
}

// stdout gives out what was written even where an error ended the writing.
func (e env) stdout(write func(io.Writer) error) error {
	b := bufio.NewWriterSize(&sink{w: e.out, name: "standard output"}, 1<<16)
	err := write(b)
	if flushed := b.Flush(); err == nil {
		err = flushed
	}
	return err
}

// sink marks the errors of a writer as such, and keeps the first for callers that
// cannot.
type sink struct {
	w     io.Writer
	name  string // "" where errors tell it
	first error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if err != nil {
		err = cannot("write", named(s.name, err))
		s.first = cmp.Or(s.first, err)
	}
	return n, err
}

// named puts a name before an error, in place of a path that the user did not give.
func named(name string, err error) error {
	if name == "" {
		return err
	}
	if inPath, ok := errors.AsType[*fs.PathError](err); ok {
		err = inPath.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// source marks the errors of a reader as such, and ends reading when ctx is
// cancelled, even while it waits for a terminal or a pipe.
type source struct {
	ctx    context.Context
	r      io.Reader
	name   string
	prompt bool  // r is a regular file, for which nobody waits
	file   any   // the stream behind r
	size   int64 // of what was left of a regular file when reading began
	read   int64
	buffer []byte
}

// changed is the error of a regular file that has another size than when reading began.
func (s *source) changed() error {
	left, isFile := regular(s.file)
	if now := s.read + left; isFile && s.prompt && now != s.size {
		return cannot("read all of", fmt.Errorf("%s: it had %d bytes when reading began, and has %d now. get the whole file, or take it as it is with --allow-partial", s.name, s.size, now))
	}
	return nil
}

func (s *source) Read(p []byte) (n int, err error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if s.prompt {
		n, err = s.r.Read(p)
	} else {
		n, err = s.wait(p)
	}
	s.read += int64(n)
	if err != nil && err != io.EOF && err != s.ctx.Err() {
		err = cannot("read", named(s.name, err))
	}
	return n, err
}

// wait reads into a buffer of its own: where it gives up, that is still being read
// into.
func (s *source) wait(p []byte) (int, error) {
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
		n, err := s.r.Read(buffer)
		done <- result{n, err}
	}()
	select {
	case <-s.ctx.Done():
		s.buffer = nil
		return 0, s.ctx.Err()
	case got := <-done:
		return copy(p, buffer[:got.n]), got.err
	}
}

// regular tells whether a stream is a regular file, and how much is left of it.
func regular(stream any) (left int64, is bool) {
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

// terminal gives the file behind a stream if a person sits at it.
func terminal(stream any) (*os.File, bool) {
	file, ok := stream.(*os.File)
	return file, ok && term.IsTerminal(int(file.Fd()))
}

// window is that of a terminal.
type window struct{ columns int } // 0: nobody knows

// window is that in which a person sees the results.
func (e env) window() (window, bool) {
	if e.fixed != nil {
		return *e.fixed, true
	}
	file, person := terminal(e.out)
	if !person {
		return window{}, false
	}
	columns, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		columns = 0
	}
	return window{columns}, true
}

// defaultWidth is that of tables and texts where nothing else is known.
const defaultWidth = 120

// screen says what the reader of our output can be shown.
func (e env) screen(o common) report.Options {
	size, isTerminal := e.window()
	return report.Options{
		Width:     widthOf(o, size.columns),
		Color:     colorOf(o, isTerminal),
		Ambiguous: o.Ambiguous == "2",
	}
}

// widthOf is how wide tables and texts may be; of a terminal of so many columns, 0 where
// nobody knows.
func widthOf(o common, terminal int) int {
	if o.Width.Given {
		return o.Width.Cells
	}
	if terminal > 0 {
		return terminal
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return defaultWidth
}

func colorOf(o common, isTerminal bool) bool {
	if o.Color == "auto" {
		return isTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return o.Color == "always"
}
