package scoring_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/internal/seed"
	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/naive"
	"leadscore/scoring/lint"
)

// leadsPerWorld is how many leads a property tries on each random rulebook.
const leadsPerWorld = 4

// compile compiles a world's rulebook, in which there must be no problem.
func (w world) compile(t *rapid.T) *scoring.Engine {
	engine, problems := rulebook.Unpack(scoring.Compile(w.rb, w.header, scoring.Options{AsOf: w.asOf}))
	if len(problems) > 0 {
		t.Fatalf("problems in a rulebook that has none: %v", problems)
	}
	return engine
}

// TestAgainstNaive holds the engine against an independent scorer, on more
// rulebooks than rapid would try by itself.
func TestAgainstNaive(t *testing.T) {
	seed.Check(t, 10, againstNaive)
}

func againstNaive(t *rapid.T) {
	w := worlds().Draw(t, "world")
	scorer := w.compile(t).NewScorer()
	for range leadsPerWorld {
		cells := w.leads().Draw(t, "cells")
		want := describedNaive(naive.Score(w.rb, w.header, cells, w.asOf))
		got := described(scorer.Score(cells)) + explanationOf(scorer.Explain(cells))
		if got != want {
			t.Fatalf("cells %q:\ngot\n%swant\n%s", cells, got, want)
		}
	}
}

// described writes a result down, so that two of them can be compared and read.
func described(r *scoring.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "score %d, stage %d, profile %d, fit %d, groups %d\n", r.Score, r.Stage, r.Profile, r.Fit, r.Groups)
	for _, f := range r.Frameworks {
		fmt.Fprintf(&b, "framework applies %v, met %d, known %d, share %d, qualified %v\n", f.Applies, f.Met, f.Known, f.Share(), f.Qualified)
	}
	return b.String()
}

// explanationOf writes down what an explanation says beside the result: the lines,
// those of each kind in their order, the elements and the stage rules.
func explanationOf(x *explained.Lead) string {
	var b strings.Builder
	fmt.Fprintf(&b, "grade %q, win rate %q, fits", x.Grade, winRate(x))
	for _, p := range x.Profiles {
		fmt.Fprintf(&b, " %d", p.Fit)
	}
	fmt.Fprintln(&b)
	for _, f := range x.Frameworks {
		fmt.Fprint(&b, f.Name)
		for _, e := range f.Elements {
			if f.Tally.Applies {
				fmt.Fprintf(&b, " %v", e.State)
			}
		}
		fmt.Fprintln(&b)
	}
	for _, s := range x.Stages {
		fmt.Fprintf(&b, "rule %v\n", s.Outcome)
	}
	var lines []string
	for _, line := range x.Lines {
		lines = append(lines, fmt.Sprintf("%s %q %d", line.Kind, lineName(line), line.Points))
	}
	return b.String() + sortedLines(lines)
}

func winRate(x *explained.Lead) string {
	if x.WinRate == nil {
		return ""
	}
	return x.WinRate.Percent()
}

// lineName is what a line is about, whatever the words for it.
func lineName(line explained.Line) string {
	switch line.Kind {
	case explained.LineICP:
		return ""
	case explained.LineClamp, explained.LineDecay, explained.LineCounts:
		return line.Group
	}
	return line.Name
}

func sortedLines(lines []string) string {
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

// describedNaive writes down what described and explanationOf do.
func describedNaive(r *naive.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "score %d, stage %d, profile %d, fit %d, groups %d\n", r.Score, r.Stage, r.Profile, r.Fit, r.Groups)
	for _, f := range r.Frameworks {
		fmt.Fprintf(&b, "framework applies %v, met %d, known %d, share %d, qualified %v\n", f.Applies, f.Met, f.Known, f.Share, f.Qualified)
	}
	fmt.Fprintf(&b, "grade %q, win rate %q, fits", r.Grade, r.WinRate)
	for _, fit := range r.Fits {
		fmt.Fprintf(&b, " %d", fit)
	}
	fmt.Fprintln(&b)
	for _, f := range r.Frameworks {
		fmt.Fprint(&b, f.Name)
		for _, state := range f.Elements {
			fmt.Fprintf(&b, " %v", state)
		}
		fmt.Fprintln(&b)
	}
	for _, verdict := range r.Verdicts {
		fmt.Fprintf(&b, "rule %v\n", verdict)
	}
	var lines []string
	for _, line := range r.Lines {
		lines = append(lines, fmt.Sprintf("%s %q %d", line.Kind, line.Name, line.Points))
	}
	return b.String() + sortedLines(lines)
}

