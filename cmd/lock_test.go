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

// A lock is nothing that is read or written, nor a file that holds something else: what a
// lock's file says is the run that holds it.
func TestLockReplacesNothing(t *testing.T) {
	inFixture(t)
	write(t, "notes.txt", "call Ann\n")
	if err := os.Link("leads.csv", "link.csv"); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct{ flags, stderr string }{
		{"leads.csv --lock leads.csv -o out.csv", "the lock would replace the list, which is being read: leads.csv. choose another file with --lock"},
		{"leads.csv --lock link.csv -o out.csv", "the lock would replace the list, which is being read: link.csv"},
		{"leads.csv --lock leadscore.yaml -o out.csv", "the lock would replace the rulebook"},
		{"leads.csv --lock out.csv -o out.csv", "out.csv cannot hold both the scored list and the lock"},
		{"leads.csv --lock out.csv.rejects -o out.csv", "out.csv.rejects cannot hold both"},
		{"leads.csv --lock notes.txt -o out.csv", "notes.txt holds something else than a lock, which would be lost. choose another file with --lock"},
		{"leads.csv --lock leads.csv --out-dir scored", "the lock would replace the list"},
		{"leads.csv --lock scored/leads.csv --out-dir scored", "cannot hold both the scored list and the lock"},
	} {
		before := content(t, "leads.csv") + content(t, "notes.txt") + content(t, "leadscore.yaml")
		status, _, stderr := run(t, "", append(strings.Fields("score "+c.flags), "--as-of=2026-11-21")...)
		if status != exit.Usage || !strings.Contains(stderr, c.stderr) {
			t.Errorf("%s: status %d, want %d and %q:\n%s", c.flags, status, exit.Usage, c.stderr, stderr)
		}
		if content(t, "leads.csv")+content(t, "notes.txt")+content(t, "leadscore.yaml") != before {
			t.Fatalf("%s: something was replaced", c.flags)
		}
	}
}
