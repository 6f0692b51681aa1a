package scan

import "bytes"

// Reading says how the quotes of a record are taken.
type Reading uint8

const (
	Strict Reading = iota

	// Lenient takes a quote for the end of a cell only before a separator or the end
	// of the record, and any other for text: "He said "hi" twice".
	Lenient

	// LenientPairs is lenient, but takes two quotes before a separator or the end for a
	// quote of the text and the end of the cell: "the "best"".
	LenientPairs

	// Literal takes a cell for plain text that does not end with the quote that closes
	// it: "Best" company.
	Literal
)

// LooseEnd finds the end of the cell that begins at body[i], in a record that is not
// read strictly; -1 where a quote is not closed.
func (x Syntax) LooseEnd(body []byte, i int, how Reading) int {
	if end := x.spacedEnd(body, i); end >= 0 {
		return end
	}
	if i < len(body) && body[i] == '"' {
		if how != Literal {
			return x.lenientEnd(body, i, how == LenientPairs)
		}
		if end := ClosingQuote(body, i) + 1; end > 0 && x.endsCell(body[end:], true) {
			return end
		}
	}
	if n := bytes.IndexByte(body[i:], x.Comma); n >= 0 {
		return i + n
	}
	return len(body)
}

// spacedEnd finds the end of the cell that begins at body[i] if there are blanks before or
// behind its quotes, and nothing else is out of place in it; else -1.
func (x Syntax) spacedEnd(body []byte, i int) int {
	open := x.PastBlanks(body, i)
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
func (x Syntax) lenientEnd(body []byte, i int, pairs bool) int {
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
