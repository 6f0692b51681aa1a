package match

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold gives the normal form in which headers, cells and needles are compared:
// Unicode's NFKC, zero-width characters removed, white space collapsed to single
// spaces and trimmed, full case folding (ß is ss), and ヵ ヶ カ ケ か 箇 between a
// digit and 月 made one, ヶ. Bytes that are not UTF-8 become U+FFFD. Folding twice
// changes nothing more.
func Fold(s string) string { return string(AppendFold(nil, s)) }

// AppendFold appends what Fold gives to dst. Where dst has room it allocates
// nothing.
func AppendFold(dst []byte, s string) []byte { return appendNormal(dst, s, true) }

// Normalize gives the normal form without the case folding.
func Normalize(s string) string { return string(appendNormal(nil, s, false)) }

// appendNormal tries the quick way first: most cells hold nothing but ASCII,
// kana and kanji.
func appendNormal(dst []byte, s string, folding bool) []byte {
	base := len(dst)
	dst, settled := appendSettled(dst, s, folding)
	if !settled {
		dst = appendComposed(dst[:base], s, folding)
	}
	return append(dst[:base], tidy(dst[base:])...)
}

// appendSettled appends s character by character, as long as no character needs
// to know its neighbours; it reports false at the first that does.
func appendSettled(dst []byte, s string, folding bool) ([]byte, bool) {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if folding && 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isSettled(r):
			dst = append(dst, s[i:i+size]...)
		case r == '\u3000' || '\uff01' <= r && r <= '\uff5e':
			dst = append(dst, narrow(r, folding))
		default:
			return dst, false
		}
		i += size
	}
	return dst, true
}

// isSettled reports whether r stands for itself in the normal form whatever is
// before and after it, marks that combine apart: those are not settled.
func isSettled(r rune) bool {
	return '\u4e00' <= r && r <= '\u9fff' || // kanji
		'\u30a0' <= r && r <= '\u30fe' || // katakana
		'\u3041' <= r && r <= '\u3096' || // hiragana
		'\u3001' <= r && r <= '\u3029' // punctuation, brackets, 々 〇
}

// narrow is the ASCII form of a full-width character.
func narrow(r rune, folding bool) byte {
	if r == '\u3000' {
		return ' '
	}
	c := byte(r - 0xfee0)
	if folding && 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// composer is the working memory of appendComposed.
type composer struct {
	iter norm.Iter
	text []byte
}

var composers = sync.Pool{New: func() any { return new(composer) }}

// appendComposed does for any text what appendSettled does for simple ones.
func appendComposed(dst []byte, s string, folding bool) []byte {
	base := len(dst)
	c := composers.Get().(*composer)
	defer composers.Put(c)
	c.text = appendVisible(c.text[:0], s)
	dst = c.appendNFKC(dst)
	if folding {
		c.text = appendCaseFolded(c.text[:0], dst[base:])
		dst = c.appendNFKC(dst[:base])
	}
	return dst
}

func (c *composer) appendNFKC(dst []byte) []byte {
	for c.iter.Init(norm.NFKC, c.text); !c.iter.Done(); {
		dst = append(dst, c.iter.Next()...)
	}
	return dst
}

// appendVisible appends s without its zero-width characters, as valid UTF-8.
func appendVisible(dst []byte, s string) []byte {
	for _, r := range s {
		if !unicode.Is(zeroWidth, r) {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// zeroWidth holds the characters that nobody sees: joiners, marks of direction,
// byte order marks, soft hyphens, variation selectors.
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
	const growth = 3 // no character's folding is more than three times as long
	dst = slices.Grow(dst, growth*len(text))
	n, _, err := cases.Fold().Transform(dst[len(dst):cap(dst)], text, true)
	if err != nil {
		panic("match: case folding: " + err.Error()) // there is room, and no other error
	}
	return dst[:len(dst)+n]
}

// tidy collapses and trims the white space of text and makes the ways to write
// 3ヶ月 one, in place.
func tidy(text []byte) []byte {
	out := text[:0]
	space := false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		if unicode.IsSpace(r) {
			space = len(out) > 0
			i += size
			continue
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		if isMonthCounter(r) && endsInDigit(out) && startsWithMonth(text[i+size:]) {
			r = 'ヶ'
		}
		out = utf8.AppendRune(out, r)
		i += size
	}
	return out
}

func isMonthCounter(r rune) bool {
	switch r {
	case 'ヵ', 'ヶ', 'カ', 'ケ', 'か', '箇':
		return true
	}
	return false
}

func endsInDigit(text []byte) bool {
	r, _ := utf8.DecodeLastRune(text)
	return '0' <= r && r <= '9' || strings.ContainsRune("〇一二三四五六七八九十", r)
}

func startsWithMonth(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return r == '月'
}
