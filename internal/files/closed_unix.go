//go:build unix

package files

import (
	"os"

	"golang.org/x/sys/unix"
)

// IsClosed tells whether a standard stream was closed when the program began. Go then
// opens /dev/null in its place, for reading and writing, which a shell's > /dev/null
// does not.
func IsClosed(stream *os.File) bool {
	info, err := stream.Stat()
	null, errNull := os.Stat(os.DevNull)
	if err != nil {
		return true
	}
	if errNull != nil || !os.SameFile(info, null) {
		return false
	}
	flags, err := unix.FcntlInt(stream.Fd(), unix.F_GETFL, 0)
	return err == nil && flags&unix.O_ACCMODE == unix.O_RDWR
}
