//go:build unix

package files_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestPipe: what is no regular file is written to, never replaced. It is a pipe in
// the test's own directory and no device of the system's: were this to fail where
// tests run as root, the device would be gone.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	reader, err := os.OpenFile(path, os.O_RDWR, 0) // does not wait for a writer
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	f := create(t, path, "text")
	commit(t, f)
	f.Abort()
	checkFilesAre(t, dir, "pipe")
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
		t.Fatalf("it is %v now (%v)", info.Mode(), err)
	}
	text := make([]byte, 4)
	if n, err := reader.Read(text); string(text[:n]) != "text" {
		t.Errorf("read %q, %v", text[:n], err)
	}
}
