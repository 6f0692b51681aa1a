package binning

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"leadscore/outcomes/internal/holdout"
	"leadscore/outcomes/internal/typing"
	"leadscore/outcomes/stats"
)

// manyTexts is a text of so many values, of 40 leads each, a tenth of them in each tenth of
// time; rate is the win rate of a value in a tenth.
func manyTexts(values int, rate func(value, tenth int) float64) (f *typing.Field, leads []int32, won []bool, tenths holdout.Tenths) {
	random := rand.New(rand.NewPCG(7, 7))
	f = &typing.Field{Kind: typing.TextKind, Header: "City"}
	for v := range values {
		f.Levels = append(f.Levels, typing.Level{Text: fmt.Sprint("city ", v)})
	}
	for tenth := range holdout.TenthCount {
		for v := range values {
			for range 4 {
				leads = append(leads, int32(len(won)))
				f.Atoms = append(f.Atoms, int32(v))
				won = append(won, random.Float64() < rate(v, tenth))
				tenths = append(tenths, uint8(tenth))
			}
		}
	}
	return f, leads, won, tenths
}

// What groups of many values tell by luck is gone where leads are placed without their own
// tenth of time; what they tell for certain stays.
func TestHoldTenths(t *testing.T) {
	for _, c := range []struct {
		name        string
		rate        func(value, tenth int) float64
		least, most float64 // of the information before that is left
	}{
		{"values that tell nothing", func(int, int) float64 { return 0.3 }, 0, 0.3},
		{"values that tell", func(v, _ int) float64 { return []float64{0.1, 0.6}[v%2] }, 0.9, 1.01},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, leads, won, tenths := manyTexts(60, c.rate)
			b := Of(f, leads, won)
			if !b.IsPooled() {
				t.Fatal("its values are not pooled")
			}
			before := information(b.Tallies, b.All)
			places := b.HoldTenths(leads, won, tenths)
			left := information(b.held, b.All) / before
			t.Logf("information %.4f, of which %.2f is left", before, left)
			if left < c.least || left > c.most {
				t.Errorf("%.2f of the information is left, want %.2f to %.2f", left, c.least, c.most)
			}
			held := make([]stats.Tally, len(b.Tallies))
			for k, place := range places {
				held[place].Count(won[k])
			}
			for g := range held {
				if held[g] != b.held[g] {
					t.Errorf("group %d counts %v, and its places %v", g, b.held[g], held[g])
				}
			}
		})
	}
}

// information is what groups tell less what chance gives as many that nobody has picked.
func information(groups []stats.Tally, all stats.Tally) float64 {
	sum := 0.0
	for _, g := range groups {
		if g.Leads() > 0 {
			gap := float64(g.Won)/float64(all.Won) - float64(g.Lost)/float64(all.Lost)
			sum += gap * gap
		}
	}
	return sum
}

// Missing cells stay in their place, and values that are rare in the group of the rest.
func TestHoldTenthsKeepsRareAndMissing(t *testing.T) {
	f, leads, won, tenths := manyTexts(60, func(v, _ int) float64 { return []float64{0.1, 0.6}[v%2] })
	for i := range 8 {
		f.Levels = append(f.Levels, typing.Level{Text: fmt.Sprint("rare ", i)})
		f.Atoms = append(f.Atoms, int32(60+i), typing.Missing)
		won, tenths = append(won, true, false), append(tenths, uint8(i), uint8(i))
		leads = append(leads, int32(len(leads)), int32(len(leads)+1))
	}
	b := Of(f, leads, won)
	places := b.HoldTenths(leads, won, tenths)
	for k := len(leads) - 16; k < len(leads); k += 2 {
		if int(places[k]) != int(b.RestGroup()) || int(places[k+1]) != len(b.Tallies) {
			t.Errorf("a rare value and a missing cell are at %d and %d, want %d and %d", places[k], places[k+1], b.RestGroup(), len(b.Tallies))
		}
	}
}
