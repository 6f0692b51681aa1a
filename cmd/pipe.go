//go:build !windows

package cmd

import (
	"errors"
	"syscall"
)

// closedPipe reports whether the reader of our output has gone, as head does.
func closedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }
