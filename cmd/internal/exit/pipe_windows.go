package exit

import (
	"errors"
	"syscall"
)

// ClosedPipe reports whether the reader of our output has gone, as head does.
func ClosedPipe(err error) bool {
	const noData = syscall.Errno(232) // ERROR_NO_DATA: the pipe is being closed
	return errors.Is(err, syscall.ERROR_BROKEN_PIPE) || errors.Is(err, noData)
}
