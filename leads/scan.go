package leads

import "bytes"

// syntax is what the scanner must know of a dialect. It works on bytes, and finds
// where records and cells end; it copies nothing.
type syntax struct {
	comma byte
	eol   byte // the last byte of a line: LF, or CR in lists that have no LF
}

// span is the extent of the record at the beginning of some bytes.
type span struct {
	len    int  // in bytes, its line end included
	quoted bool // there are quotes in it
	cell   int  // where its last cell begins that was looked at
	fault  FaultKind
	at     int // where the fault shows; it may lie beyond len
}

// scan finds the record at the beginning of data, which is not empty. It is false
// when that cannot be decided without more data; never when atEOF.
//
// A malformed record ends with the line on which its bad cell begins, so that a
// quote that is never closed costs one line and not the rest of the list.
func (x syntax) scan(data []byte, atEOF bool) (span, bool) {
	n := bytes.IndexByte(data, x.eol) + 1
	if n == 0 {
		if !atEOF {
			return span{}, false
		}
		n = len(data)
	}
	if bytes.IndexByte(data[:n], '"') < 0 {
		return span{len: n}, true
	}
	return x.scanQuoted(data, atEOF)
}

// scanQuoted is scan for a record with quotes.
func (x syntax) scanQuoted(data []byte, atEOF bool) (span, bool) {
	s := span{quoted: true}
	for {
		end, fault := x.cellEnd(data, s.cell, atEOF)
		switch {
		case end < 0:
			return s, false
		case fault != 0:
			return x.malformed(data, atEOF, s, fault, end)
		case end == len(data):
			s.len = end
			return s, atEOF
		case data[end] == x.comma:
			s.cell = end + 1
		default:
			s.len = end + 1 + bytes.IndexByte(data[end:], x.eol)
			if s.len == end { // a CR at the very end
				s.len = len(data)
			}
			return s, true
		}
	}
}

// malformed ends a record with the line on which its bad cell begins.
func (x syntax) malformed(data []byte, atEOF bool, s span, fault FaultKind, at int) (span, bool) {
	s.fault, s.at = fault, at
	n := bytes.IndexByte(data[s.cell:], x.eol)
	if n < 0 {
		s.len = len(data)
		return s, atEOF
	}
	s.len = s.cell + n + 1
	return s, true
}

// cellEnd finds the end of the cell that begins at data[i]: the place of the comma
// or line end after it, or the end of data. It is -1 when more data is needed. With
// a fault, it is the place where the fault shows.
func (x syntax) cellEnd(data []byte, i int, atEOF bool) (int, FaultKind) {
	if i < len(data) && data[i] == '"' {
		return x.quotedEnd(data, i, atEOF)
	}
	for start := i; i < len(data); i++ {
		switch data[i] {
		case x.comma, x.eol:
			return i, 0
		case '"':
			if x.pastBlanks(data, start) == i {
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
func (x syntax) spacedQuote(data []byte, i int, atEOF bool) (int, FaultKind) {
	end, fault := x.quotedEnd(data, i, atEOF)
	if fault == TextAfterQuote && bytes.IndexByte(data[i:end], x.eol) < 0 {
		return i, StrayQuote
	}
	return end, fault
}

// quotedEnd is cellEnd for the cell whose opening quote is data[i].
func (x syntax) quotedEnd(data []byte, i int, atEOF bool) (int, FaultKind) {
	end := closingQuote(data, i) + 1
	switch {
	case end == 0 && atEOF:
		return i, UnclosedQuote
	case end == 0:
		return -1, 0
	}
	past := x.pastBlanks(data, end)
	switch {
	case x.endsCell(data[past:], atEOF):
		return past, 0
	case !atEOF && len(bytes.TrimLeft(data[past:], "\r")) == 0:
		return -1, 0
	}
	return end, TextAfterQuote
}

// pastBlanks is the place of the first byte from data[i] on that is no blank. Blanks may
// stand between a separator and a quote.
func (x syntax) pastBlanks(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\t') && data[i] != x.comma {
		i++
	}
	return i
}

// closingQuote finds the quote that closes the one at data[i], or -1.
func closingQuote(data []byte, i int) int {
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
func (x syntax) endsCell(rest []byte, atEOF bool) bool {
	return len(rest) == 0 || rest[0] == x.comma || rest[0] == x.eol || rest[0] == '\r' && x.endsLine(rest, atEOF)
}

// endsLine tells whether CRs are a line end, or the beginning of one.
func (x syntax) endsLine(rest []byte, atEOF bool) bool {
	after := bytes.TrimLeft(rest, "\r")
	if len(after) == 0 {
		return atEOF
	}
	return after[0] == x.eol
}

// bareCR finds the first CR outside quotes in a record; -1 if there is none, or if
// quotes before it are out of place.
func (x syntax) bareCR(body []byte) int {
	for i := 0; i < len(body); i++ {
		if body[i] == '"' {
			if i = closingQuote(body, i) + 1; i == 0 || i == len(body) {
				return -1
			}
			switch body[i] {
			case x.comma:
				continue
			case '\r':
				return i
			}
			return -1
		}
		end := len(body)
		if n := bytes.IndexByte(body[i:], x.comma); n >= 0 {
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

// lineEnd gives the length of the line end that a record has. There may be several
// CRs before an LF: programs write them that take CRLF for the end of a line and then
// LF for CRLF.
func (x syntax) lineEnd(record []byte) int {
	n := len(record)
	if x.eol == '\r' {
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
