package scoring

import (
	"slices"
	"strings"

	"leadscore/match"
	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// ExampleRun is one test of a rulebook, and what came out.
type ExampleRun struct {
	Test        *rulebook.Example
	Wants       []Want       // in written order, what is wanted of reasons last
	Explanation *Explanation // of a test that did not pass; else nil
}

// Passed reports whether all came out as wanted.
func (r *ExampleRun) Passed() bool {
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

// ExampleRunner runs the tests of a rulebook.
type ExampleRunner struct {
	book    rulebook.Rulebook // without its tests, which are checked once
	columns *exampleColumns
	header  []string
	places  map[string]int // in the header, by name in the normal form
	day     calendar.Day   // of the scorer; tests of one day mostly follow each other
	last    *Scorer
}

// NewExampleRunner makes a runner. The error is an *rulebook.Error with the problems of
// the rulebook and its tests.
func NewExampleRunner(rb *rulebook.Rulebook) (*ExampleRunner, error) {
	rb = withoutLogs(rb)
	r := &ExampleRunner{book: *rb, columns: newExampleColumns(rb)}
	r.header, r.places = r.columns.all(rb.Tests)
	h := newHeader(r.header)
	if _, problems := compile(rb, &h, Options{}); problems != nil {
		return nil, &rulebook.Error{File: rb.File, Lines: rb.Lines, Problems: problems}
	}
	r.book.Tests = nil
	return r, nil
}

// Run runs one of the rulebook's tests. The Scorer has scored its lead, until the next
// call.
func (r *ExampleRunner) Run(test *rulebook.Example) (*ExampleRun, *Scorer, error) {
	s, err := r.scorer(test)
	if err != nil {
		return nil, nil, err
	}
	cells := make([]string, len(r.header))
	for _, given := range test.Lead {
		name, _ := r.columns.header(given.Name.Text)
		cells[r.places[fold.Text(name)]] = given.Value.Text
	}
	s.Score(cells)
	run := &ExampleRun{Test: test, Wants: append(s.wants(test.Want), s.wantedReasons(&test.Reasons)...)}
	if !run.Passed() {
		run.Explanation = s.Explain(cells)
	}
	return run, s, nil
}

// scorer gives the Scorer of the day of a test.
func (r *ExampleRunner) scorer(test *rulebook.Example) (*Scorer, error) {
	var day calendar.Day
	if test.AsOf != nil {
		day = *test.AsOf
	}
	if r.last != nil && r.day == day {
		return r.last, nil
	}
	e, err := Compile(&r.book, r.header, Options{AsOf: day})
	if err != nil {
		return nil, err
	}
	r.day, r.last = day, e.NewScorer()
	return r.last, nil
}

// wants judges what is wanted of the metrics of the lead scored last.
func (s *Scorer) wants(wanted []rulebook.Condition) []Want {
	metrics := wantable(s.engine.rulebook)
	specs := make([]match.Spec, len(metrics))
	for i := range metrics {
		specs[i] = metrics[i].spec
	}
	c := conditionCompiler(s.engine.rulebook, specs, 0)
	values := make([]cell.Value, len(metrics))
	var wants []Want
	for i := range wanted {
		leaf := &wanted[i]
		at := c.Metrics[fold.Text(leaf.Metric.Text)]
		metrics[at].fill(s, &values[at])
		wants = append(wants, Want{
			Pos: leaf.Pos, Metric: leaf.Metric.Text, Wanted: strings.TrimPrefix(leaf.TestsText(), "is "), Got: metrics[at].words(s),
			Met: c.Cond(leaf).Eval(values) == match.True,
		})
	}
	return wants
}

// wantedReasons judges what is wanted of the reasons of the lead scored last.
func (s *Scorer) wantedReasons(wanted *rulebook.WantedReasons) []Want {
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

// RuleCell is the cell of a field that rules read.
type RuleCell struct {
	Field  int // position in Engine.Fields
	Column int // position in the header of the column that the cell stands in
	Cell   string
	State  cell.State
}

// RuleCells gives the cells of a lead that rules read, without blank ones. The key and
// what is only shown are none of them.
func (s *Scorer) RuleCells(cells []string) []RuleCell {
	s.Score(cells)
	var all []RuleCell
	for i, reads := range s.engine.ruleFields() {
		f := &s.engine.fields[i]
		if !reads || f.derived != nil {
			continue
		}
		if at := f.source(cells); at >= 0 {
			all = append(all, RuleCell{i, at, strings.Clone(cellAt(cells, at)), s.value(i).State})
		}
	}
	return all
}

// Operands lists the texts that rules compare a field with.
func (e *Engine) Operands(field int) []string {
	var all []string
	e.fieldTests(field, func(_ *rulebook.Condition, t rulebook.Test) {
		switch op, _ := match.LookupOperator(t.Op); op.Operand {
		case match.OperandOwn, match.OperandText, match.OperandHost:
			for _, arg := range t.Args {
				all = append(all, strings.TrimSuffix(arg.Text, "*"))
			}
		}
	})
	return all
}
