package leads

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// appendQuoted puts the cell that stands at dst[begin:] in quotes if it needs them,
// by the rules of encoding/csv.
func appendQuoted(dst []byte, begin int, comma byte) []byte {
	cell := dst[begin:]
	if !needsQuotes(cell, comma) {
		return dst
	}
	n, quotes := len(cell), bytes.Count(cell, []byte{'"'})
	for range quotes + 2 {
		dst = append(dst, '"')
	}
	from, to := begin+n-1, len(dst)-2 // the closing quote stands already
	for ; from >= begin; from-- {
		dst[to] = dst[from]
		to--
		if dst[from] == '"' {
			dst[to] = '"'
			to--
		}
	}
	dst[begin] = '"'
	return dst
}

// needsQuotes tells whether a cell must stand in quotes to be read again as it is.
func needsQuotes(cell []byte, comma byte) bool {
	if len(cell) == 0 {
		return false
	}
	if string(cell) == `\.` { // ends the data for PostgreSQL
		return true
	}
	for _, b := range cell {
		if b == comma || b <= '"' && (b == '"' || b == '\r' || b == '\n') {
			return true
		}
	}
	first, _ := utf8.DecodeRune(cell)
	return unicode.IsSpace(first)
}
