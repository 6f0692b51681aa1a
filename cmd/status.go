package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/rulebook"
)

// The exit statuses.
const (
	statusDone        = 0   // also when the reader of our output has seen enough
	statusProblems    = 1   // the rulebook, the list or a gate has problems
	statusUsage       = 2   // the command line is wrong
	statusIO          = 3   // something cannot be read or written
	statusInterrupted = 130 // by SIGINT; for other signals see endedBy.status
)

const statusHelp = `
Exit status:
  0    done; unreadable cells and warnings are no failure
  1    the rulebook or the list has problems, or a limit that a flag sets is passed
  2    the command line is wrong
  3    something cannot be read or written
  130  interrupted (129, 131, 143: by SIGHUP, SIGQUIT, SIGTERM)
  134  crashed, by a fault of leadscore or for want of memory
`

// usageError is an error in the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return asUsage(fmt.Errorf(format, args...)) }

// asUsage makes an error one in the command line.
func asUsage(err error) error { return usageError{err} }

// ioError is a file or stream that cannot be read or written.
type ioError struct {
	what  string // "write"
	cause error  // begins with the name: "out.csv: permission denied"
}

// cannot is the error of what cannot be done with a file or stream: "write", and the cause,
// which begins with its name.
func cannot(what string, cause error) error { return &ioError{what, cause} }

func (e *ioError) Error() string { return "cannot " + e.what + " " + e.cause.Error() }
func (e *ioError) Unwrap() error { return e.cause }

// found ends a run whose findings are written already.
type found struct{ status int }

func (f found) Error() string { return "problems were found" }

var errFound = found{statusProblems}

// statusOf gives the exit status for what a run ended with.
func statusOf(err error) int {
	ended, isEnded := errors.AsType[endedBy](err)
	told, isTold := errors.AsType[found](err)
	switch {
	case err == nil || closedPipe(err):
		return statusDone
	case isEnded:
		return ended.status()
	case isTold:
		return told.status
	case errors.Is(err, context.Canceled):
		return statusInterrupted
	case isA[usageError](err):
		return statusUsage
	case isA[*ioError](err), isA[*fs.PathError](err), isA[*os.LinkError](err), isA[*os.SyscallError](err):
		return statusIO
	}
	return statusProblems
}

func isA[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// tell says on stderr what a run ended with.
func (e env) tell(err error) {
	problems, isProblems := errors.AsType[*rulebook.Error](err)
	switch {
	case err == nil || closedPipe(err) || isA[found](err):
	case e.log.json():
		e.recordFailure(err)
	case isA[endedBy](err):
		fmt.Fprintln(e.err, "leadscore: "+err.Error())
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(e.err, "leadscore: interrupted")
	case isProblems:
		_ = report.Problems(e.err, problems.File, problems.Lines, problems.Problems, report.Options{})
	default:
		for line := range strings.SplitSeq("leadscore: "+err.Error(), "\n") {
			fmt.Fprintln(e.err, report.Clean(line))
		}
	}
}
