package encoding

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

// reference gives the implementation of another author.
func reference(e Encoding) encoding.Encoding {
	return map[Encoding]encoding.Encoding{
		UTF8:        encoding.Nop,
		UTF16LE:     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		UTF16BE:     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		CP932:       japanese.ShiftJIS,
		EUCJP:       japanese.EUCJP,
		ISO2022JP:   japanese.ISO2022JP,
		Windows1252: charmap.Windows1252,
	}[e]
}

// concrete are the encodings that a list can be in.
func concrete() []Encoding {
	return []Encoding{UTF8, UTF16LE, UTF16BE, CP932, EUCJP, ISO2022JP, Windows1252}
}

// TestDecodeLikeReference decodes every character of one to three bytes.
func TestDecodeLikeReference(t *testing.T) {
	for _, e := range []Encoding{CP932, EUCJP, Windows1252} {
		c, other := charsetOf(e), reference(e).NewDecoder()
		compared := 0
		check := func(code ...byte) {
			got, ok := c.decode(nil, code)
			want, err := other.Bytes(code)
			if err != nil {
				t.Fatal(err)
			}
			if ok {
				compared++
			}
			if _, own := userDefined(uint16(code[0])<<8 | uint16(code[len(code)-1])); own && e == CP932 && len(code) == 2 && code[1] >= 0x40 {
				return // x/text does not have them
			}
			want = bytes.Map(func(r rune) rune {
				if r >= 0x80 && r < 0xA0 { // for x/text, bytes that are no character are control characters
					return utf8.RuneError
				}
				return r
			}, want)
			if ok != !bytes.ContainsRune(want, utf8.RuneError) || ok && !bytes.Equal(got, want) {
				t.Errorf("%v % x is %q, want %q", e, code, got, want)
			}
		}
		for a := 0x80; a < 0x100; a++ {
			check(byte(a))
			for b := 0x20; b < 0x100 && e != Windows1252; b++ {
				check(byte(a), byte(b))
				for x := 0xA1; x < 0xFF && a == 0x8F && e == EUCJP && b >= 0xA1; x++ {
					check(byte(a), byte(b), byte(x))
				}
			}
		}
		if compared < 100 {
			t.Errorf("%v: only %d characters compared", e, compared)
		}
	}
}

// TestEncodeEveryCharacter: each character that can be decoded can be written, and is
// read back, by the reference too.
func TestEncodeEveryCharacter(t *testing.T) {
	for _, e := range []Encoding{CP932, EUCJP, ISO2022JP, Windows1252} {
		c, other := charsetOf(e), reference(e).NewDecoder()
		n := 0
		for r := rune(1); r <= 0x1FFFF; r++ {
			text := []byte(string(r))
			if r == utf8.RuneError || r == Escape || !utf8.ValidRune(r) {
				continue
			}
			coded, used := c.encode(nil, text)
			if used < len(text) {
				continue
			}
			n++
			back, ok := c.decode(nil, coded)
			if !ok || string(back) != string(r) {
				t.Errorf("%v: %q is written % x and read %q", e, r, coded, back)
			}
			if theirs, err := other.Bytes(coded); (r < 0xE000 || r > 0xF8FF) && (err != nil || string(theirs) != string(r)) {
				t.Errorf("%v: %q is written % x, which x/text reads as %q", e, r, coded, theirs)
			}
		}
		if least := map[Encoding]int{CP932: 7000, EUCJP: 12000, ISO2022JP: 7000, Windows1252: 240}[e]; n < least {
			t.Errorf("%v has %d characters, want %d or more", e, n, least)
		}
	}
}

