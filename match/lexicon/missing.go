package lexicon

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"leadscore/match/fold"
)

//go:embed missingwords.tsv
var missingWordsTSV string

// Missing says whether a cell says only that nothing is known of what it should hold.
type Missing uint8

// What a cell may say.
const (
	Says      Missing = iota // it holds something
	MaySayNil                // it may mean that nothing is known, or be an answer: None, なし
	SaysNil                  // it means that nothing is known: unknown, TBD, #N/A, 未定
)

// missingWords are the words of the table.
type missingWords struct {
	words  map[string]Missing
	shapes [256]uint64 // by the first byte of words: a bit for each length
	begins [4096]bool  // by beginning: a word may begin so
}

// beginning is a number for how a text begins: its first two letters, or its first kanji or
// kana; false where it begins otherwise.
func beginning(text []byte) (n uint16, ok bool) {
	isLetter := func(b byte) bool { return 'a' <= b && b <= 'z' }
	const kana = 0xe3
	switch {
	case len(text) >= 2 && isLetter(text[0]) && isLetter(text[1]):
		n = uint16(text[0])<<8 | uint16(text[1])
	case len(text) >= 3 && text[0] > kana:
		n = uint16(text[1])<<8 | uint16(text[2])
	default:
		return 0, false
	}
	return n * 40503 >> 4, true // spread over the table
}

// longestMissing is longer than the words of the table and what may stand around them.
const longestMissing = 64

var missingTable = sync.OnceValue(newMissing)

func newMissing() *missingWords {
	t := &missingWords{words: make(map[string]Missing, 512)}
	kinds := map[string]Missing{"ask": MaySayNil, "blank": SaysNil}
	for number, line := range strings.Split(missingWordsTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		means, known := kinds[cells[0]]
		if !known {
			panic(fmt.Sprintf("lexicon: missingwords.tsv:%d: %q is neither ask nor blank", number+1, cells[0]))
		}
		for _, word := range cells[1:] {
			t.add(word, means)
		}
	}
	return t
}

// add takes in a word, and the other ways to write one that begins with a letter.
func (t *missingWords) add(word string, means Missing) {
	forms := []string{fold.Text(word)}
	if first, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(first) && !isPlainEnglish(forms[0]) {
		var room [2 * longestMissing]byte
		bare := func(s string) string { return string(appendBare(room[:0], []byte(s))) }
		forms = append(forms, bare(forms[0]))
		if spelled := fold.SpellUmlauts(forms[0]); spelled != forms[0] {
			forms = append(forms, bare(spelled))
		}
	}
	for _, form := range forms {
		if old, found := t.words[form]; found && old != means || form == "" || len(form) >= longestMissing {
			panic(fmt.Sprintf("lexicon: missingwords.tsv: %q is too long, or means something else too", word))
		}
		t.words[form] = means
		t.shapes[form[0]] |= 1 << len(form)
		if n, ok := beginning([]byte(form)); ok {
			t.begins[n] = true
		}
	}
}

// isPlainEnglish tells of a text in the normal form that there is no other way to write it, since
// it has only letters of English: as most of the table, of which so much less is to be done.
func isPlainEnglish(form string) bool {
	for _, b := range []byte(form) {
		if (b < 'a' || b > 'z') && b != ' ' {
			return false
		}
	}
	return true
}

// find looks a text up, which is not empty.
func (t *missingWords) find(text []byte) Missing {
	if t.shapes[text[0]]>>len(text)&1 == 0 {
		return Says
	}
	return t.words[string(text)]
}

// MissingWord tells what a cell in the normal form says, by the table of words that say
// nothing. A cell of nothing but dashes, question marks and the like says nothing either.
func MissingWord(text []byte) Missing {
	if len(text) == 0 || len(text) >= longestMissing {
		return Says
	}
	t := missingTable()
	if n, ok := beginning(text); ok && !t.begins[n] {
		return Says
	}
	if means := t.find(text); means != Says {
		return means
	}
	if !isDressed(text) {
		return Says
	}
	var room [2 * longestMissing]byte
	bare := appendBare(room[:0], text)
	switch {
	case len(bare) == 0:
		return signs(text)
	case len(bare) >= longestMissing:
		return Says
	}
	means := t.find(bare)
	if means == MaySayNil && isEnclosed(text) {
		return SaysNil
	}
	return means
}

// around is what may stand around a word without being part of it, and enclosing what
// makes of two of it a word that was put there for want of one: --None--.
const (
	enclosing = "-‐‑‒–—―−ー=#_<>()[]{}【】〔〕《》〈〉「」『』"
	around    = enclosing + "*~〜.…・。、,:;!?¡¿/|※\\\"'`“”‘’«» "
)

// nothing is what cells are made of that have no word.
const nothing = "-‐‑‒–—―−ー#_<>()[]{}~〜.…・。?/\"'“”‘’ "

func isAround(r rune) bool {
	const kana = 'ぁ' // from here on, all but two are letters
	if r >= kana && r != '・' && r != 'ー' {
		return false
	}
	return strings.ContainsRune(around, r)
}

func signs(text []byte) Missing {
	if bytes.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune(nothing, r) }) {
		return Says
	}
	return SaysNil
}

// isEnclosed reports whether a text begins and ends with brackets or dashes.
func isEnclosed(text []byte) bool {
	first, _ := utf8.DecodeRune(text)
	last, _ := utf8.DecodeLastRune(text)
	return strings.ContainsRune(enclosing, first) && strings.ContainsRune(enclosing, last)
}

// isDressed reports whether appendBare may make a word of the table of a text which is
// none as it stands. Most cells are told by a look at their bytes.
func isDressed(text []byte) bool {
	dressed := false
	for i, b := range text {
		switch {
		case 'a' <= b && b <= 'z':
		case '0' <= b && b <= '9' || b == '@':
			return false
		case b == ' ':
			dressed = dressed || text[0] >= utf8.RuneSelf
		case b < utf8.RuneSelf:
			dressed = dressed || i == 0 || i == len(text)-1 || b == '_' || b == '-' || b == '\''
		case 0xc2 <= b && b <= 0xc5 || b == 0xe2 || b == 0xe3 && i == 0: // accents, dashes and quotes, kana and brackets
			dressed = true
		}
	}
	last, _ := utf8.DecodeLastRune(text)
	return dressed || isAround(last)
}

// appendBare appends a text in the normal form without what stands around it, without
// accents and the spaces of 不 明, and with a space for _ and for a hyphen.
func appendBare(dst, text []byte) []byte {
	text = bytes.TrimFunc(text, isAround)
	spaced := len(text) < longestMissing/2 && fold.IsSpacedOut(string(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == ' ' && spaced:
		case r == '_' || r == '-':
			dst = append(dst, ' ')
		case r == '’':
			dst = append(dst, '\'')
		default:
			dst = fold.AppendPlain(dst, r)
		}
		text = text[size:]
	}
	return dst
}
