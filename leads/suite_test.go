package leads_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leadscore/leads"
)

// suiteFile finds a file of the public CSV conformance suites, which are not part of
// this repository.
func suiteFile(t *testing.T, path string) string {
	full := filepath.Join("..", "..", "shared", "csvsuite", filepath.FromSlash(path))
	if _, err := os.Stat(full); err != nil {
		t.Skipf("the CSV suites are not here: %v", err)
	}
	return full
}

// TestCSVSpectrum reads the files of npm's csv-spectrum 2.0.0.
func TestCSVSpectrum(t *testing.T) {
	lists, _ := filepath.Glob(filepath.Join(suiteFile(t, "csv-spectrum/csvs"), "*.csv"))
	for _, path := range lists {
		name := strings.TrimSuffix(filepath.Base(path), ".csv")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r := mustReader(t, strings.NewReader(string(text)))
			if name == "location_coordinates" {
				// Stray quotes in 37°36'37.8"N: the suite takes them as text, we reject the row.
				// (The suite's JSON also has another phone number than its CSV.)
				if rec := records(t, r)[0]; rec.Fault == nil || rec.Fault.Kind != leads.StrayQuote {
					t.Errorf("fault %v", rec.Fault)
				}
				return
			}
			want := spectrum(t, name)
			got := records(t, r)
			if len(got) != len(want) {
				t.Fatalf("%d records, want %d", len(got), len(want))
			}
			for i, rec := range got {
				for j, header := range r.Header() {
					if rec.Cells[j] != want[i][header] {
						t.Errorf("row %d, %s: %q, want %q", i+1, header, rec.Cells[j], want[i][header])
					}
				}
			}
		})
	}
}

func spectrum(t *testing.T, name string) []map[string]string {
	text, err := os.ReadFile(suiteFile(t, "csv-spectrum/json/"+name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	var row map[string]string
	if err := json.Unmarshal(text, &rows); err == nil {
		return rows
	} else if err := json.Unmarshal(text, &row); err != nil {
		t.Fatal(err)
	}
	return []map[string]string{row}
}

// TestRustCSV reads the cases that rust-csv runs with its default configuration.
func TestRustCSV(t *testing.T) {
	text, err := os.ReadFile(suiteFile(t, "rust-csv/csv-core-reader.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name     string
		Input    string
		Expected [][]string
		Config   map[string]any
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	// rust-csv takes any quote that is out of place as text. We reject the row: read as
	// text, an unclosed quote would swallow the rows after it without a word.
	rejected := map[string]leads.FaultKind{
		"quote_outer_space": leads.StrayQuote,
		"quote_no_escapes":  leads.TextAfterQuote,
	}
	ran := 0
	for _, c := range cases {
		if len(c.Config) > 0 {
			continue
		}
		ran++
		t.Run(c.Name, func(t *testing.T) {
			r, err := leads.NewReader(strings.NewReader(c.Input), leads.ReadOptions{})
			var fault *leads.Fault
			if errors.As(err, &fault) && fault.Kind == rejected[c.Name] {
				return
			} else if err == leads.ErrEmpty && len(c.Expected) == 0 {
				return
			} else if err != nil {
				t.Fatal(err)
			}
			got := [][]string{r.Header()}
			for _, rec := range records(t, r) {
				if !rec.Blank {
					got = append(got, rec.Cells)
				}
			}
			if !slices.EqualFunc(got, c.Expected, slices.Equal[[]string]) {
				t.Errorf("got %q, want %q", got, c.Expected)
			}
		})
	}
	if ran != 47 {
		t.Errorf("%d cases with the default configuration, want 47", ran)
	}
}
