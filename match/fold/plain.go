package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainLetters are the letters À to ſ without their accents, one byte for each; those
// that stand for two letters are in AppendPlain.
const plainLetters = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// AppendPlain appends a character without its accent.
func AppendPlain(dst []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf:
		return append(dst, byte(r))
	case r == 'æ':
		return append(dst, "ae"...)
	case r == 'œ':
		return append(dst, "oe"...)
	case 'À' <= r && int(r-'À') < len(plainLetters):
		return append(dst, plainLetters[r-'À'])
	}
	return utf8.AppendRune(dst, r)
}

// IsSpacedOut reports whether a space parts each two kanji, as in 部 長 and 取 締 役,
// which is done to make short titles as wide as long ones.
func IsSpacedOut(title string) bool {
	const kanji = len("部")
	if len(title) < 2*kanji+1 || len(title)%(kanji+1) != kanji {
		return false
	}
	for i := range len(title) {
		if (title[i] == ' ') != (i%(kanji+1) == kanji) {
			return false
		}
	}
	r, size := utf8.DecodeRuneInString(title)
	return size == kanji && unicode.Is(unicode.Han, r)
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")

// SpellUmlauts spells umlauts with an e, as keyboards without them do: mueller for müller.
func SpellUmlauts(text string) string { return umlauts.Replace(text) }
