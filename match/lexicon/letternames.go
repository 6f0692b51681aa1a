package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letterNames are what Latin letters are called in katakana, the longer before the shorter
// that begins it. デー and テー are left out: データ is a word.
var letterNames = []struct {
	name   string
	letter byte
}{
	{"ダブリュー", 'w'}, {"ダブリュ", 'w'}, {"エックス", 'x'}, {"キュー", 'q'}, {"ディー", 'd'}, {"ティー", 't'}, {"ジェイ", 'j'}, {"ジェー", 'j'},
	{"エイチ", 'h'}, {"エッチ", 'h'}, {"アール", 'r'}, {"ゼット", 'z'}, {"エー", 'a'}, {"エイ", 'a'}, {"ビー", 'b'}, {"シー", 'c'}, {"イー", 'e'}, {"エフ", 'f'}, {"ジー", 'g'},
	{"アイ", 'i'}, {"ケー", 'k'}, {"ケイ", 'k'}, {"エル", 'l'}, {"エム", 'm'}, {"エヌ", 'n'}, {"オー", 'o'}, {"ピー", 'p'}, {"エス", 's'}, {"ティ", 't'}, {"ユー", 'u'},
	{"ブイ", 'v'}, {"ワイ", 'y'},
}

// fewestLetters make an abbreviation: two may begin a word, アイシー.
const fewestLetters = 3

// spellLetters writes abbreviations that begin a word of katakana in Latin letters:
// 日本アイビーエム, エヌ・ティ・ティ・データ.
func spellLetters(name string) string {
	var b strings.Builder
	for at := 0; at < len(name); {
		r, size := utf8.DecodeRuneInString(name[at:])
		before, _ := utf8.DecodeLastRuneInString(name[:at])
		if unicode.Is(unicode.Katakana, r) && !unicode.Is(unicode.Katakana, before) && before != 'ー' && before != '・' {
			if letters, n := lettersOf(name[at:]); len(letters) >= fewestLetters {
				b.WriteString(letters)
				at += n
				continue
			}
		}
		b.WriteString(name[at : at+size])
		at += size
	}
	return b.String()
}

// lettersOf reads names of letters at the beginning of a text, with or without a dot
// between them, and how many bytes they take.
func lettersOf(text string) (letters string, n int) {
next:
	for {
		rest := strings.TrimPrefix(text[n:], "・")
		for _, l := range letterNames {
			if strings.HasPrefix(rest, l.name) {
				letters += string(l.letter)
				n = len(text) - len(rest) + len(l.name)
				continue next
			}
		}
		return letters, n
	}
}
