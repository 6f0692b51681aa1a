package leads

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Guard makes a text safe to open in a spreadsheet: one that could be taken for a
// formula gets an apostrophe in front. Numbers with a sign, a lone "-", and phone
// numbers with a country code stay as they are.
func Guard(s string) string {
	if IsFormula(s) {
		return "'" + s
	}
	return s
}

// IsFormula tells whether a spreadsheet could run a text as a formula: it begins,
// after blanks, with = + - or @, wide ones too, or with a TAB, a line end or NUL
// (CWE-1236; OWASP, CSV injection). A calculation of digits alone, such as a phone
// number looks like, is none.
func IsFormula(s string) bool {
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
		return rest != "" && !isUnsignedNumber(rest) && (first == '-' || !isPhoneNumber(rest))
	}
	return false
}

// isPhoneNumber tells whether s is what follows the + of a phone number: digits, and
// the signs that people put among them.
func isPhoneNumber(s string) bool {
	digits := 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case !strings.ContainsRune(" -./()", c):
			return false
		}
	}
	return digits >= 7 && digits <= 15 && s[0] != '-' && !strings.Contains(s, "--")
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
