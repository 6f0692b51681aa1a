package leads

import "bytes"

// reading says how the quotes of a record are taken.
type reading uint8

const (
	strict reading = iota

	// lenient takes a quote for the end of a cell only before a separator or the end
	// of the record, and any other for text: "He said "hi" twice".
	lenient

	// literal takes a cell for plain text that does not end with the quote that closes
	// it: "Best" company.
	literal
)

// repair reads a malformed record leniently, if that makes one record of width cells
// of it. A quote that is never closed is not for us to close: the rows after it
// would be swallowed.
func (r *Record) repair(width int) bool {
	if r.Fault.Kind != StrayQuote && r.Fault.Kind != TextAfterQuote {
		return false
	}
	body := r.body()
	for _, how := range []reading{lenient, literal} {
		r.reading = how
		if r.countCells(body) == width {
			r.Fault, r.Repaired = nil, true
			return true
		}
	}
	r.reading = strict
	return false
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
	if i < len(body) && body[i] == '"' {
		if how == lenient {
			return x.lenientEnd(body, i)
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

// lenientEnd finds the first quote after the one at body[i] that is not doubled and
// stands before a separator or the end.
func (x syntax) lenientEnd(body []byte, i int) int {
	for {
		i = closingQuote(body, i)
		switch {
		case i < 0:
			return -1
		case x.endsCell(body[i+1:], true):
			return i + 1
		}
	}
}
