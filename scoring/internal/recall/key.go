package recall

import "math/bits"

// key tells cells apart: all of up to exactKey bytes, and most others. That of a cell is
// never the zero value.
type key struct {
	a, b uint64 // the first eight bytes, and the last; the last byte of b is one more than the cell's length
}

const (
	exactKey    = 15  // bytes
	longestCell = 200 // bytes that a remembered cell may have
)

// firstBytes and lastBytes mask the bytes that a cell of so many has of the eight at its
// beginning, and of the eight at its end the ones that are not among those.
var firstBytes, lastBytes = keyMasks()

func keyMasks() (first, last [exactKey + 1]uint64) {
	for n := range first {
		first[n] = ^uint64(0)
		if n < 8 {
			first[n] = 1<<(8*n) - 1
		}
		if n > 8 {
			last[n] = ^uint64(0xff) // the first of the eight is among the others: there is the length
		}
	}
	return first, last
}

// keyOf is the key of a cell of up to longestCell bytes.
func keyOf(cell string) key {
	n := len(cell)
	switch {
	case n > exactKey:
		return longKey(cell)
	case n > 8:
		return key{eight(cell, 0), eight(cell, n-8)&^0xff | uint64(n+1)}
	}
	return key{upToEight(cell), uint64(n + 1)}
}

// upToEight is the bytes of a text that has no more than eight.
func upToEight(text string) uint64 {
	switch n := len(text); {
	case n >= 4:
		return four(text, 0) | four(text, n-4)<<(8*(n-4))
	case n > 0: // the middle one is the first or the last, if there is none between
		return uint64(text[0]) | uint64(text[n/2])<<(8*(n/2)) | uint64(text[n-1])<<(8*(n-1))
	}
	return 0
}

func four(s string, i int) uint64 {
	s = s[i : i+4]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

func longKey(s string) key {
	n := len(s)
	tag := uint64(n + 1)
	h := stir(eight(s, 0)^hashKey1, eight(s, 8)^tag) ^ stir(eight(s, n-16)^hashKey2, eight(s, n-8))
	for i := 16; i+16 < n; i += 16 {
		h = stir(h^eight(s, i), eight(s, i+8)^hashKey1)
	}
	return key{h, eight(s, n-8)&^0xff | tag}
}

// hash spreads keys over the places, as wyhash does.
func (k *key) hash() uint64 { return stir(k.a^hashKey1, k.b^hashKey2) }

const (
	hashKey1 = 0xa0761d6478bd642f
	hashKey2 = 0xe7037ed1a0b428db
)

func stir(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

func eight(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
