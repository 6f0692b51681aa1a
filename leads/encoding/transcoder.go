package encoding

import (
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// transcoder changes the bytes of a list so that the scanner can work on them, and back.
// It loses nothing: what goes in comes out again, be it text or not.
//
//   - UTF-16 becomes UTF-8. Half of a surrogate pair becomes the three bytes that
//     UTF-8 would have for it, and an odd byte at the end a sequence that UTF-8 does
//     not have.
//   - In ISO-2022-JP, the bytes of Japanese characters get their highest bit, as in
//     EUC-JP: a comma among them is none.
//   - In CP932, the second byte of a character may be "|" or another separator; it
//     trades places with FF, which is no second byte.
//   - A line of what a sheet of a workbook holds ends with CR, so that line breaks in
//     cells count for nothing and the n-th line is row n; it becomes LF.
type transcoder struct {
	kind  transcoderKind
	comma byte // of a list in CP932
}

type transcoderKind uint8

const (
	direct transcoderKind = iota
	wideLE
	wideBE
	shifted // ISO-2022-JP
	trailed // CP932
	sheetRows
)

func transcoderFor(e Encoding, comma byte) transcoder {
	switch {
	case e == UTF16LE || e == UTF16:
		return transcoder{kind: wideLE}
	case e == UTF16BE:
		return transcoder{kind: wideBE}
	case e == ISO2022JP:
		return transcoder{kind: shifted}
	case e == CP932 && comma >= 0x40:
		return transcoder{kind: trailed, comma: comma}
	}
	return transcoder{}
}

// reader gives the bytes for the scanner.
func (c transcoder) reader(in io.Reader) io.Reader {
	switch c.kind {
	case direct:
		return in
	case wideLE, wideBE:
		return &wideReader{in: in, big: c.kind == wideBE, raw: make([]byte, 0, wideBuffer)}
	}
	return &swapReader{in: in, swapper: swapper{transcoder: c}}
}

// swap changes the scanner's bytes for whole characters that are still the list's
// own; what it changes it changes back.
func (c transcoder) swap(b []byte) {
	s := swapper{transcoder: c}
	s.swap(b)
}

// Restorer changes the scanner's bytes back to the list's, part by part.
type Restorer struct {
	transcoder
	swapper swapper
	part    [utf8.UTFMax]byte // of a character that is not complete
	parts   int
}

// Append appends the list's bytes for the next of the scanner's.
func (r *Restorer) Append(dst, b []byte) []byte {
	switch r.kind {
	case direct:
		return append(dst, b...)
	case wideLE, wideBE:
		return r.appendWide(dst, b)
	case sheetRows:
		return appendLines(dst, b)
	}
	r.swapper.transcoder = r.transcoder
	begin := len(dst)
	dst = append(dst, b...)
	r.swapper.swap(dst[begin:])
	return dst
}

// appendLines appends lines of a sheet, which then end with LF, or CRLF where they do.
func appendLines(dst, b []byte) []byte {
	for i, c := range b {
		if c == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			c = '\n'
		}
		dst = append(dst, c)
	}
	return dst
}

// swapReader reads through a swapper.
type swapReader struct {
	in      io.Reader
	swapper swapper
}

func (r *swapReader) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	r.swapper.swap(p[:n])
	return n, err
}

// swapper goes through a list byte by byte. It sees the same whether the bytes are
// the list's or the scanner's, so that to swap twice is to change nothing.
type swapper struct {
	transcoder
	second  bool // the next byte is the second of a character in CP932
	wide    bool // within Japanese characters in ISO-2022-JP
	escape  [4]byte
	escapes int // what has come of an escape sequence
}

func (s *swapper) swap(b []byte) {
	switch s.kind {
	case trailed:
		for i, x := range b {
			b[i] = s.trail(x)
		}
	case shifted:
		for i, x := range b {
			b[i] = s.shift(x)
		}
	}
}

func (s *swapper) trail(b byte) byte {
	switch {
	case !s.second || b < 0x40:
		s.second = isCP932Lead(b)
		return b
	case b == s.comma:
		b = 0xFF
	case b == 0xFF:
		b = s.comma
	}
	s.second = false
	return b
}

func (s *swapper) shift(b byte) byte {
	switch {
	case b == '\n' || b == '\r':
		s.wide, s.escapes = false, 0
		return b
	case b == Escape:
		s.escape[0], s.escapes = b, 1
		return b
	case s.escapes > 0:
		s.escape[s.escapes] = b
		s.escapes++
		s.endEscape()
		return b
	case s.wide && (b > ' ' && b < 0x7F || b > 0xA0 && b < 0xFF):
		return b ^ 0x80
	}
	return b
}

// endEscape takes what has come of an escape sequence for complete if it is, or if
// it is none.
func (s *swapper) endEscape() {
	sequence := s.escape[:s.escapes]
	set, _ := escapeAt(sequence)
	switch {
	case set != jisNoSuch:
		s.wide = set != jisASCII
	case string(sequence) == "\x1B(", string(sequence) == "\x1B$", string(sequence) == "\x1B$(":
		return
	}
	s.escapes = 0
}

// wideBuffer is how many bytes of UTF-16 are read at once.
const wideBuffer = 128 << 10

