package report

import (
	"bytes"
	"encoding/json"
	"unicode"
	"unicode/utf8"
)

// AppendJSONString appends a text as a JSON string. Bytes that are not UTF-8 become
// U+FFFD.
func AppendJSONString(dst []byte, text string) []byte {
	dst = append(dst, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		default:
			dst = appendJSONRune(dst, r)
		}
	}
	return append(dst, '"')
}

// escapeUnseen escapes in JSON what encoding/json leaves as it is and a screen would
// act on. Such characters stand in strings only.
func escapeUnseen(data []byte) []byte {
	plain := true
	for _, b := range data {
		plain = plain && b != 0x7f && b < utf8.RuneSelf
	}
	if plain {
		return data
	}
	out := make([]byte, 0, len(data))
	for _, r := range string(data) {
		if r < ' ' { // the white space between values
			out = append(out, byte(r))
			continue
		}
		out = appendJSONRune(out, r)
	}
	return out
}

// appendJSONRune appends a character of a JSON string, escaped where a screen would act
// on it: control characters, C1 too, line and paragraph separators, and characters
// that are not seen but change what is, as those that turn the direction of text. The
// joiners of letters and emoji stay.
func appendJSONRune(dst []byte, r rune) []byte {
	if r < ' ' || r >= 0x7f && isUnseen(r) {
		return appendEscaped(dst, r)
	}
	return utf8.AppendRune(dst, r)
}

func isUnseen(r rune) bool {
	const zwnj, zwj = '\u200c', '\u200d'
	return r != zwnj && r != zwj && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// appendEscaped appends a character as \u and four digits; one beyond U+FFFF as the
// two halves of its UTF-16 form.
func appendEscaped(dst []byte, r rune) []byte {
	const hex = "0123456789abcdef"
	if r > 0xFFFF {
		r -= 0x10000
		return appendEscaped(appendEscaped(dst, 0xD800+r>>10), 0xDC00+r&0x3FF)
	}
	return append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}

// MarshalJSON gives the JSON form of v over several lines, each but the first
// behind prefix. Characters such as < stand as they are; what a screen would act on is
// escaped, see AppendJSONString.
func MarshalJSON(v any, prefix string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, "  ")
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return escapeUnseen(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// OrNull is a text of JSON, null where there is none.
func OrNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
