package exact

// WholeNumber reads a cell of digits and nothing else, as most numbers are; false for
// others, and for a number that is too long or begins with a 0. It takes as long for
// one digit as for eight.
func WholeNumber(cell string) (n int64, ok bool) {
	const longest = 15
	switch size := len(cell); {
	case size == 0 || size > longest || cell[0] == '0' && size > 1:
		return 0, false
	case size >= 8:
		head, headOK := eightDigits(eight(cell, 0))
		rest, restOK := eightDigits(lastDigits(eight(cell, size-8), size-8))
		return head*powersOf10[size-8] + rest, headOK && restOK
	case size >= 4:
		return eightDigits(lastDigits(four(cell, 0)<<(8*(8-size))|four(cell, size-4)<<32, size))
	default:
		word := uint64(cell[0])<<(8*(8-size)) | uint64(cell[size>>1])<<(8*(8-size+size>>1)) | uint64(cell[size-1])<<56
		return eightDigits(lastDigits(word, size))
	}
}

var powersOf10 = [...]int64{1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000}

// lastDigits puts zeros before the last digits of a word, of which there are so many.
func lastDigits(word uint64, digits int) uint64 {
	zeros := uint64(1)<<(8*(8-digits)) - 1
	return word&^zeros | eightZeros&zeros
}

const eightZeros = 0x3030303030303030

// eightDigits reads a word of eight digits, the first in its lowest byte.
func eightDigits(word uint64) (n int64, ok bool) {
	const high = 0xf0f0f0f0f0f0f0f0
	ok = word&high|(word+0x0606060606060606)&high>>4 == 0x3333333333333333
	word = word & 0x0f0f0f0f0f0f0f0f * 2561 >> 8                       // tens and ones
	word = word & 0x00ff00ff00ff00ff * 6553601 >> 16                   // hundreds of these
	return int64(word & 0x0000ffff0000ffff * 42949672960001 >> 32), ok // and ten thousands
}

func eight(s string, i int) uint64 {
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

func four(s string, i int) uint64 {
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24
}
