package leads

import "encoding/binary"

// chunk is how many bytes are looked at together.
const chunk = 64

// eightOf is a word of eight times the same byte.
func eightOf(b byte) uint64 { return 0x0101010101010101 * uint64(b) }

// where tells at which places of a chunk a byte stands: bit i for the i-th byte. The
// byte is given eight times.
func where(b *[chunk]byte, eight uint64) uint64 {
	return whereOf8(binary.LittleEndian.Uint64(b[0:])^eight) |
		whereOf8(binary.LittleEndian.Uint64(b[8:])^eight)<<8 |
		whereOf8(binary.LittleEndian.Uint64(b[16:])^eight)<<16 |
		whereOf8(binary.LittleEndian.Uint64(b[24:])^eight)<<24 |
		whereOf8(binary.LittleEndian.Uint64(b[32:])^eight)<<32 |
		whereOf8(binary.LittleEndian.Uint64(b[40:])^eight)<<40 |
		whereOf8(binary.LittleEndian.Uint64(b[48:])^eight)<<48 |
		whereOf8(binary.LittleEndian.Uint64(b[56:])^eight)<<56
}

// whereOf8 tells which bytes of a word are 0.
func whereOf8(word uint64) uint64 {
	const low7, gather = 0x7F7F7F7F7F7F7F7F, 0x0102040810204080
	zero := ^((word&low7 + low7) | word | low7) // the highest bit of each byte that is 0
	return (zero >> 7) * gather >> 56
}

// within tells which bytes stand between the quotes at the given places: from each
// opening quote up to, but not with, the closing one.
func within(quotes uint64) uint64 {
	for shift := 1; shift < chunk; shift *= 2 {
		quotes ^= quotes << shift
	}
	return quotes
}
