package tree

import (
	"strings"
	"testing"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// The characters of Chinese, Japanese and Korean take two columns (East Asian Width W and F,
// Unicode Standard Annex 11).
func TestWidth(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "日本": 4, "ｱ": 1, "Ａ": 2, "한": 2, "é": 1, "、": 2, "🙂": 2} {
		if got := Width(text); got != want {
			t.Errorf("%q takes %d, want %d", text, got, want)
		}
	}
}

// A mapping stands on one line where there is room, and else has a line for each key.
func TestRecord(t *testing.T) {
	five := exact.Int(5)
	r := NewRecord()
	r.SetText("name", "a: b")
	r.SetText("why", "")
	r.SetNumber("points", &five)
	r.SetNumber("max", nil)
	r.SetTruth("required", true)
	r.SetTruth("out", false)
	r.SetScalar("column", rulebook.Scalar{Text: "007", Quoted: true})
	if got, want := r.Flat(), `{name: "a: b", points: 5, required: true, column: "007"}`; got != want {
		t.Errorf("on one line it is %s, want %s", got, want)
	}
	if got := r.Find("points").Text + r.Find("nothing").Text; got != "5" {
		t.Errorf("points are %q", got)
	}
	r.Set("list", Value{Kind: r.Kind, Pairs: []pair{{"k", PlainValue(strings.Repeat("x", 120))}}})
	var b strings.Builder
	r.WritePairs(&b, 2)
	want := "name: \"a: b\"\n  points: 5\n  required: true\n  column: \"007\"\n  list:\n    k: " + strings.Repeat("x", 120) + "\n"
	if b.String() != want {
		t.Errorf("it is\n%q, want\n%q", b.String(), want)
	}
}

func TestComment(t *testing.T) {
	for line, want := range map[string]string{"why": "# why\n", "": "#\n"} {
		if got := Comment(line); got != want {
			t.Errorf("%q: %q", line, got)
		}
	}
}
