package scoring_test

import (
	"encoding/csv"
	"os"
	"testing"

	"leadscore/match/cell"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// exampleList compiles the example rulebook for the example leads.
func exampleList(tb testing.TB) (*scoring.Engine, [][]string) {
	tb.Helper()
	src, err := os.ReadFile("../rules.example.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	rb, problems := rulebook.Unpack(yaml.Load("rules.example.yaml", src))
	if len(problems) > 0 {
		tb.Fatal(problems)
	}
	file, err := os.Open("../testdata/leads.csv")
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	asOf, err := cell.ParseDay("2026-11-21", rulebook.OrderYMD, nil)
	if err != nil {
		tb.Fatal(err)
	}
	engine, problems := rulebook.Unpack(scoring.Compile(rb, rows[0], scoring.Options{AsOf: asOf}))
	if len(problems) > 0 {
		tb.Fatal(problems)
	}
	for i := range rows {
		for len(rows[i]) < len(rows[0]) {
			rows[i] = append(rows[i], "")
		}
	}
	return engine, rows[1:]
}

func TestScoreDoesNotAllocate(t *testing.T) {
	engine, leads := exampleList(t)
	scorer := engine.NewScorer()
	all := func() {
		for _, cells := range leads {
			scorer.Score(cells)
		}
	}
	for range 1000 {
		all() // the buffers grow to the longest cells, and the room for what is remembered to the list's
	}
	if allocated := testing.AllocsPerRun(5, all); allocated > 0 {
		t.Errorf("scoring %d leads allocates %.0f times; want none", len(leads), allocated)
	}
}

func BenchmarkScore(b *testing.B) {
	engine, leads := exampleList(b)
	scorer := engine.NewScorer()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		scorer.Score(leads[i%len(leads)])
	}
}

func BenchmarkScoreAndWrite(b *testing.B) {
	engine, leads := exampleList(b)
	scorer := engine.NewScorer()
	columns := engine.Columns()
	var buffer []byte
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		scorer.Score(leads[i%len(leads)])
		buffer = buffer[:0]
		for _, c := range columns {
			buffer = scorer.AppendCell(buffer, c)
		}
	}
}

func BenchmarkExplain(b *testing.B) {
	engine, leads := exampleList(b)
	scorer := engine.NewScorer()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		scorer.Explain(leads[i%len(leads)])
	}
}
