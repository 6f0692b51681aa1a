package fold

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Text gives the normal form in which headers, cells and needles are compared:
// Unicode's NFKC, zero-width characters removed, white space collapsed to single
// spaces and trimmed, full case folding (ß is ss), and ヵ ヶ カ ケ か 箇 between a
// digit and 月 made one, ヶ. Bytes that are not UTF-8 become U+FFFD. Folding twice
// changes nothing more.
func Text(s string) string { return string(Append(make([]byte, 0, len(s)), s)) }

// Append appends what Text gives to dst. Where dst has room it allocates
// nothing.
func Append(dst []byte, s string) []byte { return appendNormal(dst, s, true) }

// Normalize gives the normal form without the case folding.
func Normalize(s string) string {
	return string(appendNormal(make([]byte, 0, len(s)), s, false))
}

// appendNormal takes the quick way where it can: most cells hold nothing but
// ASCII, kana and kanji.
func appendNormal(dst []byte, s string, folding bool) []byte {
	if out := append(dst, s...); settleASCII(out[len(dst):], folding) {
		return out
	}
	if out, settled := appendSettled(dst, s, folding); settled {
		return out
	}
	c := composers.Get().(*composer)
	defer composers.Put(c)
	return appendTidy(dst, c.compose(s, folding))
}

// settleASCII puts a text of letters, digits and signs of ASCII, as most keys are, into the
// normal form where it stands; it reports false where there is anything else.
func settleASCII(text []byte, folding bool) bool {
	for i, b := range text {
		if b <= ' ' || b >= utf8.RuneSelf {
			return false
		}
		if folding && b-'A' < 26 {
			text[i] = b + 'a' - 'A'
		}
	}
	return true
}

// appendSettled appends the normal form of s character by character, as long as
// no character needs to know its neighbours; it reports false where one does.
func appendSettled(dst []byte, s string, folding bool) ([]byte, bool) {
	base := len(dst)
	for i := 0; i < len(s); {
		if b := s[i]; b > ' ' && b < utf8.RuneSelf { // most of most cells
			if folding && 'A' <= b && b <= 'Z' {
				b += 'a' - 'A'
			}
			dst = append(dst, b)
			i++
			continue
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			switch {
			case isSettled(r):
				dst = append(dst, s[i:i+size]...)
				if r == '月' {
					uniteMonths(dst[base:])
				}
				i += size
				continue
			case '\uff01' <= r && r <= '\uff5e': // full-width ASCII
				r -= 0xfee0
			case r == '\u3000':
				r = ' '
			case !isSettledLatin(r):
				return dst, false
			}
		}
		i += size
		if folding {
			r = LowerLatin(r)
		}
		switch {
		case r > ' ' && r < utf8.RuneSelf:
			dst = append(dst, byte(r))
		case r <= ' ' && unicode.IsSpace(r):
			dst = appendSpace(dst, base)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return trimSpace(dst, base), true
}

// isSettled reports whether r stands for itself in the normal form whatever is
// before and after it, marks that combine apart: those are not settled.
func isSettled(r rune) bool {
	return '\u4e00' <= r && r <= '\u9fff' || // kanji
		'\u30a0' <= r && r <= '\u30fe' || // katakana
		'\u3041' <= r && r <= '\u3096' || // hiragana
		'\u3001' <= r && r <= '\u3029' || // punctuation, brackets, 々 〇
		'\u2500' <= r && r <= '\u27bf' || // ○ ◎ ✓ and other shapes
		'\u2012' <= r && r <= '\u2016' || '\u2018' <= r && r <= '\u2023' // – — ‘ ’ “ ”
}

// isSettledLatin reports the same of the accented letters of western and central
// Europe, but for their case.
func isSettledLatin(r rune) bool {
	switch r {
	case 'ß', 'İ', 'ĳ', 'Ĳ', 'ŀ', 'Ŀ', 'ŉ', 'ſ':
		return false
	}
	return 'À' <= r && r < 'ſ'
}

// LowerLatin is the case folding of ASCII and of the settled accented letters.
func LowerLatin(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r >= 'À':
		return unicode.ToLower(r)
	}
	return r
}

// appendTidy appends text, composed already, with its white space collapsed.
func appendTidy(dst, text []byte) []byte {
	base := len(dst)
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if unicode.IsSpace(r) {
			dst = appendSpace(dst, base)
		} else {
			dst = append(dst, text[:size]...)
		}
		if r == '月' {
			uniteMonths(dst[base:])
		}
		text = text[size:]
	}
	return trimSpace(dst, base)
}

