package leads

import (
	"encoding/binary"
	"unicode/utf8"
)

// utf8Checker tells whether bytes are UTF-8, chunk by chunk. Chunks of nothing but ASCII
// may be left out, unless a character is begun.
//
// It looks at eight bytes at a time, of each of which only the highest bit counts: a
// shift to the left brings another bit there, one by eight brings the byte before.
type utf8Checker struct {
	begun uint64 // the first bytes of the next chunk that must go on with a character
	wrong uint64 // a byte goes on with a character or not, and should not or should
	rare  uint64 // a character begins with a byte that not every byte may follow
}

func (c *utf8Checker) check(b *[chunk]byte) {
	begun, wrong, rare := c.begun, c.wrong, c.rare
	for i := 0; i < chunk; i += 8 {
		word := binary.LittleEndian.Uint64(b[i:])
		high := word & highBits
		first := high & (word << 1)
		firstOf3 := first & (word << 2)
		wrong |= (high ^ first) ^ (first<<8 | firstOf3<<16 | begun)
		begun = first>>56 | firstOf3>>48
		rare |= firstOf3&(word<<3) | first&^(otherThan(word, 0x00)&otherThan(word, 0x0C))
	}
	c.begun, c.wrong, c.rare = begun, wrong, rare
}

// otherThan tells which bytes of a word are not like b: the four bits 0x1E of both are
// not the same. It takes the first bytes C0, C1 and E0, and with them E1 and F0, for
// like 0x00, and ED, with CC, CD, EC and FC, for like 0x0C.
func otherThan(word, b uint64) uint64 {
	const four, carry = 0x1E1E1E1E1E1E1E1E, 0x7E7E7E7E7E7E7E7E
	return (word^b*ones)&four + carry
}

// valid tells whether all chunks were UTF-8, of which text is what was in them.
func (c *utf8Checker) valid(text []byte) bool {
	if c.rare&highBits != 0 {
		return utf8.Valid(text)
	}
	return c.wrong == 0 && c.begun == 0
}
