//go:build unix

package cmd

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// kills is how often the program is killed; KILLS=300 is for a night.
func kills(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("KILLS")); err == nil {
		return n
	}
	if testing.Short() {
		return 10
	}
	return 60
}

// However a run ends, its target is the old file or the new one, whole. What a kill
// leaves behind the next run removes; signals that can be caught leave nothing.
func TestKills(t *testing.T) {
	heedSignals(t)
	inFixture(t)
	text := content(t, "leads.csv")
	header, rows, _ := strings.Cut(text, "\n")
	list := header + "\n" + strings.Repeat(rows, 3000)
	write(t, "list.csv", list)
	run := func() *exec.Cmd {
		program, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		c := exec.Command(program, "score", "list.csv", "--as-of=2026-11-21", "-o", "out.csv", "--quiet")
		c.Env = append(os.Environ(), asProgram+"=1")
		return c
	}
	began := time.Now()
	if out, err := run().CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	took := time.Since(began)
	whole := content(t, "out.csv")
	most := 0 // files that a kill has left
	for i := range kills(t) {
		write(t, "out.csv", "old")
		signals := [][]syscall.Signal{{syscall.SIGKILL}, {syscall.SIGTERM}, {syscall.SIGTERM, syscall.SIGTERM}, {syscall.SIGHUP}, {syscall.SIGINT, syscall.SIGINT}, {syscall.SIGQUIT}}[i%6]
		c := run()
		var said bytes.Buffer
		c.Stderr = &said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(took))
		for _, s := range signals {
			_ = c.Process.Signal(s)
		}
		_ = c.Wait()
		if got := content(t, "out.csv"); got != "old" && got != whole {
			t.Fatalf("after %v out.csv has %d bytes, neither the old file nor the new one: %s", signals, len(got), &said)
		}
		left, err := filepath.Glob(".leadscore-*")
		if err != nil {
			t.Fatal(err)
		}
		if signals[0] == syscall.SIGKILL {
			most = 1 // until a run removes it, which may be killed before it does
		}
		if len(left) > most {
			t.Errorf("after %v there are %q, %d of them from before", signals, left, most)
		}
		most = len(left)
	}
	if out, err := run().CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	onlyFiles(t, "leads.csv", "leadscore.yaml", "list.csv", "out.csv")
}
