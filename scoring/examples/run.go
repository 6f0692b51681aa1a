// Package examples runs the tests that a rulebook has in itself.
package examples

import (
	"slices"
	"strings"
	"time"

	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/fixture"
	"leadscore/scoring/internal/walk"
)

// Run is one test of a rulebook, and what came out.
type Run struct {
	Test        *rulebook.Example
	Wants       []Want          // in written order, what is wanted of reasons last
	Explanation *explained.Lead // of a test that did not pass; else nil
}

// Passed reports whether all came out as wanted.
func (r *Run) Passed() bool {
	return !slices.ContainsFunc(r.Wants, func(w Want) bool { return !w.Met })
}

// Want is one thing that a test wants, and what came out.
type Want struct {
	Pos    rulebook.Pos
	Metric string // as the rulebook names it; reasons
	Wanted string // operators and operands, "at_least 40", or the values: "MQL, SQL"
	Got    string // as it is written beside a lead; "" for a blank
	Met    bool
}

// Runner runs the tests of a rulebook.
type Runner struct {
	book    rulebook.Rulebook // without its tests, which are checked once
	columns *fixture.Columns
	header  []string
	places  map[string]int // in the header, by name in the normal form
	day     calendar.Day   // of the scorer; tests of one day mostly follow each other
	last    *scoring.Scorer
}

// anyDay stands for the day that is to come: Run compiles anew for that of each test.
const anyDay = calendar.Day(1)

// NewRunner makes a runner. The error is an *rulebook.Error with the problems of
// the rulebook and its tests.
func NewRunner(rb *rulebook.Rulebook) (*Runner, error) {
	rb = walk.WithoutLogs(rb)
	r := &Runner{book: *rb, columns: fixture.NewColumns(rb)}
	r.header, r.places = r.columns.All(rb.Tests)
	if _, err := scoring.Compile(rb, r.header, scoring.Options{AsOf: anyDay}); err != nil {
		return nil, err
	}
	r.book.Tests = nil
	return r, nil
}

// Run runs one of the rulebook's tests. The Scorer has scored its lead, until the next
// call.
func (r *Runner) Run(test *rulebook.Example) (*Run, *scoring.Scorer, error) {
	s, err := r.scorer(test)
	if err != nil {
		return nil, nil, err
	}
	cells := make([]string, len(r.header))
	for _, given := range test.Lead {
		name, _ := r.columns.Header(given.Name.Text)
		cells[r.places[fold.Text(name)]] = given.Value.Text
	}
	s.Score(cells)
	run := &Run{Test: test, Wants: append(wants(s, r.book.Location, test.Want), wantedReasons(s, &test.Reasons)...)}
	if !run.Passed() {
		run.Explanation = s.Explain(cells)
	}
	return run, s, nil
}

// scorer gives the Scorer of the day of a test.
func (r *Runner) scorer(test *rulebook.Example) (*scoring.Scorer, error) {
	var day calendar.Day
	if test.AsOf != nil {
		day = *test.AsOf
	}
	if r.last != nil && r.day == day {
		return r.last, nil
	}
	e, err := scoring.Compile(&r.book, r.header, scoring.Options{AsOf: day})
	if err != nil {
		return nil, err
	}
	r.day, r.last = day, e.NewScorer()
	return r.last, nil
}

// wants judges what is wanted of the metrics of the lead that a Scorer scored last.
func wants(s *scoring.Scorer, location *time.Location, wanted []rulebook.Condition) []Want {
	var all []Want
	for i := range wanted {
		leaf := &wanted[i]
		m, _ := s.Measure(leaf.Metric.Text)
		c := &match.Compiler{Specs: []match.Spec{m.Spec}, Metrics: map[string]int{fold.Text(m.Spec.Name): 0}, Location: location}
		all = append(all, Want{
			Pos: leaf.Pos, Metric: leaf.Metric.Text, Wanted: strings.TrimPrefix(leaf.TestsText(), "is "), Got: m.Words,
			Met: c.Cond(leaf).Eval([]cell.Value{m.Value}) == match.True,
		})
	}
	return all
}

// wantedReasons judges what is wanted of the reasons of the lead that a Scorer scored last.
func wantedReasons(s *scoring.Scorer, wanted *rulebook.WantedReasons) []Want {
	if wanted.Has == nil && wanted.Not == nil {
		return nil
	}
	reasons := s.Reasons()
	got := strings.Join(reasons, "; ")
	var wants []Want
	add := func(texts []rulebook.Scalar, how string, met bool) {
		for _, text := range texts {
			holds := slices.ContainsFunc(reasons, func(reason string) bool { return strings.Contains(fold.Text(reason), fold.Text(text.Text)) })
			wants = append(wants, Want{Pos: text.Pos, Metric: "reasons", Wanted: how + " " + text.Text, Got: got, Met: holds == met})
		}
	}
	add(wanted.Has, "has", true)
	add(wanted.Not, "not", false)
	return wants
}