// TestOutOfReachIsNeverReached tries leads on what Validate and Lint say can never be
// true, or can never decide.
func TestOutOfReachIsNeverReached(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.Custom(newWorld).Draw(t, "world")
		never := map[rulebook.Pos]string{}
		for _, p := range slices.Concat(scoring.Validate(w.rb), lint.Rulebook(w.rb)) {
			if strings.Contains(p.Message, "can never be") {
				never[p.Pos] = p.Message
			}
		}
		for range 4 * leadsPerWorld {
			cells := w.leads().Draw(t, "cells")
			for _, pos := range naive.Score(w.rb, w.header, cells, w.asOf).Held {
				if message, found := never[pos]; found {
					t.Fatalf("cells %q: line %d is true, but %s", cells, pos.Line, message)
				}
			}
		}
	})
}

// TestRandomRulebooksUseEveryOperator keeps the properties from passing for want of
// cases: every operator must be among them, true, false and unknown.
func TestRandomRulebooksUseEveryOperator(t *testing.T) {
	seen := map[string]bool{}
	for seed := range 150 {
		w := worlds().Example(seed)
		cells := w.leads().Example(seed)
		for op, truths := range naive.Operators(w.rb, w.header, cells, w.asOf) {
			for _, truth := range truths {
				seen[op+" "+truth.String()] = true
			}
		}
	}
	for _, op := range match.Operators() {
		for _, truth := range []naive.Truth{naive.False, naive.Unknown, naive.True} {
			if name := op.Name + " " + truth.String(); !seen[name] && name != "known unknown" {
				t.Errorf("no random rulebook and lead make %s", name)
			}
		}
	}
}

// TestExplanationAddsUp expects the lines of every explanation to sum to the score,
// and the explanation to tell what Score does.
func TestExplanationAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		scorer := w.compile(t).NewScorer()
		for range leadsPerWorld {
			cells := w.leads().Draw(t, "cells")
			r, bounds := scorer.Score(cells), scorer.Bounds()
			x := scorer.Explain(cells)
			var sum exact.Points
			for _, line := range x.Lines {
				sum += line.Points
			}
			if sum != x.Score {
				t.Fatalf("cells %q: lines %v sum to %v, not %v", cells, x.Lines, sum, x.Score)
			}
			if x.Score != r.Score || x.Bounds != bounds || x.StageIndex != r.Stage || x.Fit != r.Fit {
				t.Fatalf("cells %q: explained as %v, scored as %v", cells, x, r)
			}
			if first := append(x.Unknowns, explained.Unknown{})[0].Question; x.Next != "" && x.Next != first {
				t.Fatalf("cells %q: asks %q, but first of the unknowns is %q", cells, x.Next, first)
			}
		}
	})
}

// TestBoundsHold fills what is not known and expects the score, and each line of
// it, within the bounds.
func TestBoundsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		scorer := w.compile(t).NewScorer()
		cells := w.leads().Draw(t, "cells")
		unknown := naive.Score(w.rb, w.header, cells, w.asOf).Unknown
		before := scorer.Explain(cells)
		within(t, before, before)
		for range 4 * leadsPerWorld {
			within(t, before, scorer.Explain(w.completions(cells, unknown, w.header).Draw(t, "filled")))
		}
	})
}