// wideReader reads UTF-16 as UTF-8.
type wideReader struct {
	in   io.Reader
	big  bool
	raw  []byte // read but not yet changed
	text []byte // changed but not yet given out
	at   int    // what of text is given out
	err  error
}

func (r *wideReader) Read(p []byte) (int, error) {
	for r.at == len(r.text) {
		if r.err != nil {
			return 0, r.err
		}
		n, err := r.in.Read(r.raw[len(r.raw):cap(r.raw)])
		r.raw, r.err = r.raw[:len(r.raw)+n], err
		var used int
		r.text, used = appendNarrow(r.text[:0], r.raw, r.big, err == io.EOF)
		r.raw = r.raw[:copy(r.raw, r.raw[used:])]
		r.at = 0
	}
	n := copy(p, r.text[r.at:])
	r.at += n
	return n, nil
}

// oddByte begins the sequence for an odd byte at the end of UTF-16.
const (
	oddByte   = 0xFE
	oddLength = 3
)

// halfAtEnd gives the length of half a character with which the scanner's bytes of a
// record end, without its line end: it would become another character with what is
// written after it.
func (c transcoder) halfAtEnd(body []byte) int {
	switch n := len(body); {
	case (c.kind == wideLE || c.kind == wideBE) && n >= oddLength && body[n-oddLength] == oddByte:
		return oddLength
	case c.kind == trailed:
		if s := c.through(body); s.second {
			return 1
		}
	}
	return 0
}

// endsShifted tells whether they end within Japanese characters of ISO-2022-JP, from
// which only a line end leads back.
func (c transcoder) endsShifted(body []byte) bool {
	if c.kind != shifted {
		return false
	}
	s := c.through(body)
	return s.wide || s.escapes > 0
}

// through gives the state after bytes.
func (c transcoder) through(b []byte) swapper {
	s := swapper{transcoder: c}
	for _, x := range b {
		if c.kind == trailed {
			s.trail(x)
		} else {
			s.shift(x)
		}
	}
	return s
}

// appendNarrow appends UTF-16 as UTF-8, and tells how much of src that was.
func appendNarrow(dst, src []byte, big, atEOF bool) ([]byte, int) {
	i := 0
	for ; i+1 < len(src); i += 2 {
		r := unit(src[i:], big)
		switch {
		case r < utf8.RuneSelf:
			dst = append(dst, byte(r))
			continue
		case !utf16.IsSurrogate(r):
			dst = utf8.AppendRune(dst, r)
			continue
		case r < 0xDC00 && i+3 < len(src):
			if pair := utf16.DecodeRune(r, unit(src[i+2:], big)); pair != utf8.RuneError {
				dst = utf8.AppendRune(dst, pair)
				i += 2
				continue
			}
		case r < 0xDC00 && !atEOF:
			return dst, i
		}
		dst = append(dst, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	if atEOF && i < len(src) {
		dst = append(dst, oddByte, 0x80|src[i]>>4, 0x80|src[i]&0x0F)
		i++
	}
	return dst, i
}

// unit gives the first unit of UTF-16.
func unit(src []byte, big bool) rune {
	if big {
		return rune(src[0])<<8 | rune(src[1])
	}
	return rune(src[1])<<8 | rune(src[0])
}

// appendWide appends UTF-8 as UTF-16.
func (r *Restorer) appendWide(dst, b []byte) []byte {
	for len(b) > 0 && r.parts > 0 && r.parts < narrowSize(r.part[0]) {
		r.part[r.parts] = b[0]
		r.parts++
		b = b[1:]
	}
	if r.parts > 0 && r.parts == narrowSize(r.part[0]) {
		dst = r.appendUnits(dst, r.part[:r.parts])
		r.parts = 0
	}
	for len(b) > 0 {
		n := narrowSize(b[0])
		if n > len(b) {
			r.parts = copy(r.part[:], b)
			break
		}
		dst = r.appendUnits(dst, b[:n])
		b = b[n:]
	}
	return dst
}

// narrowSize is the length of what begins with a byte, as appendNarrow writes it.
func narrowSize(first byte) int {
	switch {
	case first < 0x80:
		return 1
	case first < 0xE0:
		return 2
	case first < 0xF0 || first == oddByte:
		return 3
	}
	return 4
}

func (r *Restorer) appendUnits(dst, b []byte) []byte {
	var c rune
	switch len(b) {
	case 1:
		c = rune(b[0])
	case 2:
		c = rune(b[0]&0x1F)<<6 | rune(b[1]&0x3F)
	case 3:
		if b[0] == oddByte {
			return append(dst, b[1]<<4|b[2]&0x0F)
		}
		c = rune(b[0]&0x0F)<<12 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F)
	default:
		high, low := utf16.EncodeRune(rune(b[0]&0x07)<<18 | rune(b[1]&0x3F)<<12 | rune(b[2]&0x3F)<<6 | rune(b[3]&0x3F))
		dst = r.appendUnit(dst, high)
		c = low
	}
	return r.appendUnit(dst, c)
}

func (r *Restorer) appendUnit(dst []byte, c rune) []byte {
	if r.kind == wideBE {
		return append(dst, byte(c>>8), byte(c))
	}
	return append(dst, byte(c), byte(c>>8))
}
