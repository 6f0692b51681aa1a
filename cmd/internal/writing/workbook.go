package writing

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/leadlist"
	"leadscore/leads/workbook"
	"leadscore/rulebook"
	"leadscore/scoring/column"
)

// CheckWorkbook finds what cannot be meant where the results are to be a workbook.
func CheckWorkbook(output, format string, o WriteOptions) error {
	switch {
	case !workbook.Named(output):
		return nil
	case format != "csv":
		return exit.Usagef("-o %s is a workbook, which has rows. leave out --format %s, or choose another name", output, format)
	case !o.AsRead():
		return exit.Usagef("-o %s is a workbook, which needs no encoding and runs no cell. leave out --output-encoding, --excel and --excel-safe", output)
	}
	return nil
}

// AsWorkbook makes a workbook of the rows that write writes; o is nil where they are to
// stay as they are.
func AsWorkbook(w io.Writer, o *workbook.WriteOptions, write func(io.Writer) error) error {
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

// AppendOurs appends one of our cells of the lead scored last. In a workbook no text can
// run, and none needs an apostrophe.
func AppendOurs(l *leadlist.Worker) func(dst []byte, c column.Column) []byte {
	if l.Layout.ToSheet() {
		return l.Scorer.AppendText
	}
	return l.Scorer.AppendCell
}

// Numbers tells for each column of the user's whether the rulebook reads it as numbers or
// days. The key is none: it is a name, though of digits.
func Numbers(l *leadlist.List) []bool {
	header := l.Layout.Header()
	all := make([]bool, len(header))
	for _, f := range l.Engine.Fields() {
		if f.Type != rulebook.TypeNumber && f.Type != rulebook.TypeDate {
			continue
		}
		if i := slices.Index(header, f.Header); i >= 0 && f.Header != l.Engine.KeyName() {
			all[i] = true
		}
	}
	return all
}

// SheetName is that of the sheet that was read, or the list's own.
func SheetName(l *leadlist.List) string {
	if name := l.Reader.Head().Dialect.Sheet; name != "" {
		return name
	}
	name := filepath.Base(l.Name)
	for _, suffix := range []string{".gz", ".zst", ".csv", ".txt", ".tsv"} {
		if len(name) > len(suffix) && strings.EqualFold(name[len(name)-len(suffix):], suffix) {
			name = name[:len(name)-len(suffix)]
		}
	}
	return name
}
