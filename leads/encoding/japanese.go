package encoding

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

// pairs are the characters of an encoding that are written as two bytes, by these
// bytes, and the other way round. Tables cost a few milliseconds to make, once, and
// decode a letter ten times as fast as a transformer that must be reset for a cell.
type pairs struct {
	runes [1 << 16]uint16 // by first byte << 8 | second byte; 0: none
	codes [1 << 16]uint16 // by character; 0: none
}

// add enters what decode makes of two bytes. Of several codes of a character the
// first is the one that is written.
func (p *pairs) add(code uint16, decode func(code uint16) rune) {
	if r := decode(code); r != utf8.RuneError {
		p.runes[code] = uint16(r)
		if p.codes[r] == 0 {
			p.codes[r] = code
		}
	}
}

var cp932Pairs = sync.OnceValue(func() *pairs {
	p := &pairs{}
	d := japanese.ShiftJIS.NewDecoder()
	decode := func(code uint16) rune {
		if r, ok := userDefined(code); ok {
			return r
		}
		return decodeOne(d.Bytes([]byte{byte(code >> 8), byte(code)}))
	}
	// Windows writes IBM's own letters (FA to FC) for what NEC has too (ED and EE).
	for _, leads := range [][2]uint16{{0x81, 0x9F}, {0xE0, 0xEA}, {0xFA, 0xFC}, {0xF0, 0xF9}, {0xEB, 0xEF}} {
		for lead := leads[0]; lead <= leads[1]; lead++ {
			for trail := uint16(0x40); trail <= 0xFC; trail++ {
				p.add(lead<<8|trail, decode)
			}
		}
	}
	return p
})

// userDefined gives the characters that a company has drawn itself: Windows keeps
// them in the private use area.
func userDefined(code uint16) (rune, bool) {
	lead, trail := rune(code>>8), rune(code&0xFF)
	if lead < 0xF0 || lead > 0xF9 || trail == 0x7F {
		return 0, false
	}
	if trail > 0x7F {
		trail--
	}
	return 0xE000 + (lead-0xF0)*188 + trail - 0x40, true
}

// decodeOne gives the character of a decoded text, if it is just one.
func decodeOne(text []byte, err error) rune {
	r, size := utf8.DecodeRune(text)
	if err != nil || size != len(text) {
		return utf8.RuneError
	}
	return r
}

func isCP932Lead(b byte) bool { return b >= 0x81 && b <= 0x9F || b >= 0xE0 && b <= 0xFC }

// halfWidth is what stands between the byte of a half-width katakana and its place
// in Unicode.
const halfWidth = 0xFF61 - 0xA1

func isHalfWidth(r rune) bool { return r >= 0xFF61 && r <= 0xFF9F }

var cp932 = sync.OnceValue(func() *charset {
	table := cp932Pairs()
	return stateless(
		func(src []byte) (rune, int) {
			lead := src[0]
			switch {
			case lead >= 0xA1 && lead <= 0xDF:
				return rune(lead) + halfWidth, 1
			case !isCP932Lead(lead) || len(src) < 2 || src[1] < 0x40:
				return utf8.RuneError, 1
			}
			if r := table.runes[int(lead)<<8|int(src[1])]; r != 0 {
				return rune(r), 2
			} else if src[1] < utf8.RuneSelf {
				return utf8.RuneError, 1
			}
			return utf8.RuneError, 2
		},
		func(r rune) (uint32, int) {
			switch {
			case isHalfWidth(r):
				return uint32(r - halfWidth), 1
			case r > 0xFFFF || table.codes[r] == 0:
				return 0, 0
			}
			return swapped(table.codes[r]), 2
		})
})

// swapped puts the byte that is written first into the lowest bits.
func swapped(code uint16) uint32 { return uint32(code>>8) | uint32(code&0xFF)<<8 }

// jisPairs are JIS X 0208, with the additions of NEC, and JIS X 0212 as EUC-JP writes
// them; the latter without the 8F that stands before them.
type jisPairs struct{ x0208, x0212 *pairs }

var eucPairs = sync.OnceValue(func() jisPairs {
	j := jisPairs{&pairs{}, &pairs{}}
	d := japanese.EUCJP.NewDecoder()
	for lead := uint16(0xA1); lead <= 0xFE; lead++ {
		for trail := uint16(0xA1); trail <= 0xFE; trail++ {
			code := lead<<8 | trail
			j.x0208.add(code, func(uint16) rune { return decodeOne(d.Bytes([]byte{byte(lead), byte(trail)})) })
			j.x0212.add(code, func(uint16) rune { return decodeOne(d.Bytes([]byte{0x8F, byte(lead), byte(trail)})) })
		}
	}
	return j
})

var eucJP = sync.OnceValue(func() *charset {
	tables := eucPairs()
	return stateless(
		func(src []byte) (rune, int) { return tables.next(src) },
		func(r rune) (uint32, int) {
			switch {
			case isHalfWidth(r):
				return 0x8E | uint32(r-halfWidth)<<8, 2
			case r > 0xFFFF:
				return 0, 0
			case tables.x0208.codes[r] != 0:
				return swapped(tables.x0208.codes[r]), 2
			case tables.x0212.codes[r] != 0:
				return 0x8F | swapped(tables.x0212.codes[r])<<8, 3
			}
			return 0, 0
		})
})

// next gives the character at the beginning of text in EUC-JP, and its size.
func (j jisPairs) next(src []byte) (rune, int) {
	graphic := func(i int) bool { return len(src) > i && src[i] >= 0xA1 && src[i] <= 0xFE }
	table, at := j.x0208, 0
	switch {
	case src[0] == 0x8E && graphic(1) && src[1] <= 0xDF:
		return rune(src[1]) + halfWidth, 2
	case src[0] == 0x8F:
		table, at = j.x0212, 1
	}
	if !graphic(at) || !graphic(at+1) {
		return utf8.RuneError, 1
	}
	if r := table.runes[int(src[at])<<8|int(src[at+1])]; r != 0 {
		return rune(r), at + 2
	}
	return utf8.RuneError, at + 2
}
