package yaml_test

import (
	"testing"

	"leadscore/rulebook/yaml"
)

// The rulebook of a file of tests is known even where the tests have problems.
func TestTestedRules(t *testing.T) {
	for src, want := range map[string]string{
		"rules: a.yaml\ntests: []\n": "a.yaml", "rules: a.yaml\ntests: 5\nmore: x\n": "a.yaml", "tests: []\n": "", "": "",
		"rules: [a.yaml]\n": "", "rules: {a\n": "",
	} {
		if got := yaml.TestedRules([]byte(src)); got != want {
			t.Errorf("%q names %q, want %q", src, got, want)
		}
	}
}
