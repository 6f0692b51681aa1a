package lexicon

import (
	"slices"
	"strings"
)

// romanizations are the ways to write Japanese syllables in Latin letters, each with
// that of the table: those of Kunrei, and long vowels with h, u or doubled.
var romanizations = strings.NewReplacer("oo", "o", "ou", "o", "oh", "o", "uu", "u", "hu", "fu", "si", "shi", "ti", "chi", "tu", "tsu", "zi", "ji", "sya", "sha", "syo", "sho", "zyo", "jo", "gumma", "gunma", "ibaragi", "ibaraki")

// prefectureWords stand behind the name of a prefecture in Latin letters.
var prefectureWords = []string{"prefecture", "pref", "ken", "fu", "to"}

// prefecture finds the prefecture that a cell in normal form names: in another
// romanization (Oosaka, Siga-ken), beside the country (Tokyo, Japan) or before its town
// (東京都千代田区).
func prefecture(folded string) (spelledName, bool) {
	for i, r := range folded {
		if i >= 2*len("県") && strings.ContainsRune("都道府県", r) {
			if name, found := prefectures()[folded[:i+len("県")]]; found {
				return name, true
			}
		}
	}
	parts := placeParts(folded)
	if strings.IndexFunc(folded, isJapanese) < 0 {
		slices.Reverse(parts) // town, prefecture, country
	}
	for _, part := range parts {
		if name, found := prefectures()[part]; found {
			return name, true
		}
		if name, found := romanized(part); found {
			return name, true
		}
	}
	return spelledName{}, false
}

// romanized finds a prefecture in Latin letters.
func romanized(part string) (spelledName, bool) {
	key := looseKey(part)
	for _, word := range append([]string{""}, prefectureWords...) {
		stem := romanizations.Replace(strings.TrimSuffix(key, word))
		if name, found := prefectures()[stem]; found {
			return name, true
		}
	}
	return spelledName{}, false
}

// IsPrefecture reports whether a text in normal form names a prefecture of Japan.
func IsPrefecture(folded string) bool {
	_, is := prefecture(folded)
	return is
}
