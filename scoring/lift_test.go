package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/internal/seed"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring"
	"leadscore/scoring/answer"
	"leadscore/scoring/explained"
)

// TestLiftsAreSmallest holds the smallest sets of answers that lift a lead against a
// search of all subsets of its open questions, by whatever a random list may hold.
func TestLiftsAreSmallest(t *testing.T) {
	lifted, leads := 0, 0
	seed.Check(t, 5, func(t *rapid.T) {
		leads++
		lifted += liftsAreSmallest(t)
	})
	if lifted < leads/20 {
		t.Errorf("of %d leads only %d could be lifted", leads, lifted)
	}
}

func liftsAreSmallest(t *rapid.T) int {
	w := worlds().Filter(hasNoPattern).Draw(t, "world")
	subjects := answer.Subjects(w.rb)
	engine, problems := rulebook.Unpack(scoring.Compile(w.rb, w.header, scoring.Options{AsOf: w.asOf, Answered: subjects}))
	if len(problems) > 0 {
		t.Fatalf("problems in a rulebook that has none: %v", problems)
	}
	scorer := engine.NewScorer()
	record := w.padded(w.leads().Draw(t, "cells"))
	cells := append(slices.Clone(record), make([]string, len(subjects))...)
	lifts, complete := scorer.Lifts(cells)
	stage := scorer.Score(cells).Stage
	better := func(s int) bool { return s >= 0 && (stage < 0 || s < stage) && !w.rb.Stages[s].Out }
	for _, lift := range lifts {
		with := slices.Clone(cells)
		for _, a := range lift.Answers {
			with[len(record)+slices.Index(subjects, a.Subject)] = a.Text
		}
		if got := scorer.Score(with).Stage; !better(got) || w.rb.Stages[got].Name != lift.Stage {
			t.Fatalf("cells %q: %v do not lift it", cells, lift)
		}
	}
	size := 4
	if len(lifts) > 0 {
		size = len(lifts[0].Answers)
	}
	open := openSubjects(w, scorer.Explain(cells), subjects, dice{t})
	for less := 1; complete && less < size; less++ {
		if found := bruteForce(scorer, slices.Clone(cells), len(record), open, less, better); found != "" {
			t.Fatalf("cells %q: %s lifts it, found was %v", cells, found, lifts)
		}
	}
	return min(len(lifts), 1)
}

// hasNoPattern: of a pattern no text can be made up.
func hasNoPattern(w world) bool { return !strings.Contains(string(printer.Rulebook(w.rb)), "matches:") }

// openSubject is the answers to an open question that are tried: cells by the subject
// that they are about.
type openSubject struct {
	at    []int
	texts []string
}

// openSubjects are the open questions, with answers drawn from what lists hold, addresses
// apart: which of these are free and of a domain at once is known to no rulebook.
func openSubjects(w world, x *explained.Lead, subjects []answer.Subject, d dice) []openSubject {
	var open []openSubject
	for _, u := range x.Unknowns {
		var o openSubject
		for k, s := range subjects {
			if u.Element != "" && s == (answer.Subject{Framework: u.Framework, Element: u.Element}) {
				for _, text := range []string{answer.Yes, answer.No, answer.Partly} {
					o.at, o.texts = append(o.at, k), append(o.texts, text)
				}
			}
			if i := w.columnOf(s.Field); i >= 0 && !w.columns[i].address && isRead(u.Reads, s.Field) {
				for range 2 {
					o.at, o.texts = append(o.at, k), append(o.texts, w.readable(d, w.columns[i]))
				}
			}
		}
		open = append(open, o)
	}
	return open
}

// isRead reports whether a field is unknown and read, or something that is read is made
// from it alone.
func isRead(reads []explained.Read, field string) bool {
	for _, r := range reads {
		if len(r.From) == 1 && isRead(r.From, field) {
			return true
		}
		if r.Field == field && len(r.From) == 0 && (r.State.String() == "blank" || r.State.String() == "unreadable") {
			return true
		}
	}
	return false
}

// bruteForce tries all answers to all sets of so many questions; "" where none lifts.
func bruteForce(s *scoring.Scorer, cells []string, width int, open []openSubject, size int, better func(int) bool) string {
	if size == 0 {
		if better(s.Score(cells).Stage) {
			return fmt.Sprintf("%q", cells[width:])
		}
		return ""
	}
	for i, o := range open {
		for k, at := range o.at {
			before := cells[width+at]
			cells[width+at] = o.texts[k]
			found := bruteForce(s, cells, width, open[i+1:], size-1, better)
			cells[width+at] = before
			if found != "" {
				return found
			}
		}
	}
	return ""
}

// TestLiftsInWords looks at what would lift a lead, and with which answers.
func TestLiftsInWords(t *testing.T) {
	const rules = `
version: 1
fields:
  Budget: {column: Budget (k), type: number, scale: 1000}
  Title: text
  Level: {seniority: Title}
  Need: text
  Start: date
  Employees: number
frameworks:
  BANT:
    points: 20
    qualified: 3
    elements:
      budget: {field: Budget, at_least: 20000}
      authority: {field: Level, at_least: director}
      need: {field: Need}
      timeline: {field: Start, within_next: 90d}
criteria:
  - {name: size, field: Employees, at_least: 100, points: 30}
stages:
  - {stage: Priority, field: Budget, at_least: 300000}
  - {stage: SQL, when: {all: [{metric: score, at_least: 40}, {metric: BANT.qualified, is: true}]}}
  - {stage: MQL, metric: score, at_least: 30}
  - {stage: Nurture}
`
	rb, err := yaml.Load("rules.yaml", []byte(rules))
	if err != nil {
		t.Fatal(err)
	}
	engine, err := scoring.Compile(rb, []string{"Budget (k)", "Title", "Need", "Start", "Employees"}, scoring.Options{AsOf: dayOn("2026-11-21"), Answered: answer.Subjects(rb)})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		cells []string
		want  string // the sets of answers, and the stages
	}{
		{"one value", []string{"", "CEO", "reports", "2027-01-15", "50"}, "[Budget=300 Priority]"},
		{"one answer or another", []string{"", "CEO", "reports", "", "500"}, "[BANT.budget=yes SQL][BANT.timeline=yes SQL][Budget=300 Priority]"},
		{"known to be little", []string{"100", "CEO", "", "", "500"}, "[BANT.need=yes SQL][BANT.timeline=yes SQL]"},
		{"two", []string{"100", "", "", "2030-01-01", "500"}, "[BANT.authority=yes BANT.need=yes SQL]"},
		{"what nobody is asked for comes last", []string{"100", "CEO", "reports", "2030-01-01", ""}, "[Employees=100 SQL]"},
		{"the best", []string{"300", "", "", "", ""}, ""},
		{"too little", []string{"1", "Student", "", "2030-01-01", ""}, "[Employees=100 MQL]"},
		{"nothing to ask", []string{"1", "Student", "none", "2030-01-01", "1"}, ""},
	}
	scorer := engine.NewScorer()
	for _, test := range tests {
		lifts, complete := scorer.Lifts(append(test.cells, make([]string, len(answer.Subjects(rb)))...))
		got := ""
		for _, lift := range lifts {
			got += "["
			for _, a := range lift.Answers {
				got += a.Subject.String() + "=" + a.Text + " "
			}
			got += lift.Stage + "]"
		}
		if got != test.want || !complete {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}
