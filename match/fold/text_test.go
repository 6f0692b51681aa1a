package fold

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ text, folded, normal string }{
		{"", "", ""},
		{"Vice President", "vice president", "Vice President"},
		{"  Vice \t\r\n President  ", "vice president", "Vice President"},
		{" \u3000\u00a0\u2003 ", "", ""},
		{"ＡＢＣ　商事", "abc 商事", "ABC 商事"},
		{"ｶﾌﾞｼｷｶﾞｲｼｬ ﾊﾟｽﾞﾙ", "カブシキガイシャ パズル", "カブシキガイシャ パズル"},
		{"か\u3099", "が", "が"},
		{"㈱山田", "(株)山田", "(株)山田"},
		{"㍿", "株式会社", "株式会社"},
		{"Ⅲ型", "iii型", "III型"},
		{"①", "1", "1"},
		{"Straße", "strasse", "Straße"},
		{"STRASSE", "strasse", "STRASSE"},
		{"Société Générale", "société générale", "Société Générale"},
		{"Socie\u0301te\u0301", "société", "Société"},
		{"ΣΊΣΥΦΟΣ", "σίσυφοσ", "ΣΊΣΥΦΟΣ"},
		{"İstanbul", "i̇stanbul", "İstanbul"},
		{"ﬁnance", "finance", "finance"},
		{"ǅ", "dž", "Dž"},
		{"ᏣᎳᎩ", "ᏣᎳᎩ", "ᏣᎳᎩ"}, {"ꮳꮃꭹ", "ᏣᎳᎩ", "ꮳꮃꭹ"}, {"ᏸᏰ", "ᏰᏰ", "ᏸᏰ"},
		{"ab\u200bc\u200cd\u200de\u2060f\ufeffg\u00adh", "abcdefgh", "abcdefgh"},
		{"\ufeffEmail", "email", "Email"},
		{"e\u200b\u0301", "é", "é"},
		{"葛\U000e0100城", "葛城", "葛城"},
		{"❤\ufe0f", "❤", "❤"},
		{"3ヵ月", "3ヶ月", "3ヶ月"}, {"3ヶ月", "3ヶ月", "3ヶ月"}, {"3カ月", "3ヶ月", "3ヶ月"}, {"3ケ月", "3ヶ月", "3ヶ月"}, {"3か月", "3ヶ月", "3ヶ月"}, {"3箇月", "3ヶ月", "3ヶ月"},
		{"３ｶ月", "3ヶ月", "3ヶ月"}, {"三か月以内", "三ヶ月以内", "三ヶ月以内"}, {"12ヵ月と6か月", "12ヶ月と6ヶ月", "12ヶ月と6ヶ月"},
		{"何か月", "何か月", "何か月"}, {"か月", "か月", "か月"}, {"3か所", "3か所", "3か所"}, {"3 か月", "3 か月", "3 か月"}, {"カ月", "カ月", "カ月"}, {"月", "月", "月"},
		{"a\xffb\xe3\x81", "a\ufffdb\ufffd\ufffd", "a\ufffdb\ufffd\ufffd"},
		{"\x00x", "\x00x", "\x00x"},
	} {
		if got := Text(c.text); got != c.folded {
			t.Errorf("Text(%q) is %q, want %q", c.text, got, c.folded)
		}
		if got := Normalize(c.text); got != c.normal {
			t.Errorf("Normalize(%q) is %q, want %q", c.text, got, c.normal)
		}
	}
}

// composed is the normal form put together from the building blocks of x/text and
// strings, without any quick way.
func composed(s string, folding bool) string {
	s = strings.Map(func(r rune) rune {
		if isInvisible(r) || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(invalidOneByOne(s), "\ufffd"))
	s = norm.NFKC.String(s)
	if folding {
		s = cases.Fold().String(s)
		s = strings.Map(func(r rune) rune { // CaseFolding.txt: Cherokee folds to capitals
			if 0xab70 <= r && r <= 0xabbf {
				return r - 0xab70 + 0x13a0
			}
			if 0x13f8 <= r && r <= 0x13fd {
				return r - 8
			}
			return r
		}, s)
		s = norm.NFKC.String(s)
	}
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	for i := 1; i+1 < len(runes); i++ {
		if strings.ContainsRune("ヵヶカケか箇", runes[i]) && strings.ContainsRune("0123456789〇一二三四五六七八九十", runes[i-1]) && runes[i+1] == '月' {
			runes[i] = 'ヶ'
		}
	}
	return string(runes)
}

// isInvisible reports whether r is one of the format characters without width.
func isInvisible(r rune) bool {
	return r == 0xad || 0x200b <= r && r <= 0x200f || 0x202a <= r && r <= 0x202e || 0x2060 <= r && r <= 0x206f || r == 0xfeff || r == 0x180e
}

// invalidOneByOne gives each byte that is not UTF-8 its own replacement character.
func invalidOneByOne(s string) string { return string([]rune(s)) }

// anyText draws text of the kinds that lead lists hold, and of any other.
func anyText(t *rapid.T) string {
	runes := rapid.OneOf(
		rapid.SampledFrom([]rune("aZ5 ,.-\t　ＡＺ５ｶﾞﾊﾟカヶか箇月日三はいー々・株㈱①Ⅲßﬁİıǰé\u0301\u0345\u3099\u200b\u00ad\ufeff\ufe0f\u0958\u1e9eΣς가각")),
		rapid.Rune(),
	)
	return rapid.OneOf(rapid.StringOf(runes), rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
}

func TestFoldAgreesWithItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkFold(t, anyText(t)) })
}

