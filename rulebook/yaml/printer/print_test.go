package printer_test

import (
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"leadscore/internal/golden"
	"leadscore/rulebook"
	"leadscore/rulebook/yaml"
	"leadscore/rulebook/yaml/internal/made"
	"leadscore/rulebook/yaml/printer"
	"leadscore/scoring"
)

// TestPrintRoundTrip prints every valid rulebook of the tests and reads it back.
func TestPrintRoundTrip(t *testing.T) {
	for _, path := range made.ValidFiles(t, "../../..") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			rb, problems := rulebook.Unpack(yaml.Load(path, made.ReadFile(t, path)))
			if rb == nil {
				t.Fatal(problems)
			}
			made.CheckRoundTrip(t, rb, yaml.Load)
		})
	}
}

// TestPrintGolden shows what a printed rulebook looks like.
func TestPrintGolden(t *testing.T) {
	rb, problems := rulebook.Unpack(yaml.Load("design.yaml", made.ReadFile(t, "../testdata/ok/design.yaml")))
	if rb == nil {
		t.Fatal(problems)
	}
	golden.Compare(t, "printed.yaml", string(printer.Rulebook(rb)))
}

// TestPrintRandom prints random rulebooks, made without the loader, and reads them
// back.
func TestPrintRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rb := made.Rulebook(t)
		if len(scoring.Validate(rb)) > 0 {
			t.Skip("a line that can never be reached")
		}
		made.CheckRoundTrip(t, rb, yaml.Load)
	})
}
