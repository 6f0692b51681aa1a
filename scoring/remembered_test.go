package scoring_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/scoring"
)

// manyLeads draws leads of few to many different cells, some of which are longer than
// what is remembered.
func (w world) manyLeads(t *rapid.T) [][]string {
	from := rapid.SliceOfN(w.leads(), 2, 30).Draw(t, "leads")
	d := dice{t}
	for i := range from {
		for j := range from[i] {
			if d.oneIn(4) { // the same to rules, but not to memory
				from[i][j] += strings.Repeat(" ", d.between(1, 80))
			}
		}
	}
	leads := slices.Clone(from)
	for range 200 {
		mixed := slices.Clone(pick(d, from...))
		for j := range mixed {
			if other := pick(d, from...); j < len(other) && d.oneIn(2) {
				mixed[j] = other[j]
			}
		}
		leads = append(leads, mixed)
	}
	return leads
}

// TestWhatIsRememberedDoesNotMatter scores many leads by one Scorer, each as one that
// remembers nothing does: the result, the cells, the explanation, what is unreadable.
func TestWhatIsRememberedDoesNotMatter(t *testing.T) {
	pairs, stages, grown := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := worlds().Draw(t, "world")
		engine, leads := w.compile(t), w.manyLeads(t)
		scorer := engine.NewScorer()
		for i, cells := range leads {
			fresh := engine.NewScorer()
			want := account(engine, fresh, fresh.Score(cells))
			if got := account(engine, scorer, scorer.Score(cells)); got != want {
				t.Fatalf("lead %d, %q:\ngot\n%s\nwant\n%s", i, cells, got, want)
			}
			if i%10 > 0 {
				continue
			}
			if got, want := scorer.Explain(cells), fresh.Explain(cells); !reflect.DeepEqual(got, want) {
				t.Fatalf("lead %d, %q:\nexplained\n%+v\nwant\n%+v", i, cells, got, want)
			}
		}
		pairs += engine.Pairs()
		if engine.RemembersStages() {
			stages++
		}
		grown = max(grown, scorer.Grown())
	})
	if pairs == 0 || stages == 0 || grown == 1 {
		t.Errorf("%d pairs, %d rulebooks whose stages are remembered, memory %d times as large: want some of each", pairs, stages, grown)
	}
}

// account is all that is told of a lead that was scored.
func account(e *scoring.Engine, s *scoring.Scorer, r *scoring.Result) string {
	var b strings.Builder
	b.WriteString(described(r))
	fmt.Fprintln(&b, r.Unreadable)
	for _, c := range e.Columns() {
		b.Write(s.AppendCell(nil, c))
		b.WriteString("; ")
	}
	for _, rule := range e.Rules() {
		fmt.Fprint(&b, s.Verdict(rule), s.Without(rule))
	}
	return b.String()
}
