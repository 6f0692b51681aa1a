//go:build !windows

package exit

import (
	"errors"
	"syscall"
)

// ClosedPipe reports whether the reader of our output has gone, as head does.
func ClosedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
