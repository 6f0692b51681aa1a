package encoding

import "unicode/utf8"

// AppendFitting appends the scanner's bytes for a text. For characters that the
// encoding lacks it takes those that look the same, or with replace a substitute; n
// is the length of the part of the text that could be written.
func (c *Codec) AppendFitting(dst, text []byte, replace bool) (out []byte, n int) {
	for {
		var written int
		dst, written = c.AppendEncoded(dst, text[n:])
		if n += written; n == len(text) {
			return dst, n
		}
		r, size := utf8.DecodeRune(text[n:])
		alike, ok := c.appendAlike(dst, r)
		if !ok && !replace {
			return dst, n
		} else if !ok {
			alike, _ = c.AppendEncoded(dst, []byte(substitute(c.charset)))
		}
		dst = alike
		n += size
	}
}

func (c *Codec) appendAlike(dst []byte, r rune) ([]byte, bool) {
	alike := lookalike(r)
	if alike == "" {
		return dst, false
	}
	out, n := c.AppendEncoded(dst, []byte(alike))
	return out, n > 0
}

// lookalike gives the character that Windows has in place of one that JIS and Unicode
// have: Macs write ours.
func lookalike(r rune) string {
	switch r {
	case '〜':
		return "～"
	case '−':
		return "－"
	case '‖':
		return "∥"
	case '¢':
		return "￠"
	case '£':
		return "￡"
	case '¬':
		return "￢"
	case '—':
		return "―"
	case '¦':
		return "￤"
	case '\u00a0':
		return " "
	}
	return ""
}

// Substitute stands for a character that cannot be written in an encoding.
func Substitute(e Encoding) string { return substitute(charsetOf(e)) }

func substitute(c *charset) string {
	if c == nil {
		return "\uFFFD"
	}
	if _, n := c.encode(nil, []byte("〓")); n > 0 {
		return "〓"
	}
	return "?"
}
