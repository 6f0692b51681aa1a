package scoring_test

import (
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring"
)

var (
	randomFiles = flag.String("random-files", "", "leave random rulebooks, each with a list, in this `DIR`, for other programs to score")
	randomLeads = flag.Int("random-leads", 20, "how many `leads` the lists of -random-files have")
)

// TestRandomFiles writes random rulebooks with their lists into files, and expects a
// rulebook that is read again to score them as before. Programs around leadscore are held to
// the same scores by what it leaves in -random-files: N/rules.yaml, N/leads.csv, and in
// N/as_of the day.
func TestRandomFiles(t *testing.T) {
	dir := *randomFiles
	if dir == "" {
		dir = t.TempDir()
	}
	for seed := range 30 {
		w := worlds().Example(seed)
		rows := [][]string{w.header}
		for i := range *randomLeads {
			rows = append(rows, w.leads().Example(seed**randomLeads+i))
		}
		in := filepath.Join(dir, fmt.Sprint(seed))
		writeFile(t, filepath.Join(in, "rules.yaml"), printer.Rulebook(w.rb))
		writeFile(t, filepath.Join(in, "as_of"), []byte(w.asOf.String()))
		writeRows(t, filepath.Join(in, "leads.csv"), rows)
		w.expectSame(t, filepath.Join(in, "rules.yaml"), rows[1:])
	}
}

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func writeRows(t *testing.T, path string, rows [][]string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := csv.NewWriter(file).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
}

// expectSame expects the rulebook in a file to score leads as the world's own.
func (w world) expectSame(t *testing.T, path string, leads [][]string) {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	read, err := yaml.Load(path, source)
	if err != nil {
		t.Fatal(err)
	}
	scorers := [2]*scoring.Scorer{}
	for i, rb := range []*rulebook.Rulebook{w.rb, read} {
		engine, err := scoring.Compile(rb, w.header, scoring.Options{AsOf: w.asOf})
		if err != nil {
			t.Fatal(err)
		}
		scorers[i] = engine.NewScorer()
	}
	for _, cells := range leads {
		want := described(scorers[0].Score(cells)) + explanationOf(scorers[0].Explain(cells))
		if got := described(scorers[1].Score(cells)) + explanationOf(scorers[1].Explain(cells)); got != want {
			t.Fatalf("%s: cells %q:\ngot\n%swant\n%s", path, cells, got, want)
		}
	}
}
