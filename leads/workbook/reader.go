package workbook

import (
	"bytes"
	"io"
	"unicode"
	"unicode/utf8"
)

// Reader gives a sheet as CSV: UTF-8, cells separated by commas, a line for each row up
// to the last that is not blank; a blank row is an empty line. A line ends with LineEnd, which no cell holds, so that
// the n-th line is row n; line breaks in cells are LF.
//
// Numbers are as their cells show them, but with all their digits and without grouping;
// days are 2026-11-21. They and truth values stand without quotes; texts that look like
// them stand in quotes.
type Reader struct {
	book  *book
	sheet sheet
	part  io.ReadCloser
	rows  rowReader

	ahead []row // rows that are read but not yet given out
	whole bool  // ahead has all rows
	width int   // cells of each line, as far as the first rows tell
	line  int   // rows given out

	out  []byte
	from int // of out that is not yet given out
	err  error
}

// LineEnd ends a line of what a Reader gives.
const LineEnd = '\r'

// lookAhead is how many rows tell how wide the list is.
const lookAhead = 400

// NewReader opens a sheet of a workbook of so many bytes. The error is a *NoSheetError
// or a *FormatError, or Damaged.
func NewReader(in io.ReaderAt, size int64, o Options) (*Reader, error) {
	b, err := openBook(in, size, o)
	if err != nil {
		return nil, err
	}
	r := &Reader{book: b}
	if r.sheet, err = b.choose(); err != nil {
		return nil, err
	}
	if r.part, err = b.open(r.sheet.part); err != nil {
		return nil, err
	}
	r.rows = rowReader{book: b, part: r.sheet.part, scanner: newScanner(r.part)}
	for len(r.ahead) < lookAhead && !r.whole {
		next, err := r.rows.next()
		switch {
		case err == io.EOF:
			r.whole = true
		case err != nil:
			return nil, err
		default:
			r.ahead = append(r.ahead, next)
			r.width = max(r.width, next.cells)
		}
	}
	return r, nil
}

// Sheet is the name of the sheet that is read.
func (r *Reader) Sheet() string { return r.sheet.name }

// Sheets are the names of all sheets with cells, hidden ones too.
func (r *Reader) Sheets() []string { return r.book.names() }

// Empty tells whether the sheet has no cell that is not blank.
func (r *Reader) Empty() bool { return r.whole && r.width == 0 }

func (r *Reader) Read(p []byte) (int, error) {
	for r.from == len(r.out) {
		if r.err != nil {
			return 0, r.err
		}
		r.out, r.from = r.out[:0], 0
		r.err = r.fill()
	}
	n := copy(p, r.out[r.from:])
	r.from += n
	return n, nil
}

// fill puts the lines of the next row that is not blank into out.
func (r *Reader) fill() error {
	next, err := r.next()
	if err != nil {
		return err
	}
	for r.line++; r.line < next.number; r.line++ {
		r.out = append(r.out, LineEnd)
	}
	r.out = append(r.appendBlank(append(r.out, next.text...), next.cells), LineEnd)
	return nil
}

// appendBlank fills a line up with blank cells.
func (r *Reader) appendBlank(dst []byte, cells int) []byte {
	for ; cells < r.width; cells++ {
		dst = append(dst, ',')
	}
	return dst
}

func (r *Reader) next() (row, error) {
	if len(r.ahead) > 0 {
		next := r.ahead[0]
		r.ahead = r.ahead[1:]
		return next, nil
	}
	if r.whole {
		return row{}, io.EOF
	}
	return r.rows.next()
}

// row is one that is not blank.
type row struct {
	number int // from 1
	cells  int // up to the last that is not blank
	text   []byte
}

const (
	maxRows    = 1_048_576
	maxColumns = 16_384
	maxRow     = 64 << 20 // bytes; a Reader of lists takes less
)

// rowReader reads the rows of a sheet.
type rowReader struct {
	*scanner
	book   *book
	part   string
	inData bool
	number int
	cell   cell
	text   []byte
}

// next gives the next row that is not blank.
func (r *rowReader) next() (row, error) {
	next, err := r.read()
	if err != nil && err != io.EOF {
		err = inPart(r.part, err)
	}
	return next, err
}

func (r *rowReader) read() (row, error) {
	for {
		t, err := r.scanner.next()
		switch {
		case err == io.EOF:
			return row{}, errCutShort
		case err != nil:
			return row{}, err
		case string(r.name) == "sheetData":
			if r.inData = t == start; t == end {
				return row{}, io.EOF
			}
		case t == start && r.inData && string(r.name) == "row":
			next, err := r.row()
			if err != nil || next.cells > 0 {
				return next, err
			}
		}
	}
}

// row reads a row that has begun.
func (r *rowReader) row() (row, error) {
	if err := r.enter(); err != nil {
		return row{}, err
	}
	next := row{number: r.number}
	r.text = r.text[:0]
	column, filled := 0, 0 // bytes of the cells that are filled
	for {
		t, err := r.scanner.next()
		switch {
		case err == io.EOF:
			return row{}, errCutShort
		case err != nil:
			return row{}, err
		case t == end && string(r.name) == "row":
			next.text = bytes.Clone(r.text[:filled])
			return next, nil
		case t != start || string(r.name) != "c":
			continue
		}
		at, err := r.column(column)
		if err != nil {
			return row{}, err
		}
		for ; column < at; column++ {
			if column > 0 {
				r.text = append(r.text, ',')
			}
		}
		begin := len(r.text)
		if err := r.readCell(); err != nil {
			return row{}, err
		}
		if len(r.text) > begin {
			filled, next.cells = len(r.text), column
		}
		if len(r.text) > maxRow {
			return row{}, damaged("row %d has more than %d MiB", r.number, maxRow>>20)
		}
	}
}

