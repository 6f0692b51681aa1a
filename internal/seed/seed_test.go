package seed

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSameCasesInEveryRun draws numbers twice.
func TestSameCasesInEveryRun(t *testing.T) {
	draw := func() (numbers []int) {
		Check(t, 3, func(t *rapid.T) { numbers = append(numbers, rapid.Int().Draw(t, "n")) })
		return numbers
	}
	once, again := draw(), draw()
	if len(once) != len(again) || len(once) < 60 {
		t.Fatalf("%d and %d cases", len(once), len(again))
	}
	for i := range once {
		if once[i] != again[i] {
			t.Fatalf("case %d: %d and then %d", i, once[i], again[i])
		}
	}
}

// TestEveryPackageHasTheSeed looks for packages whose random tests differ in each run.
func TestEveryPackageHasTheSeed(t *testing.T) {
	random, seeded := map[string]bool{}, map[string]bool{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		random[filepath.Dir(path)] = random[filepath.Dir(path)] || bytes.Contains(text, []byte("\t\"pgregory.net/rapid\"\n"))
		seeded[filepath.Dir(path)] = seeded[filepath.Dir(path)] || bytes.Contains(text, []byte(`"leadscore/internal/seed"`))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, is := range random {
		if is && !seeded[dir] && dir != filepath.Join(root, "internal", "seed") {
			t.Errorf("%s: no test imports leadscore/internal/seed", dir)
		}
	}
}
