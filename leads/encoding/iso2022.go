package encoding

import (
	"bytes"
	"sync"
	"unicode/utf8"
)

// In ISO-2022-JP, escape sequences say what the bytes after them stand for. A new
// line begins in ASCII.

// Escape sequences.
const (
	Escape  = 0x1B     // begins an escape sequence
	ToASCII = "\x1B(B" // leads back to ASCII
)

// jisSet is a set of characters that an escape sequence selects.
type jisSet uint8

const (
	jisASCII  jisSet = iota // Roman too, in which \ and ~ may look like ¥ and ‾
	jisKana                 // half-width katakana, of one byte
	jisX0208                // of two bytes
	jisX0212                // of two bytes
	jisNoSuch               // an escape sequence that is not known
)

// jisEscapes are the sequences that select a set; of several of a set, the first is
// the one that is written.
var jisEscapes = [...]struct {
	sequence string
	set      jisSet
}{
	{ToASCII, jisASCII}, {"\x1B(J", jisASCII}, {"\x1B(H", jisASCII},
	{"\x1B(I", jisKana},
	{"\x1B$B", jisX0208}, {"\x1B$@", jisX0208}, {"\x1B$(B", jisX0208},
	{"\x1B$(D", jisX0212},
}

// escapeAt gives the set that the escape sequence at the beginning of src selects,
// and the sequence's size.
func escapeAt(src []byte) (jisSet, int) {
	for _, e := range jisEscapes {
		if bytes.HasPrefix(src, []byte(e.sequence)) {
			return e.set, len(e.sequence)
		}
	}
	return jisNoSuch, 1
}

// iso2022JP reads and writes ISO-2022-JP with half-width katakana, as Windows has it
// (code page 50221).
var iso2022JP = sync.OnceValue(func() *charset {
	j := eucPairs()
	return &charset{decode: j.decodeISO, encode: j.encodeISO}
})

func (j jisPairs) decodeISO(dst, src []byte) ([]byte, bool) {
	set, ok := jisASCII, true
	for len(src) > 0 {
		if src[0] == Escape {
			next, size := escapeAt(src)
			if next == jisNoSuch {
				ok = false
				dst = utf8.AppendRune(dst, utf8.RuneError)
			} else {
				set = next
			}
			src = src[size:]
			continue
		}
		if src[0] == '\n' || src[0] == '\r' {
			set = jisASCII
		}
		r, size := j.inSet(set, src)
		ok = ok && r != utf8.RuneError
		dst = utf8.AppendRune(dst, r)
		src = src[size:]
	}
	return dst, ok
}

// inSet gives the character of a set at the beginning of src, and its size.
func (j jisPairs) inSet(set jisSet, src []byte) (rune, int) {
	b := src[0]
	switch {
	case b >= utf8.RuneSelf:
		return utf8.RuneError, 1
	case set == jisASCII || b <= ' ':
		return rune(b), 1
	case set == jisKana && b < 0x60:
		return rune(b|0x80) + halfWidth, 1
	case set == jisKana || len(src) < 2 || src[1] <= ' ':
		return utf8.RuneError, 1
	}
	euc := []byte{0x8F, b | 0x80, src[1] | 0x80}
	if set == jisX0208 {
		euc = euc[1:]
	}
	r, _ := j.next(euc)
	return r, 2
}

func (j jisPairs) encodeISO(dst, text []byte) ([]byte, int) {
	set := jisASCII
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		need, code := j.setOf(r)
		if need == jisNoSuch {
			return selectSet(dst, set, jisASCII), i
		}
		dst = selectSet(dst, set, need)
		set = need
		if code > 0xFF {
			dst = append(dst, byte(code>>8)&0x7F)
		}
		dst = append(dst, byte(code)&0x7F)
		i += size
	}
	return selectSet(dst, set, jisASCII), len(text)
}

// setOf gives the set that has a character, and its code in it.
func (j jisPairs) setOf(r rune) (jisSet, uint16) {
	switch {
	case r < utf8.RuneSelf:
		return jisASCII, uint16(r)
	case isHalfWidth(r):
		return jisKana, uint16(r - halfWidth)
	case r <= 0xFFFF && j.x0208.codes[r] != 0:
		return jisX0208, j.x0208.codes[r]
	}
	return jisNoSuch, 0
}

// selectSet appends the sequence that selects a set, if it is another than before.
func selectSet(dst []byte, before, set jisSet) []byte {
	if set == before {
		return dst
	}
	for _, e := range jisEscapes {
		if e.set == set {
			return append(dst, e.sequence...)
		}
	}
	return dst
}
