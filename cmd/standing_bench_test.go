package cmd

import (
	"math/rand/v2"
	"testing"

	"leadscore/leads"
	"leadscore/match"
	"leadscore/scoring"
)

// BenchmarkStandings sorts and merges the standings of a list, a part at a time.
func BenchmarkStandings(b *testing.B) {
	const parts, each = 200, 1000
	random := rand.New(rand.NewPCG(1, 2))
	orders := make([]scoring.Order, parts*each)
	for i := range orders {
		orders[i] = scoring.Order{Stage: random.IntN(4), Score: match.Points(random.IntN(100_000))}
	}
	rec := &leads.Record{}
	b.ReportAllocs()
	for b.Loop() {
		var all runs
		var part standings
		for i, order := range orders {
			part.add(rec, leads.Place{At: int64(i), Size: 250, Line: i}, order)
			if len(part.all) == each {
				part.sort()
				all.take(&part)
				part.reset()
			}
		}
		all.merge()
		for more := true; more; {
			_, more = all.next()
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(parts*each), "ns/lead")
}