// TestPreferredCodes: of several codes the one that Windows writes.
func TestPreferredCodes(t *testing.T) {
	for text, want := range map[string]string{
		"①": "\x87\x40", "㈱": "\x87\x8A", "髙": "\xFB\xFC", "﨑": "\xFA\xB1", "∵": "\x81\xE6", "¬": "", "￢": "\x81\xCA",
		"Ⅰ": "\x87\x54", "ⅰ": "\xFA\x40", "№": "\x87\x82", "～": "\x81\x60", "〜": "", "ｶ": "\xB6", "\uE000": "\xF0\x40", "€": "", "é": "",
	} {
		got, _ := charsetOf(CP932).encode(nil, []byte(text))
		if string(got) != want {
			t.Errorf("%s is written % x, want % x", text, got, want)
		}
	}
}

func TestISO2022(t *testing.T) {
	for _, c := range []struct{ text, coded string }{
		{"abc", "abc"},
		{"日本a", "\x1B$BF|K\\\x1B(Ba"},
		{"ｶﾅ日", "\x1B(I6E\x1B$BF|\x1B(B"},
		{"日\n本", "\x1B$BF|\x1B(B\n\x1B$BK\\\x1B(B"},
	} {
		if got, _ := charsetOf(ISO2022JP).encode(nil, []byte(c.text)); string(got) != c.coded {
			t.Errorf("%q is written %q, want %q", c.text, got, c.coded)
		}
	}
	for coded, want := range map[string]string{
		"\x1B$@F|\x1B(J\\": "日\\", "\x1B$BF|\nab": "日\nab", "\x1B$(D0!": "丂", "\x1Bx": "\uFFFDx", "\x1B$BF": "\uFFFD", "\xB1": "\uFFFD", "\x1B$BF |": "\uFFFD \uFFFD",
	} {
		if got, _ := charsetOf(ISO2022JP).decode(nil, []byte(coded)); string(got) != want {
			t.Errorf("%q is read as %q, want %q", coded, got, want)
		}
	}
}

// transcoders are all ways in which the scanner may get its bytes.
func transcoders() []transcoder {
	return []transcoder{{}, {kind: wideLE}, {kind: wideBE}, {kind: shifted}, {kind: trailed, comma: '|'}}
}

// TestTranscoderLosesNothing: whatever the bytes, and in whatever parts they come.
func TestTranscoderLosesNothing(t *testing.T) {
	pieces := rapid.OneOf(
		rapid.SampledFrom([]string{"\x1B$B", "\x1B(B", "\x1B(I", "\x1B", "$", "(", "\x83|", "\x83\xFF", "\x83", "|", "\n", "\r\n", "\x00\xD8", "\xD8\x00", "\xDC", "a", ",", "\"", "\xFE", "\xFF"}),
		rapid.StringMatching(`[\x00-\xff]{0,4}`),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 6), func(b []byte) string { return string(b) }))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(pieces).Draw(t, "text"), "")
		c := rapid.SampledFrom(transcoders()).Draw(t, "transcoder")
		whole, err := io.ReadAll(c.reader(strings.NewReader(text)))
		if err != nil {
			t.Fatal(err)
		}
		if parts, _ := io.ReadAll(c.reader(iotest.OneByteReader(strings.NewReader(text)))); !bytes.Equal(parts, whole) {
			t.Fatalf("%q becomes\n%q\nand byte by byte\n%q", text, whole, parts)
		}
		at := rapid.IntRange(0, len(whole)).Draw(t, "at")
		r := Restorer{transcoder: c}
		if back := r.Append(r.Append(nil, whole[:at]), whole[at:]); string(back) != text {
			t.Fatalf("%q becomes\n%q\nand then\n%q", text, whole, back)
		}
	})
}

