package made

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ValidFiles are all rulebooks of the repository but those that show mistakes; root leads to it.
func ValidFiles(t *testing.T, root string) []string {
	t.Helper()
	paths := append(YAMLFiles(t, filepath.Join(root, "rulebook/yaml/testdata/ok")), YAMLFiles(t, filepath.Join(root, "testdata"))...)
	paths = slices.DeleteFunc(paths, func(path string) bool { return strings.Contains(path, "mistakes") })
	return append(paths, filepath.Join(root, "rules.example.yaml"))
}

// YAMLFiles are the files of a folder that end with .yaml, of which there is one at least.
func YAMLFiles(t *testing.T, dir string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files in %s (%v)", dir, err)
	}
	return paths
}

// ReadFile reads a file that is there.
func ReadFile(t testing.TB, path string) []byte {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return src
}
