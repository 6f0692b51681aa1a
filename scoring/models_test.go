package scoring_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"leadscore/match/calendar"
	"leadscore/rulebook/yaml"
	"leadscore/scoring"
)

// TestModels scores the leads of published models and expects the scores and stages that
// hand-written functions of the published tables give.
func TestModels(t *testing.T) {
	const dir = "../testdata/models/"
	paths, err := filepath.Glob(dir + "*.yaml")
	if err != nil || len(paths) < 15 {
		t.Fatalf("%d models (%v)", len(paths), err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".yaml")
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if first, _, _ := strings.Cut(string(src), "\n"); !strings.Contains(first, "source: ") {
				t.Errorf("the first line names no source: %s", first)
			}
			rb, err := yaml.Load(path, src)
			if err != nil {
				t.Fatal(err)
			}
			leads, want := readCSV(t, dir+name+".csv"), readCSV(t, dir+name+".expected.csv")
			engine, err := scoring.Compile(rb, leads[0], scoring.Options{AsOf: calendar.DayOf(time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))})
			if err != nil {
				t.Fatal(err)
			}
			if len(leads) != len(want) || len(leads) < 2 {
				t.Fatalf("%d lines of leads, %d of scores", len(leads), len(want))
			}
			scorer := engine.NewScorer()
			for i := 1; i < len(leads); i++ {
				x := scorer.Explain(leads[i])
				if got := []string{strconv.Itoa(i + 1), x.Score.String(), x.Stage}; strings.Join(got, ",") != strings.Join(want[i], ",") {
					t.Errorf("line, score and stage are %q, want %q: %v", got, want[i], x.Lines)
				}
			}
		})
	}
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}
