package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Open opens a list for reading. The error names the path; it keeps what errors.Is
// looks for, such as fs.ErrNotExist.
func Open(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil && isURL(path) {
		err = errURL
	}
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

// isURL tells whether a path is an address on the web.
func isURL(path string) bool {
	scheme, _, found := strings.Cut(path, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "s3") || strings.EqualFold(scheme, "gs"))
}

var errURL = errors.New("this is an address on the web, and nothing here goes there. download it and give the file, or - and the file on standard input")

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

// Outputs are those that a program is writing. It can give them all up where it has to
// end at once. The zero value is ready to use, and so is nil, which remembers none.
type Outputs struct {
	mu   sync.Mutex
	open map[*Output]struct{}
	over bool // all were given up
}

// Create begins a file. An existing one gives it its permissions and, where the user
// may give it, its group; until it is whole only the user may read it. A symbolic link
// is followed; what is no regular file, such as /dev/null or a pipe, is written to
// directly. What runs that were killed have left beside it is removed.
func (s *Outputs) Create(path string) (*Output, error) {
	f := &Output{path: path, files: s}
	if s == nil {
		f.files = &Outputs{}
	}
	f.files.mu.Lock()
	defer f.files.mu.Unlock()
	if f.files.over {
		return nil, pathError(path, fs.ErrClosed)
	}
	if err := f.begin(); err != nil {
		return nil, pathError(path, err)
	}
	if f.files.open == nil {
		f.files.open = map[*Output]struct{}{}
	}
	f.files.open[f] = struct{}{}
	return f, nil
}

// AbortAll gives up all files that are not committed, and any that are begun from then
// on.
func (s *Outputs) AbortAll() {
	s.mu.Lock()
	s.over = true
	var open []*Output
	for f := range s.open { // in any order: each is only removed
		open = append(open, f)
	}
	s.mu.Unlock()
	for _, f := range open {
		f.Abort()
	}
}

func (s *Outputs) forget(f *Output) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, f)
}

// Output is a file that appears under its name when it is whole: what is written goes
// to a temporary file beside it, which Commit puts in its place. Until then a file
// of that name stays as it is, so it may be the very file that is being read; on
// Windows that must be closed before Commit.
type Output struct {
	path   string // as the user gave it
	target string // behind symbolic links
	files  *Outputs
	mu     sync.Mutex
	temp   *os.File
	mode   fs.FileMode // when it is whole
	direct bool        // temp is the target itself: a device or a pipe

	written, begun int64 // bytes written, and those of them that are on their way to the disk
}

func (f *Output) begin() (err error) {
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
	removeLeft(f.target)
	if f.temp, err = createTemp(f.target); err != nil {
		return err
	}
	if err = f.hide(info); err != nil {
		f.temp.Close()
		os.Remove(f.temp.Name())
	}
	return err
}

// hide keeps the temporary file to the user, and finds the permissions that it has
// when it is whole: those of the file that it replaces, or what the system gives a new
// one.
func (f *Output) hide(old fs.FileInfo) error {
	made, err := f.temp.Stat()
	if err != nil {
		return err
	}
	f.mode = made.Mode().Perm()
	if old != nil {
		f.mode = keepGroup(f.temp, old)
	}
	return f.temp.Chmod(0o600)
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

// Write appends to the file. It is not buffered.
func (f *Output) Write(p []byte) (int, error) {
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
func (f *Output) Commit() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.temp == nil {
		return pathError(f.path, fs.ErrClosed)
	}
	temp := f.temp
	f.temp = nil
	defer f.files.forget(f)
	if f.direct {
		return temp.Close()
	}
	err := temp.Sync()
	if err == nil {
		err = temp.Chmod(f.mode)
	}
	if err == nil {
		err = putInPlace(temp, f.target)
	} else {
		temp.Close()
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
func (f *Output) Abort() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.temp == nil {
		return
	}
	if !f.direct {
		os.Remove(f.temp.Name()) // while it is locked: nobody takes it for one left behind
	}
	f.temp.Close()
	if !f.direct {
		os.Remove(f.temp.Name()) // Windows removes no open file
	}
	f.temp = nil
	f.files.forget(f)
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
