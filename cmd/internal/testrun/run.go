// Package testrun runs the tests of rulebooks: leads made up for the purpose, and what
// must come out for them.
package testrun

import (
	"leadscore/rulebook"
	"leadscore/scoring/audit"
	"leadscore/scoring/examples"
)

// Report is what came of tests of one rulebook.
type Report struct {
	Rules    *rulebook.Rulebook
	Results  []Result
	Coverage Coverage
}

// Result is what came of one test.
type Result struct {
	*examples.Run
	File  string // that it stands in
	Lines []string
}

// Run runs the tests of a rulebook whose names wanted takes. books are the rulebook as
// often as files have tests of it: File and Lines are those of the file, Tests the tests
// in it. The error is an *rulebook.Error: the first file whose tests have problems.
func Run(rules *rulebook.Rulebook, books []*rulebook.Rulebook, wanted func(name string) bool) (*Report, error) {
	r := &Report{Rules: rules}
	counts := audit.NewRuleCounts(rules)
	for _, book := range books {
		runner, err := examples.NewRunner(book)
		if err != nil {
			return nil, err
		}
		for i := range book.Tests {
			test := &book.Tests[i]
			if !wanted(test.Name) {
				continue
			}
			run, scorer, err := runner.Run(test)
			if err != nil {
				return nil, err
			}
			counts.Add(scorer)
			r.Results = append(r.Results, Result{run, book.File, book.Lines})
		}
	}
	r.Coverage = Coverage{counts.Counts()}
	return r, nil
}

// Failed is how many tests have not come out as wanted.
func (r *Report) Failed() (failed int) {
	for i := range r.Results {
		if !r.Results[i].Passed() {
			failed++
		}
	}
	return failed
}

// Coverage is what tests make of the rules: criteria, their bands, attributes, elements
// and stage rules.
type Coverage struct{ Rules []audit.RuleCount }

// Covered is how many of the rules some test makes true.
func (c Coverage) Covered() (covered int) {
	for i := range c.Rules {
		if c.Rules[i].True > 0 {
			covered++
		}
	}
	return covered
}

// Percent is the share of the rules that some test makes true; 100 where there are none.
func (c Coverage) Percent() float64 {
	if len(c.Rules) == 0 {
		return 100
	}
	return 100 * float64(c.Covered()) / float64(len(c.Rules))
}
