package cmd

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadscore/internal/leadgen/invent"
)

// BenchmarkCommands runs whole commands over a file, by the rulebook of bench/compare.
func BenchmarkCommands(b *testing.B) {
	const count = 50_000
	dir := b.TempDir()
	invented := invent.New(1)
	list := invented.AppendHeader(nil)
	for range count {
		list = invented.AppendLead(list)
	}
	path := filepath.Join(dir, "leads.csv")
	if err := os.WriteFile(path, list, 0o600); err != nil {
		b.Fatal(err)
	}
	for _, run := range []struct{ name, command string }{
		{"annotate", "score --columns score,stage -o OUT"},
		{"annotate with all columns", "score -o OUT"},
		{"sort", "score --columns score,stage --sorted -o OUT"},
		{"top 25", "rank --top 25"},
	} {
		b.Run(run.name, func(b *testing.B) {
			args := strings.Fields(strings.ReplaceAll(run.command, "OUT", filepath.Join(dir, "out.csv")))
			args = append(args, path, "--rules", "../bench/rules.yaml", "--as-of", invent.Today, "--quiet")
			b.SetBytes(int64(len(list)))
			for b.Loop() {
				if status := Main(args, strings.NewReader(""), io.Discard, os.Stderr); status != 0 {
					b.Fatalf("status %d", status)
				}
			}
			b.ReportMetric(count*float64(b.N)/b.Elapsed().Seconds(), "leads/s")
		})
	}
}
