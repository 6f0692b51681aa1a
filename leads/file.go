package leads

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// Open opens a list for reading. The error names the path; it keeps what errors.Is
// looks for, such as fs.ErrNotExist.
func Open(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, pathError(path, err)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = errDirectory
	}
	if err != nil {
		file.Close()
		return nil, pathError(path, err)
	}
	return file, nil
}

var errDirectory = errors.New("this is a directory. expected a file")

// pathError names the path that the user gave, and not a temporary file's.
func pathError(path string, err error) error {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		err = link.Err
	}
	return fmt.Errorf("%s: %w", path, err)
}

// File is a file that appears under its name when it is whole: what is written goes
// to a temporary file beside it, which Commit puts in its place. Until then a file
// of that name stays as it is, so it may be the very file that is being read; on
// Windows that must be closed before Commit.
type File struct {
	path   string // as the user gave it
	target string // behind symbolic links
	mu     sync.Mutex
	temp   *os.File
	direct bool // temp is the target itself: a device or a pipe

	written, begun int64 // bytes written, and those of them that are on their way to the disk
}

// Create begins a file. An existing one gives it its permissions; a symbolic link is
// followed; what is no regular file, such as /dev/null or a pipe, is written to
// directly.
func Create(path string) (*File, error) {
	f := &File{path: path}
	if err := f.open(); err != nil {
		return nil, pathError(path, err)
	}
	return f, nil
}

func (f *File) open() (err error) {
	info, err := os.Stat(f.path)
	switch {
	case err == nil && info.IsDir():
		return errDirectory
	case err == nil && !info.Mode().IsRegular():
		f.direct = true
		f.temp, err = os.OpenFile(f.path, os.O_WRONLY, 0)
		return err
	}
	if f.target, err = followLinks(f.path); err != nil {
		return err
	}
	if info == nil {
		f.temp, err = createTemp(f.target, 0o666)
		return err
	}
	if f.temp, err = createTemp(f.target, info.Mode().Perm()); err != nil {
		return err
	}
	if err = f.temp.Chmod(info.Mode().Perm()); err != nil { // what the umask took
		f.Abort()
	}
	return err
}

// followLinks gives the path behind symbolic links, which need not exist.
func followLinks(path string) (string, error) {
	for range 40 {
		info, err := os.Lstat(path)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		to, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return "", errors.New("too many symbolic links")
}

// createTemp makes a new file beside target.
func createTemp(target string, mode fs.FileMode) (*os.File, error) {
	dir, base := filepath.Split(target)
	for {
		name := dir + "." + base + "." + strconv.FormatUint(rand.Uint64(), 36) + ".tmp"
		file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return file, err
		}
	}
}

// Write appends to the file. It is not buffered.
func (f *File) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.temp == nil {
		return 0, pathError(f.path, fs.ErrClosed)
	}
	n, err := f.temp.Write(p)
	if err != nil {
		err = pathError(f.path, err)
	}
	f.written += int64(n)
	if !f.direct && f.written-f.begun >= writebackSize {
		startWriteback(f.temp, f.begun, f.written-f.begun)
		f.begun = f.written
	}
	return n, err
}

// writebackSize is how much is sent on its way to the disk at once, so that little is
// left for Commit to wait for.
const writebackSize = 8 << 20

// Commit puts the file in its place, safely on the disk. After an error there the
// old file still stands.
func (f *File) Commit() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.temp == nil {
		return pathError(f.path, fs.ErrClosed)
	}
	temp := f.temp
	f.temp = nil
	if f.direct {
		return temp.Close()
	}
	err := temp.Sync()
	if closing := temp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(temp.Name(), f.target)
	}
	if err != nil {
		os.Remove(temp.Name())
		return pathError(f.path, err)
	}
	syncDir(filepath.Dir(f.target))
	return nil
}

// syncDir makes a rename last, where the system can.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}

// Abort gives the file up and leaves no trace of it. After Commit it does nothing,
// so that it may be deferred. It may be called while another goroutine writes, such
// as by a signal handler.
func (f *File) Abort() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.temp == nil {
		return
	}
	f.temp.Close()
	if !f.direct {
		os.Remove(f.temp.Name())
	}
	f.temp = nil
}

// SameFile tells whether two paths lead to one file, through links, hard links and
// other spellings. Files that do not exist yet are one if they would be made under one
// name.
func SameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	if errX == nil && errY == nil {
		return os.SameFile(x, y)
	}
	return errX != nil && errY != nil && whole(a) == whole(b)
}

// whole is the path of a file that may not exist yet, without links, from the root.
func whole(path string) string {
	if target, err := followLinks(path); err == nil {
		path = target
	}
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	dir, base := filepath.Split(path)
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return filepath.Join(dir, base)
}

// IsReadOnly tells whether a path leads to a file that its owner may not write.
func IsReadOnly(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o200 == 0
}
