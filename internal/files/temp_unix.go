//go:build unix

package files

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// bootID tells one run of the machine from others, as far as the system has a name for
// it: eight hexadecimal digits.
func bootID() string {
	text, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if id := strings.TrimSpace(string(text)); err == nil && len(id) >= 8 && !strings.Contains(id[:8], "-") {
		return id[:8]
	}
	return "00000000"
}

// lock holds a file until it is closed or the process ends.
func lock(file *os.File) { _ = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// isLocked tells whether another process holds a file; not known where the file system
// has no locks.
func isLocked(file *os.File) (held, known bool) {
	err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	return errors.Is(err, unix.EWOULDBLOCK), err == nil || errors.Is(err, unix.EWOULDBLOCK)
}

func processExists(pid string) bool {
	n, err := strconv.Atoi(pid)
	if err != nil || n <= 0 {
		return true
	}
	return !errors.Is(unix.Kill(n, 0), unix.ESRCH)
}

// keepGroup gives a file the group of the one that it replaces, and the permissions that
// it is to have: without those of a group that it cannot be given.
func keepGroup(file *os.File, old fs.FileInfo) fs.FileMode {
	mode := old.Mode().Perm()
	stat, ok := old.Sys().(*syscall.Stat_t)
	if !ok || file.Chown(-1, int(stat.Gid)) == nil {
		return mode
	}
	others := mode & 0o007
	return mode&0o707 | mode&(others<<3)
}

// putInPlace closes a file and gives it the name of another, which it replaces. It is
// locked until then.
func putInPlace(file *os.File, target string) error {
	err := os.Rename(file.Name(), target)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}
