// Package scan finds where the records and cells of a list end, in bytes that it does not copy: what is
// slow and obvious in scan.go, and 64 bytes at a time in walk.go and index.go, by vector instructions where the
// processor has them.
package scan

import "bytes"

// Syntax is what the scanner must know of a dialect. It works on bytes, and finds
// where records and cells end; it copies nothing.
type Syntax struct {
	Comma byte
	EOL   byte // the last byte of a line: LF, or CR in lists that have no LF
}

// Span is the extent of the record at the beginning of some bytes.
type Span struct {
	Len    int  // in bytes, its line end included
	Quoted bool // there are quotes in it
	Cell   int  // where its last cell begins that was looked at
	Fault  FaultKind
	At     int // where the fault shows; it may lie beyond len
}

// Record finds the record at the beginning of data, which is not empty. It is false
// when that cannot be decided without more data; never when atEOF.
//
// A malformed record ends with the line on which its bad cell begins, so that a
// quote that is never closed costs one line and not the rest of the list.
func (x Syntax) Record(data []byte, atEOF bool) (Span, bool) {
	n := bytes.IndexByte(data, x.EOL) + 1
	if n == 0 {
		if !atEOF {
			return Span{}, false
		}
		n = len(data)
	}
	if bytes.IndexByte(data[:n], '"') < 0 {
		return Span{Len: n}, true
	}
	return x.scanQuoted(data, atEOF)
}

// scanQuoted is scan for a record with quotes.
func (x Syntax) scanQuoted(data []byte, atEOF bool) (Span, bool) {
	s := Span{Quoted: true}
	for {
		end, fault := x.CellEnd(data, s.Cell, atEOF)
		switch {
		case end < 0:
			return s, false
		case fault != 0:
			return x.Malformed(data, atEOF, s, fault, end)
		case end == len(data):
			s.Len = end
			return s, atEOF
		case data[end] == x.Comma:
			s.Cell = end + 1
		default:
			s.Len = end + 1 + bytes.IndexByte(data[end:], x.EOL)
			if s.Len == end { // a CR at the very end
				s.Len = len(data)
			}
			return s, true
		}
	}
}

// Malformed ends a record with the line on which its bad cell begins.
func (x Syntax) Malformed(data []byte, atEOF bool, s Span, fault FaultKind, at int) (Span, bool) {
	s.Fault, s.At = fault, at
	n := bytes.IndexByte(data[s.Cell:], x.EOL)
	if n < 0 {
		s.Len = len(data)
		return s, atEOF
	}
	s.Len = s.Cell + n + 1
	return s, true
}

// CellEnd finds the end of the cell that begins at data[i]: the place of the comma
// or line end after it, or the end of data. It is -1 when more data is needed. With
// a fault, it is the place where the fault shows.
func (x Syntax) CellEnd(data []byte, i int, atEOF bool) (int, FaultKind) {
	if i < len(data) && data[i] == '"' {
		return x.quotedEnd(data, i, atEOF)
	}
	for start := i; i < len(data); i++ {
		switch data[i] {
		case x.Comma, x.EOL:
			return i, 0
		case '"':
			if x.PastBlanks(data, start) == i {
				return x.spacedQuote(data, i, atEOF)
			}
			return i, StrayQuote
		}
	}
	return i, 0
}

// spacedQuote is cellEnd for the cell that has blanks before the quote data[i]. With text
// behind the closing quote it is plain text with quotes, if it ends in its line: an open
// quote is no text, or it would depend on the lines below what the cell is.
func (x Syntax) spacedQuote(data []byte, i int, atEOF bool) (int, FaultKind) {
	end, fault := x.quotedEnd(data, i, atEOF)
	if fault == TextAfterQuote && bytes.IndexByte(data[i:end], x.EOL) < 0 {
		return i, StrayQuote
	}
	return end, fault
}

// quotedEnd is cellEnd for the cell whose opening quote is data[i].
func (x Syntax) quotedEnd(data []byte, i int, atEOF bool) (int, FaultKind) {
	end := ClosingQuote(data, i) + 1
	switch {
	case end == 0 && atEOF:
		return i, UnclosedQuote
	case end == 0:
		return -1, 0
	}
	past := x.PastBlanks(data, end)
	switch {
	case x.endsCell(data[past:], atEOF):
		return past, 0
	case !atEOF && len(bytes.TrimLeft(data[past:], "\r")) == 0:
		return -1, 0
	}
	return end, TextAfterQuote
}

// PastBlanks is the place of the first byte from data[i] on that is no blank. Blanks may
// stand between a separator and a quote.
func (x Syntax) PastBlanks(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\t') && data[i] != x.Comma {
		i++
	}
	return i
}

// ClosingQuote finds the quote that closes the one at data[i], or -1.
func ClosingQuote(data []byte, i int) int {
	for i++; i < len(data); i += 2 {
		n := bytes.IndexByte(data[i:], '"')
		if n < 0 {
			return -1
		}
		i += n
		if i+1 == len(data) || data[i+1] != '"' {
			return i
		}
	}
	return -1
}

// endsCell tells whether a cell may end before rest: at a comma, a line end, or
// the end of the list.
func (x Syntax) endsCell(rest []byte, atEOF bool) bool {
	return len(rest) == 0 || rest[0] == x.Comma || rest[0] == x.EOL || rest[0] == '\r' && x.endsLine(rest, atEOF)
}

// endsLine tells whether CRs are a line end, or the beginning of one.
func (x Syntax) endsLine(rest []byte, atEOF bool) bool {
	after := bytes.TrimLeft(rest, "\r")
	if len(after) == 0 {
		return atEOF
	}
	return after[0] == x.EOL
}

// BareCR finds the first CR outside quotes in a record; -1 if there is none, or if
// quotes before it are out of place.
func (x Syntax) BareCR(body []byte) int {
	for i := 0; i < len(body); i++ {
		if body[i] == '"' {
			if i = ClosingQuote(body, i) + 1; i == 0 || i == len(body) {
				return -1
			}
			switch body[i] {
			case x.Comma:
				continue
			case '\r':
				return i
			}
			return -1
		}
		end := len(body)
		if n := bytes.IndexByte(body[i:], x.Comma); n >= 0 {
			end = i + n
		}
		if n := bytes.IndexAny(body[i:end], "\r\""); n >= 0 {
			if body[i+n] == '"' {
				return -1
			}
			return i + n
		}
		i = end
	}
	return -1
}

// LineEnd gives the length of the line end that a record has. There may be several
// CRs before an LF: programs write them that take CRLF for the end of a line and then
// LF for CRLF.
func (x Syntax) LineEnd(record []byte) int {
	n := len(record)
	if x.EOL == '\r' {
		if n > 0 && record[n-1] == '\r' {
			return 1
		}
		return 0
	}
	body := n
	if body > 0 && record[body-1] == '\n' {
		body--
	}
	for body > 0 && record[body-1] == '\r' {
		body--
	}
	return n - body
}
