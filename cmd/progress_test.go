package cmd

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"
)

// The last line tells of the whole run, from opening the list to the file in place.
func TestLastLine(t *testing.T) {
	inFixture(t)
	clock := fixedClock()
	slow := func() time.Time {
		clock = clock.Add(200 * time.Millisecond)
		return clock
	}
	for _, command := range []string{"score -o out.csv", "rank -n 3", "explain --lead L-1"} {
		t.Run(command, func(t *testing.T) {
			var stderr bytes.Buffer
			args := append(strings.Fields(command), "leads.csv", "--as-of", "2026-11-21")
			if status := mainAt(slow, args, strings.NewReader(""), io.Discard, &stderr); status != 0 {
				t.Fatalf("status %d: %s", status, &stderr)
			}
			lines := strings.Split(strings.TrimSpace(stderr.String()), "\n")
			want := "7 leads in 0.2 s (35/s), 0 repaired, 0 rejected"
			if got := lines[len(lines)-1]; got != want {
				t.Errorf("the last line is %q, want %q", got, want)
			}
		})
	}
}
