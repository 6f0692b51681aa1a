package leads

import (
	"bytes"
	"strings"
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
		if b == comma || b == '"' || b == '\r' || b == '\n' {
			return true
		}
	}
	first, _ := utf8.DecodeRune(cell)
	return unicode.IsSpace(first)
}

// Guard makes a text safe to open in a spreadsheet: one that could be taken for a
// formula gets an apostrophe in front. Numbers with a sign, a lone "-", and phone
// numbers that are "+" with digits and blanks stay as they are. It is for reports
// that quote the user's cells; the user's own files are never changed.
func Guard(s string) string {
	if startsFormula(s) {
		return "'" + s
	}
	return s
}

func startsFormula(s string) bool {
	if s == "" {
		return false
	}
	if strings.IndexByte("\t\r\n\x00", s[0]) >= 0 {
		return true
	}
	text := strings.TrimFunc(s, isBlank)
	first, size := utf8.DecodeRuneInString(text)
	switch first {
	case '=', '@', '＝', '＠', '＋', '－', 'ー':
		return true
	case '+', '-':
		rest := text[size:]
		return rest != "" && !isUnsignedNumber(rest) && (first == '-' || strings.Trim(rest, "0123456789 ") != "")
	}
	return false
}

// isBlank tells whether spreadsheets may skip a character before a formula.
func isBlank(c rune) bool { return unicode.IsSpace(c) || unicode.Is(unicode.Cf, c) }

// isUnsignedNumber tells whether s is a plain number: groups, decimals, an
// exponent, a currency sign before it or a percent sign after it.
func isUnsignedNumber(s string) bool {
	if c, size := utf8.DecodeRuneInString(s); unicode.Is(unicode.Sc, c) {
		s = s[size:]
	}
	s = strings.TrimSuffix(s, "%")
	whole, exponent, scientific := strings.Cut(strings.ToLower(s), "e")
	if scientific {
		exponent = strings.TrimLeft(exponent, "+-")
		if exponent == "" || strings.Trim(exponent, "0123456789") != "" {
			return false
		}
	}
	return strings.Trim(whole, "0123456789.,") == "" && strings.ContainsAny(whole, "0123456789")
}
