package cmd

import (
	"slices"
	"testing"

	"leadscore/cmd/internal/writing"
)

func TestDistinct(t *testing.T) {
	got := writing.Distinct([]string{"a", "", "a", "a (2)", "", "a"})
	want := []string{"a", "", "a (2)", "a (2) (2)", " (2)", "a (3)"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Every line of the jsonl is an object by itself, with the user's cells under
// their headers.
func TestScoreJSONLines(t *testing.T) {
	inFixture(t)
	write(t, "one.yaml", "version: 1\ncriteria:\n  - {name: =x, field: Country, is: JP, points: 5}\n")
	list := "Country,Note,Note\nJP,\"a \"\"b\"\"\n\",<c>\n\nUS,,\n"
	status, stdout, stderr := run(t, list, "score", "-r", "one.yaml", "--format=jsonl", "--as-of=2026-11-21")
	want := `{"score":5,"score_low":5,"score_high":5,"reasons":["=x +5"],"next_question":null,"lead":{"Country":"JP","Note":"a \"b\"\n","Note (2)":"<c>"}}
{"score":0,"score_low":0,"score_high":0,"reasons":[],"next_question":null,"lead":{"Country":"US","Note":"","Note (2)":""}}
`
	if status != 0 || stdout != want {
		t.Errorf("status %d, stderr %s, stdout\n%s\nwant\n%s", status, stderr, stdout, want)
	}
}
