package yaml

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/made"
)

var update = flag.Bool("update", false, "rewrite the golden files and the tables of docs/rulebook.md")

// TestProblems loads every file of testdata/err and compares its problems, each
// with its source line and a caret, with the .out file beside it.
func TestProblems(t *testing.T) {
	for _, path := range made.YAMLFiles(t, "testdata/err") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			src := made.ReadFile(t, path)
			rb, problems := rulebook.Unpack(Load(filepath.Base(path), src))
			if rb != nil || len(problems) == 0 {
				t.Fatal("loaded without problems")
			}
			checkGolden(t, strings.TrimSuffix(path, ".yaml")+".out", render(filepath.Base(path), src, problems))
		})
	}
}

// TestValid loads every file of testdata/ok, which must have no problems.
func TestValid(t *testing.T) {
	for _, path := range made.ValidFiles(t, "../..") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			src := made.ReadFile(t, path)
			rb, problems := rulebook.Unpack(Load(filepath.Base(path), src))
			if rb == nil || len(problems) > 0 {
				t.Fatalf("problems:\n%s", render(filepath.Base(path), src, problems))
			}
		})
	}
}

// render writes problems as a reader of the golden files sees them. The caret's
// place is counted in characters, so it looks misplaced after wide ones.
func render(name string, src []byte, problems []rulebook.Problem) string {
	var b strings.Builder
	lines := Lines(src)
	for _, p := range problems {
		fmt.Fprintf(&b, "%s:%s\n", name, p.Error())
		fmt.Fprintf(&b, "  | %s\n  | %s^\n", lines[p.Pos.Line-1], strings.Repeat(" ", p.Pos.Column-1))
	}
	return b.String()
}

func checkGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := string(made.ReadFile(t, path)); got != want {
		t.Errorf("%s differs (go test ./rulebook/yaml -update rewrites it).\n got:\n%s\nwant:\n%s", path, got, want)
	}
}
