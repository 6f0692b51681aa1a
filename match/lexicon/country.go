package lexicon

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"leadscore/match/fold"
)

// countryIndex finds countries by their spellings in normal form, and by these without
// accents, punctuation, spaces and the article.
type countryIndex struct {
	exact, loose spellings
}

var countryNames = sync.OnceValue(func() countryIndex {
	index := countryIndex{exact: countries(), loose: spellings{}}
	for spelling, name := range index.exact {
		for _, key := range []string{looseKey(spelling), looseKey(fold.SpellUmlauts(spelling))} {
			if other, clash := index.loose[key]; clash && other.written != name.written {
				name = spelledName{} // two countries: neither
			}
			index.loose[key] = name
		}
	}
	return index
})

// find finds the country that a text is a spelling of.
func (c countryIndex) find(folded string) (spelledName, bool) {
	if name, found := c.exact[folded]; found {
		return name, true
	}
	key := looseKey(folded)
	if name := c.loose[key]; name.written != "" {
		return name, true
	}
	for _, state := range statesOf {
		for _, rest := range []string{strings.TrimPrefix(key, state), strings.TrimSuffix(key, state)} {
			if name := c.loose[rest]; name.written != "" && len(rest) > len("xxx") {
				return name, true
			}
		}
	}
	return spelledName{}, false
}

// statesOf are words of official names, as looseKey gives them.
var statesOf = []string{"federalrepublicof", "republicof", "kingdomof", "stateof", "commonwealthof", "republicade", "republiquede", "repubblicadi", "republik", "republic", "rep", "共和国", "王国", "連邦", "国"}

// looseKey is a spelling without accents, punctuation, spaces and the article. A flag
// alone is the code that it is made of.
func looseKey(folded string) string {
	folded = strings.TrimPrefix(folded, "the ")
	var key, flag []byte
	for _, r := range folded {
		switch {
		case '🇦' <= r && r <= '🇿':
			flag = append(flag, byte('a'+r-'🇦'))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			key = fold.AppendPlain(key, r)
		}
	}
	if len(key) == 0 {
		return string(flag)
	}
	return string(key)
}

// Country finds the country that a cell in normal form names: alone, beside its code or
// another name of it ("US - United States", "Slovakia (Slovak Republic)"), or with a place
// in it ("Tokyo, Japan", "USA - California", "Austin, Texas, United States"). Of a place
// and what may be a state too ("Atlanta, Georgia", "San Francisco, CA") it tells
// nothing, nor of a cell with two countries.
func Country(folded string) (name string, found bool) {
	n, found := country(folded)
	return n.written, found
}

func country(folded string) (spelledName, bool) {
	index := countryNames()
	if name, found := index.find(folded); found {
		return name, true
	}
	if open := strings.IndexAny(folded, "(["); open > 0 {
		outside, inside := folded[:open], strings.TrimRight(folded[open+1:], ")] ")
		if name, found := country(strings.TrimSpace(outside)); found {
			return name, true
		}
		return index.place(strings.TrimSpace(inside), true)
	}
	parts := placeParts(folded)
	if len(parts) < 2 {
		return spelledName{}, false
	}
	first, isFirst := index.place(parts[0], true)
	last, isLast := index.place(parts[len(parts)-1], false)
	switch {
	case isFirst && isLast && first.written != last.written:
		return last, len(parts) > 2 || mayBeState(parts[0])
	case isLast:
		return last, true
	case isFirst && !mayBeState(parts[0]):
		return first, true
	}
	return spelledName{}, false
}

// place finds the country that a part of a cell names. In the last part a name or code
// that a state has too is none.
func (c countryIndex) place(part string, leads bool) (spelledName, bool) {
	if !leads && mayBeState(part) {
		return spelledName{}, false
	}
	return c.find(part)
}

// placeParts parts a cell at commas and their like, at dashes with a space beside, and
// beside kanji and kana at spaces.
func placeParts(folded string) []string {
	parts := strings.FieldsFunc(folded, func(r rune) bool { return strings.ContainsRune(",;/|:、・>", r) })
	var out []string
	for _, part := range parts {
		for _, dash := range []string{" - ", " – ", " — ", "–", "—"} {
			part = strings.ReplaceAll(part, dash, "\n")
		}
		if strings.IndexFunc(part, isJapanese) >= 0 {
			part = strings.ReplaceAll(part, " ", "\n")
		}
		for piece := range strings.SplitSeq(part, "\n") {
			if piece = strings.TrimSpace(piece); piece != "" {
				out = append(out, piece)
			}
		}
	}
	return out
}

func isJapanese(r rune) bool {
	return r >= utf8.RuneSelf && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// stateNames are the codes of states of the United States and provinces of Canada that
// are codes of countries too, and names that states and countries share.
var stateNames = strings.Fields("al ar az ca co de ga id il in ky la ma md me mn mo ms mt nc ne pa sc sd tn va nl nt nu pe sk mb georgia jersey")

func mayBeState(part string) bool { return slices.Contains(stateNames, part) }
