package files_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"leadscore/internal/files"
	"leadscore/internal/golden"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := files.Open(dir); err == nil || err.Error() != dir+": this is a directory. expected a file" {
		t.Errorf("a directory gives %v", err)
	}
	if _, err := files.Open("HTTPS://crm.example/leads.csv"); err == nil || !strings.Contains(err.Error(), "leads.csv: this is an address on the web") {
		t.Errorf("an address gives %v", err)
	}
	missing := filepath.Join(dir, "leads.csv")
	_, err := files.Open(missing)
	if !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), missing+": ") {
		t.Errorf("a missing file gives %v", err)
	}
	write(t, missing, "id\n")
	file, err := files.Open(missing)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if text, err := io.ReadAll(file); string(text) != "id\n" || err != nil {
		t.Errorf("read %q, %v", text, err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// create makes a file and writes to it, but does not commit it.
func create(t *testing.T, path, text string) *files.Output {
	t.Helper()
	f, err := new(files.Outputs).Create(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Abort)
	if _, err := io.WriteString(f, text); err != nil {
		t.Fatal(err)
	}
	return f
}

func commit(t *testing.T, f *files.Output) {
	t.Helper()
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
}

func TestCreateAppearsWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv")
	write(t, path, "old")
	f := create(t, path, "new")
	if text, _ := os.ReadFile(path); string(text) != "old" {
		t.Errorf("before Commit it holds %q", text)
	}
	commit(t, f)
	f.Abort()
	golden.Folder(t, dir, map[string]string{"out.csv": "new"})
	if _, err := f.Write([]byte("x")); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Write after Commit gives %v", err)
	}
	if err := f.Commit(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("a second Commit gives %v", err)
	}
}

// A file of which much is on its way to the disk before it is whole holds what was
// written.
func TestCreateLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large")
	piece := strings.Repeat("0123456789abcde\n", 200_000)
	f := create(t, path, piece)
	for range 7 {
		if _, err := io.WriteString(f, piece); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, f)
	if text, err := os.ReadFile(path); err != nil || string(text) != strings.Repeat(piece, 8) {
		t.Errorf("%d bytes of %d, %v", len(text), 8*len(piece), err)
	}
}

func TestAbortLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "out.csv"), "old")
	f := create(t, filepath.Join(dir, "out.csv"), "new")
	done := make(chan bool)
	go func() { // as a signal handler does
		f.Abort()
		f.Abort()
		close(done)
	}()
	<-done
	golden.Folder(t, dir, map[string]string{"out.csv": "old"})
	if err := f.Commit(); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("Commit after Abort gives %v", err)
	}
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other permissions")
	}
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain")
	if err := os.WriteFile(plain, nil, 0o666); err != nil { // the system takes the umask away
		t.Fatal(err)
	}
	usual, err := os.Stat(plain)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name      string
		old, want fs.FileMode
	}{{"new", 0, usual.Mode()}, {"private", 0o600, 0o600}, {"open", 0o666, 0o666}, {"for the group", 0o660, 0o660}} {
		path := filepath.Join(dir, c.name)
		if c.old != 0 {
			write(t, path, "old")
			if err := os.Chmod(path, c.old); err != nil {
				t.Fatal(err)
			}
		}
		commit(t, create(t, path, "new"))
		info, err := os.Stat(path)
		if err != nil || info.Mode() != c.want {
			t.Errorf("%s: mode %v, want %v (%v)", c.name, info.Mode(), c.want, err)
		}
	}
}

func TestSymbolicLinks(t *testing.T) {
	for _, c := range []struct{ name, to string }{
		{"to a file", "data/out.csv"}, {"to nothing yet", "data/new.csv"}, {"to a link", "link"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			data := filepath.Join(dir, "data")
			if err := os.Mkdir(data, 0o755); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(data, "out.csv"), "old")
			for from, to := range map[string]string{"out": c.to, "link": "data/out.csv"} {
				if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
					t.Skipf("no symbolic links here: %v", err)
				}
			}
			commit(t, create(t, filepath.Join(dir, "out"), "new"))
			if to, err := os.Readlink(filepath.Join(dir, "out")); to != c.to {
				t.Errorf("the link is now %q (%v)", to, err)
			}
			if text, err := os.ReadFile(filepath.Join(dir, "out")); string(text) != "new" {
				t.Errorf("it holds %q (%v)", text, err)
			}
		})
	}
}

func TestCreateFails(t *testing.T) {
	dir := t.TempDir()
	loop := filepath.Join(dir, "loop")
	write(t, filepath.Join(dir, "file"), "old")
	if err := os.Symlink("loop", loop); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	for _, c := range []struct{ name, path, want string }{
		{"a directory", dir, dir + ": this is a directory. expected a file"},
		{"no directory", filepath.Join(dir, "none", "out.csv"), filepath.Join(dir, "none", "out.csv") + ": "},
		{"a file for a directory", filepath.Join(dir, "file", "out.csv"), filepath.Join(dir, "file", "out.csv") + ": "},
		{"links in a circle", loop, loop + ": too many symbolic links"},
	} {
		_, err := new(files.Outputs).Create(c.path)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), ".tmp") {
			t.Errorf("%s gives %v", c.name, err)
		}
	}
	checkFilesAre(t, dir, "file", "loop")
}

func checkFilesAre(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, _ := os.ReadDir(dir)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("files %q, want %q", names, want)
	}
}
