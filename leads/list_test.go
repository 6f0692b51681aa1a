package leads_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/leads"
	"leadscore/leads/encoding"
)

// list is a lead list in pieces, for tests that make up lists and must know what is
// in them without reading them.
type list struct {
	bom    bool
	eol    byte // the last byte of each line end
	header []string
	rows   []row
}

// row is a record, or a blank line if it has no cells.
type row struct {
	raw   []string // the cells as they stand in the list
	cells []string // their texts
	end   string   // the line end; before it, the white space of a blank line
}

func (r row) text() string { return strings.Join(r.raw, ",") + r.end }

// text is the list as it stands in a file; rows[0] is the header.
func (l list) text() string {
	var b strings.Builder
	if l.bom {
		b.WriteString("\uFEFF")
	}
	for _, r := range l.rows {
		b.WriteString(r.text())
	}
	return b.String()
}

// listOf makes up a list with these columns: cells with and without quotes, all line
// ends, blank lines, short rows and rows with blank cells too many.
func listOf(header []string) *rapid.Generator[list] {
	return rapid.Custom(func(t *rapid.T) list {
		l := list{bom: rapid.Bool().Draw(t, "bom"), eol: '\n', header: header}
		ends := rapid.SampledFrom([]string{"\n", "\r\n"})
		if rapid.IntRange(0, 4).Draw(t, "style") == 0 {
			l.eol = '\r'
			ends = rapid.Just("\r")
		}
		for rapid.IntRange(0, 5).Draw(t, "blank before") == 0 {
			l.rows = append(l.rows, blankLine(l, ends).Draw(t, "blank"))
		}
		l.rows = append(l.rows, rowOf(l, rapid.Just(header), ends).Draw(t, "header"))
		n := rapid.IntRange(0, 6).Draw(t, "rows")
		for range n {
			if rapid.IntRange(0, 5).Draw(t, "kind") == 0 {
				l.rows = append(l.rows, blankLine(l, ends).Draw(t, "blank"))
				continue
			}
			l.rows = append(l.rows, rowOf(l, cellsFor(l, len(header)), ends).Draw(t, "row"))
		}
		last := &l.rows[len(l.rows)-1]
		if len(last.cells) > 0 && rapid.Bool().Draw(t, "unterminated") {
			last.end = ""
		}
		return l
	})
}

func blankLine(l list, ends *rapid.Generator[string]) *rapid.Generator[row] {
	return rapid.Custom(func(t *rapid.T) row {
		return row{end: rapid.SampledFrom([]string{"", " ", "\t ", "\u3000"}).Draw(t, "white") + ends.Draw(t, "end")}
	})
}

// cellsFor makes up the cells of a row: mostly as many as there are columns, else
// fewer, or more that are blank.
func cellsFor(l list, width int) *rapid.Generator[[]string] {
	return rapid.Custom(func(t *rapid.T) []string {
		n := width
		switch rapid.IntRange(0, 5).Draw(t, "length") {
		case 0:
			n = rapid.IntRange(1, width).Draw(t, "short")
		case 1:
			n = width + rapid.IntRange(0, 3).Draw(t, "long")
		}
		cells := make([]string, n)
		for i := range cells {
			if i < width {
				cells[i] = cellText(l.eol).Draw(t, "cell")
			} else {
				cells[i] = rapid.SampledFrom([]string{"", " "}).Draw(t, "surplus")
			}
		}
		return cells
	})
}

// cellText makes up a cell. In a list whose lines end with CR there is no LF.
func cellText(eol byte) *rapid.Generator[string] {
	alphabet := []string{"a", "b", "東", " ", ",", `"`, "\n", "\r", "\r\n", "=", "\xff", "\u3000"}
	if eol == '\r' {
		alphabet = []string{"a", "東", " ", ",", `"`, "\r"}
	}
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 6), func(s []string) string { return strings.Join(s, "") })
}

// rowOf writes cells down, in quotes where they need them and here and there where
// they do not.
func rowOf(l list, cells *rapid.Generator[[]string], ends *rapid.Generator[string]) *rapid.Generator[row] {
	return rapid.Custom(func(t *rapid.T) row {
		r := row{cells: cells.Draw(t, "cells"), end: ends.Draw(t, "end")}
		for _, cell := range r.cells {
			raw := cell
			if strings.ContainsAny(cell, ",\"\r\n") || rapid.Bool().Draw(t, "quoted") ||
				len(r.cells) == 1 && strings.TrimSpace(cell) == "" {
				raw = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			r.raw = append(r.raw, raw)
		}
		return r
	})
}

// quoted is a cell as encoding/csv writes it.
func quoted(cell string) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"x", cell})
	w.Flush()
	return strings.TrimSuffix(strings.TrimPrefix(b.String(), "x,"), "\n")
}

// splitRecords and splitCells take well-formed text apart by counting quotes.
func splitRecords(text string, eol byte) []string {
	var records []string
	begin, quotes := 0, 0
	for i := range len(text) {
		switch {
		case text[i] == '"':
			quotes++
		case text[i] == eol && quotes%2 == 0:
			records = append(records, text[begin:i+1])
			begin = i + 1
		}
	}
	if begin < len(text) {
		records = append(records, text[begin:])
	}
	return records
}

func splitCells(body string, comma byte) []string {
	var cells []string
	begin, quotes := 0, 0
	for i := range len(body) {
		switch {
		case body[i] == '"':
			quotes++
		case body[i] == comma && quotes%2 == 0:
			cells = append(cells, body[begin:i])
			begin = i + 1
		}
	}
	return append(cells, body[begin:])
}

// strip takes n columns out of a well-formed list again, from column at on.
func strip(text string, eol byte, at, n int) string { return stripAt(text, ',', eol, at, n) }

func stripAt(text string, comma, eol byte, at, n int) string {
	var b strings.Builder
	for _, record := range splitRecords(text, eol) {
		body := strings.TrimRight(record, "\r\n")
		if strings.TrimSpace(strings.TrimPrefix(body, "\uFEFF")) == "" && !strings.Contains(body, string(comma)) {
			b.WriteString(record)
			continue
		}
		cells := splitCells(body, comma)
		kept := append(append([]string{}, cells[:at]...), cells[at+n:]...)
		b.WriteString(strings.Join(kept, string(comma)) + record[len(body):])
	}
	return b.String()
}

// plainly reads a list without guessing: for made-up ones that look like no list.
var plainly = leads.ReadOptions{Encoding: encoding.UTF8, Comma: ',', HeaderLine: 1}

// mustReader reads a list that has a header.
func mustReader(t rapid.TB, in io.Reader) *leads.Reader {
	t.Helper()
	r, err := leads.NewReader(in, plainly)
	if err != nil {
		t.Fatalf("NewReader: %v", err)
	}
	return r
}

// records reads a list to its end, and keeps all of it.
func records(t rapid.TB, r *leads.Reader) []*leads.Record {
	t.Helper()
	var all []*leads.Record
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("Next: %v", err)
		}
		all = append(all, rec.Clone())
	}
}

func columnNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("Column %c", 'A'+i)
	}
	return names
}

func TestStripTakesColumnsOut(t *testing.T) {
	annotated := "\uFEFF\r\na,\"b\r\n,\",S,T\r\n \r\n1,2,x,\"y,\"\"\",\n"
	want := "\uFEFF\r\na,\"b\r\n,\"\r\n \r\n1,2,\n"
	if got := strip(annotated, '\n', 2, 2); got != want {
		t.Errorf("strip gives\n%q\nwant\n%q", got, want)
	}
}
