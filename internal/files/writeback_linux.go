//go:build linux && !arm

package files

import (
	"os"
	"syscall"
)

// startWriteback lets the system begin to write a part of a file to the disk. Nobody
// waits for it, and an error of it comes again when the file is synced.
func startWriteback(file *os.File, at, size int64) {
	const onlyStart = 2 // SYNC_FILE_RANGE_WRITE
	_ = syscall.SyncFileRange(int(file.Fd()), at, size, onlyStart)
}
