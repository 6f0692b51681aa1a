package cmd

import (
	"errors"
	"syscall"
)

// closedPipe reports whether the reader of our output has gone, as head does.
func closedPipe(err error) bool {
	const noData = syscall.Errno(232) // ERROR_NO_DATA: the pipe is being closed
	return errors.Is(err, syscall.ERROR_BROKEN_PIPE) || errors.Is(err, noData)
}
