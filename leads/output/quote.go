package output

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"leadscore/leads/internal/scan"
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
	if hasSpecial(cell, comma) {
		return true
	}
	if cell[0] > ' ' && cell[0] < utf8.RuneSelf {
		return false
	}
	first, _ := utf8.DecodeRune(cell)
	return unicode.IsSpace(first)
}

// hasSpecial tells whether there is a separator, a quote, or a byte of a line end. It looks
// at eight bytes at a time.
func hasSpecial(cell []byte, comma byte) bool {
	commas := scan.EightOf(comma)
	for len(cell) >= 8 {
		word := binary.LittleEndian.Uint64(cell)
		if zeros(word^commas)|zeros(word^scan.EightOf('"'))|zeros(word^scan.EightOf('\n'))|zeros(word^scan.EightOf('\r')) != 0 {
			return true
		}
		cell = cell[8:]
	}
	for _, b := range cell {
		if b == comma || b == '"' || b == '\r' || b == '\n' {
			return true
		}
	}
	return false
}

// zeros is 0 where no byte of a word is. See Hacker's Delight, section 6-1.
func zeros(word uint64) uint64 { return (word - 0x0101010101010101) &^ word & 0x8080808080808080 }