// TestAnswersStayWithinTheirBounds answers the questions of an explanation, each
// alone, and expects the score within the bounds given for the answer.
func TestAnswersStayWithinTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		scorer := w.compile(t).NewScorer()
		cells := w.leads().Draw(t, "cells")
		unknown := naive.Score(w.rb, w.header, cells, w.asOf).Unknown
		for _, u := range scorer.Explain(cells).Unknowns {
			var headers []string
			for _, read := range u.Reads {
				headers = append(headers, w.columnsOf(read.Field)...)
			}
			for range leadsPerWorld {
				filled := w.completions(cells, unknown, headers).Draw(t, "filled")
				if score := scorer.Score(filled).Score; !u.Bounds.Holds(score) {
					t.Fatalf("cells %q: %q answered by %q: score %d is outside %s to %s",
						cells, u.Question, filled, score, low(u.Bounds), high(u.Bounds))
				}
			}
		}
	})
}

// within expects the score and lines of a lead within the bounds that they had when
// less of it was known.
func within(t *rapid.T, before, after *explained.Lead) {
	if !before.Bounds.Holds(after.Score) {
		t.Fatalf("score %v is outside %s to %s", after.Score, low(before.Bounds), high(before.Bounds))
	}
	for _, line := range before.Lines {
		for _, filled := range after.Lines {
			same := line.Kind.Earns() && line.Kind == filled.Kind && lineName(line) == lineName(filled)
			if same && !line.Bounds.Holds(filled.Points) {
				t.Fatalf("%s %s earns %v, outside %s to %s", line.Kind, line.Name, filled.Points, low(line.Bounds), high(line.Bounds))
			}
		}
	}
}

// TestBoundsAreNarrow expects no wider bounds than interval arithmetic gives, and a
// single number where nothing is unknown.
func TestBoundsAreNarrow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		scorer := w.compile(t).NewScorer()
		cells := w.leads().Draw(t, "cells")
		scorer.Score(cells)
		got := scorer.Bounds()
		least, most := naive.Score(w.rb, w.header, cells, w.asOf).Bounds()
		if !noWider(got, least, most) {
			t.Fatalf("cells %q: %s to %s, want at most %s to %s", cells, low(got), high(got), end(least), end(most))
		}
	})
}

// noWider tells whether bounds lie between two ends.
func noWider(b exact.Bounds, least, most *int64) bool {
	return (least == nil || !b.NoLow && int64(b.Low) >= *least) && (most == nil || !b.NoHigh && int64(b.High) <= *most)
}

func low(b exact.Bounds) string {
	if b.NoLow {
		return "no end"
	}
	return fmt.Sprint(int64(b.Low))
}

func high(b exact.Bounds) string {
	if b.NoHigh {
		return "no end"
	}
	return fmt.Sprint(int64(b.High))
}

func end(e *int64) string {
	if e == nil {
		return "no end"
	}
	return fmt.Sprint(*e)
}

// asks reports whether a question is about an element or field. A field is asked by
// the name of a column that it comes from; a rate by its own name, and a level by
// both.
func (w world) asks(text string, q naive.Question) bool {
	if q.Element != "" {
		return text == q.Element+"?" || text == q.Element+"は?"
	}
	return slices.ContainsFunc(w.columnsOf(q.Field), func(name string) bool {
		switch f := w.fieldNamed(q.Field); {
		case f.Rate != nil:
			name = f.Name
		case f.Seniority.Text != "":
			name = f.Name + " (" + name + ")"
		}
		return strings.HasSuffix(text, ": "+name) || text == "「"+name+"」を確認"
	})
}

// fieldNamed is a field of the section fields; nothing where it has none.
func (w world) fieldNamed(name string) rulebook.Field {
	i := slices.IndexFunc(w.rb.Fields, func(f rulebook.Field) bool { return f.Name == name })
	if i < 0 {
		return rulebook.Field{}
	}
	return w.rb.Fields[i]
}

// columnsOf gives the headers of a field's columns, or of those that it is made from.
func (w world) columnsOf(field string) []string {
	var names []string
	for i, c := range w.columns {
		if c.field.Name == field {
			names = append(names, w.header[i])
		}
	}
	switch f := w.fieldNamed(field); {
	case f.Rate != nil:
		names = append(w.columnsOf(f.Rate.Of.Text), w.columnsOf(f.Rate.Per.Text)...)
	case f.Seniority.Text != "":
		names = w.columnsOf(f.Seniority.Text)
	}
	return names
}
