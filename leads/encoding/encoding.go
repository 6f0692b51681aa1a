// Package encoding reads and writes the characters of lists: it finds out how they are
// written, and stands between their bytes and those that a scanner for single bytes can
// work on.
package encoding

import (
	"strings"
)

// Encoding says how the characters of a list are written as bytes.
type Encoding uint8

// The encodings. The zero value stands for the one that the list turns out to have.
const (
	Any Encoding = iota
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

// String gives the encoding's name: "CP932". It is empty for Any.
func (e Encoding) String() string {
	if e == Any {
		return ""
	}
	return encodingNames[e][0]
}

// Title is how people know the encoding: "CP932 (Shift_JIS)".
func (e Encoding) Title() string {
	if e == CP932 {
		return "CP932 (Shift_JIS)"
	}
	return e.String()
}

// Parse reads the name of an encoding as people write it: shift_jis, sjis
// and cp932 are the same. bom tells whether the name asks for a byte order mark, as
// utf-8-bom does.
func Parse(name string) (e Encoding, bom, ok bool) {
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
	return Any, false, false
}

// Names lists the names of all encodings.
func Names() []string {
	var names []string
	for e := UTF8; int(e) < len(encodingNames); e++ {
		names = append(names, e.String())
	}
	return names
}
