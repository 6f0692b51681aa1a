package output_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/leads"
	"leadscore/leads/internal/made"
)

// TestCellsAreQuotedAsEncodingCSVDoes writes any text as a cell of ours.
func TestCellsAreQuotedAsEncodingCSVDoes(t *testing.T) {
	o := leads.Ours{Names: []string{"score"}}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.OneOf(made.CellText('\n'), rapid.String(), rapid.Just(`\.`)).Draw(t, "cell")
		got := annotate(t, strings.NewReader("id\n1\n"), o, func(int, int) string { return cell })
		if want := "id,score\n1," + made.Quoted(cell) + "\n"; got != want {
			t.Fatalf("%q is written\n%q\nwant\n%q", cell, got, want)
		}
	})
}
