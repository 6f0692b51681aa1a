package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/testrun"
	"leadscore/leads"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// addOptions say which lead a test is made of.
type addOptions struct {
	Leads string // the list; "": no test is made
	Lead  string // its key
	Line  int    // or its line
	Name  string // of the test; "": by what comes out
}

// runTestAdd writes a test of a real lead into a rulebook or a file of tests.
func runTestAdd(ctx context.Context, e env, o testOptions) error {
	if (o.Add.Lead == "") == (o.Add.Line == 0) {
		return usagef("--add: name one lead of the list with --lead KEY or --line N")
	}
	suite, err := loadTests(o.file())
	if err != nil {
		return err
	}
	if o.Add.Lead != "" && suite.rules.book.Key.Text == "" {
		return usagef("--lead: %s has no key. name the field that holds the keys of leads (key: lead_id), or use --line", suite.rules.file)
	}
	test, changed, err := e.testOfLead(ctx, o, suite.rules)
	if err != nil {
		return err
	}
	into := suite.books[0] // the rulebook, or the file of tests
	if test.Name = o.Add.Name; test.Name == "" {
		testrun.Name(test, into.Tests, suite.rules.book.Language)
	}
	if err := e.addTest(o, suite, into, test); err != nil {
		return err
	}
	for _, field := range changed {
		e.note(o.common, "%s: the cell tells who the lead is, and what stands in its place is not judged alike: the test does not cover that", field)
	}
	return nil
}

// testOfLead reads the list up to the lead, and makes a test of it.
func (e env) testOfLead(ctx context.Context, o testOptions, r *rules) (test *rulebook.Example, changed []string, err error) {
	l, err := e.openList(ctx, o.common, r, listOptions{Leads: o.Add.Leads, Input: o.inputOptions, Prefix: defaultPrefix})
	if err != nil {
		return nil, nil, err
	}
	defer l.Close()
	l.sees = true
	var keys []string
	err = l.oneByOne(func(rec *leads.Record, _ *scoring.Result) error {
		key := l.scorer.Key(l.visible)
		if o.Add.Line > 0 && rec.Line <= o.Add.Line && o.Add.Line <= rec.LastLine() || o.Add.Lead != "" && fold.Text(key) == fold.Text(o.Add.Lead) {
			test, changed = testrun.Lead(r.book, l.engine, l.asOf, l.layout.Header(), slices.Clone(l.visible))
			return errEnough
		}
		if len(keys) < nearMisses {
			keys = append(keys, strings.Clone(key))
		}
		return nil
	})
	if err == nil && test == nil {
		err = l.noSuchLead(o.Add, keys)
	}
	return test, changed, err
}

func (l *list) noSuchLead(o addOptions, keys []string) error {
	if o.Line > 0 {
		return fmt.Errorf("%s: no lead is on line %d. expected a line from %d on", l.name, o.Line, l.reader.Head().Line+1)
	}
	text := fmt.Sprintf("%s: no lead has the key %q in %s", l.name, o.Lead, l.engine.KeyName())
	if near, ok := fold.Nearest(o.Lead, keys); ok {
		text += ". did you mean " + near + "?"
	}
	return errors.New(text)
}

// addTest writes a test into the file that a book's tests stand in, once it is sure that
// the file then has it, and that it passes.
func (e env) addTest(o testOptions, suite *testSuite, into *rulebook.Rulebook, test *rulebook.Example) error {
	if err := e.checkTargets(o.outputOptions, nil, target{what: "the test", flag: "the argument", path: into.File}); err != nil {
		return err
	}
	source, err := readRules(into.File, "--rules")
	if err != nil {
		return err
	}
	edited, err := yaml.AddTest(source, test)
	if err != nil {
		return fmt.Errorf("%s: %w, so that a test cannot be added to it. write it under tests by hand:\n%s", into.File, err, yaml.TestText(test))
	}
	if err := passes(suite, into.File, edited, test.Name); err != nil {
		return err
	}
	if err := e.results(into.File, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(edited))
		return err
	}); err != nil {
		return err
	}
	e.note(o.common, "%s: a test was added, %s", into.File, report.Count(len(into.Tests)+1, "test"))
	return e.results("", func(w io.Writer) error {
		_, err := io.WriteString(w, yaml.TestText(test))
		return err
	})
}

// passes tells whether the last test of an edited file is the one that was added, and
// passes.
func passes(suite *testSuite, path string, edited []byte, name string) error {
	book, err := editedBook(suite, path, edited)
	if err != nil {
		return fmt.Errorf("%s with the test has problems, and is left as it is: %w", path, err)
	}
	last := len(book.Tests) - 1
	if last < 0 || book.Tests[last].Name != name {
		return fmt.Errorf("%s cannot be edited, and is left as it is. write the test by hand", path)
	}
	book.Tests = book.Tests[last:]
	ran, err := testrun.Run(book, []*rulebook.Rulebook{book}, func(string) bool { return true })
	if err != nil {
		return err
	}
	if ran.Failed() > 0 {
		var why strings.Builder
		_ = ran.WriteText(&why, report.Options{}, false)
		return fmt.Errorf("the test would not pass, and is not written:\n%s", why.String())
	}
	return nil
}

func editedBook(suite *testSuite, path string, edited []byte) (*rulebook.Rulebook, error) {
	if yaml.IsTestFile(path) {
		return testsOf(suite.rules.book, path, edited)
	}
	return yaml.Load(path, edited)
}
