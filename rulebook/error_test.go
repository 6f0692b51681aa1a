package rulebook

import (
	"strings"
	"testing"
)

// A problem shows its line where there is one: not before the first, nor behind the last.
func TestErrorShowsTheLine(t *testing.T) {
	for line, want := range map[int]string{0: "", 1: "version: 2", 2: "key: id", 3: "", 4: ""} {
		e := &Error{File: "rules.yaml", Lines: []string{"version: 2", "key: id"}, Problems: []Problem{{Pos: Pos{Line: line, Column: 1}, Message: "wrong"}}}
		got := e.Error()
		if shown := strings.Contains(got, " | "); shown != (want != "") || !strings.Contains(got, want) {
			t.Errorf("line %d:\n%s\nwant %q", line, got, want)
		}
	}
}
