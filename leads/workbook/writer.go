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

	"github.com/xuri/excelize/v2"
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
	file   *excelize.File
	stream *excelize.StreamWriter
	styles *styleBook
	o      WriteOptions

	rest   []byte       // of a row that is not complete
	begun  [][]cellText // the first rows, which tell how wide columns are
	widths []int
	row    int // rows written to the sheet
	values []any
}

// cellText is one of a row that is written.
type cellText struct {
	text   string
	quoted bool
}

// measured is how many rows tell how wide columns are.
const measured = 200

// NewWriter begins a workbook, which Close writes to out. Whether it is closed or not,
// Remove must follow.
func NewWriter(out io.Writer, o WriteOptions) (*Writer, error) {
	o.Sheet = sheetName(o.Sheet)
	w := &Writer{out: out, file: excelize.NewFile(), o: o}
	w.styles = newStyleBook(w.file)
	first := w.file.GetSheetName(0)
	if err := w.file.SetSheetName(first, o.Sheet); err != nil {
		return nil, err
	}
	var err error
	w.stream, err = w.file.NewStreamWriter(o.Sheet)
	return w, err
}

// Remove removes what making the workbook needed.
func (w *Writer) Remove() { _ = w.file.Close() }

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
	if w.begun == nil && w.row > 0 {
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
	wideColumns = 256 // that get a width of their own: each costs time for all before it
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
	for i, width := range w.widths[:min(len(w.widths), wideColumns)] {
		if err := w.stream.SetColWidth(i+1, i+1, float64(width)); err != nil {
			return err
		}
	}
	if w.o.Header > 0 {
		below, err := excelize.CoordinatesToCellName(1, w.o.Header+1)
		if err != nil {
			return err
		}
		err = w.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: w.o.Header, TopLeftCell: below, ActivePane: "bottomLeft"})
		if err != nil {
			return err
		}
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
	w.values = w.values[:0]
	for i, c := range cells {
		value, err := w.value(i, c)
		if err != nil {
			return err
		}
		w.values = append(w.values, value)
	}
	at, err := excelize.CoordinatesToCellName(1, w.row)
	if err != nil {
		return err
	}
	return w.stream.SetRow(at, w.values)
}

// maxCell is how many units of UTF-16 a cell holds.
const maxCell = 32_767

// value is what goes into a cell.
func (w *Writer) value(column int, c cellText) (any, error) {
	if len(c.text) > maxCell && len(utf16.Encode([]rune(c.text))) > maxCell {
		return nil, fmt.Errorf("row %d, column %d: the cell has more than %d characters, which a workbook cannot hold. write CSV", w.row, column+1, maxCell)
	}
	s := style{ours: column < len(w.o.Ours) && w.o.Ours[column] && w.row >= w.o.Header, header: w.row == w.o.Header}
	var value any
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
	id, err := w.styles.id(s)
	if value == nil && id == 0 {
		return nil, err
	}
	return excelize.Cell{StyleID: id, Value: value}, err
}

// Close writes the workbook.
func (w *Writer) Close() error {
	if len(w.rest) > 0 {
		return errors.New("the last row of the workbook is not whole")
	}
	if w.begun != nil {
		if err := w.begin(); err != nil {
			return err
		}
	}
	if w.o.Header > 0 && w.row > w.o.Header && len(w.widths) > 0 {
		from, err := excelize.CoordinatesToCellName(1, w.o.Header)
		if err != nil {
			return err
		}
		to, err := excelize.CoordinatesToCellName(len(w.widths), w.row)
		if err != nil {
			return err
		}
		if err := w.file.AutoFilter(w.o.Sheet, from+":"+to, nil); err != nil {
			return err
		}
	}
	if err := w.stream.Flush(); err != nil {
		return err
	}
	_, err := w.file.WriteTo(w.out)
	return err
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

// sheetName makes a name one that a sheet may have.
func sheetName(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' || r == utf8.RuneError {
			return '_'
		}
		return r
	}, name), "' ")
	for len(utf16.Encode([]rune(name))) > excelize.MaxSheetNameLength {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	if name == "" || strings.EqualFold(name, "history") {
		return "Leads"
	}
	return name
}
