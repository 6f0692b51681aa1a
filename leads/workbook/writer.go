package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Named tells whether a file of this name is to be a workbook.
func Named(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xlsx") }

// WriteOptions say what a workbook looks like.
type WriteOptions struct {
	Sheet  string // its name, as far as a sheet may be called so
	Header int    // the row of the header, from 1: it stays in view, and has filters
	Ours   []bool // by column: it is tinted
}

// Writer makes a workbook of one sheet of the rows that are written to it as CSV: cells
// separated by commas, each line ended by LF. A cell in quotes is a text, whatever it
// looks like; one without is a number, a day or a truth value where it IsPlain, reads as a
// percentage, or has a currency or unit beside its number. None is a formula.
type Writer struct {
	out    io.Writer
	sheet  *sheetWriter // nil: not begun
	styles *styleBook
	o      WriteOptions

	rest   []byte       // of a row that is not complete
	begun  [][]cellText // the first rows, which tell how wide columns are
	widths []int
	row    int // rows written to the sheet
}

// cellText is one of a row that is written.
type cellText struct {
	text   string
	quoted bool
}

// measured is how many rows tell how wide columns are.
const measured = 200

// NewWriter begins a workbook, which Close ends. Nothing is written to out before the first
// rows, which tell how wide columns are.
func NewWriter(out io.Writer, o WriteOptions) *Writer {
	o.Sheet = sheetName(o.Sheet)
	return &Writer{out: out, styles: newStyleBook(), o: o}
}

func (w *Writer) Write(p []byte) (int, error) {
	w.rest = append(w.rest, p...)
	at := 0
	for {
		cells, n := cutRow(w.rest[at:])
		if n == 0 {
			break
		}
		at += n
		if err := w.add(cells); err != nil {
			return 0, err
		}
	}
	w.rest = w.rest[:copy(w.rest, w.rest[at:])]
	return len(p), nil
}

// cutRow takes the first row off text, and gives its length; 0 where it is not complete.
func cutRow(text []byte) (cells []cellText, n int) {
	for {
		if n == len(text) {
			return nil, 0
		}
		var c cellText
		if text[n] == '"' {
			c.quoted = true
			for from := n + 1; ; {
				end := bytes.IndexByte(text[from:], '"')
				if end < 0 || from+end+1 == len(text) {
					return nil, 0
				}
				c.text += string(text[from : from+end])
				n = from + end + 1
				if text[n] != '"' {
					break
				}
				c.text += `"`
				from = n + 1
			}
		} else {
			end := bytes.IndexAny(text[n:], ",\n")
			if end < 0 {
				return nil, 0
			}
			c.text = string(text[n : n+end])
			n += end
		}
		cells = append(cells, c)
		n++
		if text[n-1] == '\n' {
			return cells, n
		}
	}
}

// add takes the next row.
func (w *Writer) add(cells []cellText) error {
	if w.sheet != nil {
		return w.set(cells)
	}
	if len(cells) > maxColumns {
		return errTooLarge
	}
	w.begun = append(w.begun, cells)
	w.measure(len(w.begun), cells)
	if len(w.begun) < w.o.Header+measured {
		return nil
	}
	return w.begin()
}

var errTooLarge = fmt.Errorf("a workbook holds no more than %d rows and %d columns. write CSV", maxRows, maxColumns)

const (
	leastWidth  = 8
	mostWidth   = 60
	filterWidth = 3 // of the button in the header
)

// measure widens columns for a row; notes above the header may run over them.
func (w *Writer) measure(row int, cells []cellText) {
	if row < w.o.Header {
		return
	}
	for i, c := range cells {
		if i == len(w.widths) {
			w.widths = append(w.widths, leastWidth)
		}
		width := widthOf(c.text)
		if row == w.o.Header {
			width += filterWidth
		}
		w.widths[i] = min(max(w.widths[i], width), mostWidth)
	}
}

// widthOf is about how wide a text is shown: East Asian characters are twice as wide.
func widthOf(text string) int {
	n := 1
	for _, r := range text {
		n++
		if r >= 0x1100 {
			n++
		}
	}
	return n
}

// begin writes what stands before the rows, and the first of them.
func (w *Writer) begin() error {
	rows := w.begun
	w.begun = nil
	var err error
	if w.sheet, err = beginSheet(w.out, w.o.Header, w.widths); err != nil {
		return err
	}
	for _, cells := range rows {
		if err := w.set(cells); err != nil {
			return err
		}
	}
	return nil
}

// set writes the next row to the sheet.
func (w *Writer) set(cells []cellText) error {
	w.row++
	if w.row > maxRows || len(cells) > maxColumns {
		return errTooLarge
	}
	w.sheet.beginRow(w.row)
	for i, c := range cells {
		value, style, err := w.value(i, c)
		if err != nil {
			return err
		}
		if value != nil || style != 0 {
			w.sheet.cell(i, w.row, style, value)
		}
	}
	w.sheet.endRow()
	return nil
}

// maxCell is how many units of UTF-16 a cell holds.
const maxCell = 32_767

// value is what goes into a cell, nil for nothing, and the number of its style.
func (w *Writer) value(column int, c cellText) (value any, style int, err error) {
	if len(c.text) > maxCell && len(utf16.Encode([]rune(c.text))) > maxCell {
		return nil, 0, fmt.Errorf("row %d, column %d: the cell has more than %d characters, which a workbook cannot hold. write CSV", w.row, column+1, maxCell)
	}
	s := look{ours: column < len(w.o.Ours) && w.o.Ours[column] && w.row >= w.o.Header, header: w.row == w.o.Header}
	if c.text != "" {
		value = c.text
	}
	if !c.quoted && !s.header {
		if plain, format, ok := typed(c.text); ok {
			value, s.format = plain, format
		}
	} else if value != nil && w.row > w.o.Header {
		s.format = textFormat
	}
	return value, w.styles.id(s), nil
}

// Close writes the workbook.
func (w *Writer) Close() error {
	if len(w.rest) > 0 {
		return errors.New("the last row of the workbook is not whole")
	}
	if w.sheet == nil {
		if err := w.begin(); err != nil {
			return err
		}
	}
	filtered := ""
	if w.o.Header > 0 && w.row > w.o.Header && len(w.widths) > 0 {
		filtered = fmt.Sprintf("$A$%d:$%s$%d", w.o.Header, columnName(len(w.widths)-1), w.row)
	}
	return w.sheet.end(w.o.Sheet, filtered, w.styles.part())
}

// AppendText appends a cell in quotes: a text.
func AppendText(dst []byte, text string) []byte {
	dst = append(dst, '"')
	for len(text) > 0 {
		i := strings.IndexByte(text, '"')
		if i < 0 {
			dst = append(dst, text...)
			break
		}
		dst = append(append(dst, text[:i+1]...), '"')
		text = text[i+1:]
	}
	return append(dst, '"')
}

// maxSheetName is how many units of UTF-16 the name of a sheet has at most.
const maxSheetName = 31

// sheetName makes a name one that a sheet may have.
func sheetName(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' || r == utf8.RuneError {
			return '_'
		}
		return r
	}, name), "' ")
	for len(utf16.Encode([]rune(name))) > maxSheetName {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	if name == "" || strings.EqualFold(name, "history") {
		return "Leads"
	}
	return name
}
