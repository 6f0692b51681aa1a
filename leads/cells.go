package leads

import (
	"bytes"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// splitter takes records apart into cells. The cells of a record are valid until the
// next one: they share its bytes, and the splitter's buffers.
type splitter struct {
	cells   []string
	scratch []byte // cells whose doubled quotes were made single
}

// split finds the cells of a well-formed record and fits them to a width; -1: as many
// as there are.
func (s *splitter) split(rec *Record, width int) {
	body := rec.body()
	if bytes.IndexByte(body, rec.syntax.comma) < 0 && len(bytes.TrimSpace(body)) == 0 {
		rec.Blank = true
		return
	}
	s.cells, s.scratch = s.cells[:0], s.scratch[:0]
	valid := utf8.Valid(body)
	for i := 0; i <= len(body); i++ {
		if len(s.cells) == width {
			s.surplus(rec, body, i)
			return
		}
		end := rec.cellEnd(body, i)
		cell := s.decode(body[i:end])
		if !valid && !utf8.ValidString(cell) {
			rec.Invalid++
		}
		s.cells = append(s.cells, cell)
		i = end
	}
	for len(s.cells) < width {
		s.cells = append(s.cells, "")
		rec.Short = true
	}
	rec.Cells = s.cells
}

// surplus decides over a record with more cells than the header has, the first of
// them at body[i].
func (s *splitter) surplus(rec *Record, body []byte, i int) {
	rec.Cells = s.cells
	count, filled := len(s.cells), -1
	for ; i <= len(body); i++ {
		end := rec.cellEnd(body, i)
		if filled < 0 && strings.TrimSpace(s.decode(body[i:end])) != "" {
			filled = i
		}
		count++
		i = end
	}
	if filled < 0 {
		rec.Trimmed = true
		return
	}
	rec.Fault = rec.syntax.newFault(TooManyCells, rec.Raw, filled, rec.Line, count, len(s.cells))
}

// decode gives the text of a cell, without a copy where it stands in the record.
func (s *splitter) decode(cell []byte) string {
	if len(cell) == 0 || cell[0] != '"' {
		return text(cell)
	}
	cell = cell[1 : len(cell)-1]
	quote := bytes.IndexByte(cell, '"')
	if quote < 0 {
		return text(cell)
	}
	begin := len(s.scratch)
	for ; quote >= 0; quote = bytes.IndexByte(cell, '"') {
		s.scratch = append(s.scratch, cell[:quote+1]...)
		cell = cell[quote+2:]
	}
	s.scratch = append(s.scratch, cell...)
	return text(s.scratch[begin:])
}

// text is a view of bytes that do not change as long as the string is used.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
