package leads

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"leadscore/internal/files"
	"leadscore/leads/encoding"
	"leadscore/leads/workbook"
)

// ErrNoText is the error of a workbook of which is told how its text is written.
var ErrNoText = errors.New("this is an Excel workbook, whose cells need no encoding and no delimiter. leave out --encoding and --delimiter")

// ErrNoSheets is the error of a text of which is told which sheet to read.
var ErrNoSheets = errors.New("this is text, which has no sheets. leave out --sheet, or give a workbook (.xlsx)")

// beginWorkbook goes on with what a sheet of a workbook has in its cells, as CSV. A
// workbook cannot be read front to back: it goes into a file without a name.
func (r *Reader) beginWorkbook(opt ReadOptions) (err error) {
	if opt.Encoding != encoding.Any || opt.Comma != 0 {
		return ErrNoText
	}
	in := r.in
	size, err := r.spoolRest()
	if err != nil {
		return err
	}
	sheet, err := workbook.NewReader(r.spool, size, workbook.Options{Sheet: opt.Sheet, Check: func() error { return stillReads(in) }})
	if err != nil {
		return explainWorkbook(err)
	}
	if sheet.Empty() {
		return emptySheet(sheet)
	}
	d := &r.head.Dialect
	d.Encoding, d.Sheet = encoding.UTF8, sheet.Sheet()
	r.codec = encoding.ForSheet()
	r.parser.Syntax.EOL = workbook.LineEnd
	r.in, r.start, r.end, r.err = sheet, 0, 0, nil
	r.fill()
	r.head.choices.sheets = len(sheet.Sheets())
	return nil
}

// spoolRest puts what is left of the list into a file.
func (r *Reader) spoolRest() (size int64, err error) {
	if r.spool, err = files.NewScratch(); err != nil {
		return 0, err
	}
	rest := io.MultiReader(bytes.NewReader(r.buf[r.start:r.end]), r.failing(r.in))
	return io.Copy(io.NewOffsetWriter(r.spool, 0), rest)
}

// stillReads asks a reader that has come to its end for more: it says when reading shall
// end, as where the run is interrupted.
func stillReads(in io.Reader) error {
	if _, err := in.Read(make([]byte, 1)); err != io.EOF {
		return err
	}
	return nil
}

func emptySheet(sheet *workbook.Reader) error {
	var others []string
	for _, name := range sheet.Sheets() {
		if name != sheet.Sheet() {
			others = append(others, name)
		}
	}
	text := fmt.Sprintf("the sheet %q is empty. expected a header row and a row for each lead", sheet.Sheet())
	if len(others) > 0 {
		text += "; --sheet names another sheet: " + strings.Join(others, ", ")
	}
	return errors.New(text)
}

// explainWorkbook makes the errors of a workbook those of a list.
func explainWorkbook(err error) error {
	if format, ok := errors.AsType[*workbook.FormatError](err); ok {
		return &FormatError{Found: format.Found, Want: format.Want}
	}
	return err
}

// Close removes what reading a workbook needed. Lists in text need nothing.
func (r *Reader) Close() error {
	if r.spool == nil {
		return nil
	}
	err := r.spool.Close()
	r.spool = nil
	return err
}

// compoundFile says what a file is that Excel wrote before 2007, or with a password.
func compoundFile(begin []byte) *FormatError {
	const package16 = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e"
	switch {
	case !beginsWith(begin, "\xD0\xCF\x11\xE0"):
		return nil
	case bytes.Contains(begin, []byte(package16)):
		return &FormatError{"an Excel workbook with a password", "save it without the password, or as CSV UTF-8, and give that file"}
	}
	return &FormatError{"an old Excel workbook (.xls), or one with a password", saveAsXLSX}
}
