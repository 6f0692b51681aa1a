package title

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/match/fold"
)

// appendTitle appends a title in normal form as the grammar reads it: without accents
// and the dots of abbreviations (c.t.o., sr.), with one apostrophe, with a hyphen for
// every dash within a word and a semicolon for one between words, and without the
// second gender of a word (leiter/in, director(a), m/w/d).
func appendTitle(dst []byte, folded string) []byte {
	if fold.IsSpacedOut(folded) {
		folded = strings.ReplaceAll(folded, " ", "")
	}
	for at := 0; at < len(folded); {
		r, size := utf8.DecodeRuneInString(folded[at:])
		rest := folded[at+size:]
		switch {
		case r == '.':
			dst, rest = appendDot(dst, folded[:at], rest)
		case isDash(r):
			dst = appendDash(dst, rest)
		case strings.ContainsRune("’ʼ`´ʻ", r):
			dst = append(dst, '\'')
		case strings.ContainsRune("(/:*_·", r):
			if gender := genderAt(dst, folded[at:]); gender > 0 {
				rest = folded[at+gender:]
			} else {
				dst = append(dst, folded[at:at+size]...)
			}
		default:
			dst = fold.AppendPlain(dst, r)
		}
		at = len(folded) - len(rest)
	}
	return dst
}

// appendDot appends what a dot stands for: nothing in an abbreviation, a space where
// two words meet. Of "c. e. o." it takes the spaces away too.
func appendDot(dst []byte, before, rest string) ([]byte, string) {
	n := len(before)
	single := n > 0 && isLetter(rune(before[n-1])) && (n == 1 || !isLetter(rune(before[n-2])) && before[n-2] < utf8.RuneSelf)
	switch {
	case single && len(rest) > 2 && rest[0] == ' ' && isLetter(rune(rest[1])) && rest[2] == '.':
		return dst, rest[1:]
	case single || rest == "" || !isLatinWord(rune(rest[0])):
		return dst, rest
	}
	return append(dst, ' '), rest
}

// lastWordLength counts the Latin letters and digits that text ends with.
func lastWordLength(text []byte) int {
	n := 0
	for n < len(text) && isLatinWord(rune(text[len(text)-1-n])) {
		n++
	}
	return n
}

func isDash(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '―', '−', '﹣':
		return true
	}
	return false
}

// appendDash appends a hyphen for a dash that joins, a semicolon for one with a space
// beside it.
func appendDash(dst []byte, rest string) []byte {
	if len(dst) > 0 && dst[len(dst)-1] == ' ' || strings.HasPrefix(rest, " ") {
		return append(dst, dashSeparator)
	}
	return append(dst, '-')
}

// genders are the endings of the other gender, and of all, as they stand behind a
// bracket, slash, colon or star.
var genders = []string{"innen)", "innen", "in)", "in", "m/w/d)", "w/m/d)", "m/f/d)", "f/m/d)", "m/f/x)", "h/f)", "f/h)", "m/f)", "f/m)", "m/w)", "w/m)", "a)", "a", "e)", "e", "ra)", "rice)", "trice)", "-in", "-a", "-e", "ne)", "ne"}

// genderAt gives the length of the other gender that text begins with, behind the
// word that before ends with; else 0.
func genderAt(before []byte, text string) int {
	mark := text[0]
	all := strings.HasPrefix(text, "(m/") || strings.HasPrefix(text, "(w/") || strings.HasPrefix(text, "(f/") || strings.HasPrefix(text, "(h/")
	if mark >= utf8.RuneSelf || !all && lastWordLength(before) < 3 {
		return 0
	}
	for _, gender := range genders {
		end := 1 + len(gender)
		if !strings.HasPrefix(text[1:], gender) || (mark == '(') != strings.HasSuffix(gender, ")") {
			continue
		}
		if end == len(text) || !isLatinWord(rune(text[end])) {
			return end
		}
	}
	return 0
}

// isLatinWord reports whether r belongs to words that spaces set off.
func isLatinWord(r rune) bool {
	if r < utf8.RuneSelf {
		return isLetter(r) || '0' <= r && r <= '9'
	}
	return unicode.Is(unicode.Latin, r)
}

// beginsWithWord reports whether text begins with word, which the first part of a
// Latin word is not.
func beginsWithWord(text []byte, word string) bool {
	if !hasWordPrefix(text, word) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(word)
	next, _ := utf8.DecodeRune(text[len(word):])
	return !isLatinWord(last) || !isLatinWord(next)
}

// hasWordPrefix is bytes.HasPrefix, but that a space of the prefix stands for a hyphen
// too.
func hasWordPrefix(text []byte, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if c := text[i]; c != prefix[i] && (c != '-' || prefix[i] != ' ') {
			return false
		}
	}
	return true
}

// wordKey is what a word begins with: its first character, and behind an ASCII one
// its second byte too, so that few words share a key. A hyphen counts as the space of a
// listed word.
type wordKey uint64

func keyOf(text []byte) wordKey {
	first, _ := utf8.DecodeRune(text)
	if first >= utf8.RuneSelf || len(text) < 2 {
		return wordKey(first)
	}
	second := text[1]
	if second == '-' {
		second = ' '
	}
	return wordKey(first) | wordKey(second)<<32
}

// latinWordAt gives the Latin word that text begins with; empty if there is none.
func latinWordAt(text []byte) []byte {
	end := bytes.IndexFunc(text, func(r rune) bool { return !isLatinWord(r) })
	if end < 0 {
		return text
	}
	return text[:end]
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' }
