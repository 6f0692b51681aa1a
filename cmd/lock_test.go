package cmd

import (
	"os"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"leadscore/cmd/internal/exit"
)

// TestLock lets a run begin while another holds its lock, after one that ended, and after
// one that died.
func TestLock(t *testing.T) {
	inFixture(t)
	score := func() (status int, stderr string) {
		status, _, stderr = run(t, "", "score", "leads.csv", "--as-of=2026-11-21", "--lock", "cron.lock", "-o", "out.csv")
		return status, stderr
	}
	if status, stderr := score(); status != 0 || strings.Contains(stderr, "lock") {
		t.Fatalf("first: status %d, %s", status, stderr)
	}
	if status, stderr := score(); status != 0 || strings.Contains(stderr, "lock") {
		t.Fatalf("second: status %d, %s", status, stderr)
	}
	write(t, "cron.lock", "process 12 on host, since 2026-11-21T03:00:00Z\n")
	const told = "cron.lock: (process 12 on host, since 2026-11-21T03:00:00Z) did not end as it should. its lock is free"
	if status, stderr := score(); status != 0 || !strings.Contains(stderr, told) {
		t.Fatalf("after one that died: status %d, %s", status, stderr)
	}
	held := flock.New("cron.lock")
	if free, err := held.TryLock(); err != nil || !free {
		t.Fatalf("free %v, %v", free, err)
	}
	write(t, "cron.lock", "process 13 on host, since 2026-11-21T04:00:00Z\n")
	if err := os.Remove("out.csv"); err != nil {
		t.Fatal(err)
	}
	const busy = "cannot begin: cron.lock is locked by a run that has not ended (process 13 on host, since 2026-11-21T04:00:00Z)"
	if status, stderr := score(); status != exit.IO || !strings.Contains(stderr, busy) {
		t.Errorf("while it is held: status %d, %s", status, stderr)
	}
	if _, err := os.Stat("out.csv"); err == nil {
		t.Error("a run without the lock has written")
	}
	if err := held.Unlock(); err != nil {
		t.Fatal(err)
	}
}
