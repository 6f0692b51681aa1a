//go:build unix

package cmd

import (
	"runtime/debug"

	"golang.org/x/sys/unix"
)

// crashAsSuch makes a crash of the program, or of Go's runtime where there is no memory
// or no thread left, end it by SIGABRT (134 in a shell) and not with the status of a
// wrong command line. It leaves no core file: leads are in memory.
func crashAsSuch() {
	debug.SetTraceback("crash")
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
}
