package encoding

import (
	"bytes"
	"math"
	"unicode/utf8"
)

// BOM is the byte order mark in UTF-8.
const BOM = "\xEF\xBB\xBF"

// byteOrderMarks are the beginnings of text in Unicode; the UTF-8 one stands for the
// scanner's bytes of the others too.
var byteOrderMarks = [...]struct {
	mark     string
	encoding Encoding
}{
	{BOM, UTF8},
	{"\xFF\xFE", UTF16LE},
	{"\xFE\xFF", UTF16BE},
}

// Detect finds the encoding of a list by its beginning; whole tells that the sample
// is the list. What has nothing but ASCII is UTF-8.
func Detect(sample []byte, whole bool) Encoding { return detect(sample, whole, "") }

func detect(sample []byte, whole bool, written string) Encoding {
	for _, b := range byteOrderMarks {
		if bytes.HasPrefix(sample, []byte(b.mark)) {
			return b.encoding
		}
	}
	if e := detectWide(sample, written); e != Any {
		return e
	}
	if !whole {
		sample = wholeLines(sample)
	}
	high := 0
	for _, b := range sample {
		if b >= utf8.RuneSelf {
			high++
		}
	}
	switch {
	case hasEscapes(sample) > high:
		return ISO2022JP
	case high == 0 || utf8.Valid(sample):
		return UTF8
	}
	return mostPlausible(sample)
}

// DetectAs is Detect for who knows that a list is in UTF-16, or nothing, and what an
// earlier run has written into it: as that stands there, zero bytes in text are no UTF-16.
func DetectAs(told Encoding, sample []byte, whole bool, written string) Encoding {
	e := detect(sample, whole, written)
	if told == UTF16 && e != UTF16BE {
		return UTF16LE
	}
	return e
}

// wholeLines leaves out a last line that may be cut in a character.
func wholeLines(sample []byte) []byte {
	if i := bytes.LastIndexAny(sample, "\r\n"); i >= 0 {
		return sample[:i+1]
	}
	for n := len(sample); n > len(sample)-utf8.UTFMax && n > 0; n-- {
		if utf8.Valid(sample[:n]) {
			return sample[:n]
		}
	}
	return sample
}

// mostPlausible decides between encodings in which ASCII is itself.
func mostPlausible(sample []byte) Encoding {
	best, least := UTF8, improbability(sample)
	var text []byte
	for _, e := range []Encoding{CP932, EUCJP, Windows1252} {
		text, _ = charsetOf(e).decode(text[:0], sample)
		if bits := improbability(text); bits < least {
			best, least = e, bits
		}
	}
	return best
}

// RunnerUp gives the encoding that a list would be in were it not in the one that was
// found; Any where that is plain and not a matter of likelihood.
func RunnerUp(sample []byte, found Encoding) Encoding {
	if found != CP932 && found != EUCJP && found != Windows1252 {
		return Any
	}
	next, least := Any, math.Inf(1)
	var text []byte
	for _, e := range []Encoding{CP932, EUCJP, Windows1252} {
		text, _ = charsetOf(e).decode(text[:0], sample)
		if bits := improbability(text); e != found && bits < least {
			next, least = e, bits
		}
	}
	return next
}

// hasEscapes counts the escape sequences by which ISO-2022-JP turns to Japanese.
func hasEscapes(sample []byte) int {
	n := 0
	for {
		i := bytes.IndexByte(sample, Escape)
		if i < 0 {
			return n
		}
		set, size := escapeAt(sample[i:])
		if set != jisNoSuch && set != jisASCII {
			n++
		}
		sample = sample[i+size:]
	}
}

// detectWide finds UTF-16 without a byte order mark: in one byte order it has the
// separators and line ends of a list, or what an earlier run has written; where that
// stands in single bytes, it is another encoding.
func detectWide(sample []byte, written string) Encoding {
	if bytes.IndexByte(sample, 0) < 0 || written != "" && bytes.Contains(sample, []byte(written)) {
		return Any
	}
	for _, e := range []Encoding{UTF16LE, UTF16BE} {
		if holdsWide(sample, written, e == UTF16BE) {
			return e
		}
	}
	little, big := wideSigns(sample, false), wideSigns(sample, true)
	switch {
	case little <= 0 && big <= 0:
		return Any
	case little >= big:
		return UTF16LE
	}
	return UTF16BE
}

// holdsWide tells whether ASCII stands in a sample in UTF-16 of a byte order.
func holdsWide(sample []byte, ascii string, big bool) bool {
	if ascii == "" {
		return false
	}
	units := make([]byte, 0, 2*len(ascii))
	for _, b := range []byte(ascii) {
		if big {
			units = append(units, 0, b)
		} else {
			units = append(units, b, 0)
		}
	}
	for at := 0; ; at++ {
		n := bytes.Index(sample[at:], units)
		if n < 0 {
			return false
		}
		if at += n; at%2 == 0 {
			return true
		}
	}
}

// wideSigns counts the separators and line ends of a sample in UTF-16 of a byte
// order. It is 0 where the sample cannot be that: a list in another encoding, with
// a few zero bytes, has most bytes of such signs elsewhere, and as UTF-16 it has
// characters that no list has. A sample of ASCII letters alone counts as one sign.
func wideSigns(sample []byte, big bool) int {
	signs, bytesOfSigns, strange, plain := 0, 0, 0, 0
	for i := 0; i+1 < len(sample); i += 2 {
		r := unit(sample[i:], big)
		switch {
		case isSign(r):
			signs++
		case r < ' ', r >= 0xE000 && r < 0xF900, r >= 0xFFF0:
			strange++
		case r < utf8.RuneSelf:
			plain++
		}
		for _, b := range sample[i : i+2] {
			if isSign(rune(b)) {
				bytesOfSigns++
			}
		}
	}
	switch {
	case strange == 0 && 8*plain > 3*len(sample): // three in four characters
		return max(signs, 1)
	case 2*signs < bytesOfSigns || signs <= strange:
		return 0
	}
	return signs
}

// isSign tells whether a character is one that lists of all kinds have.
func isSign(r rune) bool {
	switch r {
	case '\n', '\r', '\t', ',', ';', '|', '"':
		return true
	}
	return false
}
