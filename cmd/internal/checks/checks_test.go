package checks

import (
	"leadscore/scoring/lint"
	"os"
	"strings"
	"testing"
)

// TestPage holds docs/checks.md to the texts.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../../../docs/checks.md")
	if err != nil {
		t.Fatal(err)
	}
	if _, body, found := strings.Cut(string(page), "\n## "); !found || "## "+body != Text {
		t.Error("docs/checks.md is not what checks.md says: copy it there, below the head of the page")
	}
}

// TestEveryLintRuleIsExplained: what lint looks for has a text.
func TestEveryLintRuleIsExplained(t *testing.T) {
	for _, rule := range lint.Rules() {
		if _, found := Lookup(rule.Name); !found {
			t.Errorf("nothing is said of %s", rule.Name)
		}
	}
}

func TestLookup(t *testing.T) {
	if c, found := Lookup("Rule-Never"); !found || c.Name != "rule_never" {
		t.Errorf("found %v", c)
	}
	if _, found := Lookup("nonsense"); found {
		t.Error("found nonsense")
	}
}

func TestPlain(t *testing.T) {
	c := Check{"x", "Text.\n\n```yaml bad\na: 1\n```\n\n```csv\nb\n```"}
	if got, want := c.Plain(), "Text.\n\nFound in:\n    a: 1\n\nWith the list:\n    b\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := c.Example("good"); len(got) != 1 || got["csv"] != "b\n" {
		t.Errorf("the good example is %v", got)
	}
}
