package node

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"leadscore/rulebook"
)

// Decode gives the text of a file as the YAML parser sees it: UTF-8 without a
// byte order mark. UTF-16 with a byte order mark is turned into UTF-8; bytes that
// are neither stay as they are.
func Decode(src []byte) []byte {
	switch {
	case bytes.HasPrefix(src, []byte("\xef\xbb\xbf")):
		return src[3:]
	case bytes.HasPrefix(src, []byte("\xff\xfe")):
		return decodeUTF16(src[2:], binary.LittleEndian)
	case bytes.HasPrefix(src, []byte("\xfe\xff")):
		return decodeUTF16(src[2:], binary.BigEndian)
	}
	return src
}

// decodeUTF16 keeps halves of characters as they are, three bytes that are not UTF-8: they
// are a problem, where the standard library makes U+FFFD of them. So is a byte too many.
func decodeUTF16(src []byte, order binary.ByteOrder) []byte {
	text := make([]byte, 0, len(src))
	for ; len(src) >= 2; src = src[2:] {
		r := rune(order.Uint16(src))
		if len(src) >= 4 {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(src[2:]))); pair != utf8.RuneError {
				r, src = pair, src[2:]
			}
		}
		if utf16.IsSurrogate(r) {
			text = append(text, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
			continue
		}
		text = utf8.AppendRune(text, r)
	}
	return append(text, bytes.Repeat([]byte{0xFF}, len(src))...)
}

// SplitLines cuts a text into lines where YAML does: at line feeds, carriage
// returns, both together, and Unicode's three line ends.
func SplitLines(text []byte) []string {
	s := strings.ReplaceAll(string(text), "\r\n", "\n")
	s = strings.NewReplacer("\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	return strings.Split(s, "\n")
}

// CheckText finds what keeps a file from being text that YAML can hold.
func CheckText(name string, text []byte) (rulebook.Problem, bool) {
	lines := SplitLines(text)
	for i, line := range lines {
		column := 0
		for offset, r := range line {
			column++
			if isText(r, line[offset:]) {
				continue
			}
			return notText(rulebook.Pos{Line: i + 1, Column: column}, name, line[offset:], text), true
		}
	}
	return rulebook.Problem{}, false
}

const byteOrderMark = '\ufeff'

// isText reports whether r, with which rest begins, may stand in a YAML file.
func isText(r rune, rest string) bool {
	if r == utf8.RuneError {
		_, size := utf8.DecodeRuneInString(rest)
		return size > 1
	}
	return r == '\t' || r >= ' ' && r < 0x7f || r >= 0xa0 && r != 0xfffe && r != 0xffff && r != byteOrderMark
}

// notText says why text is none at pos, where rest begins.
func notText(pos rulebook.Pos, name, rest string, text []byte) rulebook.Problem {
	r, _ := utf8.DecodeRuneInString(rest)
	switch {
	case bytes.HasPrefix(text, []byte("PK\x03\x04")):
		return rulebook.Problemf(rulebook.Pos{Line: 1, Column: 1}, "expected a rulebook in YAML, a text file", "%s is an Excel workbook or another zip file", name)
	case r == byteOrderMark:
		return rulebook.Problemf(pos, "delete it", "a byte order mark stands here")
	case r != utf8.RuneError:
		return rulebook.Problemf(pos, "delete it", "a control character (U+%04X) stands here", r)
	case len(rest) > 1 && rest[0] == 0xED && rest[1] >= 0xA0:
		return rulebook.Problemf(pos, "delete it, or save the rulebook as UTF-8", "half of a character stands here: a surrogate of UTF-16 without the other")
	case looksLikeShiftJIS(text):
		return rulebook.Problemf(pos, "save it as UTF-8", "%s is not UTF-8; it looks like Shift_JIS", name)
	}
	return rulebook.Problemf(pos, "save it as UTF-8", "%s is not UTF-8", name)
}

// looksLikeShiftJIS reports whether the bytes form characters of Shift_JIS
// (CP932) throughout, most of them of the bytes by which kana and common kanji begin,
// and none of UTF-8 before the first that UTF-8 cannot hold. Western texts in
// Windows-1252 have few such bytes.
func looksLikeShiftJIS(text []byte) bool {
	pairs, common, foreign := 0, 0, bytes.IndexFunc(text, func(r rune) bool { return r >= 0x80 })
	if foreign >= 0 {
		if r, _ := utf8.DecodeRune(text[foreign:]); r != utf8.RuneError {
			return false
		}
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < 0x80 || c >= 0xa1 && c <= 0xdf: // ASCII, half-width katakana
		case c == 0x80 || c == 0xa0 || c > 0xfc || i+1 == len(text):
			return false
		default:
			i++
			if d := text[i]; d < 0x40 || d == 0x7f || d > 0xfc {
				return false
			}
			if pairs++; c < 0xa0 {
				common++
			}
		}
	}
	return pairs > 0 && 2*common > pairs
}
