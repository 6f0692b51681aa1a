package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestNotesInJapanese: each is told somewhere, and takes what the English one does.
func TestNotesInJapanese(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	told := ""
	for _, name := range files {
		if name != "notes_ja.go" {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			told += string(source)
		}
	}
	verb := regexp.MustCompile(`%[.0-9]*([sdfq])`)
	for english, japanese := range japaneseNotes {
		if !strings.Contains(told, strconv.Quote(english)) {
			t.Errorf("%q is told nowhere", english)
		}
		var args []any
		for _, v := range verb.FindAllStringSubmatch(english, -1) {
			args = append(args, map[string]any{"s": "x", "q": "x", "d": 1, "f": 1.5}[v[1]])
		}
		if got := fmt.Sprintf(japanese, args...); strings.Contains(got, "%!") {
			t.Errorf("%q: %s", english, got)
		}
	}
}
