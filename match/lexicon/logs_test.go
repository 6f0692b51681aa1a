package lexicon

import (
	"slices"
	"testing"
)

// TestKnownLogs: each says whose an event is and when it was, and names no header twice for
// a part.
func TestKnownLogs(t *testing.T) {
	for _, k := range KnownLogs() {
		for _, part := range []string{"lead", "at", "id", "about"} {
			keys := k.Headers(part)
			if len(keys) == 0 && (part == "lead" || part == "at") {
				t.Errorf("%s has no %s", k.Name, part)
			}
			slices.Sort(keys)
			if len(slices.Compact(slices.Clone(keys))) != len(keys) {
				t.Errorf("%s names a column of %s twice: %q", k.Name, part, keys)
			}
		}
	}
}
