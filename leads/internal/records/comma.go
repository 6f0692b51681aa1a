package records

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"leadscore/internal/texts"
	"leadscore/leads/encoding"
	"leadscore/rulebook"
)

// separators are the words for separators.
var separators = []struct {
	comma byte
	name  string
}{{',', "comma"}, {'\t', "tab"}, {';', "semicolon"}, {'|', "pipe"}, {' ', "space"}}

// ParseComma reads a separator of cells as people write it: a word such as tab, or
// the character itself.
func ParseComma(text string) (comma byte, ok bool) {
	for _, s := range separators {
		if strings.EqualFold(text, s.name) {
			return s.comma, true
		}
	}
	if text == `\t` {
		return '\t', true
	}
	return firstOf(text), len(text) == 1 && canSeparate(text[0])
}

func firstOf(text string) byte {
	if text == "" {
		return 0
	}
	return text[0]
}

// CommaName gives the word for a separator, or the character itself.
func CommaName(comma byte) string {
	for _, s := range separators {
		if s.comma == comma {
			return s.name
		}
	}
	return string(rune(comma))
}

// CommaIn gives the word for a separator in a language.
func CommaIn(language rulebook.Language, comma byte) string {
	return texts.In(language, "records").Say(CommaName(comma))
}

// canSeparate tells whether a character can stand between cells: any sign of ASCII
// but a quote.
func canSeparate(c byte) bool {
	switch {
	case c == '"' || c == encoding.Escape || c >= utf8.RuneSelf:
		return false
	case c == '\t' || c == ' ' || c == 0x1F:
		return true
	}
	return c > ' ' && c < 0x7F && !isAlphanumeric(c)
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// SepLine finds a first line that names the separator for Excel, such as sep=; and
// gives its length.
func SepLine(sample []byte, eol byte) (comma byte, n int) {
	n = bytes.IndexByte(sample, eol) + 1
	if n == 0 {
		n = len(sample)
	}
	line := strings.TrimRight(string(sample[:min(n, 16)]), "\r\n")
	if len(line) == len(`"sep=;"`) {
		line = strings.TrimSuffix(strings.TrimPrefix(line, `"`), `"`)
	}
	if len(line) == len("sep=;") && strings.EqualFold(line[:4], "sep=") && canSeparate(line[4]) {
		return line[4], n
	}
	return 0, 0
}
