package leads

import (
	"strings"
	"unicode/utf8"
)

// Encoding says how the characters of a list are written as bytes.
type Encoding uint8

// The encodings. The zero value stands for the one that the list turns out to have.
const (
	AnyEncoding Encoding = iota
	UTF8
	UTF16 // little or big endian, by its byte order mark or else by its content; written little endian
	UTF16LE
	UTF16BE
	CP932 // Shift_JIS as Windows writes it, with ① ㈱ 髙
	EUCJP
	ISO2022JP
	Windows1252 // Latin-1 as Windows writes it, with € and curly quotes
)

// encodingNames are the names of the encodings. The first is told to people; the
// others are spellings that are understood too, apart from case, "-", "_" and blanks.
var encodingNames = [...][]string{
	UTF8:        {"UTF-8", "utf8n", "utf8bom", "utf8sig", "65001", "ascii", "usascii"},
	UTF16:       {"UTF-16", "unicode", "ucs2"},
	UTF16LE:     {"UTF-16LE", "ucs2le", "1200"},
	UTF16BE:     {"UTF-16BE", "ucs2be", "1201"},
	CP932:       {"CP932", "sjis", "shiftjis", "shiftjis2004", "windows31j", "windows932", "ms932", "mskanji", "xsjis", "csshiftjis", "932"},
	EUCJP:       {"EUC-JP", "euc", "ujis", "eucjpms", "eucjpwin", "xeucjp", "cp51932", "51932"},
	ISO2022JP:   {"ISO-2022-JP", "jis", "csiso2022jp", "iso2022jpms", "cp50220", "cp50221", "50220", "50221"},
	Windows1252: {"Windows-1252", "cp1252", "latin1", "iso88591", "l1", "ansi", "win1252", "1252"},
}

// String gives the encoding's name: "CP932". It is empty for AnyEncoding.
func (e Encoding) String() string {
	if e == AnyEncoding {
		return ""
	}
	return encodingNames[e][0]
}

// ParseEncoding reads the name of an encoding as people write it: shift_jis, sjis
// and cp932 are the same. bom tells whether the name asks for a byte order mark, as
// utf-8-bom does.
func ParseEncoding(name string) (e Encoding, bom, ok bool) {
	plain := strings.NewReplacer("-", "", "_", "", " ", "", ".", "").Replace(strings.ToLower(name))
	for e := UTF8; int(e) < len(encodingNames); e++ {
		for i, known := range encodingNames[e] {
			if i == 0 {
				known = strings.ReplaceAll(strings.ToLower(known), "-", "")
			}
			if plain == known {
				return e, strings.HasSuffix(plain, "bom") || strings.HasSuffix(plain, "sig"), true
			}
		}
	}
	return AnyEncoding, false, false
}

// EncodingNames lists the names of all encodings.
func EncodingNames() []string {
	var names []string
	for e := UTF8; int(e) < len(encodingNames); e++ {
		names = append(names, e.String())
	}
	return names
}

// codec says what stands between the bytes of a list, those that the scanner works
// on, and text in UTF-8.
//
// The scanner looks for single bytes: separators, quotes, line ends. In most
// encodings it can do so in the list's own bytes. Where these bytes may be part of
// other characters, the carrier changes the list on its way in, and back on its way
// out.
type codec struct {
	encoding Encoding
	carrier  carrier
	charset  *charset // nil: the scanner's bytes are UTF-8
}

// codecFor gives the codec of a list whose cells are separated by comma.
func codecFor(e Encoding, comma byte) codec {
	return codec{encoding: e, carrier: carrierFor(e, comma), charset: charsetOf(e)}
}

// plain tells whether bytes of the scanner are the text that they stand for.
func (c *codec) plain(b []byte) bool {
	if c.charset == nil {
		return true
	}
	for _, x := range b {
		if x >= utf8.RuneSelf || x == escape {
			return false
		}
	}
	return true
}

// appendText appends the text of the scanner's bytes b, which begin and end with a
// character. Where they are none in the encoding it is false, and what is wrong
// becomes U+FFFD; bytes that are not UTF-8 stay as they are.
func (c *codec) appendText(dst, b []byte) ([]byte, bool) {
	switch {
	case c.charset == nil:
		return append(dst, b...), utf8.Valid(b)
	case c.carrier.kind == direct:
		return c.charset.decode(dst, b)
	}
	begin := len(dst)
	dst = c.restore(dst, b)
	end := len(dst)
	dst, ok := c.charset.decode(dst, dst[begin:])
	return dst[:begin+copy(dst[begin:], dst[end:])], ok
}

// restore appends the list's own bytes for the scanner's bytes of whole lines, or of
// a part of one that begins and ends with a character.
func (c *codec) restore(dst, b []byte) []byte {
	r := restorer{carrier: c.carrier}
	return r.append(dst, b)
}

// appendEncoded appends the scanner's bytes for a text, as far as its characters are
// in the encoding: n is the length of that part of the text.
func (c *codec) appendEncoded(dst, text []byte) (out []byte, n int) {
	if c.charset == nil {
		return append(dst, text...), len(text)
	}
	begin := len(dst)
	dst, n = c.charset.encode(dst, text)
	c.carrier.swap(dst[begin:])
	return dst, n
}
