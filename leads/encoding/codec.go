package encoding

import (
	"io"
	"unicode/utf8"
)

// Codec says what stands between the bytes of a list, those that the scanner works
// on, and text in UTF-8.
//
// The scanner looks for single bytes: separators, quotes, line ends. In most
// encodings it can do so in the list's own bytes. Where these bytes may be part of
// other characters, the transcoder changes the list on its way in, and back on its way
// out.
type Codec struct {
	Encoding   Encoding
	transcoder transcoder
	charset    *charset // nil: the scanner's bytes are UTF-8
}

// New gives the codec of a list whose cells are separated by comma.
func New(e Encoding, comma byte) Codec {
	return Codec{Encoding: e, transcoder: transcoderFor(e, comma), charset: charsetOf(e)}
}

// ForOutput gives the codec of a list that is written and not scanned: between its bytes
// and the scanner's there is nothing but UTF-16.
func ForOutput(e Encoding) Codec {
	c := New(e, 0)
	if c.transcoder.kind == shifted || c.transcoder.kind == trailed {
		c.transcoder = transcoder{}
	}
	return c
}

// ForSheet gives the codec of what a sheet of a workbook holds.
func ForSheet() Codec { return Codec{Encoding: UTF8, transcoder: transcoder{kind: sheetRows}} }

// IsUnicode tells whether the scanner's bytes are UTF-8.
func (c *Codec) IsUnicode() bool { return c.charset == nil }

// IsDirect tells whether the scanner's bytes are the list's own.
func (c *Codec) IsDirect() bool { return c.transcoder.kind == direct }

// IsSheet tells whether they are those of a sheet.
func (c *Codec) IsSheet() bool { return c.transcoder.kind == sheetRows }

// IsBytewise tells whether what bytes mean does not depend on those before them.
func (c *Codec) IsBytewise() bool {
	return c.charset == nil || c.charset.next != nil && c.IsDirect()
}

// Swaps tells whether the scanner's bytes are the list's with some of them in other
// places, which Swap puts there.
func (c *Codec) Swaps() bool { return c.transcoder.kind == trailed }

// Swap changes the list's bytes, which begin with a character, to the scanner's.
func (c *Codec) Swap(b []byte) { c.transcoder.swap(b) }

// Reader gives the bytes for the scanner.
func (c *Codec) Reader(in io.Reader) io.Reader { return c.transcoder.reader(in) }

// GoOn gives the bytes for the scanner of a list whose beginning has been read, as parts
// one behind the other, which it changes in their places.
func (c *Codec) GoOn(in io.Reader, read ...[]byte) io.Reader {
	s := swapper{transcoder: c.transcoder}
	for _, part := range read {
		s.swap(part)
	}
	return &swapReader{in: in, swapper: s}
}

// Restorer gives what changes the scanner's bytes back to the list's, part by part.
func (c *Codec) Restorer() Restorer { return Restorer{transcoder: c.transcoder} }

// HalfAtEnd gives the length of half a character with which the scanner's bytes of a
// record end, without its line end: it would become another character with what is
// written after it.
func (c *Codec) HalfAtEnd(body []byte) int { return c.transcoder.halfAtEnd(body) }

// EndsWithin tells whether the scanner's bytes of a record, without its line end, end
// within a character, as those of a list that was cut short.
func (c *Codec) EndsWithin(body []byte) bool {
	switch {
	case c.Encoding == ISO2022JP:
		return c.EndsShifted(body)
	case c.charset == nil:
		at := len(body) - 1
		for at > 0 && len(body)-at < utf8.UTFMax && !utf8.RuneStart(body[at]) {
			at--
		}
		return at >= 0 && !utf8.FullRune(body[at:])
	case c.charset.next == nil || !c.IsDirect():
		return false
	}
	return c.charset.endsWithin(body)
}

// EndsShifted tells whether they end within Japanese characters of ISO-2022-JP, from
// which only a line end leads back.
func (c *Codec) EndsShifted(body []byte) bool { return c.transcoder.endsShifted(body) }

// Plain tells whether bytes of the scanner are the text that they stand for.
func (c *Codec) Plain(b []byte) bool {
	if c.charset == nil {
		return true
	}
	for _, x := range b {
		if x >= utf8.RuneSelf || x == Escape {
			return false
		}
	}
	return true
}

// AppendText appends the text of the scanner's bytes b, which begin and end with a
// character. Where they are none in the encoding it is false, and what is wrong
// becomes U+FFFD; bytes that are not UTF-8 stay as they are.
func (c *Codec) AppendText(dst, b []byte) ([]byte, bool) {
	switch {
	case c.charset == nil:
		return append(dst, b...), utf8.Valid(b)
	case c.IsDirect():
		return c.charset.decode(dst, b)
	}
	begin := len(dst)
	dst = c.Restore(dst, b)
	end := len(dst)
	dst, ok := c.charset.decode(dst, dst[begin:])
	return dst[:begin+copy(dst[begin:], dst[end:])], ok
}

// Restore appends the list's own bytes for the scanner's bytes of whole lines, or of
// a part of one that begins and ends with a character.
func (c *Codec) Restore(dst, b []byte) []byte {
	r := c.Restorer()
	return r.Append(dst, b)
}

// AppendEncoded appends the scanner's bytes for a text, as far as its characters are
// in the encoding: n is the length of that part of the text.
func (c *Codec) AppendEncoded(dst, text []byte) (out []byte, n int) {
	if c.charset == nil {
		return append(dst, text...), len(text)
	}
	begin := len(dst)
	dst, n = c.charset.encode(dst, text)
	c.transcoder.swap(dst[begin:])
	return dst, n
}
