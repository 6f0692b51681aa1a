package report

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"leadscore/internal/golden"
)

// anyText is what cells of lead lists hold: Latin and Japanese text, and what must
// not reach a terminal.
func anyText() *rapid.Generator[string] {
	letters := []rune("abcXYZ019 ,.;|-+=部長株式会社カナ、。！Ａ①…→é\t\n\r\x00\x1b\x07\u202e\u2066\ufeff\u200b")
	return rapid.StringOfN(rapid.SampledFrom(letters), 0, 40, -1)
}

func TestTableLinesAreOfOneWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "columns")
		columns := make([]Column, n)
		for i := range columns {
			columns[i] = Column{
				Header:  rapid.SampledFrom([]string{"score", "会社名", "next question"}).Draw(t, "header"),
				Numeric: rapid.Bool().Draw(t, "numeric"),
				Drop:    rapid.IntRange(0, 3).Draw(t, "drop"),
				Share:   rapid.IntRange(0, 2).Draw(t, "share"),
				Lines:   rapid.IntRange(0, 3).Draw(t, "lines"),
			}
		}
		rows := make([][]string, rapid.IntRange(0, 4).Draw(t, "rows"))
		for i := range rows {
			rows[i] = rapid.SliceOfN(anyText(), n, n).Draw(t, "row")
		}
		o := Options{Width: rapid.IntRange(0, 120).Draw(t, "width")}

		var b strings.Builder
		dropped, err := Table(&b, columns, rows, o)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		for _, line := range lines {
			if golden.Cells(line) != golden.Cells(lines[0]) {
				t.Fatalf("lines of %d and %d cells:\n%s", golden.Cells(line), golden.Cells(lines[0]), b.String())
			}
		}
		shrinkable := slices.ContainsFunc(columns, func(c Column) bool { return c.Drop > 0 })
		if over := o.Width > 0 && golden.Cells(lines[0]) > o.Width; over && shrinkable && n > 1 && len(dropped) == 0 {
			t.Fatalf("%d cells, but nothing was left out:\n%s", golden.Cells(lines[0]), b.String())
		}
		most := 1
		for _, c := range columns {
			most = max(most, c.Lines)
		}
		if n := len(lines) - 4; len(rows) > 0 && n < len(rows) || n > most*(len(rows)+1)-1 {
			t.Fatalf("%d lines for %d rows of at most %d:\n%s", len(lines), len(rows), most, b.String())
		}
	})
}

func TestCleanLeavesNothingDangerous(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(anyText(), rapid.String()).Draw(t, "text")
		clean := Clean(text)
		for _, r := range clean {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("%q keeps %U", clean, r)
			}
		}
		if again := Clean(clean); again != clean {
			t.Fatalf("%q cleaned again is %q", clean, again)
		}
	})
}

// What is wrapped fits, and is the text but for white space at the breaks.
func TestWrapKeepsText(t *testing.T) {
	squeeze := func(text string) string { return strings.Join(strings.Fields(text), "") }
	rapid.Check(t, func(t *rapid.T) {
		text := Clean(anyText().Draw(t, "text"))
		o := Options{Width: rapid.IntRange(22, 60).Draw(t, "width")}
		lines := o.Wrap(text, 2)
		for _, line := range lines {
			if o.Cells(line) > o.Width-2 {
				t.Fatalf("%q is %d cells in %d", line, o.Cells(line), o.Width-2)
			}
		}
		if got := squeeze(strings.Join(lines, " ")); got != squeeze(text) {
			t.Fatalf("%q wrapped is %q", text, lines)
		}
	})
}
