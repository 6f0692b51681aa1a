package testrun

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
)

// The rulebooks that users start from and read about keep what their tests want.
func TestRulebooksKeepTheirTests(t *testing.T) {
	page, err := os.ReadFile("../../../docs/rulebook.md")
	if err != nil {
		t.Fatal(err)
	}
	sources := regexp.MustCompile("(?s)```yaml\n(.*?)```\n").FindAllSubmatch(page, -1)
	tested := 0
	for _, block := range sources {
		tested += passing(t, "docs/rulebook.md", block[1])
	}
	paths, err := filepath.Glob("../../../testdata/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(paths, "../../../rules.example.yaml") {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		tested += passing(t, path, source)
	}
	if tested < 8 {
		t.Errorf("only %d tests ran", tested)
	}
}

// passing runs the tests of a rulebook, and gives how many there are; none of one that
// has problems.
func passing(t *testing.T, name string, source []byte) int {
	t.Helper()
	book, err := yaml.Load(name, source)
	if err != nil {
		return 0
	}
	r, err := Run(book, []*rulebook.Rulebook{book}, func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Results {
		for _, w := range r.Results[i].Wants {
			if !w.Met {
				t.Errorf("%s: %s: %s", name, r.Results[i].Test.Name, miss(w))
			}
		}
	}
	return len(r.Results)
}

// Of no rules all are covered.
func TestPercentOfNothing(t *testing.T) {
	if got := (Coverage{}).Percent(); got != 100 {
		t.Errorf("%v, want 100", got)
	}
}
