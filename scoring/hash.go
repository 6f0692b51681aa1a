package scoring

import "math/bits"

// hash tells short texts apart, quickly; what comes of it is of no account but for
// speed. It is that of wyhash, in little.
func hash(s string) uint64 {
	var a, b uint64
	n := len(s)
	switch {
	case n > 16:
		return hashLong(s)
	case n >= 8:
		a, b = eight(s, 0), eight(s, n-8)
	case n >= 4:
		a, b = four(s, 0), four(s, n-4)
	case n > 0:
		a = uint64(s[0])<<16 | uint64(s[n>>1])<<8 | uint64(s[n-1])
	}
	return stir(a^hashKey1, b^hashKey2^uint64(n))
}

func hashLong(s string) uint64 {
	n := len(s)
	h := uint64(n)
	for i := 0; i+8 < n; i += 8 {
		h = stir(h^eight(s, i), hashKey1)
	}
	return stir(h^eight(s, n-8), hashKey2)
}

const (
	hashKey1 = 0xa0761d6478bd642f
	hashKey2 = 0xe7037ed1a0b428db
)

func stir(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

func eight(s string, i int) uint64 {
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

func four(s string, i int) uint64 {
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24
}