// TestTranscodedText: text that is changed for the scanner has no separators of its own
// but those of the text, and is read as it was.
func TestTranscodedText(t *testing.T) {
	alphabet := []rune("ab,\"|\n 東京都会社ソ表十能ｱﾀﾞ①髙é€ü😀")
	for _, e := range concrete() {
		t.Run(e.String(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				comma := rapid.SampledFrom([]byte(",|")).Draw(t, "comma")
				c := New(e, comma)
				var text []byte
				for _, r := range rapid.SliceOf(rapid.SampledFrom(alphabet)).Draw(t, "text") {
					if _, n := c.AppendEncoded(nil, []byte(string(r))); n > 0 {
						text = utf8.AppendRune(text, r)
					}
				}
				scanned, n := c.AppendEncoded(nil, text)
				if n != len(text) {
					t.Fatalf("%q is written as far as %d", text, n)
				}
				for _, b := range []byte{comma, '"', '\n', ' '} {
					if got, want := bytes.Count(scanned, []byte{b}), bytes.Count(text, []byte{b}); got != want {
						t.Fatalf("%q becomes %q: %d of %q, want %d", text, scanned, got, b, want)
					}
				}
				if back, ok := c.AppendText(nil, scanned); !ok || !bytes.Equal(back, text) {
					t.Fatalf("%q becomes %q and read as %q", text, scanned, back)
				}
				own := c.Restore(nil, scanned)
				if theirs, err := reference(e).NewDecoder().Bytes(own); err != nil || !bytes.Equal(theirs, text) {
					t.Fatalf("%q is % x in %v, which x/text reads as %q", text, own, e, theirs)
				}
			})
		})
	}
}

func TestParseEncoding(t *testing.T) {
	for _, c := range []struct {
		names string
		want  Encoding
		bom   bool
	}{
		{"utf-8 UTF8 utf_8 65001", UTF8, false},
		{"utf-8-bom utf8-sig UTF-8-BOM", UTF8, true},
		{"utf-16 UTF16 unicode", UTF16, false},
		{"utf-16le utf16-le", UTF16LE, false},
		{"UTF-16BE", UTF16BE, false},
		{"cp932 CP932 sjis shift_jis Shift-JIS shiftjis windows-31j Windows31J ms932 MS_Kanji cp-932", CP932, false},
		{"euc-jp eucjp EUC_JP ujis", EUCJP, false},
		{"iso-2022-jp ISO2022JP jis", ISO2022JP, false},
		{"latin1 Latin-1 iso-8859-1 windows-1252 cp1252 ANSI", Windows1252, false},
	} {
		for name := range strings.FieldsSeq(c.names) {
			if got, bom, ok := Parse(name); !ok || got != c.want || bom != c.bom {
				t.Errorf("%s is %v, mark %v, known %v; want %v, %v", name, got, bom, ok, c.want, c.bom)
			}
		}
	}
	for _, name := range []string{"", "gbk", "utf-7", "cp"} {
		if e, _, ok := Parse(name); ok {
			t.Errorf("%q is %v", name, e)
		}
	}
	for _, name := range Names() {
		if e, _, _ := Parse(name); e.String() != name {
			t.Errorf("%s is read as %v", name, e)
		}
	}
	if !slices.Contains(Names(), "CP932") {
		t.Errorf("names %v", Names())
	}
}

// A text ends within a character where it is cut in the midst of one, and nowhere else.
func TestEndsWithin(t *testing.T) {
	for _, e := range []Encoding{UTF8, CP932, EUCJP, Windows1252} {
		c := New(e, ',')
		text := "a東京é𠮟ｱ髙b, "
		whole, places := []byte(nil), []int{0}
		for _, r := range text {
			if coded, n := c.AppendEncoded(nil, []byte(string(r))); n > 0 {
				whole = append(whole, coded...)
				places = append(places, len(whole))
			}
		}
		for at := range len(whole) + 1 {
			if got, want := c.EndsWithin(whole[:at]), !slices.Contains(places, at); got != want {
				t.Errorf("%v: %q: %v, want %v", e, whole[:at], got, want)
			}
		}
		if c.EndsWithin([]byte("\xFF")) || c.EndsWithin([]byte("東\xC0")) && e == UTF8 {
			t.Errorf("%v: what is no character is taken for a part of one", e)
		}
	}
}
