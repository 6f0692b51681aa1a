//go:build linux

package cmd

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"leadscore/cmd/internal/exit"
)

// shell runs a line of sh in which $leadscore is the program.
func shell(t *testing.T, line string) (status int, stderr string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("sh", "-c", line)
	c.Env = append(os.Environ(), asProgram+"=1", "leadscore="+program)
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Run(); err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), said.String()
}

// mounted makes a file system in memory, as large as a text says; the test skips where
// that is not allowed.
func mounted(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("no file system can be mounted: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

// noneLeft fails where a run has left more than the target in its folder.
func noneLeft(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if strings.Join(names, " ") != strings.Join(want, " ") {
		t.Errorf("%s holds %q, want %q", dir, names, want)
	}
}

// longList writes a list that is scored to some megabytes.
func longList(t *testing.T) {
	t.Helper()
	header, rows, _ := strings.Cut(content(t, "leads.csv"), "\n")
	write(t, "long.csv", header+"\n"+strings.Repeat(rows, 3000))
}

// TestDiskWithoutRoom writes where there is not enough room: the file that was there stays, and
// nothing is left beside it.
func TestDiskWithoutRoom(t *testing.T) {
	inFixture(t)
	longList(t)
	dir := mounted(t, "256k")
	out := filepath.Join(dir, "out.csv")
	write(t, out, "old")
	status, stderr := shell(t, `"$leadscore" score long.csv --as-of 2026-11-21 -o '`+out+`'`)
	if status != exit.IO || !strings.Contains(stderr, "cannot write "+out) || !strings.Contains(stderr, "no space left on device") {
		t.Errorf("status %d: %s", status, stderr)
	}
	if got := content(t, out); got != "old" {
		t.Errorf("the file that was there has %d bytes now", len(got))
	}
	noneLeft(t, dir, "out.csv")
}

// TestReadOnlyDisk writes where nobody may.
func TestReadOnlyDisk(t *testing.T) {
	inFixture(t)
	dir := mounted(t, "256k")
	if err := unix.Mount("", dir, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skipf("it cannot be made read-only: %v", err)
	}
	status, stderr := shell(t, `"$leadscore" score leads.csv --as-of 2026-11-21 -o '`+dir+`/out.csv'`)
	if status != exit.IO || !strings.Contains(stderr, "read-only file system") {
		t.Errorf("status %d: %s", status, stderr)
	}
	noneLeft(t, dir)
}

// TestScarce runs the program with little of what the system gives.
func TestScarce(t *testing.T) {
	inFixture(t)
	longList(t)
	header, rows, _ := strings.Cut(content(t, "long.csv"), "\n")
	write(t, "longer.csv", header+"\n"+strings.Repeat(rows, 12)) // more than --sorted keeps in memory
	full := mounted(t, "64k")
	for _, test := range []struct {
		name, line, stderr string
		status             int
	}{
		{"a device that is full", `"$leadscore" score long.csv --as-of 2026-11-21 > /dev/full`, "cannot write standard output: no space left on device", exit.IO},
		{"16 open files", `ulimit -n 16; "$leadscore" score long.csv --as-of 2026-11-21 -q -o few.csv`, "", exit.Done},
		{"files of 64 KB", `ulimit -f 128; "$leadscore" score long.csv --as-of 2026-11-21 -q -o small.csv`, "cannot write small.csv: file too large", exit.IO},
		{"a folder that is not there", `"$leadscore" score long.csv --as-of 2026-11-21 -o gone/out.csv`, "cannot write gone/out.csv: no such file or directory", exit.IO},
		{"a pipe for a list", `mkfifo pipe; cat leads.csv > pipe & "$leadscore" score pipe --as-of 2026-11-21 -q -o piped.csv`, "", exit.Done},
		{"a folder for temporary files that is full", `TMPDIR='` + full + `' "$leadscore" score longer.csv --as-of 2026-11-21 -q -o sorted.csv --sorted`, "no space left on device", exit.IO},
	} {
		t.Run(test.name, func(t *testing.T) {
			status, stderr := shell(t, test.line)
			if status != test.status || !strings.Contains(stderr, test.stderr) || test.stderr == "" && stderr != "" {
				t.Errorf("status %d, want %d: %s", status, test.status, stderr)
			}
			if left, _ := filepath.Glob(".leadscore-*"); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
	noneLeft(t, full)
}
