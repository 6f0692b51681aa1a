// Package spreadsheet knows what a spreadsheet makes of a cell as it opens a file: every
// writer of cells asks it.
package spreadsheet

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/internal/lazyre"
)

// guard is what keeps a cell the text that it is.
const guard = '\''

// Guard makes a cell of the user's safe to open: one that Runs gets an apostrophe in
// front, and so does a telephone number with a country code, of which a spreadsheet
// makes a difference or a number without its plus. Numbers with a sign, dates and a lone
// "-" stay as they are.
func Guard(s string) string {
	if Computes(s) {
		return string(guard) + s
	}
	return s
}

// Computes tells whether a spreadsheet could make something else of a text than what
// stands there: it Runs, or is a telephone number with a country code. +81-3-1234-5678
// becomes -6834.
func Computes(s string) bool { return Runs(s) || isInternational(s) }

// isInternational tells whether s is a telephone number with a country code. Digits
// alone behind the plus are one from 8 digits on, and digits in four groups or more by
// points; others are a number with its sign.
func isInternational(s string) bool {
	rest, plus := strings.CutPrefix(strings.TrimFunc(s, isBlank), "+")
	if !plus || rest == "" || !isPhoneNumber(rest) {
		return false
	}
	digitsAlone := strings.Trim(rest, "0123456789") == ""
	return !isUnsignedNumber(rest) || digitsAlone && len(rest) >= 8 || strings.Count(rest, ".") >= 3
}

// GuardText keeps a text of ours the text that it is: one that a spreadsheet would run,
// or make a number or a date of, gets an apostrophe in front.
func GuardText(s string) string {
	if Changes([]byte(s)) {
		return string(guard) + s
	}
	return s
}

// Unguard takes off the apostrophe that Guard or GuardText has put before a cell.
func Unguard(s string) string {
	if text, guarded := strings.CutPrefix(s, string(guard)); guarded && Changes([]byte(text)) {
		return text
	}
	return s
}

// AppendGuard is GuardText for the text that begins at start of dst.
func AppendGuard(dst []byte, start int) []byte {
	if !Changes(dst[start:]) {
		return dst
	}
	return slices.Insert(dst, start, guard)
}

// Runs tells whether a spreadsheet could run a text as a formula: it begins,
// after blanks, with = + - or @, wide ones too, or with a TAB, a line end or NUL
// (CWE-1236; OWASP, CSV injection). A calculation of digits alone, such as a phone
// number looks like, is none.
func Runs(s string) bool {
	if s == "" || isPlain(s[0]) {
		return false
	}
	if strings.IndexByte("\t\r\n\x00", s[0]) >= 0 {
		return true
	}
	if c, _ := utf8.DecodeRuneInString(s); c != 'ー' && unicode.IsLetter(c) {
		return false
	}
	text := strings.TrimFunc(s, isBlank)
	first, size := utf8.DecodeRuneInString(text)
	switch first {
	case '=', '@', '＝', '＠', '＋', '－', 'ー':
		return true
	case '+', '-':
		rest := text[size:]
		return rest != "" && (first == '-' || !isPhoneNumber(rest)) && !isUnsignedNumber(rest)
	}
	return false
}

// isPlain tells whether a byte is a Latin letter or a digit, as most cells begin with.
func isPlain(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
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

// formulaStarts are the characters with which a spreadsheet's formula may begin;
// the wide ones do so in a Japanese Excel (CWE-1236; OWASP, CSV injection).
const formulaStarts = "=+-@＝＋－＠ー\x00"

// dateLike is what spreadsheets turn into a date as they open a file: 3/4, 2-1,
// 1.4.2026, Mar-5, 5 March, 3月4日.
var dateLike = lazyre.New(`(?i)^\s*(` +
	`\d{1,4}\s*[-/.]\s*\d{1,2}(\s*[-/.]\s*\d{1,4})?` +
	`|(\d{1,2}[-/ ]*)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?([-/ ]*\d{1,4})?([-/, ]*\d{2,4})?` +
	`|(\d{1,4}年)?\d{1,2}月(\d{1,2}日)?|\d{1,4}年|\d{1,2}:\d{2}(:\d{2})?` +
	`)\s*$`)

// longestDate is how many bytes a text that looks like a date may have.
const longestDate = 40

// Changes tells whether a spreadsheet would run a text, or make a number or a date of it.
func Changes(text []byte) bool {
	if len(text) == 0 || beginsWord(text) {
		return false
	}
	first, _ := utf8.DecodeRune(bytes.TrimLeftFunc(text, isBlank))
	return strings.ContainsRune(formulaStarts, first) || strings.IndexByte("\t\r\n", text[0]) >= 0 || len(text) <= longestDate && mayBeDate(text) && dateLike().Match(text)
}

// mayBeDate is false for most texts that are no date, as "2", "3 of 4" and "12.5%", and
// takes less time than to match them.
func mayBeDate(text []byte) bool {
	behind := bytes.TrimLeft(text, " 0123456789")
	next, _ := utf8.DecodeRune(behind)
	if len(behind) == 0 || beginsWord(behind) || next > utf8.RuneSelf && !strings.ContainsRune("年月ſ", next) {
		return false
	}
	return text[len(text)-1] != '%' && bytes.ContainsAny(text, "0123456789")
}

// beginsWord reports whether a text begins with a Latin letter and with no month, as
// most texts do: no formula does, and no date.
func beginsWord(text []byte) bool {
	const lower = 'a' - 'A'
	if len(text) == 0 || text[0]|lower < 'a' || text[0]|lower > 'z' {
		return false
	}
	if len(text) < 3 {
		return true
	}
	begin := [...]byte{text[0] | lower, text[1] | lower, text[2] | lower}
	switch string(begin[:]) {
	case "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec":
		return false
	}
	return true
}
