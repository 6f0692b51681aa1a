package scoring_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"leadscore/internal/seed"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
	"leadscore/scoring/answer"
	"leadscore/scoring/internal/naive"
)

// answered draws what a lead said about some of what it may be asked: the cells that lie
// beside its record, and the same for the naive scorer.
func (w world) answered(subjects []answer.Subject) *rapid.Generator[[]string] {
	return rapid.Custom(func(t *rapid.T) []string {
		d := dice{t}
		beside, silent := make([]string, len(subjects)), d.oneIn(8)
		for k, s := range subjects {
			switch i := w.columnOf(s.Field); {
			case silent || !d.oneIn(2):
			case s.Field == "":
				beside[k] = pick(d, answer.Yes, answer.No, answer.Partly)
				if d.oneIn(2) {
					beside[k] = answer.Otherwise(beside[k])
				}
			case i >= 0:
				beside[k] = w.readable(d, w.columns[i])
			}
		}
		return beside
	})
}

// columnOf is the first column whose cells a field is read from; -1: none.
func (w world) columnOf(field string) int {
	return slices.IndexFunc(w.columns, func(c column) bool { return field != "" && c.field.Name == field })
}

// said is what lies beside a lead, for the naive scorer.
func said(subjects []answer.Subject, beside []string) naive.Answers {
	answers := naive.Answers{}
	for k, s := range subjects {
		for _, text := range []string{answer.Yes, answer.No, answer.Partly} {
			if s.Field == "" && beside[k] == answer.Otherwise(text) {
				answers[s.String()] = naive.Answer{Text: text, Weak: true}
			}
		}
		if _, weak := answers[s.String()]; beside[k] != "" && !weak {
			answers[s.String()] = naive.Answer{Text: beside[k]}
		}
	}
	return answers
}

// compileAnswered compiles a world's rulebook for leads of which some were asked.
func (w world) compileAnswered(t *rapid.T) (*scoring.Engine, []answer.Subject) {
	d := dice{t}
	var subjects []answer.Subject
	for _, s := range answer.Subjects(w.rb) {
		if d.oneIn(2) {
			subjects = append(subjects, s)
		}
	}
	engine, problems := rulebook.Unpack(scoring.Compile(w.rb, w.header, scoring.Options{AsOf: w.asOf, Answered: subjects}))
	if len(problems) > 0 {
		t.Fatalf("problems in a rulebook that has none: %v", problems)
	}
	return engine, subjects
}

// padded gives a record as many cells as the header has.
func (w world) padded(cells []string) []string {
	full := make([]string, len(w.header))
	copy(full, cells)
	return full
}

// TestAnswersAgainstNaive holds what answers make of a score, of its bounds and of the
// next question against the independent scorer.
func TestAnswersAgainstNaive(t *testing.T) {
	seed.Check(t, 2, answersAgainstNaive)
}

func answersAgainstNaive(t *rapid.T) {
	w := worlds().Draw(t, "world")
	engine, subjects := w.compileAnswered(t)
	scorer := engine.NewScorer()
	for range leadsPerWorld {
		cells := w.padded(w.leads().Draw(t, "cells"))
		beside := w.answered(subjects).Draw(t, "beside")
		result := naive.ScoreAnswered(w.rb, w.header, cells, w.asOf, said(subjects, beside))
		cells = append(cells, beside...)
		want := describedNaive(result)
		got := described(scorer.Score(cells)) + explanationOf(scorer.Explain(cells))
		if got != want {
			t.Fatalf("cells %q:\ngot\n%swant\n%s", cells, got, want)
		}
		scorer.Score(cells)
		bounds := scorer.Bounds()
		least, most := result.Bounds()
		if !noWider(bounds, least, most) {
			t.Fatalf("cells %q: %s to %s, want at most %s to %s", cells, low(bounds), high(bounds), end(least), end(most))
		}
		if next := scorer.Next(); next != "" && !slices.ContainsFunc(result.Questions(), func(q naive.Question) bool { return w.asks(next, q) }) {
			t.Fatalf("cells %q: asks %q, open are %v", cells, next, result.Questions())
		}
	}
}

// TestNoAnswersNoChange scores leads that were not asked while others were: all is as if
// nobody had been. So are bounds where answers are about fields. Where they are about elements
// they may differ, either way: two columns decide such an element, its field's and the answer's,
// and what two decide is weighed apart from what one does, so that fewer ways of the one are to
// be told apart, and more of the other's. That is rare, and both hold what blanks may come to.
func TestNoAnswersNoChange(t *testing.T) {
	leads, different := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		engine, subjects := w.compileAnswered(t)
		asked, plain := engine.NewScorer(), w.compile(t).NewScorer()
		ofFields := !slices.ContainsFunc(subjects, func(s answer.Subject) bool { return s.Field == "" })
		for range leadsPerWorld {
			cells := w.padded(w.leads().Draw(t, "cells"))
			beside := w.answered(subjects).Draw(t, "beside of another")
			asked.Score(append(slices.Clone(cells), beside...))
			got := wordsOf(asked, append(slices.Clone(cells), make([]string, len(subjects))...))
			if want := wordsOf(plain, cells); got != want {
				t.Fatalf("cells %q:\ngot\n%swant\n%s", cells, got, want)
			}
			leads++
			with, without := asked.Bounds(), plain.Bounds()
			if with == without {
				continue
			}
			different++
			if ofFields {
				t.Fatalf("cells %q: with answers %v, without %v", cells, with, without)
			}
			unknown := naive.Score(w.rb, w.header, cells, w.asOf).Unknown
			for range leadsPerWorld {
				filled := w.completions(cells, unknown, w.header).Draw(t, "filled")
				if score := plain.Score(filled).Score; !with.Holds(score) || !without.Holds(score) {
					t.Fatalf("cells %q, filled %q: %d, with answers %v, without %v", cells, filled, score, with, without)
				}
			}
		}
	})
	if different*20 > leads { // 3 % of 800
		t.Errorf("of %d leads that were not asked, %d have other bounds than without answers", leads, different)
	}
}

