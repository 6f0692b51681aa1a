package testsuite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/leadsearch"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/cmd/internal/testrun"
	"leadscore/leads"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/printer"
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
func runTestAdd(ctx context.Context, e console.Env, o Options) error {
	if (o.Add.Lead == "") == (o.Add.Line == 0) {
		return exit.Usagef("--add: name one lead of the list with --lead KEY or --line N")
	}
	suite, err := rulefile.LoadTests(o.file())
	if err != nil {
		return err
	}
	if o.Add.Lead != "" && suite.Rules.Book.Key.Text == "" {
		return exit.Usagef("--lead: %s has no key. name the field that holds the keys of leads (key: lead_id), or use --line", suite.Rules.File)
	}
	test, changed, err := testOfLead(ctx, e, o, suite.Rules)
	if err != nil {
		return err
	}
	into := suite.Books[0] // the rulebook, or the file of tests
	if test.Name = o.Add.Name; test.Name == "" {
		testrun.Name(test, into.Tests, suite.Rules.Book.Language)
	}
	if err := addTest(e, o, suite, into, test); err != nil {
		return err
	}
	for _, field := range changed {
		e.Note(o.Common, "%s: the cell tells who the lead is, and what stands in its place is not judged alike: the test does not cover that", field)
	}
	return nil
}

// testOfLead reads the list up to the lead, and makes a test of it.
func testOfLead(ctx context.Context, e console.Env, o Options, r *rulefile.Rules) (test *rulebook.Example, changed []string, err error) {
	l, err := leadlist.Open(ctx, e, o.Common, r, leadlist.Options{Leads: o.Add.Leads, Input: o.InputOptions, Prefix: leadlist.DefaultPrefix})
	if err != nil {
		return nil, nil, err
	}
	defer l.Close()
	l.Sees = true
	var keys []string
	err = l.OneByOne(func(rec *leads.Record, _ *scoring.Result) error {
		key := l.Scorer.Key(l.Visible)
		if o.Add.Line > 0 && rec.Line <= o.Add.Line && o.Add.Line <= rec.LastLine() || o.Add.Lead != "" && fold.Text(key) == fold.Text(o.Add.Lead) {
			test, changed = testrun.Lead(r.Book, l.Engine, l.AsOf, l.Layout.Header(), slices.Clone(l.Visible))
			return leadlist.ErrEnough
		}
		if len(keys) < leadsearch.NearMisses {
			keys = append(keys, strings.Clone(key))
		}
		return nil
	})
	if err == nil && test == nil {
		err = noSuchLead(l, o.Add, keys)
	}
	return test, changed, err
}

func noSuchLead(l *leadlist.List, o addOptions, keys []string) error {
	if o.Line > 0 {
		return fmt.Errorf("%s: no lead is on line %d. expected a line from %d on", l.Name, o.Line, l.Reader.Head().Below)
	}
	text := fmt.Sprintf("%s: no lead has the key %q in %s", l.Name, o.Lead, l.Engine.KeyName())
	if near, ok := fold.Nearest(o.Lead, keys); ok {
		text += ". did you mean " + near + "?"
	}
	return errors.New(text)
}

// addTest writes a test into the file that a book's tests stand in, once it is sure that
// the file then has it, and that it passes.
func addTest(e console.Env, o Options, suite *rulefile.Suite, into *rulebook.Rulebook, test *rulebook.Example) error {
	if err := e.CheckTargets(o.OutputOptions, nil, console.Target{What: "the test", Flag: "the argument", Path: into.File}); err != nil {
		return err
	}
	source, err := rulefile.Read(into.File, "--rules")
	if err != nil {
		return err
	}
	edited, err := printer.AddTest(source, test)
	if err != nil {
		return fmt.Errorf("%s: %w, so that a test cannot be added to it. write it under tests by hand:\n%s", into.File, err, printer.Test(test))
	}
	if err := passes(suite, into.File, edited, test.Name); err != nil {
		return err
	}
	if err := e.Results(into.File, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(edited))
		return err
	}); err != nil {
		return err
	}
	e.Note(o.Common, "%s: a test was added, %s", into.File, report.Count(len(into.Tests)+1, "test"))
	return e.Results("", func(w io.Writer) error {
		_, err := io.WriteString(w, printer.Test(test))
		return err
	})
}

// passes tells whether the last test of an edited file is the one that was added, and
// passes.
func passes(suite *rulefile.Suite, path string, edited []byte, name string) error {
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

func editedBook(suite *rulefile.Suite, path string, edited []byte) (*rulebook.Rulebook, error) {
	if yaml.IsTestFile(path) {
		return rulefile.TestsOf(suite.Rules.Book, path, edited)
	}
	return yaml.Load(path, edited)
}
