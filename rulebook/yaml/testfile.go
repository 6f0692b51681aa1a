package yaml

import (
	"path/filepath"
	"strings"

	"gopkg.in/yaml.v3"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml/internal/keys"
	"leadscore/rulebook/yaml/internal/node"
)

// TestFile is a file of tests that stands beside a rulebook.
type TestFile struct {
	Rules rulebook.Scalar // the rulebook's file, from the directory of this one
	Tests []rulebook.Example
}

// IsTestFile reports whether a file is one of tests, by its name.
func IsTestFile(path string) bool {
	name := strings.ToLower(filepath.Base(path))
	return strings.HasSuffix(name, ".test.yaml") || strings.HasSuffix(name, ".test.yml")
}

// TestedRules is the rulebook that a file of tests names, whatever else is wrong with
// the file; "" where it names none.
func TestedRules(src []byte) string {
	var file struct{ Rules string }
	if len(src) > MaxSize || yaml.Unmarshal(node.Decode(src), &file) != nil {
		return ""
	}
	return file.Rules
}

// LoadTests reads a file of tests; name is what messages call it. The error is an
// *rulebook.Error with all problems of the file, but for those that only the rulebook
// tells: unknown metrics, fields and stages.
func LoadTests(name string, src []byte) (*TestFile, error) {
	l, root, problems := parseFile(name, src)
	file := &TestFile{}
	if problems == nil {
		if m, ok := l.openAt(rulebook.Pos{Line: 1, Column: 1}, root, &keys.TestFile); ok {
			file.Rules, _ = m.scalar("rules", keys.KindName)
			file.Tests = m.examples()
		}
		problems = l.settle(nil)
	}
	if len(problems) > 0 {
		return nil, &rulebook.Error{File: name, Lines: Lines(src), Problems: problems}
	}
	return file, nil
}
