// Package made makes up lead lists for the tests of the packages around it: in pieces, so that
// what is in them is known without reading them, in every encoding, in order and out of it.
// Only tests import it.
package made

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"pgregory.net/rapid"

	"leadscore/leads/internal/records"
)

// List is a lead list in pieces, for tests that make up lists and must know what is
// in them without reading them.
type List struct {
	BOM    bool
	EOL    byte // the last byte of each line end
	Header []string
	Rows   []Row
}

// Row is a record, or a blank line if it has no cells.
type Row struct {
	Raw   []string // the cells as they stand in the list
	Cells []string // their texts
	End   string   // the line end; before it, the white space of a blank line
}

// Text is the row as it stands in a list with commas.
func (r Row) Text() string { return strings.Join(r.Raw, ",") + r.End }

// Text is the list as it stands in a file; rows[0] is the header.
func (l List) Text() string {
	var b strings.Builder
	if l.BOM {
		b.WriteString("\uFEFF")
	}
	for _, r := range l.Rows {
		b.WriteString(r.Text())
	}
	return b.String()
}

// ListOf makes up a list with these columns: cells with and without quotes, all line
// ends, blank lines, short rows and rows with blank cells too many.
func ListOf(header []string) *rapid.Generator[List] {
	return rapid.Custom(func(t *rapid.T) List {
		l := List{BOM: rapid.Bool().Draw(t, "bom"), EOL: '\n', Header: header}
		ends := rapid.SampledFrom([]string{"\n", "\r\n"})
		if rapid.IntRange(0, 4).Draw(t, "style") == 0 {
			l.EOL = '\r'
			ends = rapid.Just("\r")
		}
		for rapid.IntRange(0, 5).Draw(t, "blank before") == 0 {
			l.Rows = append(l.Rows, blankLine(l, ends).Draw(t, "blank"))
		}
		l.Rows = append(l.Rows, rowOf(l, rapid.Just(header), ends).Draw(t, "header"))
		n := rapid.IntRange(0, 6).Draw(t, "rows")
		for range n {
			if rapid.IntRange(0, 5).Draw(t, "kind") == 0 {
				l.Rows = append(l.Rows, blankLine(l, ends).Draw(t, "blank"))
				continue
			}
			l.Rows = append(l.Rows, rowOf(l, cellsFor(l, len(header)), ends).Draw(t, "row"))
		}
		last := &l.Rows[len(l.Rows)-1]
		if len(last.Cells) > 0 && rapid.Bool().Draw(t, "unterminated") {
			last.End = ""
		}
		return l
	})
}

func blankLine(l List, ends *rapid.Generator[string]) *rapid.Generator[Row] {
	return rapid.Custom(func(t *rapid.T) Row {
		return Row{End: rapid.SampledFrom([]string{"", " ", "\t ", "\u3000"}).Draw(t, "white") + ends.Draw(t, "end")}
	})
}

// cellsFor makes up the cells of a row: mostly as many as there are columns, else
// fewer, or more that are blank.
func cellsFor(l List, width int) *rapid.Generator[[]string] {
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
				cells[i] = CellText(l.EOL).Draw(t, "cell")
			} else {
				cells[i] = rapid.SampledFrom([]string{"", " "}).Draw(t, "surplus")
			}
		}
		return cells
	})
}

// CellText makes up a cell. In a list whose lines end with CR there is no LF.
func CellText(eol byte) *rapid.Generator[string] {
	alphabet := []string{"a", "b", "東", " ", ",", `"`, "\n", "\r", "\r\n", "=", "\xff", "\u3000"}
	if eol == '\r' {
		alphabet = []string{"a", "東", " ", ",", `"`, "\r"}
	}
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 6), func(s []string) string { return strings.Join(s, "") })
}

// rowOf writes cells down, in quotes where they need them and here and there where
// they do not.
func rowOf(l List, cells *rapid.Generator[[]string], ends *rapid.Generator[string]) *rapid.Generator[Row] {
	return rapid.Custom(func(t *rapid.T) Row {
		r := Row{Cells: cells.Draw(t, "cells"), End: ends.Draw(t, "end")}
		for _, cell := range r.Cells {
			raw := cell
			if strings.ContainsAny(cell, ",\"\r\n") || rapid.Bool().Draw(t, "quoted") ||
				len(r.Cells) == 1 && strings.TrimSpace(cell) == "" {
				raw = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			r.Raw = append(r.Raw, raw)
		}
		return r
	})
}

// Quoted is a cell as encoding/csv writes it.
func Quoted(cell string) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"x", cell})
	w.Flush()
	return strings.TrimSuffix(strings.TrimPrefix(b.String(), "x,"), "\n")
}

// SplitRecords takes well-formed text apart by counting quotes.
func SplitRecords(text string, eol byte) []string {
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

// SplitCells takes a well-formed record without its line end apart by counting quotes.
func SplitCells(body string, comma byte) []string {
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

// Strip takes n columns out of a well-formed list again, from column at on.
func Strip(text string, eol byte, at, n int) string { return StripAt(text, ',', eol, at, n) }

// StripAt is Strip for a list with another separator.
func StripAt(text string, comma, eol byte, at, n int) string {
	var b strings.Builder
	for _, record := range SplitRecords(text, eol) {
		body := strings.TrimRight(record, "\r\n")
		if strings.TrimSpace(strings.TrimPrefix(body, "\uFEFF")) == "" && !strings.Contains(body, string(comma)) {
			b.WriteString(record)
			continue
		}
		cells := SplitCells(body, comma)
		kept := append(append([]string{}, cells[:at]...), cells[at+n:]...)
		b.WriteString(strings.Join(kept, string(comma)) + record[len(body):])
	}
	return b.String()
}

// ColumnNames are n names of columns.
func ColumnNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("Column %c", 'A'+i)
	}
	return names
}

// ours are the columns that these tests write.
var Ours = records.Ours{
	Names: []string{"lead_score", "lead_score_low", "lead_reasons"},
	Earlier: func() [][]string {
		return [][]string{{"lead_rank"}, {"lead_score"}, {"lead_score_low"}, {"lead_bant", "lead_meddic"}, {"lead_reasons"}}
	},
	Mark:   "lead_score_low",
	Prefix: "lead_",
}

type reader interface {
	Next() (*records.Record, error)
}

// All reads a list to its end, and keeps all of it.
func All(t rapid.TB, r reader) []*records.Record {
	t.Helper()
	var all []*records.Record
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
