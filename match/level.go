package match

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Level is the seniority of a title. Levels are ordered.
type Level uint8

// The levels, from the lowest.
const (
	Student Level = iota
	Staff
	Manager
	Director
	VP
	CLevel
)

var levelNames = [...]string{"student", "staff", "manager", "director", "vp", "c_level"}

// String gives the level's name in rulebooks, such as "c_level".
func (l Level) String() string { return levelNames[l] }

// Levels gives the names of all levels, from the lowest.
func Levels() []string { return append([]string(nil), levelNames[:]...) }

// ParseLevel finds the level of a name.
func ParseLevel(name string) (Level, bool) {
	folded := Fold(name)
	for i, levelName := range levelNames {
		if levelName == folded {
			return Level(i), true
		}
	}
	return 0, false
}

// titles.tsv is the table that Seniority reads. Its head explains it.
//
//go:embed titles.tsv
var titlesTSV string

var titleTable = readTitles(titlesTSV)

// titleEntry is one line of titles.tsv.
type titleEntry struct {
	text   string // folded
	level  Level
	ranked bool // it has a level
	effect titleEffect
}

// titleEffect says what an entry does to the words around it.
type titleEffect uint8

const (
	noEffect    titleEffect = iota
	voidsRest               // "former": what follows in the same part does not count
	voidsAll                // 元: the same, but only where a part begins
	voidsBefore             // 秘書: the title that it follows does not count
)

// titleIndex holds the entries by their first character, the longest first.
type titleIndex map[rune][]titleEntry

// Seniority finds the level of a title in normal form (see Fold): of the titles
// in it that are known, the highest. Where one known title lies in another, as in
// "vice president" or 副部長, the longer counts. It reports false for a title
// that names none.
func Seniority(foldedTitle string) (Level, bool) {
	scan := titleScan{title: foldedTitle}
	for scan.at < len(foldedTitle) {
		scan.step(titleTable)
	}
	scan.settle()
	return scan.best, scan.found
}

// titleScan reads a title from left to right.
type titleScan struct {
	title   string
	at      int
	before  rune // the character before at, 0 at the start
	void    bool // the rest of this part does not count
	best    Level
	found   bool
	last    Level // a title that the next words may still take back
	pending bool
	lastEnd int
}

func (s *titleScan) step(table titleIndex) {
	r, size := utf8.DecodeRuneInString(s.title[s.at:])
	if strings.ContainsRune(titleSeparators, r) {
		s.void = false
	}
	entry, found := s.longest(table[r])
	if !found {
		s.at += size
		s.before = r
		return
	}
	s.take(entry)
	s.at += len(entry.text)
	s.lastEnd = s.at
	s.before, _ = utf8.DecodeLastRuneInString(s.title[:s.at])
}

const titleSeparators = ",;/|()、・"

// longest finds the first of entries, the longest first, that stands here.
func (s *titleScan) longest(entries []titleEntry) (titleEntry, bool) {
	rest := s.title[s.at:]
	for _, entry := range entries {
		if titleHasPrefix(rest, entry.text) && s.fits(entry, rest[len(entry.text):]) {
			return entry, true
		}
	}
	return titleEntry{}, false
}

// fits reports whether an entry may stand here: not within a Latin word, and
// where a part begins if it must.
func (s *titleScan) fits(entry titleEntry, rest string) bool {
	first, _ := utf8.DecodeRuneInString(entry.text)
	last, _ := utf8.DecodeLastRuneInString(entry.text)
	next, _ := utf8.DecodeRuneInString(rest)
	if isLatinWord(first) && isLatinWord(s.before) || isLatinWord(last) && isLatinWord(next) {
		return false
	}
	return entry.effect != voidsAll || s.before == 0 || s.before == ' ' || strings.ContainsRune(titleSeparators, s.before)
}

// take counts an entry that was found.
func (s *titleScan) take(entry titleEntry) {
	if entry.effect == voidsBefore && strings.TrimSpace(s.title[s.lastEnd:s.at]) == "" {
		s.pending = false
	}
	s.settle()
	if entry.ranked && !s.void {
		s.last, s.pending = entry.level, true
	}
	if entry.effect == voidsRest || entry.effect == voidsAll {
		s.void = true
	}
}

// settle counts the title found last, which nothing took back.
func (s *titleScan) settle() {
	if s.pending && (!s.found || s.last > s.best) {
		s.best, s.found = s.last, true
	}
	s.pending = false
}

// titleHasPrefix is strings.HasPrefix, but a space in the prefix stands for a
// hyphen too.
func titleHasPrefix(title, prefix string) bool {
	if len(title) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if c := title[i]; c != prefix[i] && !(c == '-' && prefix[i] == ' ') {
			return false
		}
	}
	return true
}

func isLatinWord(r rune) bool {
	return '0' <= r && r <= '9' || r < 0x250 && isASCIILetter(r) || 0xc0 <= r && r < 0x250
}

// readTitles makes the index of titles.tsv. It panics where a line is wrong, which
// a test would find first.
func readTitles(table string) titleIndex {
	index := titleIndex{}
	for number, line := range strings.Split(table, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		entry, ok := readTitle(strings.Split(line, "\t"))
		if !ok {
			panic(fmt.Sprintf("match: titles.tsv:%d: cannot read %q", number+1, line))
		}
		first, _ := utf8.DecodeRuneInString(entry.text)
		index[first] = insertTitle(index[first], entry)
	}
	return index
}

func readTitle(cells []string) (titleEntry, bool) {
	effects := map[string]titleEffect{"voids rest": voidsRest, "voids all": voidsAll, "voids before": voidsBefore}
	if len(cells) < 2 {
		return titleEntry{}, false
	}
	entry := titleEntry{text: Fold(cells[0])}
	if len(cells) == 3 {
		effect, known := effects[cells[2]]
		if !known {
			return titleEntry{}, false
		}
		entry.effect = effect
	}
	if cells[1] == "-" {
		return entry, true
	}
	level, ok := ParseLevel(cells[1])
	entry.level, entry.ranked = level, true
	return entry, ok
}

// insertTitle keeps entries ordered by length, the longest first.
func insertTitle(entries []titleEntry, entry titleEntry) []titleEntry {
	at := 0
	for at < len(entries) && len(entries[at].text) >= len(entry.text) {
		at++
	}
	entries = append(entries, titleEntry{})
	copy(entries[at+1:], entries[at:])
	entries[at] = entry
	return entries
}