// checkFold wants the normal form of text to be by definition, valid, stable, and
// the same whether made anew or appended.
func checkFold(t interface{ Errorf(string, ...any) }, text string) {
	folded := Text(text)
	if want := composed(text, true); folded != want {
		t.Errorf("Text(%q) is %q, want %q", text, folded, want)
	}
	if got, want := Normalize(text), composed(text, false); got != want {
		t.Errorf("Normalize(%q) is %q, want %q", text, got, want)
	}
	if !utf8.ValidString(folded) {
		t.Errorf("Text(%q) is %q, which is not UTF-8", text, folded)
	}
	if again := Text(folded); again != folded {
		t.Errorf("Text(%q) is %q, and folded again %q", text, folded, again)
	}
	if again := Normalize(Normalize(text)); again != Normalize(text) {
		t.Errorf("Normalize(%q) is %q, and again %q", text, Normalize(text), again)
	}
	for _, before := range []string{"x", "3か", "e ", "カ"} {
		if appended := Append([]byte(before), text); string(appended) != before+folded {
			t.Errorf("Append(%q, %q) is %q, want %q behind it", before, text, appended, folded)
		}
	}
}

// Every character, alone and between others, folds as its definition says.
func TestFoldOfEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0x3400 && r < 0x4e00 || r >= 0x20000 && r < 0x2f800 || r >= 0x30000 && r < 0xe0000 || r >= 0xe0200 {
			continue // ideographs and private characters by the thousand, and nothing
		}
		for _, text := range []string{string(r), "a" + string(r) + "カ" + string(r) + "\u0301"} {
			if got, want := Text(text), composed(text, true); got != want {
				t.Errorf("Text(%q) is %q, want %q", text, got, want)
			} else if Text(got) != got {
				t.Errorf("Text(%q) is %q, and folded again %q", text, got, Text(got))
			}
		}
	}
}

func TestAppendFoldAllocatesNothing(t *testing.T) {
	room := make([]byte, 0, 200)
	for _, cell := range []string{"Vice President of Sales", "代表取締役 社長", "ＡＢＣ商事　株式会社", "ｶﾌﾞｼｷｶﾞｲｼｬ ㈱山田", "Société Générale", "3か月 ○"} {
		if n := testing.AllocsPerRun(1000, func() { Append(room, cell) }); n != 0 {
			t.Errorf("%q: %v allocations", cell, n)
		}
	}
}

// FuzzFold compares with the definition, and wants a second folding to change
// nothing.
func FuzzFold(f *testing.F) {
	for _, seed := range []string{"Vice  President", "ＡＢＣ　商事", "ｶﾞ", "3か月", "Straße", "e\u200b\u0301", "\xff", "\u0345\u0301", "¨ ¨", strings.Repeat("\u0301", 40)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkFold(t, text[:min(len(text), 200)]) })
}

func TestFoldLeavesWhatItIsAppendedToAlone(t *testing.T) {
	room := append(make([]byte, 0, 64), "e"...)
	Append(room, "\u0301")
	if !bytes.Equal(room, []byte("e")) {
		t.Errorf("what was there became %q", room)
	}
}

func TestName(t *testing.T) {
	for text, want := range map[string]string{
		"Total Time (s)": "total_time_s", "  BANT ": "bant", "GPCTBA/C&I": "gpctba_c_i", "予算（万円）": "予算_万円", "हिन्दी": "हिन्दी", "Ａ-1": "a_1", "...": "", "": "",
	} {
		if got := Name(text); got != want {
			t.Errorf("Name(%q) is %q, want %q", text, got, want)
		}
	}
}
