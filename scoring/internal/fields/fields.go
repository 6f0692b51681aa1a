// Package fields has the fields of a compiled rulebook: the columns that they are read from,
// found in a header, and how cells and other fields become their values.
package fields

import (
	"math"
	"strings"
	"unicode"

	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/rulebook"
)

// Field is one field of the compiled rulebook. Its value lies at the same position
// in a lead's values.
type Field struct {
	Decl    *rulebook.Field
	Reader  *cell.Reader
	Columns []int  // positions in the header; empty: derived or absent
	Absent  bool   // no column of the list is the field's: the only one is that of answers
	Header  string // of the first of them, or of the one source; where there is none, the field's name
	Derived func(values []cell.Value, into *cell.Value)
	Sources []int // of a derived field: the fields it is made from
}

// Read reads a cell, and tells whether it is blank.
func (f *Field) Read(cell string, v *cell.Value) (blank bool) {
	if blank = f.Reader.Read(cell, v); blank && f.Absent {
		f.ReadAbsent(v)
	}
	return blank
}

// CellAt is the cell of a column; one that a short record does not have is blank.
func CellAt(cells []string, column int) string {
	if column >= len(cells) {
		return ""
	}
	return cells[column]
}

// ReadAbsent: an absent optional column is blank in every lead, and nobody will
// fill it.
func (f *Field) ReadAbsent(v *cell.Value) {
	f.Reader.Read("", v)
	if v.State != cell.Known {
		v.State, v.Free = cell.Absent, false
	}
}

// Source is the column whose cell counts; -1 where there is none.
func (f *Field) Source(cells []string) int {
	if len(f.Columns) == 1 {
		return f.Columns[0]
	}
	return f.FirstFilled(cells, new(cell.Value))
}

// FirstFilled is the first column whose cell is not blank, else the last; -1 where there
// is none. It may use what scratch has room for.
func (f *Field) FirstFilled(cells []string, scratch *cell.Value) int {
	last := len(f.Columns) - 1
	if last < 0 {
		return -1
	}
	for _, column := range f.Columns[:last] {
		if !f.Reader.IsBlank(CellAt(cells, column), scratch) {
			return column
		}
	}
	return f.Columns[last]
}

// Table names the table of synonyms that all cells of the field must be in; else "".
func (f *Field) Table() string {
	if f.Decl.Type == rulebook.TypeText && f.Decl.Synonyms != nil {
		return f.Decl.Synonyms.Table
	}
	return ""
}

// OfTitle reports whether a field is made from a title.
func (f *Field) OfTitle() bool { return f.Decl.Seniority.Text != "" || f.Decl.Department.Text != "" }

// AskedAs is what people are asked to find out: the column; of a derived field, what
// it tells of the column.
func (f *Field) AskedAs() string {
	if f.Derived == nil || f.Header == f.Decl.Name {
		return f.InText()
	}
	return f.Decl.Name + " (" + f.InText() + ")"
}

// InText is the column in the middle of a text: a name that a spreadsheet has broken into
// lines is one line there.
func (f *Field) InText() string { return strings.Join(strings.Fields(f.Header), " ") }

// Listed is the column of the list whose cell would count if nothing had been answered;
// -1 where there is none.
func (f *Field) Listed(cells []string) int {
	own := *f
	own.Columns = f.Columns[1:]
	return own.Source(cells)
}

// SaidNil tells whether a cell is blank because the table of words that say nothing has it.
// That a dash is blank is not worth telling.
func (f *Field) SaidNil(text string) lexicon.Missing {
	if strings.IndexFunc(text, unicode.IsLetter) < 0 || f.Reader.Missing(text) != lexicon.SaysNil {
		return lexicon.Says
	}
	return lexicon.SaysNil
}

// Words is how a cell of the field reads.
func (f *Field) Words(text string) string {
	var v cell.Value
	f.Reader.Read(text, &v)
	return v.Words(f.Decl.Type)
}

// Normal is what a cell of the field is read as; the cell itself where it cannot be.
func (f *Field) Normal(text string) string {
	var v cell.Value
	f.Reader.Read(text, &v)
	if v.State != cell.Known {
		return fold.Text(text)
	}
	return v.Words(f.Decl.Type)
}

// NoColumn is the column of a source that the list does not have: no lead has so many.
const NoColumn = math.MaxInt
