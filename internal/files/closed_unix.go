//go:build unix

package files

import (
	"os"

	"golang.org/x/sys/unix"
)

// IsClosed tells whether a standard stream was closed when the program began. Go then
// opens /dev/null in its place, for reading and writing, which a shell's > /dev/null
// does not. Who has opened it so himself, for one stream alone, cannot be told from that;
// who has for several, as daemons do, can.
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
	return err == nil && flags&unix.O_ACCMODE == unix.O_RDWR && !isShared(int(stream.Fd()), flags)
}

// isShared tells whether another standard stream is the same open file: then a flag that
// is set for one is set for the other.
func isShared(fd, flags int) bool {
	setFlags := func(flags int) bool {
		_, err := unix.FcntlInt(uintptr(fd), unix.F_SETFL, flags)
		return err == nil
	}
	if !setFlags(flags ^ unix.O_APPEND) {
		return false
	}
	defer setFlags(flags)
	for other := range 3 {
		seen, err := unix.FcntlInt(uintptr(other), unix.F_GETFL, 0)
		if other != fd && err == nil && seen&unix.O_APPEND != flags&unix.O_APPEND && isNull(other) {
			return true
		}
	}
	return false
}

func isNull(fd int) bool {
	var of, null unix.Stat_t
	return unix.Fstat(fd, &of) == nil && unix.Stat(os.DevNull, &null) == nil && of.Dev == null.Dev && of.Ino == null.Ino
}
