package scan

import (
	"encoding/binary"
	"unicode/utf8"
)

// framed is a chunk with the two bytes before it.
type framed [2 + chunk]byte

// edge gives the first or last chunk of bytes, with zeros where there are none.
func edge(of []byte, at int) *framed {
	b := new(framed)
	if at == 0 {
		copy(b[2:], of)
	} else {
		copy(b[:], of[at-2:])
	}
	return b
}

// chunk is the chunk alone.
func (b *framed) chunk() *[chunk]byte { return (*[chunk]byte)(b[2:]) }

// word gives eight bytes.
func (b *framed) word(at int) uint64 { return binary.LittleEndian.Uint64(b[at:]) }

// isASCII tells whether there is nothing but ASCII.
func (b *framed) isASCII() bool {
	return (binary.LittleEndian.Uint64(b[0:])|
		binary.LittleEndian.Uint64(b[8:])|
		binary.LittleEndian.Uint64(b[16:])|
		binary.LittleEndian.Uint64(b[24:])|
		binary.LittleEndian.Uint64(b[32:])|
		binary.LittleEndian.Uint64(b[40:])|
		binary.LittleEndian.Uint64(b[48:])|
		binary.LittleEndian.Uint64(b[56:])|
		binary.LittleEndian.Uint64(b[58:]))&highBits == 0
}

// IsASCII tells whether there is nothing but ASCII in bytes.
func IsASCII(of []byte) bool {
	for ; len(of) >= 8; of = of[8:] {
		if binary.LittleEndian.Uint64(of)&highBits != 0 {
			return false
		}
	}
	for _, b := range of {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// utf8Check tells whether bytes are UTF-8, chunk by chunk. It may say that they are not
// where there are characters with rare first bytes; then utf8.Valid has the last word.
//
// Of each byte in a word only the highest bit counts; a shift to the left brings
// another bit there.
type utf8Check uint64

func (c *utf8Check) add(b *framed) {
	*c |= utf8Odd(b.word(0), b.word(1), b.word(2)) |
		utf8Odd(b.word(8), b.word(9), b.word(10)) |
		utf8Odd(b.word(16), b.word(17), b.word(18)) |
		utf8Odd(b.word(24), b.word(25), b.word(26)) |
		utf8Odd(b.word(32), b.word(33), b.word(34)) |
		utf8Odd(b.word(40), b.word(41), b.word(42)) |
		utf8Odd(b.word(48), b.word(49), b.word(50)) |
		utf8Odd(b.word(56), b.word(57), b.word(58))
}

// utf8Odd tells at which bytes of a word a character goes on where none does, or does
// not where one should; or that the bytes before them are rare first bytes.
func utf8Odd(twoBefore, before, word uint64) utf8Check {
	first := before & (before << 1)
	firstOf3 := twoBefore & (twoBefore << 1) & (twoBefore << 2)
	goesOn := word &^ (word << 1)
	rare := first&^(unlike(before, 0)&unlike(before, 0x0C)) | firstOf3&(twoBefore<<3)
	return utf8Check(goesOn ^ (first | firstOf3) | rare)
}

// unlike tells which bytes of a word have not the same four bits 0x1E as b: of the first
// bytes of characters, C0, C1 and E0 have those of 0, as have E1 and F0, and ED those
// of 0x0C, as have CC, CD, EC and FC.
func unlike(word, b uint64) uint64 {
	const bits, carry = 0x1E * ones, 0x7E * ones
	return (word^b*ones)&bits + carry
}

// isOdd tells whether a chunk may not have been UTF-8.
func (c utf8Check) isOdd() bool { return c&highBits != 0 }
