package earn_test

import (
	"testing"

	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/earn"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// BenchmarkBandsOfIntervals asks a table of sizes what an interval earns and what it may
// earn: one that lies in one band, and one that lies in several.
func BenchmarkBandsOfIntervals(b *testing.B) {
	compiler := match.Compiler{Specs: []match.Spec{{Name: "size", Type: rulebook.TypeNumber}}, Fields: map[string]int{"size": 0}}
	line := rulebook.Line{Field: rulebook.Scalar{Text: "size"}}
	for i, below := range []string{"11", "51", "201", "1001", "5001"} {
		when := &rulebook.Condition{Field: line.Field, Tests: []rulebook.Test{{Op: "below", Args: []rulebook.Scalar{{Text: below}}}}}
		line.Bands = append(line.Bands, rulebook.Band{When: when, Earns: exact.Int(int64(5 * i))})
	}
	rule := earn.Compile(&compiler, &line, func(b *rulebook.Band) int64 { n, _ := b.Earns.Whole(); return n })
	for _, c := range []struct{ name, cell string }{{"in one band", "51-200"}, {"in several", "30-1200"}, {"without an end", "500+"}} {
		values := make([]cell.Value, 1)
		cell.NewReader(&rulebook.Field{Name: "size"}, rulebook.TypeNumber, &cell.Settings{}, false).Read(c.cell, &values[0])
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rule.Earn(values)
				rule.Range(values)
			}
		})
	}
}
