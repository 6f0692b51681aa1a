package leads

import "bytes"

// reading says how the quotes of a record are taken.
type reading uint8

const (
	strict reading = iota

	// lenient takes a quote for the end of a cell only before a separator or the end
	// of the record, and any other for text: "He said "hi" twice".
	lenient

	// lenientPairs is lenient, but takes two quotes before a separator or the end for a
	// quote of the text and the end of the cell: "the "best"".
	lenientPairs

	// literal takes a cell for plain text that does not end with the quote that closes
	// it: "Best" company.
	literal
)

// repair reads a malformed record leniently, if that makes one record of width cells
// of it. A quote that is never closed is not for us to close: the rows after it
// would be swallowed.
func (r *Record) repair(width int) bool {
	if r.Fault == nil || r.Fault.Kind != StrayQuote && r.Fault.Kind != TextAfterQuote {
		return false
	}
	body := r.body()
	for _, how := range []reading{lenient, lenientPairs, literal} {
		r.reading = how
		if r.countCells(body) == width {
			r.Repaired = true
			return true
		}
	}
	r.reading = strict
	return false
}

// alone makes a record of a row as it might stand in the same list, with its fault if that
// shows in it.
func (r *Record) alone(row []byte) *Record {
	other := &Record{Raw: row, syntax: r.syntax, codec: r.codec, quoted: true}
	if s, _ := r.syntax.scan(row, true); s.fault != 0 {
		other.Fault = &Fault{Kind: s.fault}
	}
	return other
}

// cellsWithout gives the cells of a record as they stand in it, but for those to skip.
func (r *Record) cellsWithout(body []byte, skip func(column int) bool) (cells [][]byte) {
	for i, column := 0, 0; i <= len(body); column++ {
		begin := i
		i = r.cellEnd(body, i) + 1
		if !skip(column) {
			cells = append(cells, body[begin:i-1])
		}
	}
	return cells
}

// isOpen tells whether a malformed record ends within a quoted cell.
func (r *Record) isOpen() bool {
	read := *r
	read.reading = lenient
	return read.countCells(r.body()) < 0
}

// countCells counts the cells of a record; -1 where a quote is not closed.
func (r *Record) countCells(body []byte) int {
	n := 0
	for i := 0; i <= len(body); i++ {
		if i = r.cellEnd(body, i); i < 0 {
			return -1
		}
		n++
	}
	return n
}

// looseEnd finds the end of the cell that begins at body[i], in a record that is not
// read strictly; -1 where a quote is not closed.
func (x syntax) looseEnd(body []byte, i int, how reading) int {
	if end := x.spacedEnd(body, i); end >= 0 {
		return end
	}
	if i < len(body) && body[i] == '"' {
		if how != literal {
			return x.lenientEnd(body, i, how == lenientPairs)
		}
		if end := closingQuote(body, i) + 1; end > 0 && x.endsCell(body[end:], true) {
			return end
		}
	}
	if n := bytes.IndexByte(body[i:], x.comma); n >= 0 {
		return i + n
	}
	return len(body)
}

// spacedEnd finds the end of the cell that begins at body[i] if there are blanks before or
// behind its quotes, and nothing else is out of place in it; else -1.
func (x syntax) spacedEnd(body []byte, i int) int {
	open := x.pastBlanks(body, i)
	if open == len(body) || body[open] != '"' {
		return -1
	}
	end, fault := x.quotedEnd(body, open, true)
	if fault != 0 || open == i && body[end-1] == '"' {
		return -1
	}
	return end
}

// lenientEnd finds the first quote after the one at body[i] that stands before a
// separator or the end. One that is doubled counts only with pairs.
func (x syntax) lenientEnd(body []byte, i int, pairs bool) int {
	for i++; ; i++ {
		n := bytes.IndexByte(body[i:], '"')
		if n < 0 {
			return -1
		}
		i += n
		if i+1 < len(body) && body[i+1] == '"' {
			if i++; !pairs {
				continue
			}
		}
		if x.endsCell(body[i+1:], true) {
			return i + 1
		}
	}
}
