package encoding

import (
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// charset reads and writes the characters of an encoding that is not Unicode's.
type charset struct {
	// next gives the character at the beginning of src, and its size; utf8.RuneError
	// where there is none. It is nil if what bytes mean depends on those before.
	next func(src []byte) (rune, int)

	// find gives the bytes of a character, the first in the lowest 8 bits of code.
	find func(r rune) (code uint32, size int)

	decode func(dst, src []byte) (text []byte, ok bool)
	encode func(dst, text []byte) (out []byte, n int)
}

// charsetOf gives the charset of an encoding, nil for those of Unicode.
func charsetOf(e Encoding) *charset {
	switch e {
	case CP932:
		return cp932()
	case EUCJP:
		return eucJP()
	case ISO2022JP:
		return iso2022JP()
	case Windows1252:
		return windows1252()
	}
	return nil
}

// stateless makes the charset of an encoding in which a character's bytes are always
// the same, and ASCII is itself.
func stateless(next func([]byte) (rune, int), find func(rune) (uint32, int)) *charset {
	c := &charset{next: next, find: find}
	c.decode, c.encode = c.decodeEach, c.encodeEach
	return c
}

func (c *charset) decodeEach(dst, src []byte) ([]byte, bool) {
	ok := true
	for len(src) > 0 {
		if src[0] < utf8.RuneSelf {
			dst = append(dst, src[0])
			src = src[1:]
			continue
		}
		r, size := c.next(src)
		ok = ok && r != utf8.RuneError
		dst = utf8.AppendRune(dst, r)
		src = src[size:]
	}
	return dst, ok
}

func (c *charset) encodeEach(dst, text []byte) ([]byte, int) {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			dst = append(dst, text[i])
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		code, size := c.find(r)
		if size == 0 {
			return dst, i
		}
		for ; size > 0; size-- {
			dst = append(dst, byte(code))
			code >>= 8
		}
		i += n
	}
	return dst, len(text)
}

// endsWithin tells whether the last bytes are no character, but would begin one with some
// byte behind them.
func (c *charset) endsWithin(src []byte) bool {
	for len(src) > 0 {
		if src[0] < utf8.RuneSelf {
			src = src[1:]
			continue
		}
		r, size := c.next(src)
		if r == utf8.RuneError && len(src) < 3 {
			return c.begins(src)
		}
		src = src[size:]
	}
	return false
}

// begins tells whether some character begins with these bytes and has one or two more.
func (c *charset) begins(src []byte) bool {
	longer := append(slices.Clone(src), 0, 0)
	for more := range 1 << 16 {
		longer[len(src)], longer[len(src)+1] = byte(more>>8), byte(more)
		if r, size := c.next(longer); r != utf8.RuneError && size > len(src) {
			return true
		}
	}
	return false
}

// windows1252 is Latin-1 with the letters and signs of Windows in 0x80 to 0x9F; five
// of these bytes are no character.
func windows1252() *charset {
	table := charmap.Windows1252
	return stateless(
		func(src []byte) (rune, int) {
			r := table.DecodeByte(src[0])
			if r >= 0x80 && r < 0xA0 {
				r = utf8.RuneError
			}
			return r, 1
		},
		func(r rune) (uint32, int) {
			b, ok := table.EncodeRune(r)
			if !ok || r >= 0x80 && r < 0xA0 {
				return 0, 0
			}
			return uint32(b), 1
		})
}
