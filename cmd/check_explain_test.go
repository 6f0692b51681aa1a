package cmd

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leadscore/cmd/internal/checks"
)

// TestCheckExamples runs check on the examples of each finding: it is found in the bad one,
// and not in the good one.
func TestCheckExamples(t *testing.T) {
	for _, c := range checks.All() {
		t.Run(c.Name, func(t *testing.T) {
			if kinds := kindsFound(t, c.Example("bad")); !slices.Contains(kinds, c.Name) {
				t.Errorf("in the bad example are found %v", kinds)
			}
			if kinds := kindsFound(t, c.Example("good")); slices.Contains(kinds, c.Name) {
				t.Errorf("in the good example are found %v", kinds)
			}
		})
	}
}

// kindsFound runs check on files, and gives the names of what it finds.
func kindsFound(t *testing.T, files map[string]string) []string {
	t.Helper()
	dir := t.TempDir()
	args := []string{"check", "--format", "json", "-r", filepath.Join(dir, "rules.yaml")}
	for kind, text := range files {
		name := map[string]string{"yaml": "rules.yaml", "csv": "leads.csv", "log": "mail.csv"}[kind]
		text = strings.ReplaceAll(text, `\xff`, "\xff") // Markdown holds no such byte
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if files["csv"] != "" {
		args = append(args, filepath.Join(dir, "leads.csv"))
	}
	if files["log"] != "" {
		args = append(args, "--log", "mail="+filepath.Join(dir, "mail.csv"))
	}
	_, out, errors := run(t, "", args...)
	var result struct {
		Findings []struct{ Kind string }
	}
	if err := json.Unmarshal([]byte(out), &result); err != nil {
		t.Fatalf("%v: %s%s", err, out, errors)
	}
	kinds := map[string]bool{}
	for _, f := range result.Findings {
		kinds[f.Kind] = true
	}
	return slices.Sorted(maps.Keys(kinds))
}

// TestFindingsAreExplained: every kind of finding that scripts of check show has a text.
func TestFindingsAreExplained(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal(err, scripts)
	}
	for _, script := range scripts {
		text, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			kind, found := strings.CutPrefix(strings.TrimSpace(line), `"kind": "`)
			kind, _, _ = strings.Cut(kind, `"`)
			if _, explained := checks.Lookup(kind); found && strings.HasPrefix(script, "testdata/script/check") && !explained && !slices.Contains(rulesKinds, kind) {
				t.Errorf("%s: nothing is said of %q", script, kind)
			}
		}
	}
}

// rulesKinds are kinds of rules, not of findings.
var rulesKinds = []string{"criterion", "attribute", "element", "stage"}
