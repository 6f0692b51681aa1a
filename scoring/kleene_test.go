package scoring_test

import (
	"testing"

	"leadscore/match"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

var (
	truths   = []match.Truth{match.False, match.Unknown, match.Maybe, match.True}
	outcomes = func() (all []match.Outcomes) {
		for set := match.Outcomes(1); set < 1<<len(truths); set++ {
			all = append(all, set)
		}
		return all
	}()
)

// TestTruthTables holds the connectives against Kleene's tables (S. C. Kleene,
// Introduction to Metamathematics, 1952, § 64: the strong connectives), with Maybe
// standing for unknown.
func TestTruthTables(t *testing.T) {
	const f, u, v = match.False, match.Unknown, match.True
	and := map[[2]match.Truth]match.Truth{
		{v, v}: v, {v, f}: f, {v, u}: u,
		{f, v}: f, {f, f}: f, {f, u}: f,
		{u, v}: u, {u, f}: f, {u, u}: u,
	}
	or := map[[2]match.Truth]match.Truth{
		{v, v}: v, {v, f}: v, {v, u}: v,
		{f, v}: v, {f, f}: f, {f, u}: u,
		{u, v}: v, {u, f}: u, {u, u}: u,
	}
	not := map[match.Truth]match.Truth{v: f, f: v, u: u}
	for _, a := range truths {
		if got, want := known(a.Not()), not[known(a)]; got != want {
			t.Errorf("not %d is %v, want %v", a, got, want)
		}
		for _, b := range truths {
			if got, want := known(a.And(b)), and[[2]match.Truth{known(a), known(b)}]; got != want {
				t.Errorf("%d and %d is %v, want %v", a, b, got, want)
			}
			if got, want := known(a.Or(b)), or[[2]match.Truth{known(a), known(b)}]; got != want {
				t.Errorf("%d or %d is %v, want %v", a, b, got, want)
			}
		}
	}
}

// known takes Maybe for the unknown that it is.
func known(t match.Truth) match.Truth {
	if t == match.Maybe {
		return match.Unknown
	}
	return t
}

// TestKleeneLaws holds for all four values, Maybe apart from Unknown.
func TestKleeneLaws(t *testing.T) {
	laws := []struct {
		name        string
		left, right func(a, b, c match.Truth) match.Truth
	}{
		{"and is commutative",
			func(a, b, _ match.Truth) match.Truth { return a.And(b) },
			func(a, b, _ match.Truth) match.Truth { return b.And(a) }},
		{"or is commutative",
			func(a, b, _ match.Truth) match.Truth { return a.Or(b) },
			func(a, b, _ match.Truth) match.Truth { return b.Or(a) }},
		{"and is associative",
			func(a, b, c match.Truth) match.Truth { return a.And(b).And(c) },
			func(a, b, c match.Truth) match.Truth { return a.And(b.And(c)) }},
		{"or is associative",
			func(a, b, c match.Truth) match.Truth { return a.Or(b).Or(c) },
			func(a, b, c match.Truth) match.Truth { return a.Or(b.Or(c)) }},
		{"not all is any not",
			func(a, b, _ match.Truth) match.Truth { return a.And(b).Not() },
			func(a, b, _ match.Truth) match.Truth { return a.Not().Or(b.Not()) }},
		{"not any is all not",
			func(a, b, _ match.Truth) match.Truth { return a.Or(b).Not() },
			func(a, b, _ match.Truth) match.Truth { return a.Not().And(b.Not()) }},
		{"not not",
			func(a, _, _ match.Truth) match.Truth { return a.Not().Not() },
			func(a, _, _ match.Truth) match.Truth { return a }},
		{"and is idempotent",
			func(a, _, _ match.Truth) match.Truth { return a.And(a) },
			func(a, _, _ match.Truth) match.Truth { return a }},
		{"or is idempotent",
			func(a, _, _ match.Truth) match.Truth { return a.Or(a) },
			func(a, _, _ match.Truth) match.Truth { return a }},
	}
	for _, law := range laws {
		for _, a := range truths {
			for _, b := range truths {
				for _, c := range truths {
					if left, right := law.left(a, b, c), law.right(a, b, c); left != right {
						t.Errorf("%s, but not for %d, %d, %d: %d and %d", law.name, a, b, c, left, right)
					}
				}
			}
		}
	}
}

// TestKnowingMoreNeverTurnsAnAnswer fills unknowns: what was true or false stays so.
func TestKnowingMoreNeverTurnsAnAnswer(t *testing.T) {
	for _, a := range truths {
		for _, b := range truths {
			for _, filledA := range filled(a) {
				for _, filledB := range filled(b) {
					if before, after := a.And(b), filledA.And(filledB); before.Known() && after != before {
						t.Errorf("%d and %d is %d, but %d and %d is %d", a, b, before, filledA, filledB, after)
					}
					if before, after := a.Or(b), filledA.Or(filledB); before.Known() && after != before {
						t.Errorf("%d or %d is %d, but %d or %d is %d", a, b, before, filledA, filledB, after)
					}
				}
			}
		}
	}
}

// filled are the truths that one may become.
func filled(t match.Truth) []match.Truth {
	if t.Known() {
		return []match.Truth{t}
	}
	return truths
}

// TestOutcomesAreSetsOfTruths holds the algebra of sets against trying all members.
func TestOutcomesAreSetsOfTruths(t *testing.T) {
	for _, o := range outcomes {
		if got, want := o.Not(), brute(o, o, func(a, _ match.Truth) match.Truth { return a.Not() }); got != want {
			t.Errorf("not %04b is %04b, want %04b", o, got, want)
		}
		for _, p := range outcomes {
			if got, want := o.And(p), brute(o, p, match.Truth.And); got != want {
				t.Errorf("%04b and %04b is %04b, want %04b", o, p, got, want)
			}
			if got, want := o.Or(p), brute(o, p, match.Truth.Or); got != want {
				t.Errorf("%04b or %04b is %04b, want %04b", o, p, got, want)
			}
		}
	}
}

func brute(o, p match.Outcomes, op func(a, b match.Truth) match.Truth) match.Outcomes {
	var all match.Outcomes
	for _, a := range truths {
		for _, b := range truths {
			if o.Has(a) && p.Has(b) {
				all |= match.Just(op(a, b))
			}
		}
	}
	return all
}

// A blank that decides a band beside an interval: filled in, it leaves the line to the
// interval, of which the number that earns least counts. The bounds of its question know.
func TestBlankBesideAnInterval(t *testing.T) {
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(`version: 1
fields:
  title: {column: Title}
  sent: {column: Sent, type: number}
criteria:
  - name: A
    field: sent
    bands:
      - {above: 20, points: 100}
      - {when: {any: [{field: title, known: false}, {is_not: [10, 11]}]}, points: 3}
`)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	engine, problems := rulebook.Unpack(scoring.Compile(rb, []string{"Title", "Sent"}, scoring.Options{}))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	scorer := engine.NewScorer()
	unknown := scorer.Explain([]string{"", "3-10"}).Unknowns
	filled := scorer.Score([]string{"CEO", "3-10"}).Score // 10 lies in no band
	if filled != 0 || len(unknown) != 1 || !unknown[0].Bounds.Holds(filled) || unknown[0].Bounds.Holds(filled-1) {
		t.Errorf("the score with an answer is %v, the questions are %v", filled, unknown)
	}
}