// appendSpace appends a space to the text that begins at base, where it is neither
// the first character nor the second space.
func appendSpace(dst []byte, base int) []byte {
	if len(dst) == base || dst[len(dst)-1] == ' ' {
		return dst
	}
	return append(dst, ' ')
}

// trimSpace cuts the space off the text that begins at base.
func trimSpace(dst []byte, base int) []byte {
	if len(dst) > base && dst[len(dst)-1] == ' ' {
		return dst[:len(dst)-1]
	}
	return dst
}

// uniteMonths makes the ways to write 3ヶ月 one, in text that ends in 月.
func uniteMonths(text []byte) {
	const size = len("ヶ") // of 月 and of every counter
	counter := len(text) - 2*size
	if counter < 1 {
		return
	}
	switch string(text[counter : counter+size]) {
	case "ヵ", "カ", "ケ", "か", "箇":
	default:
		return
	}
	if r, _ := utf8.DecodeLastRune(text[:counter]); strings.ContainsRune("0123456789〇一二三四五六七八九十", r) {
		copy(text[counter:], "ヶ")
	}
}

// composer is the working memory of the thorough way to the normal form.
type composer struct {
	iter        norm.Iter
	text, other []byte
}

var composers = sync.Pool{New: func() any { return new(composer) }}

// compose gives the normal form of s but for its white space. The composer owns
// the result.
func (c *composer) compose(s string, folding bool) []byte {
	c.text = appendVisible(c.text[:0], s)
	c.normalize()
	if folding {
		c.other = appendCaseFolded(c.other[:0], c.text)
		c.text, c.other = c.other, c.text
		c.normalize()
	}
	return c.text
}

// normalize brings text to NFKC.
func (c *composer) normalize() {
	c.other = c.other[:0]
	for c.iter.Init(norm.NFKC, c.text); !c.iter.Done(); {
		c.other = append(c.other, c.iter.Next()...)
	}
	c.text, c.other = c.other, c.text
}

// appendVisible appends s without its zero-width characters, as valid UTF-8.
func appendVisible(dst []byte, s string) []byte {
	for _, r := range s {
		if !IsInvisible(r) {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// IsInvisible tells whether a character is one that nobody sees: see zeroWidth.
func IsInvisible(r rune) bool { return r >= 0xad && unicode.Is(zeroWidth, r) }

// zeroWidth holds the characters that nobody sees: soft hyphens, joiners, marks of
// direction, byte order marks, variation selectors.
var zeroWidth = &unicode.RangeTable{
	LatinOffset: 1,
	R16: []unicode.Range16{
		{Lo: 0x00ad, Hi: 0x00ad, Stride: 1},
		{Lo: 0x180b, Hi: 0x180f, Stride: 1},
		{Lo: 0x200b, Hi: 0x200f, Stride: 1},
		{Lo: 0x202a, Hi: 0x202e, Stride: 1},
		{Lo: 0x2060, Hi: 0x206f, Stride: 1},
		{Lo: 0xfe00, Hi: 0xfe0f, Stride: 1},
		{Lo: 0xfeff, Hi: 0xfeff, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0xe0100, Hi: 0xe01ef, Stride: 1}},
}

// appendCaseFolded appends the full case folding of text, which is valid UTF-8.
func appendCaseFolded(dst, text []byte) []byte {
	const growth = 3 // no folding is more than three times as long as its character
	dst = slices.Grow(dst, growth*len(text))
	n, _, err := cases.Fold().Transform(dst[len(dst):cap(dst)], text, true)
	if err != nil {
		panic("match: case folding: " + err.Error()) // there is room, and nothing else can fail
	}
	capitalizeCherokee(dst[len(dst) : len(dst)+n])
	return dst[:len(dst)+n]
}

// capitalizeCherokee makes Cherokee letters capitals, which is how they fold: the
// package cases makes small letters of capitals too (golang.org/issue/46101).
func capitalizeCherokee(text []byte) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r >= '\u13a0' && unicode.Is(unicode.Cherokee, r) {
			utf8.EncodeRune(text[i:], unicode.ToUpper(r)) // as long as the small one
		}
		i += size
	}
}

// Name makes a name of a text, as columns and fields have: in the normal form, whatever
// is no letter, digit or mark turned to _. "Total Time (s)" is total_time_s. It is empty
// for a text that has none of these.
func Name(s string) string {
	parts := strings.FieldsFunc(Text(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	return strings.Join(parts, "_")
}
