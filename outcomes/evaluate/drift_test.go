package evaluate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/outcomes"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// years is a list of two years: of each, how often Size is big, how often leads with and
// without it win.
func years(of [2]struct{ big, wins, others float64 }, seed uint64) *outcomes.History {
	r := rand.New(rand.NewPCG(seed, 4))
	var rows []string
	for year, y := range of {
		for i := range 800 {
			size, rate := "small", y.others
			if r.Float64() < y.big {
				size, rate = "big", y.wins
			}
			outcome := "lost"
			if r.Float64() < rate {
				outcome = "won"
			}
			rows = append(rows, fmt.Sprintf("%s,%d-%02d-01,%s", size, 2020+year*3, 1+i%12, outcome))
		}
	}
	return listOf("Size,Day", rows...)
}

// A period is told apart from the earlier ones by what has changed: which leads come, or
// what their scores are worth.
func TestDrift(t *testing.T) {
	rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{criterionOf("Big", "Size", "is", "big", 10)}}
	for _, c := range []struct {
		name      string
		of        [2]struct{ big, wins, others float64 }
		want      string
		mix, same float64 // what moves the win rate
	}{
		{"nothing", [2]struct{ big, wins, others float64 }{{0.5, 0.6, 0.2}, {0.5, 0.6, 0.2}}, "[]", 0, 0},
		{"other leads come", [2]struct{ big, wins, others float64 }{{0.2, 0.6, 0.2}, {0.7, 0.6, 0.2}}, "[mix covariates]", 0.2, 0},
		{"leads win less often", [2]struct{ big, wins, others float64 }{{0.5, 0.6, 0.3}, {0.5, 0.4, 0.1}}, "[rules]", 0, -0.2},
		{"the rule has turned", [2]struct{ big, wins, others float64 }{{0.5, 0.6, 0.2}, {0.5, 0.2, 0.6}}, "[rules]", 0, 0},
	} {
		h := years(c.of, 1)
		if _, err := h.OrderBy("Day", rulebook.OrderUnset, nil); err != nil {
			t.Fatal(err)
		}
		ev := evaluate(t, rb, h, Options{Dated: true})
		first := ev.Periods[0].Drift
		if !math.IsNaN(first.Mix) || first.Changed != nil {
			t.Errorf("%s: the first period has changed: %+v", c.name, first)
		}
		at := slices.IndexFunc(ev.Periods, func(p Period) bool { return strings.HasPrefix(p.Name, "2023") })
		got := ev.Periods[at].Drift // against the whole first year
		if fmt.Sprint(got.Changed) != c.want {
			t.Errorf("%s: %v has changed, want %s (%+v)", c.name, got.Changed, c.want, got)
		}
		if math.Abs(got.Mix-c.mix) > 0.06 || math.Abs(got.Same.Value-c.same) > 0.1 {
			t.Errorf("%s: by mix %.3f, at the same score %.3f; want about %.3f and %.3f", c.name, got.Mix, got.Same.Value, c.mix, c.same)
		}
	}
}

// The two parts add up to the change of the win rate, whatever the leads.
func TestDecompose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tally := rapid.Custom(func(t *rapid.T) stats.Tally {
			return stats.Tally{Won: rapid.IntRange(0, 9).Draw(t, "won"), Lost: rapid.IntRange(0, 9).Draw(t, "lost")}
		})
		before, now := rapid.SliceOfN(tally, 4, 4).Draw(t, "before"), rapid.SliceOfN(tally, 4, 4).Draw(t, "now")
		before[0].Won, now[1].Lost = 1, 1
		mix, same := decompose(before, now)
		then, later := stats.SumTallies(before), stats.SumTallies(now)
		if want := stats.Ratio(later.Won, later.Leads()) - stats.Ratio(then.Won, then.Leads()); math.Abs(mix+same.Value-want) > 1e-12 {
			t.Fatalf("mix %v and same %v do not add up to %v", mix, same.Value, want)
		}
	})
}
