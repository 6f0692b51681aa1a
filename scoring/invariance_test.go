package scoring_test

import (
	"bytes"
	"cmp"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"leadscore/match"
	"leadscore/match/exact"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring"
	"leadscore/scoring/explained"
	"leadscore/scoring/internal/naive"
)

// row is all that the engine writes beside a lead.
func row(engine *scoring.Engine, scorer *scoring.Scorer, cells []string) string {
	scorer.Score(cells)
	var b []byte
	for _, c := range engine.Columns() {
		b = append(scorer.AppendCell(append(b, c.Name...), c), '\n')
	}
	return string(b)
}

// freshRows scores each lead with a Scorer of its own.
func freshRows(engine *scoring.Engine, leads [][]string) []string {
	var rows []string
	for _, cells := range leads {
		rows = append(rows, row(engine, engine.NewScorer(), cells))
	}
	return rows
}

func (w world) list(t *rapid.T) [][]string {
	return rapid.SliceOfN(w.leads(), 2, 12).Draw(t, "list")
}

// TestOrderOfRowsDoesNotMatter expects nothing of one lead in the next.
func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		engine, leads := w.compile(t), w.list(t)
		want := freshRows(engine, leads)
		scorer := engine.NewScorer()
		for _, i := range rapid.Permutation(positions(leads)).Draw(t, "order") {
			if i%3 == 0 {
				scorer.Explain(leads[i])
			}
			if got := row(engine, scorer, leads[i]); got != want[i] {
				t.Fatalf("%q after other leads:\n%s\nalone:\n%s", leads[i], got, want[i])
			}
		}
	})
}

func positions[T any](of []T) []int {
	var all []int
	for i := range of {
		all = append(all, i)
	}
	return all
}

// TestGoroutinesDoNotMatter scores a list in several goroutines at the same time.
func TestGoroutinesDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		engine, leads := w.compile(t), w.list(t)
		want := freshRows(engine, leads)
		got := make([][]string, 4)
		var all sync.WaitGroup
		for g := range got {
			all.Go(func() {
				scorer := engine.NewScorer()
				for _, cells := range leads {
					got[g] = append(got[g], row(engine, scorer, cells))
				}
			})
		}
		all.Wait()
		for g := range got {
			if !slices.Equal(got[g], want) {
				t.Fatalf("goroutine %d: %q, want %q", g, got[g], want)
			}
		}
	})
}

// TestColumnsMayMove permutes the columns of a list and adds one that no rule uses.
func TestColumnsMayMove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		leads := w.list(t)
		want := freshRows(w.compile(t), leads)
		to := rapid.Permutation(positions(w.header)).Draw(t, "order")
		moved := w
		moved.header = append(permuted(w.header, to), "Of no use")
		var movedLeads [][]string
		for _, cells := range leads {
			cells = append(slices.Clone(cells), make([]string, len(w.header)-len(cells))...)
			movedLeads = append(movedLeads, append(permuted(cells, to), "anything"))
		}
		if got := freshRows(moved.compile(t), movedLeads); !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

func permuted(of []string, to []int) []string {
	all := make([]string, len(of))
	for i, s := range of {
		all[to[i]] = s
	}
	return all
}

// TestMorePointsNeverLowerAScore gives a criterion more points: a lead for which
// it holds scores no less, any other the same.
func TestMorePointsNeverLowerAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		i := rapid.IntRange(0, len(w.rb.Criteria)-1).Draw(t, "criterion")
		if w.rb.Criteria[i].Points == nil {
			t.Skip("it earns no fixed points")
		}
		more := w.rb.Criteria[i].Points.MulPoints(exact.Int(1)) + exact.Points(rapid.IntRange(1, 20_000).Draw(t, "more"))
		richer := w
		richer.rb = new(*w.rb)
		richer.rb.Criteria = slices.Clone(w.rb.Criteria)
		richer.rb.Criteria[i].Points = new(thousandths(int(more)))
		before, after := w.compile(t).NewScorer(), richer.compile(t).NewScorer()
		for _, cells := range w.list(t) {
			was, is := before.Explain(cells), after.Explain(cells)
			holds := criterionLine(was, i).Outcome == match.True
			if is.Score < was.Score || !holds && is.Score != was.Score {
				t.Fatalf("cells %q: %v with %v more, %v before", cells, is.Score, more, was.Score)
			}
		}
	})
}

func criterionLine(x *explained.Lead, i int) explained.Line {
	for _, line := range x.Lines {
		if line.Kind != explained.LineCriterion {
			continue
		}
		if i == 0 {
			return line
		}
		i--
	}
	panic("no such criterion")
}

// TestWeightsAreRelative multiplies all weights by one factor.
func TestWeightsAreRelative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		leads := w.list(t)
		want := freshRows(w.compile(t), leads)
		factor := rapid.SampledFrom([]exact.Number{exact.Int(7), exact.NewNumber(1, 8), exact.NewNumber(3, 10)}).Draw(t, "factor")
		weigh := func(weight *exact.Number) { *weight, _ = weight.Mul(factor) }
		if w.rb.ICP != nil {
			for _, p := range w.rb.ICP.Profiles {
				for i := range p.Attributes {
					weigh(&p.Attributes[i].Weight)
				}
			}
		}
		for _, f := range w.rb.Frameworks {
			for i := range f.Elements {
				weigh(&f.Elements[i].Weight)
			}
		}
		if got := freshRows(w.compile(t), leads); !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

// TestPrintedRulebooksScoreTheSame writes a rulebook as YAML and reads it back.
func TestPrintedRulebooksScoreTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		printed := printer.Rulebook(w.rb)
		again, problems := rulebook.Unpack(yaml.Load("rules.yaml", printed))
		if again == nil || len(problems) > 0 {
			t.Fatalf("problems: %v\n%s", problems, printed)
		}
		if twice := printer.Rulebook(again); !bytes.Equal(twice, printed) {
			t.Fatalf("printed as\n%s\nthen as\n%s", printed, twice)
		}
		leads := w.list(t)
		want := freshRows(w.compile(t), leads)
		w.rb = again
		if got := freshRows(w.compile(t), leads); !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q\n%s", got, want, printed)
		}
	})
}

// TestRanking expects stages in their order, the better score first within one,
// then leads without a stage, out stages last, and equals as they stood.
func TestRanking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		engine, leads := w.compile(t), w.list(t)
		scorer := engine.NewScorer()
		var orders []scoring.Order
		var results []*naive.Result
		for _, cells := range leads {
			r := scorer.Score(cells)
			orders = append(orders, engine.Order(r, 0))
			results = append(results, naive.Score(w.rb, w.header, cells, w.asOf))
			if stage := results[len(results)-1].Stage; engine.Out(r) != (stage >= 0 && w.rb.Stages[stage].Out) {
				t.Fatalf("cells %q: out is %v", cells, engine.Out(r))
			}
		}
		got, want := positions(leads), positions(leads)
		slices.SortStableFunc(got, func(i, j int) int { return orders[i].Compare(orders[j]) })
		slices.SortStableFunc(want, func(i, j int) int { return w.compare(results[i], results[j]) })
		if !slices.Equal(got, want) {
			t.Fatalf("ranked %v, want %v", got, want)
		}
	})
}

// compare ranks two leads.
func (w world) compare(a, b *naive.Result) int {
	return cmp.Or(cmp.Compare(w.place(a), w.place(b)), cmp.Compare(b.Score, a.Score))
}

func (w world) place(r *naive.Result) int {
	switch {
	case r.Stage < 0:
		return 1000
	case w.rb.Stages[r.Stage].Out:
		return 2000 + r.Stage
	}
	return r.Stage
}
