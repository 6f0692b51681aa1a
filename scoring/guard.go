package scoring

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// formulaStarts are the characters with which a spreadsheet's formula may begin;
// the wide ones do so in a Japanese Excel (CWE-1236; OWASP, CSV injection).
const formulaStarts = "=+-@＝＋－＠ー\t\r\n\x00"

// dateLike is what spreadsheets turn into a date as they open a file: 3/4, 2-1,
// 1.4.2026, Mar-5, 5 March, 3月4日.
var dateLike = regexp.MustCompile(`(?i)^\s*(` +
	`\d{1,4}\s*[-/.]\s*\d{1,2}(\s*[-/.]\s*\d{1,4})?` +
	`|(\d{1,2}[-/ ]*)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?([-/ ]*\d{1,4})?([-/, ]*\d{2,4})?` +
	`|(\d{1,4}年)?\d{1,2}月(\d{1,2}日)?|\d{1,4}年|\d{1,2}:\d{2}(:\d{2})?` +
	`)\s*$`)

// longestDate is how many bytes a text that looks like a date may have.
const longestDate = 40

// guard puts an apostrophe before the text that begins at start where a
// spreadsheet could read it as a formula or a date.
func guard(dst []byte, start int) []byte {
	if !needsGuard(dst[start:]) {
		return dst
	}
	return slices.Insert(dst, start, '\'')
}

func needsGuard(text []byte) bool {
	if beginsWord(text) {
		return false
	}
	first, _ := utf8.DecodeRune(bytes.TrimLeft(text, " \u00a0\u3000"))
	return strings.ContainsRune(formulaStarts, first) || len(text) <= longestDate && mayBeDate(text) && dateLike.Match(text)
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
