package records

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/scan"
)

// Ragged says what becomes of rows that have not as many cells as the header.
type Ragged uint8

// The ways to treat ragged rows. Blank cells too many are never a fault.
const (
	PadRagged    Ragged = iota // add cells to short rows, reject long ones
	RejectRagged               // reject both
	KeepRagged                 // add cells to short rows; what long ones have too many stays behind ours
)

// Splitter takes records apart into cells. The cells of a record are valid until the
// next one: they share its bytes, and the splitter's buffers.
type Splitter struct {
	most    int // cells that a record may have where no width is known; 0: any number
	cells   []string
	scratch []byte // cells whose doubled quotes were made single
}

// Reset forgets the cells that were given out.
func (s *Splitter) Reset() { s.cells, s.scratch = s.cells[:0], s.scratch[:0] }

// Split finds the cells of a well-formed record and fits them to a width; -1: as many
// as there are, unless there are too many for any list.
func (s *Splitter) Split(rec *Record, width int, ragged Ragged) {
	body := rec.Body()
	s.Reset()
	if rec.Blank = s.isBlank(rec, body); rec.Blank {
		return
	}
	most := width
	if width < 0 && s.most > 0 {
		most = s.most
	}
	i := s.cut(rec, body, most)
	count := len(s.cells)
	switch {
	case i <= len(body) && width < 0:
		rec.Fault = rec.newFault(scan.TooManyColumns, rec.Raw, 0, s.most)
	case i <= len(body):
		s.surplus(rec, body, i, ragged)
	case count < width && ragged == RejectRagged:
		rec.Fault = rec.newFault(scan.TooFewCells, rec.Raw, 0, count, width)
	}
	for len(s.cells) < width {
		s.cells = append(s.cells, "")
		rec.Short = true
	}
	rec.Cells = s.cells
}

// cut takes cells off a record until there are as many as it may have, and tells where
// the rest begins; beyond the end if there is none.
func (s *Splitter) cut(rec *Record, body []byte, width int) int {
	valid := rec.codec.IsUnicode() && utf8.Valid(body)
	bare := !rec.quoted && rec.reading == scan.Strict
	x, i := rec.syntax, 0
	for ; i <= len(body) && len(s.cells) != width; i++ {
		end := len(body)
		if !bare && rec.reading == scan.Strict {
			end, _ = x.CellEnd(body, i, true)
		} else if !bare {
			end = rec.CellEnd(body, i)
		} else if n := bytes.IndexByte(body[i:], x.Comma); n >= 0 {
			end = i + n
		}
		cell := body[i:end]
		if tight := rec.Tight(cell); len(tight) < len(cell) {
			cell, rec.Spaced = tight, true
		}
		switch {
		case valid && (bare || len(cell) == 0 || cell[0] != '"'):
			s.cells = append(s.cells, View(cell))
		case valid && rec.reading == scan.Strict:
			s.cells = append(s.cells, View(s.Unpair(cell[1:len(cell)-1])))
		default:
			s.cells = append(s.cells, s.Check(rec, cell))
		}
		i = end
	}
	return i
}

// Check decodes a cell, and counts it if it has bytes that are no character.
func (s *Splitter) Check(rec *Record, cell []byte) string {
	text, ok := s.Decode(rec, cell)
	if !ok || rec.codec.IsUnicode() && !utf8.ValidString(text) {
		rec.Invalid++
	}
	return text
}

// isBlank tells whether a record is a line of nothing but filler.
func (s *Splitter) isBlank(rec *Record, body []byte) bool {
	for _, b := range body {
		if b >= utf8.RuneSelf || b == encoding.Escape {
			break
		} else if b > ' ' || b == rec.syntax.Comma {
			return false
		}
	}
	if bytes.IndexByte(body, rec.syntax.Comma) >= 0 {
		return false
	}
	text, _ := s.Decode(rec, body)
	return strings.TrimFunc(text, isFiller) == ""
}

// isFiller tells whether a line may be made of a character and be blank all the same:
// white space, the end of file of DOS, and zero bytes.
func isFiller(r rune) bool { return unicode.IsSpace(r) || r == 0x1A || r == 0 }

// surplus decides over a record with more cells than the header has, the first of
// them at body[i].
func (s *Splitter) surplus(rec *Record, body []byte, i int, ragged Ragged) {
	count, filled := len(s.cells), -1
	for ; i <= len(body); i++ {
		end := rec.CellEnd(body, i)
		if cell, _ := s.Decode(rec, body[i:end]); filled < 0 && strings.TrimSpace(cell) != "" {
			filled = i
		}
		count++
		i = end
	}
	switch {
	case filled < 0:
		rec.Trimmed = true
	case ragged == KeepRagged:
		rec.Long = true
	default:
		rec.Fault = rec.newFault(scan.TooManyCells, rec.Raw, filled, count, len(s.cells))
	}
}

// Decode gives the text of a cell, without a copy where it stands in the record. It
// is false for bytes that are no character.
func (s *Splitter) Decode(rec *Record, cell []byte) (string, bool) {
	content := s.unquote(rec, cell)
	if rec.codec.Plain(content) {
		return View(content), true
	}
	begin := len(s.scratch)
	scratch, ok := rec.codec.AppendText(s.scratch, content)
	s.scratch = scratch
	return View(scratch[begin:]), ok
}

// unquote gives what a cell has between its quotes, if it has any.
func (s *Splitter) unquote(rec *Record, cell []byte) []byte {
	if cell = rec.Tight(cell); !rec.IsQuoted(cell) {
		return cell
	}
	return s.Unpair(cell[1 : len(cell)-1])
}

// Unpair makes one quote of each pair.
func (s *Splitter) Unpair(cell []byte) []byte {
	quote := bytes.IndexByte(cell, '"')
	if quote < 0 {
		return cell
	}
	begin := len(s.scratch)
	for ; quote >= 0; quote = bytes.IndexByte(cell, '"') {
		s.scratch = append(s.scratch, cell[:quote+1]...)
		cell = cell[quote+1:]
		if len(cell) > 0 && cell[0] == '"' { // one of a pair
			cell = cell[1:]
		}
	}
	s.scratch = append(s.scratch, cell...)
	return s.scratch[begin:]
}

// View is a text that shares its bytes: they must not change as long as it is used.
func View(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
