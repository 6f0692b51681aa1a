package cmd

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"leadscore/internal/spreadsheet"
	"leadscore/leads"
	"leadscore/leads/workbook"
	"leadscore/rulebook"
	"leadscore/scoring"
)

// checkWorkbook finds what cannot be meant where the results are to be a workbook.
func checkWorkbook(output, format string, o writeOptions) error {
	switch {
	case !workbook.Named(output):
		return nil
	case format != "csv":
		return usagef("-o %s is a workbook, which has rows. leave out --format %s, or choose another name", output, format)
	case !o.asRead():
		return usagef("-o %s is a workbook, which needs no encoding and runs no cell. leave out --output-encoding, --excel and --excel-safe", output)
	}
	return nil
}

// asWorkbook makes a workbook of the rows that write writes; o is nil where they are to
// stay as they are.
func asWorkbook(w io.Writer, o *workbook.WriteOptions, write func(io.Writer) error) error {
	if o == nil {
		return write(w)
	}
	book, err := workbook.NewWriter(w, *o)
	if err != nil {
		return err
	}
	defer book.Remove()
	if err := write(book); err != nil {
		return err
	}
	return book.Close()
}

// appendOurs appends one of our cells of the lead scored last. In a workbook no text can
// run, and none needs an apostrophe.
func (l *lane) appendOurs() func(dst []byte, c scoring.Column) []byte {
	if l.layout.ToSheet() {
		return l.scorer.AppendText
	}
	return l.scorer.AppendCell
}

// toWorkbook tells whether the ranking is to be a workbook.
func (o *rankOptions) toWorkbook() bool { return workbook.Named(o.Output) }

// guard keeps a cell of the user's from being computed.
func (o *rankOptions) guard(text string) string {
	if o.toWorkbook() {
		return text
	}
	return spreadsheet.Guard(text)
}

// sheetOptions say which cells of a scored list are numbers.
func (w *scoreWriter) sheetOptions() *leads.SheetOptions {
	var ours []bool
	if w.only != nil {
		ours = make([]bool, len(w.only.headers))
	}
	for _, c := range w.columns {
		ours = append(ours, c.Numeric)
	}
	return &leads.SheetOptions{Ours: ours, Theirs: w.numbers()}
}

// numbers tells for each column of the user's whether the rulebook reads it as numbers or
// days. The key is none: it is a name, though of digits.
func (l *list) numbers() []bool {
	header := l.layout.Header()
	all := make([]bool, len(header))
	for _, f := range l.engine.Fields() {
		if f.Type != rulebook.TypeNumber && f.Type != rulebook.TypeDate {
			continue
		}
		if i := slices.Index(header, f.Header); i >= 0 && f.Header != l.engine.KeyName() {
			all[i] = true
		}
	}
	return all
}

// workbook says what the workbook of a scored list looks like.
func (w *scoreWriter) workbook() *workbook.WriteOptions {
	ours := w.layout.Ours()
	if w.only != nil {
		ours = slices.Repeat([]bool{false}, len(w.only.headers))
		ours = append(ours, slices.Repeat([]bool{true}, len(w.columns))...)
	}
	return &workbook.WriteOptions{Sheet: w.sheetName(), Header: w.layout.HeaderRow(w.reader.Head()), Ours: ours}
}

// sheetOptions say which cells of a ranking are numbers.
func (r *ranking) sheetOptions() *leads.SheetOptions {
	ours := []bool{true}
	for range identity(r.list.engine) {
		ours = append(ours, false)
	}
	for _, c := range r.list.engine.Columns() {
		ours = append(ours, c.Numeric)
	}
	return &leads.SheetOptions{Ours: ours}
}

// workbook says what the workbook of a ranking looks like; nil where it is to be none.
func (r *ranking) workbook(o rankOptions) *workbook.WriteOptions {
	if !o.toWorkbook() {
		return nil
	}
	ours := []bool{true}
	for range identity(r.list.engine) {
		ours = append(ours, false)
	}
	for range r.list.engine.Columns() {
		ours = append(ours, true)
	}
	return &workbook.WriteOptions{Sheet: r.list.sheetName(), Header: 1, Ours: ours}
}

// sheetName is that of the sheet that was read, or the list's own.
func (l *list) sheetName() string {
	if name := l.reader.Head().Dialect.Sheet; name != "" {
		return name
	}
	name := filepath.Base(l.name)
	for _, suffix := range []string{".gz", ".zst", ".csv", ".txt", ".tsv"} {
		if len(name) > len(suffix) && strings.EqualFold(name[len(name)-len(suffix):], suffix) {
			name = name[:len(name)-len(suffix)]
		}
	}
	return name
}
