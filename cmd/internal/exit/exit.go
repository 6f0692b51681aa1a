// Package exit says how a run of the program ends: with which errors, and which exit status
// they give.
package exit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"leadscore/leads"
	"leadscore/leads/compress"
	"leadscore/leads/workbook"
	"leadscore/match/fold"
)

// The exit statuses.
const (
	Done        = 0   // also when the reader of our output has seen enough
	Problems    = 1   // the rulebook, the list or a gate has problems
	Usage       = 2   // the command line is wrong
	IO          = 3   // something cannot be read or written
	Interrupted = 130 // by SIGINT; for other signals see EndedBy.Status
)

// UsageError is an error in the command line.
type UsageError struct{ error }

func (e UsageError) Unwrap() error { return e.error }

// Usagef words an error in the command line.
func Usagef(format string, args ...any) error { return AsUsage(fmt.Errorf(format, args...)) }

// AsUsage makes an error one in the command line.
func AsUsage(err error) error { return UsageError{err} }

// IOError is a file or stream that cannot be read or written.
type IOError struct {
	what  string // "write"
	Cause error  // begins with the name: "out.csv: permission denied"
}

// Cannot is the error of what cannot be done with a file or stream: "write", and the cause,
// which begins with its name.
func Cannot(what string, cause error) error { return &IOError{what, cause} }

func (e *IOError) Error() string { return "cannot " + e.what + " " + e.Cause.Error() }

func (e *IOError) Unwrap() error { return e.Cause }

// Found ends a run whose findings are written already.
type Found struct{ Status int }

func (f Found) Error() string { return "problems were found" }

var ErrFound = Found{Problems}

// EndedBy is the error of a run that a signal ended.
type EndedBy struct{ syscall.Signal }

func (e EndedBy) Error() string {
	if e.Signal == syscall.SIGTERM {
		return "terminated"
	}
	return "interrupted"
}

// Status is that by which a shell tells which signal it was.
func (e EndedBy) Status() int { return 128 + int(e.Signal) }

// StatusOf gives the exit status for what a run ended with.
func StatusOf(err error) int {
	ended, isEnded := errors.AsType[EndedBy](err)
	told, isTold := errors.AsType[Found](err)
	switch {
	case err == nil || ClosedPipe(err):
		return Done
	case isEnded:
		return ended.Status()
	case isTold:
		return told.Status
	case errors.Is(err, context.Canceled):
		return Interrupted
	case IsA[UsageError](err):
		return Usage
	case IsA[*IOError](err), IsA[*fs.PathError](err), IsA[*os.LinkError](err), IsA[*os.SyscallError](err):
		return IO
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, compress.ErrDamaged), workbook.Damaged(err), IsA[*leads.CutShortError](err):
		return IO
	}
	return Problems
}

// IsA tells whether an error is of a type, or wraps one that is.
func IsA[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// NotOneOf says that a word is none of those expected, and which it may have been
// meant to be. kind says of what; it may be empty.
func NotOneOf(word, kind string, words []string) error {
	text := fmt.Sprintf("unknown %s %q. ", kind, word)
	if kind == "" {
		text = fmt.Sprintf("%q is unknown. ", word)
	}
	if meant, ok := fold.Nearest(word, words); ok {
		text += fmt.Sprintf("did you mean %s? ", meant)
	}
	return errors.New(text + "expected one of: " + strings.Join(words, ", "))
}