// enter finds the number of a row that has begun.
func (r *rowReader) enter() error {
	before := r.number
	r.number++
	if given := r.attr("r"); given != nil {
		n, ok := wholeNumber(given)
		if !ok || n > maxRows {
			return damaged("row %q is none", given)
		}
		r.number = n
	}
	if r.number <= before {
		return damaged("row %d stands behind row %d", r.number, before)
	}
	if r.number&0x3FF == 0 {
		return r.book.check()
	}
	return nil
}

// column gives the number of the cell that has begun, from 1; before is that of the one
// before.
func (r *rowReader) column(before int) (int, error) {
	name := r.attr("r")
	if name == nil {
		return before + 1, nil
	}
	n := 0
	for _, c := range name {
		if c |= 'a' - 'A'; c < 'a' || c > 'z' || n > maxColumns {
			break
		}
		n = 26*n + int(c-'a') + 1
	}
	if n == 0 || n > maxColumns {
		return 0, damaged("cell %q is none", name)
	}
	if n <= before {
		return 0, damaged("cell %s stands out of its order", name)
	}
	return n, nil
}

func wholeNumber(digits []byte) (n int, ok bool) {
	for _, c := range digits {
		if c < '0' || c > '9' || n > 1<<40 {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, len(digits) > 0
}

// cell is what a sheet says of one.
type cell struct {
	kind   string // n, s, str, inlineStr, b, e, d
	style  int
	value  []byte
	inside richText // text that stands in the cell itself
}

// readCell reads a cell that has begun, and appends it to the row.
func (r *rowReader) readCell() error {
	c := &r.cell
	c.kind, c.value = kindOf(r.attr("t")), c.value[:0]
	c.style, _ = wholeNumber(r.attr("s"))
	c.inside.reset()
	inValue := false
	for {
		t, err := r.scanner.next()
		switch {
		case err == io.EOF:
			return errCutShort
		case err != nil:
			return err
		case t == end && string(r.name) == "c":
			return r.appendCell()
		case t == text && inValue:
			c.value = r.appendText(c.value)
		case string(r.name) == "v":
			inValue = t == start
		default:
			c.inside.take(r.scanner, t)
		}
	}
}

// kindOf is the word for the type of a cell.
func kindOf(attr []byte) string {
	for _, kind := range []string{"s", "str", "inlineStr", "b", "e", "d"} {
		if string(attr) == kind {
			return kind
		}
	}
	return "n"
}

// appendCell appends the cell that was read.
func (r *rowReader) appendCell() error {
	c := &r.cell
	switch c.kind {
	case "s":
		return r.appendShared(c.value)
	case "inlineStr":
		r.appendTextCell(appendCharacters(nil, c.inside.text))
	case "str":
		r.appendTextCell(appendCharacters(nil, c.value))
	case "b":
		if word := bytes.TrimSpace(c.value); len(word) > 0 {
			r.text = append(r.text, map[bool]string{true: "TRUE", false: "FALSE"}[isTrue(word)]...)
		}
	case "d":
		r.appendDayCell(c.value)
	case "e":
		r.appendTextCell(appendCharacters(nil, c.value))
	default:
		r.appendNumberCell(bytes.TrimSpace(c.value))
	}
	return nil
}

// appendDayCell appends a day that is written as such: 2026-11-21T09:30:00Z.
func (r *rowReader) appendDayCell(value []byte) {
	day := bytes.Replace(bytes.TrimSpace(value), []byte("T"), []byte(" "), 1)
	day = bytes.TrimSuffix(bytes.TrimSuffix(day, []byte("Z")), []byte(" 00:00:00"))
	if len(bytes.Trim(day, "0123456789-:. ")) > 0 {
		r.appendTextCell(appendCharacters(nil, value))
		return
	}
	r.text = append(r.text, day...)
}

// appendShared appends the text that a number stands for.
func (r *rowReader) appendShared(number []byte) error {
	number = bytes.TrimSpace(number)
	if len(number) == 0 {
		return nil
	}
	n, ok := wholeNumber(number)
	text, found := r.book.texts.at(n)
	if !ok || !found {
		return damaged("a cell of row %d has the text of number %s, which is not there", r.number, number)
	}
	r.appendTextCell(text)
	return nil
}

func (r *rowReader) appendNumberCell(number []byte) {
	if len(number) == 0 {
		return
	}
	var format numberFormat
	if c := r.cell.style; c < len(r.book.styles) {
		format = r.book.styles[c]
	}
	if format.kind != asNumber {
		if day, ok := r.book.days.append(r.text, number, format.kind); ok {
			r.text = day
			return
		}
		format = numberFormat{}
	}
	begin := len(r.text)
	var typed bool
	r.text, typed = format.appendNumber(r.text, number)
	if cell := r.text[begin:]; !typed || needsQuotes(cell) {
		r.text = appendQuoted(r.text[:begin], appendCharacters(nil, cell))
	}
}

// appendTextCell appends a text; in quotes, unless it is plainly one.
func (r *rowReader) appendTextCell(text []byte) {
	if len(text) == 0 {
		return
	}
	first, _ := utf8.DecodeRune(text)
	if !unicode.IsLetter(first) || needsQuotes(text) || bytes.EqualFold(text, []byte("TRUE")) || bytes.EqualFold(text, []byte("FALSE")) {
		r.text = appendQuoted(r.text, text)
		return
	}
	r.text = append(r.text, text...)
}

// needsQuotes tells whether a cell is more than one without quotes.
func needsQuotes(cell []byte) bool { return bytes.ContainsAny(cell, ",\"\r\n") }

func appendQuoted(dst, cell []byte) []byte {
	dst = append(dst, '"')
	for _, b := range cell {
		if b == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, b)
	}
	return append(dst, '"')
}
