package scorecard

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"leadscore/outcomes/internal/models"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// madeTable is a table of leads with so many texts of four values each, of which the first
// tell most.
func madeTable(leads, fields int) *Table {
	random := rand.New(rand.NewPCG(3, 3))
	won, all := make([]bool, leads), make([]int32, leads)
	var made []*typing.Field
	for j := range fields {
		f := &typing.Field{Kind: typing.TextKind, Header: fmt.Sprint("field ", j), Atoms: make([]int32, leads)}
		for v := range 4 {
			f.Levels = append(f.Levels, typing.Level{Folded: fmt.Sprint(v), Text: fmt.Sprint(v)})
		}
		made = append(made, f)
	}
	for i := range won {
		x := -2.0
		for j, f := range made {
			f.Atoms[i] = int32(random.IntN(5)) - 1
			x += float64(f.Atoms[i]) / float64(2+j)
		}
		all[i], won[i] = int32(i), random.Float64() < stats.Logistic(x)
	}
	return NewTable(made, all, won, nil)
}

// Leads are of one kind if and only if they have the same places, and each is counted once.
func TestKindsAreLeadsWithTheSamePlaces(t *testing.T) {
	table := madeTable(5000, 4)
	chosen := []int{2, 0, 3}
	a, _ := table.alikeIn(chosen)
	kinds, counts := map[string]int32{}, make([]stats.Tally, len(a.counts))
	for i, kind := range a.of {
		places := ""
		for _, j := range chosen {
			places += fmt.Sprint(table.Places[j][i], " ")
		}
		if at, seen := kinds[places]; seen && at != kind {
			t.Fatalf("leads at %sare of the kinds %d and %d", places, at, kind)
		} else if !seen && a.first[kind] != int32(i) {
			t.Fatalf("the first lead of kind %d is %d, not %d", kind, i, a.first[kind])
		}
		kinds[places] = kind
		counts[kind].Count(table.Won[i])
	}
	if len(kinds) != len(a.counts) {
		t.Errorf("%d kinds for %d different places", len(a.counts), len(kinds))
	}
	for kind, want := range counts {
		if a.counts[kind] != want {
			t.Errorf("kind %d counts %v, its leads are %v", kind, a.counts[kind], want)
		}
	}
}

// A model of kinds is that of their leads.
func TestModelsOfKindsAreThoseOfLeads(t *testing.T) {
	table := madeTable(5000, 4)
	chosen := []int{1, 0, 2}
	var features [][]float64
	for _, j := range chosen {
		features = append(features, table.Bins[j].Column(table.Leads))
	}
	want := models.FitLogit(features, table.Won, RidgeOf(len(table.Leads)), nil)
	got := table.Fit(chosen, nil)
	for k, w := range append(want.Weights, want.Intercept) {
		if g := append(got.Weights, got.Intercept)[k]; math.Abs(g-w) > 1e-9 {
			t.Errorf("weight %d is %.12f, by leads one by one %.12f", k, g, w)
		}
	}
}

// The score statistic is about what the likelihood gains by the candidate: twice as much.
func TestTheBestCandidateGainsMost(t *testing.T) {
	table := madeTable(20_000, 5)
	step := Step{Chosen: []int{4}, Model: table.Fit([]int{4}, nil)}
	basis := newBasis(table, step.Chosen, step.Model)
	loss := func(m *models.Logit, chosen []int) (sum float64) {
		a, features := table.alikeIn(chosen)
		for kind, t := range a.counts {
			x := m.Linear(features, kind)
			sum += float64(t.Won)*models.Softplus(-x) + float64(t.Lost)*models.Softplus(x)
		}
		return sum
	}
	for j := range 4 {
		next := table.add(step, j)
		gain := 2 * (loss(step.Model, step.Chosen) - loss(next.Model, next.Chosen))
		if got := basis.statistic(table.Bins[j].Evidence(), table.Places[j]); math.Abs(got/gain-1) > 0.1 {
			t.Errorf("field %d: the statistic is %.1f, the gain %.1f", j, got, gain)
		}
	}
}

func BenchmarkForward(b *testing.B) {
	table := madeTable(100_000, 12)
	for b.Loop() {
		table.Forward(6)
	}
}

func BenchmarkJoined(b *testing.B) {
	table := madeTable(100_000, 12)
	path := table.Forward(6)
	for b.Loop() {
		table.Joined(path[len(path)-1], func(*typing.Field) bool { return false })
	}
}

func BenchmarkSearch(b *testing.B) {
	table := madeTable(100_000, 12)
	path := table.Forward(6)
	for b.Loop() {
		New(table, path[len(path)-1], 5)
	}
}
