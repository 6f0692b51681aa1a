package files_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"leadscore/internal/files"
)

// A file that a run which was killed has left is removed by the next run to the same
// target, and no other: not one that is being written, not that of another target.
func TestLeftBehind(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv")
	written := create(t, path, "half of it")
	defer written.Abort()
	other := create(t, filepath.Join(dir, "other.csv"), "half of that")
	defer other.Abort()
	names := hidden(t, dir)
	if len(names) != 2 {
		t.Fatalf("hidden files are %q", names)
	}
	left := strings.Replace(names[0], ".tmp", "0.tmp", 1) // by a run that holds it no more
	write(t, filepath.Join(dir, left), "customers")
	target := path
	if !strings.HasPrefix(left, prefixOf(t, dir, path)) {
		target = filepath.Join(dir, "other.csv")
	}
	f := create(t, target, "whole")
	if got := hidden(t, dir); strings.Contains(strings.Join(got, " "), left) || len(got) != 3 {
		t.Errorf("hidden files are %q", got)
	}
	commit(t, f)
	if got := hidden(t, dir); len(got) != 2 {
		t.Errorf("hidden files are %q, want those that are being written", got)
	}
}

// prefixOf is how the names of temporary files of a target begin, up to the process.
func prefixOf(t *testing.T, dir, target string) string {
	t.Helper()
	before := hidden(t, dir)
	f := create(t, target, "")
	defer f.Abort()
	for _, name := range hidden(t, dir) {
		if !strings.Contains(strings.Join(before, " "), name) {
			return name[:len(".leadscore-")+16]
		}
	}
	t.Fatal("no temporary file")
	return ""
}

func hidden(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names
}

// The temporary file of a name that is as long as the folder allows can be made.
func TestLongNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{strings.Repeat("漢", 79) + ".csv", strings.Repeat("x", 255)} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Skip(err)
		}
		commit(t, create(t, path, "text"))
		if text, err := os.ReadFile(path); string(text) != "text" {
			t.Errorf("it holds %q, %v", text, err)
		}
	}
}

// Until it is whole, nobody else reads a file.
func TestHiddenUntilWhole(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has other permissions")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "out.csv"), "old")
	if err := os.Chmod(filepath.Join(dir, "out.csv"), 0o664); err != nil {
		t.Fatal(err)
	}
	f := create(t, filepath.Join(dir, "out.csv"), "new")
	defer f.Abort()
	info, err := os.Stat(filepath.Join(dir, hidden(t, dir)[0]))
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// A program that must end at once gives up all that it writes, and begins nothing more.
func TestAbortAll(t *testing.T) {
	dir := t.TempDir()
	files := new(files.Outputs)
	for _, name := range []string{"a", "b"} {
		f, err := files.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Abort()
	}
	files.AbortAll()
	checkFilesAre(t, dir)
	if f, err := files.Create(filepath.Join(dir, "c")); err == nil {
		f.Abort()
		t.Error("another file was begun")
	}
}
