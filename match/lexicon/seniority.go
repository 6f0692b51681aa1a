package lexicon

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"leadscore/match/fold"
)

// Seniority finds the level of a title in normal form (see Fold): the highest of
// the titles in it that titles.tsv lists. Where one listed title lies in another,
// as president in "vice president" or 部長 in 副部長, the longer counts. Words such as
// "former" and 秘書 take the titles beside them away. It reports false for a title
// in which no listed one is left.
func Seniority(foldedTitle string) (Level, bool) {
	if isSpacedOut(foldedTitle) {
		foldedTitle = strings.ReplaceAll(foldedTitle, " ", "")
	}
	scan := titleScan{title: foldedTitle}
	for scan.at < len(foldedTitle) {
		scan.step()
	}
	scan.settle()
	return scan.best, scan.found
}

// isSpacedOut reports whether a space parts each two kanji, as in 部 長 and 取 締 役,
// which is done to make short titles as wide as long ones.
func isSpacedOut(title string) bool {
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

//go:embed titles.tsv
var titlesTSV string

// titles holds the lines of titles.tsv by their keys, the longest first. It is read when
// somebody asks for a seniority.
var titles = sync.OnceValue(func() map[titleKey][]titleEntry { return readTitles(titlesTSV) })

// titleEntry is one line of titles.tsv. Its head says what the columns mean.
type titleEntry struct {
	text     string // in normal form
	level    Level
	hasLevel bool
	effect   titleEffect
}

// titleEffect says which titles beside an entry do not count.
type titleEffect uint8

const (
	noEffect     titleEffect = iota
	voidsBefore              // the one that it follows
	voidsAfter               // those behind it in the same part
	voidsAfterIf             // the same, if it stands first in the part
)

var titleEffects = map[string]titleEffect{
	"not what precedes":             voidsBefore,
	"not what follows":              voidsAfter,
	"not what follows, where first": voidsAfterIf,
}

// titleSeparators end a part of a title: "Director, former CTO" has two.
const titleSeparators = ",;:/|()[]、・"

// titleScan reads a title from left to right.
type titleScan struct {
	title   string
	at      int
	before  rune // the character before at; 0 where there is none
	void    bool // titles in the rest of this part do not count
	found   bool
	best    Level // the highest level of the titles that count
	pending bool
	last    Level // of the title before, which the next word may take away
	lastEnd int
}

// step reads the longest listed title or word that stands here, or one character.
func (s *titleScan) step() {
	r, size := utf8.DecodeRuneInString(s.title[s.at:])
	if !isLatinWord(r) || !isLatinWord(s.before) { // not within a word
		entries := titles()[wordKey(s.title[s.at:])]
		for i := range entries {
			if s.standsHere(&entries[i]) {
				s.take(&entries[i])
				return
			}
		}
	}
	if strings.ContainsRune(titleSeparators, r) {
		s.void = false
	}
	s.at += size
	s.before = r
}

// standsHere reports whether the title goes on with an entry: not with the first
// part of a Latin word, and first in its part if it must be.
func (s *titleScan) standsHere(entry *titleEntry) bool {
	if !beginsWithWord(s.title[s.at:], entry.text) {
		return false
	}
	return entry.effect != voidsAfterIf || s.before == 0 || s.before == ' ' || strings.ContainsRune(titleSeparators, s.before)
}

// take reads an entry and counts it.
func (s *titleScan) take(entry *titleEntry) {
	if entry.effect == voidsBefore && s.touchesLast(entry) {
		s.pending = false
	}
	s.settle()
	if entry.hasLevel && !s.void {
		s.last, s.pending = entry.level, true
	}
	if entry.effect == voidsAfter || entry.effect == voidsAfterIf {
		s.void = true
	}
	s.at += len(entry.text)
	s.lastEnd = s.at
	s.before, _ = utf8.DecodeLastRuneInString(entry.text)
}

// touchesLast reports whether an entry that stands here follows the title before
// it directly, or with the space that Latin words need.
func (s *titleScan) touchesLast(entry *titleEntry) bool {
	between := s.title[s.lastEnd:s.at]
	return between == "" || between == " " && startsWithLetter(entry.text)
}

// settle counts the title before, which nothing took away.
func (s *titleScan) settle() {
	if s.pending && (!s.found || s.last > s.best) {
		s.best, s.found = s.last, true
	}
	s.pending = false
}

// beginsWithWord reports whether text begins with word, which the first part of a
// Latin word is not.
func beginsWithWord(text, word string) bool {
	if !hasTitlePrefix(text, word) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(word)
	next, _ := utf8.DecodeRuneInString(text[len(word):])
	return !isLatinWord(last) || !isLatinWord(next)
}

// titleKey is what a word begins with: its first character, and behind an ASCII one
// its second byte too, so that few words share a key.
type titleKey uint64

// wordKey is the key of the words that text may begin with. A hyphen counts as the
// space of a listed word.
func wordKey(text string) titleKey {
	first, _ := utf8.DecodeRuneInString(text)
	if first >= utf8.RuneSelf || len(text) < 2 {
		return titleKey(first)
	}
	second := text[1]
	if second == '-' {
		second = ' '
	}
	return titleKey(first) | titleKey(second)<<32
}

// hasTitlePrefix is strings.HasPrefix, but that a space of the prefix stands for a
// hyphen too.
func hasTitlePrefix(title, prefix string) bool {
	if len(title) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if c := title[i]; c != prefix[i] && (c != '-' || prefix[i] != ' ') {
			return false
		}
	}
	return true
}

// isLatinWord reports whether r belongs to words that spaces set off.
func isLatinWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.Is(unicode.Latin, r)
}

// readTitles reads titles.tsv, and panics at a line that is wrong.
func readTitles(table string) map[titleKey][]titleEntry {
	index := map[titleKey][]titleEntry{}
	for number, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		entry, ok := readTitle(strings.Split(line, "\t"))
		if !ok {
			panic(fmt.Sprintf("lexicon: titles.tsv:%d: %q", number+1, line))
		}
		key := wordKey(entry.text)
		index[key] = append(index[key], entry)
	}
	for _, entries := range index {
		slices.SortStableFunc(entries, func(a, b titleEntry) int { return len(b.text) - len(a.text) })
	}
	return index
}

// readTitle reads the cells of a line: title, level or -, and perhaps an effect.
func readTitle(cells []string) (entry titleEntry, ok bool) {
	if len(cells) < 2 || len(cells) > 3 {
		return entry, false
	}
	entry.text = fold.Text(cells[0])
	if len(cells) == 3 {
		if entry.effect, ok = titleEffects[cells[2]]; !ok {
			return entry, false
		}
	}
	if cells[1] == "-" {
		return entry, len(entry.text) > 1
	}
	entry.level, entry.hasLevel = ParseLevel(cells[1])
	return entry, entry.hasLevel && len(entry.text) > 1
}

// startsWithLetter tells whether a text begins with a letter of ASCII.
func startsWithLetter(text string) bool { return text[0]|0x20 >= 'a' && text[0]|0x20 <= 'z' }
