package scoring_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"leadscore/internal/leadgen/invent"
	"leadscore/match/cell"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// inventedLeads is a list as large as a processor's cache holds, so that the
// benchmarks measure the engine.
func inventedLeads(b *testing.B) [][]string {
	b.Helper()
	list := invent.New(1)
	text := list.AppendHeader(nil)
	for range 4000 {
		text = list.AppendLead(text)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	return rows[1:]
}

func inventedEngine(b *testing.B, rules string) *scoring.Engine {
	b.Helper()
	rb, problems := rulebook.Unpack(yaml.Load("rules.yaml", []byte(rules)))
	if rb == nil {
		b.Fatal(problems)
	}
	asOf, err := cell.ParseDay(invent.Today, rulebook.OrderYMD, nil)
	if err != nil {
		b.Fatal(err)
	}
	engine, problems := rulebook.Unpack(scoring.Compile(rb, invent.Header(), scoring.Options{AsOf: asOf}))
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	return engine
}

// BenchmarkColumns scores leads and writes one of our columns, or all of them, by
// the rulebook of bench/compare and by rulebooks of 30 and 300 criteria over the
// same columns.
func BenchmarkColumns(b *testing.B) {
	bench, err := os.ReadFile("../bench/rules.yaml")
	if err != nil {
		b.Fatal(err)
	}
	leads := inventedLeads(b)
	for _, rules := range []struct{ name, text string }{
		{"rules=17", string(bench)}, {"rules=30", invent.Rules(30)}, {"rules=300", invent.Rules(300)},
	} {
		engine := inventedEngine(b, rules.text)
		b.Run(rules.name, func(b *testing.B) {
			for _, name := range []string{"score", "stage", "score_high", "reasons", "next_question", "all"} {
				b.Run("column="+name, func(b *testing.B) { scoreAndWrite(b, engine, leads, name) })
			}
		})
	}
}

func scoreAndWrite(b *testing.B, engine *scoring.Engine, leads [][]string, name string) {
	all := engine.Columns()
	columns := all[:0]
	for _, c := range all {
		if c.Name == name || name == "all" {
			columns = append(columns, c)
		}
	}
	scorer := engine.NewScorer()
	var buffer []byte
	b.ReportAllocs()
	lead := 0
	for b.Loop() {
		scorer.Score(leads[lead])
		if lead++; lead == len(leads) {
			lead = 0
		}
		buffer = buffer[:0]
		for _, c := range columns {
			buffer = scorer.AppendCell(buffer, c)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "leads/s")
}

// BenchmarkTables scores leads by the rulebook of bench/compare, a table of them at a time, and
// asks for the score of each.
func BenchmarkTables(b *testing.B) {
	bench, err := os.ReadFile("../bench/rules.yaml")
	if err != nil {
		b.Fatal(err)
	}
	scorer, tables := inventedEngine(b, string(bench)).NewScorer(), tablesOf(inventedLeads(b))
	at, table := 0, 0
	for b.Loop() {
		if at == 0 {
			scorer.ScoreRows(&tables[table])
		}
		scorer.Hold(at)
		if at++; at == tables[table].Rows {
			at, table = 0, (table+1)%len(tables)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "leads/s")
}

// tablesOf lays leads out as a list has them.
func tablesOf(leads [][]string) (tables []scoring.Table) {
	for some := range slices.Chunk(leads, scoring.MostRows) {
		text := strings.Repeat("#", 16)
		t := scoring.Table{Width: len(some[0]), Rows: len(some), Ends: []int32{int32(len(text)) - 1}}
		for _, cells := range some {
			for _, cell := range cells {
				if strings.ContainsAny(cell, "\",\n") {
					cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
				}
				text += cell
				t.Ends = append(t.Ends, int32(len(text)))
				text += ","
			}
		}
		t.Text = text + strings.Repeat("#", 16)
		tables = append(tables, t)
	}
	return tables
}