func wordsOf(s *scoring.Scorer, cells []string) string {
	x := s.Explain(cells)
	return explanationOf(x) + x.Next
}

// TestAnswersInWords lays answers beside a lead and looks at what is made of them.
func TestAnswersInWords(t *testing.T) {
	const rules = `
version: 1
key: ID
frameworks:
  BANT:
    points: 40
    qualified: 2
    elements:
      budget: {field: Budget, at_least: 200}
      authority: {field: Role, is: boss}
      need: {field: Need}
      timeline: {field: Start}
`
	rb, err := yaml.Load("rules.yaml", []byte(rules))
	if err != nil {
		t.Fatal(err)
	}
	subjects := []answer.Subject{{Framework: "BANT", Element: "budget"}, {Framework: "BANT", Element: "need"}, {Field: "Budget"}}
	engine, err := scoring.Compile(rb, []string{"ID", "Budget", "Role", "Need", "Start"}, scoring.Options{Answered: subjects})
	if err != nil {
		t.Fatal(err)
	}
	if got := engine.AnswerReads(0); !slices.Equal(got, []int{2}) {
		t.Errorf("budget reads the answers %v, want that about Budget", got)
	}
	if err := engine.CheckAnswer(2, "much"); err == nil {
		t.Error(`"much" is taken for a number`)
	}
	tests := []struct {
		name     string
		budget   string // in the list
		beside   []string
		points   int64
		met      int
		answered bool // budget
	}{
		{"nothing", "", []string{"", "", ""}, 0, 0, false},
		{"yes", "", []string{"yes", "", ""}, 10, 1, true},
		{"yes against the list", "100", []string{"yes", "", ""}, 10, 1, true},
		{"partly is met", "", []string{"partly", "", ""}, 5, 1, true},
		{"no against the list", "300", []string{"no", "", ""}, 0, 0, true},
		{"a value stands in for the cell", "100", []string{"", "", "300"}, 10, 1, false},
		{"a value beats", "", []string{"otherwise yes", "", "100"}, 0, 0, false},
		{"an unknown value does not", "", []string{"otherwise yes", "", ""}, 10, 1, true},
		{"enough", "", []string{"yes", "yes", ""}, 20, 2, true},
	}
	scorer := engine.NewScorer()
	for _, test := range tests {
		cells := append([]string{"L-1", test.budget, "", "", ""}, test.beside...)
		x := scorer.Explain(cells)
		tally := x.Frameworks[0].Tally
		if x.Score != exact.Points(test.points*exact.PointsPerPoint) || tally.Met != test.met {
			t.Errorf("%s: score %s with %d met, want %d with %d", test.name, x.Score, tally.Met, test.points, test.met)
		}
		if got := x.Frameworks[0].Elements[0].Answered; got != test.answered {
			t.Errorf("%s: budget answered is %v", test.name, got)
		}
	}
}

// Nobody is asked for what is worked out from other fields, nor for the key.
func TestSubjects(t *testing.T) {
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(`
version: 1
key: id
fields:
  id: {column: ID}
  title: {column: Title}
  opened: {column: Opened, type: number}
  sent: {column: Sent, type: number}
  level: {seniority: title}
  room: {department: title}
  rate: {rate: {of: opened, per: sent}}
criteria:
  - {name: A, field: level, at_least: vp, points: 1}
`)))
	if rb == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, s := range answer.Subjects(rb) {
		if s.Field != "" {
			got = append(got, s.String())
		}
	}
	if want := []string{"title", "opened", "sent"}; !slices.Equal(got, want) {
		t.Errorf("leads may be asked about %q, want %q", got, want)
	}
}

// Whether the day of a run changes anything: where rules count days from it.
func TestAsksForToday(t *testing.T) {
	for rule, want := range map[string]bool{
		"within: 30d, points: 1": true, "within_next: 30d, points: 1": true, "older_than: 30d, points: 1": true,
		"known: true, points: 1, decay: {from: day, half_life: 30d}": true,
		"before: 2026-04-01, points: 1":                              false, "after: 2026-04-01, points: 1": false, "known: true, points: 1": false,
	} {
		rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte("version: 1\nfields: {day: {column: Day, type: date}}\ncriteria:\n  - {name: A, field: day, "+rule+"}\n")))
		if rb == nil {
			t.Fatalf("%s: %q", rule, problemTexts(problems))
		}
		if got := scoring.AsksForToday(rb); got != want {
			t.Errorf("%s: %v, want %v", rule, got, want)
		}
	}
}
