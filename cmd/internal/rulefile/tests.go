package rulefile

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/internal/files"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
)

// Suite is a rulebook with all tests of it.
type Suite struct {
	Rules *Rules
	Books []*rulebook.Rulebook // the rulebook for each file that has tests; see testrun.Run
}

// Inputs are the files that were read.
func (s *Suite) Inputs() []console.Input {
	all := []console.Input{{What: "the rulebook", Path: s.Rules.File}}
	for _, book := range s.Books {
		all = append(all, console.Input{What: "the tests", Path: book.File})
	}
	return all
}

// Count is how many tests there are.
func (s *Suite) Count() (n int) {
	for _, book := range s.Books {
		n += len(book.Tests)
	}
	return n
}

// LoadTests reads a rulebook with the tests in it and beside it, or a file of tests
// alone with its rulebook.
func LoadTests(path string) (*Suite, error) {
	if yaml.IsTestFile(path) {
		return loadTestFile(path)
	}
	r, err := Load(path, "--rules")
	if err != nil {
		return nil, err
	}
	beside, err := TestsBeside(r)
	return &Suite{r, append([]*rulebook.Rulebook{r.Book}, beside...)}, err
}

// TestsBeside are the tests of the files beside a rulebook that name it. A file that
// names none is one with problems.
func TestsBeside(r *Rules) ([]*rulebook.Rulebook, error) {
	found, err := testFiles(r.File)
	if err != nil {
		return nil, err
	}
	var books []*rulebook.Rulebook
	for _, file := range found {
		source, err := Read(file, "--rules")
		if err != nil {
			return nil, err
		}
		if named := yaml.TestedRules(source); named != "" && !files.SameFile(filepath.Join(filepath.Dir(file), named), r.File) {
			continue
		}
		book, err := TestsOf(r.Book, file, source)
		if err != nil {
			return nil, err
		}
		books = append(books, book)
	}
	return books, nil
}

// testFiles are the files of tests in the directory of a rulebook, by name.
func testFiles(rules string) ([]string, error) {
	var all []string
	for _, ending := range []string{"*.test.yaml", "*.test.yml"} {
		found, err := filepath.Glob(filepath.Join(escapeGlob(filepath.Dir(rules)), ending))
		if err != nil {
			return nil, exit.Cannot("read", err)
		}
		all = append(all, found...)
	}
	slices.Sort(all)
	return all, nil
}

// escapeGlob makes a pattern that matches a path alone.
func escapeGlob(path string) string {
	if filepath.Separator == '\\' {
		return path // where patterns know no escapes
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

func loadTestFile(path string) (*Suite, error) {
	source, err := Read(path, "the argument")
	if err != nil {
		return nil, err
	}
	file, err := yaml.LoadTests(path, source)
	if err != nil {
		return nil, err
	}
	r, err := Load(filepath.Join(filepath.Dir(path), file.Rules.Text), fmt.Sprintf("rules: in %s", path))
	if err != nil {
		return nil, err
	}
	book, err := TestsOf(r.Book, path, source)
	return &Suite{Rules: r, Books: []*rulebook.Rulebook{book}}, err
}

// TestsOf is a rulebook with the tests of a file in place of its own.
func TestsOf(book *rulebook.Rulebook, path string, source []byte) (*rulebook.Rulebook, error) {
	file, err := yaml.LoadTests(path, source)
	if err != nil {
		return nil, err
	}
	with := *book
	with.File, with.Lines, with.Tests = path, yaml.Lines(source), file.Tests
	return &with, nil
}
