package scan

import (
	"encoding/binary"
	"math/bits"
)

// chunk is how many bytes are looked at together.
const chunk = 64

const (
	ones     = 0x0101010101010101
	highBits = 0x80 * ones
)

// EightOf is a word of eight times the same byte.
func EightOf(b byte) uint64 { return ones * uint64(b) }

// where tells at which places of a chunk a byte stands: bit i for the i-th byte. The
// byte is given eight times.
func where(b *[chunk]byte, eight uint64) uint64 {
	return ^(others(binary.LittleEndian.Uint64(b[0:])^eight) |
		others(binary.LittleEndian.Uint64(b[8:])^eight)<<8 |
		others(binary.LittleEndian.Uint64(b[16:])^eight)<<16 |
		others(binary.LittleEndian.Uint64(b[24:])^eight)<<24 |
		others(binary.LittleEndian.Uint64(b[32:])^eight)<<32 |
		others(binary.LittleEndian.Uint64(b[40:])^eight)<<40 |
		others(binary.LittleEndian.Uint64(b[48:])^eight)<<48 |
		others(binary.LittleEndian.Uint64(b[56:])^eight)<<56)
}

// others tells which bytes of a word are not 0.
func others(word uint64) uint64 {
	const low7, gather = 0x7F * ones, 0x0002040810204081
	other := (word&low7 + low7) | word // the highest bit of each byte
	return other & highBits * gather >> 56
}

// within tells which bytes stand between the quotes at the given places: from each
// opening quote up to, but not with, the closing one.
func within(quotes uint64) uint64 {
	for shift := 1; shift < chunk; shift *= 2 {
		quotes ^= quotes << shift
	}
	return quotes
}

// putPlaces puts the place of each bit of a chunk that begins at a place, and gives
// how many there are. It writes eight at a time, so that hardly a branch depends on
// that.
func putPlaces(places []int32, at int, found uint64) int {
	count := bits.OnesCount64(found)
	for i := 0; i < count; i += 8 {
		eight := (*[8]int32)(places[i:])
		eight[0], found = firstPlace(at, found)
		eight[1], found = firstPlace(at, found)
		eight[2], found = firstPlace(at, found)
		eight[3], found = firstPlace(at, found)
		eight[4], found = firstPlace(at, found)
		eight[5], found = firstPlace(at, found)
		eight[6], found = firstPlace(at, found)
		eight[7], found = firstPlace(at, found)
	}
	return count
}

// firstPlace gives the place of the first bit, and the others.
func firstPlace(at int, found uint64) (place int32, others uint64) {
	return int32(at + bits.TrailingZeros64(found)), found & (found - 1)
}
