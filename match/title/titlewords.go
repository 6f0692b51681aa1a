package title

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"leadscore/match/fold"
)

//go:embed titles.tsv
var titlesTSV string

// titles holds the words of titles.tsv. It is read when somebody asks for a seniority.
var titles = sync.OnceValue(func() *titleWords { return readTitles(titlesTSV) })

// titleKind is what a word does in a title. The head of titles.tsv says what each means.
type titleKind uint8

const (
	kindUnlisted titleKind = iota
	kindNone
	kindRole
	kindInitials
	kindDoctor
	kindMedic
	kindOwner
	kindPartner
	kindHead
	kindFinal
	kindFirst
	kindUnit
	kindStudent
	kindServes
	kindHelps
	kindAssists
	kindDeputy
	kindLowers
	kindGrade
	kindChief
	kindBusiness
	kindVoids
	kindVoidsFirst
	kindVoidsNext
	kindVoidsAll
	kindPlace
	kindField
	kindOf
	kindTo
	kindAnd
)

var titleKinds = map[string]titleKind{
	"none": kindNone, "role": kindRole, "initials": kindInitials, "doctor": kindDoctor, "medic": kindMedic,
	"owner": kindOwner, "partner": kindPartner, "head": kindHead, "final": kindFinal, "first": kindFirst, "unit": kindUnit,
	"student": kindStudent, "serves": kindServes, "helps": kindHelps, "assists": kindAssists, "deputy": kindDeputy,
	"lowers": kindLowers, "grade": kindGrade, "chief": kindChief, "business": kindBusiness, "voids": kindVoids,
	"voids first": kindVoidsFirst, "voids next": kindVoidsNext, "voids all": kindVoidsAll, "place": kindPlace,
	"field": kindField, "of": kindOf, "to": kindTo, "and": kindAnd,
}

// bears reports whether words of a kind have a level.
func (k titleKind) bears() bool { return kindRole <= k && k <= kindAssists }

// titleWord is one line of titles.tsv.
type titleWord struct {
	text  string // as appendTitle gives it
	kind  titleKind
	level Level
}

// titleWords are the words of titles.tsv: those that stand alone by their keys, the
// longest first; and those that end or begin a longer word.
type titleWords struct {
	words    map[wordKey][]titleWord
	suffixes map[string]titleWord
	prefixes []string
	shortest int // suffix, in bytes
}

// at finds what stands at a place of a title: the longest listed word, or what an
// unlisted one is made of, and its size. Without any the word is that of one
// character or Latin word, unlisted.
func (t *titleWords) at(text []byte) (word titleWord, size int) {
	for _, key := range [...]wordKey{keyOf(text), keyOf(text[:1])} { // the second: & and other words of one byte
		for _, entry := range t.words[key] {
			if beginsWithWord(text, entry.text) {
				return entry, len(entry.text)
			}
		}
	}
	if latin := latinWordAt(text); len(latin) > 0 {
		word, _ = t.made(latin)
		return word, len(latin)
	}
	_, size = utf8.DecodeRune(text)
	return titleWord{}, size
}

// listed finds a Latin word of the table.
func (t *titleWords) listed(latin []byte) (titleWord, bool) {
	for _, entry := range t.words[keyOf(latin)] {
		if string(latin) == entry.text {
			return entry, true
		}
	}
	return titleWord{}, false
}

// shortestStem is the length from which an ending may be taken off a word.
const shortestStem = 3

// made finds what an unlisted Latin word is made of: the female form or the plural of
// a listed one, a compound of one (vertriebsleiter), or one with a prefix
// (subdirector, exceo). Plurals are leaders other than the one who bears the title.
func (t *titleWords) made(latin []byte) (titleWord, bool) {
	for _, ending := range []string{"in", "a", "e"} {
		if stem := len(latin) - len(ending); stem > shortestStem && string(latin[stem:]) == ending {
			if word, ok := t.listed(latin[:stem]); ok && word.kind.bears() && !(ending == "e" && word.level == Staff) {
				return word, true
			}
		}
	}
	if stem := len(latin) - 1; stem >= shortestStem && latin[stem] == 's' {
		if word, ok := t.listed(latin[:stem]); ok && word.kind.bears() {
			word.kind = kindVoidsNext
			return word, true
		}
	}
	if word, ok := t.prefixed(latin); ok {
		return word, true
	}
	return t.compound(latin)
}

// compound finds the longest listed suffix of a Latin word, and of its male form.
func (t *titleWords) compound(latin []byte) (titleWord, bool) {
	for start := 2; start <= len(latin)-t.shortest; start++ {
		if word, ok := t.suffixes[string(latin[start:])]; ok {
			return word, true
		}
	}
	if stem := len(latin) - 2; stem > t.shortest && string(latin[stem:]) == "in" {
		return t.compound(latin[:stem])
	}
	return titleWord{}, false
}

// prefixed finds a deputy, a partner or a former holder written as one word.
func (t *titleWords) prefixed(latin []byte) (titleWord, bool) {
	for _, prefix := range t.prefixes {
		if len(latin) < len(prefix)+shortestStem || string(latin[:len(prefix)]) != prefix {
			continue
		}
		word, ok := t.listed(latin[len(prefix):])
		if !ok {
			word, ok = t.male(latin[len(prefix):])
		}
		if ok && word.kind.bears() && word.level >= Manager {
			return prefixedAs(prefix, word), true
		}
	}
	return titleWord{}, false
}

// male finds the listed word that a female form is of.
func (t *titleWords) male(latin []byte) (titleWord, bool) {
	for _, ending := range []string{"a", "in"} {
		if stem := len(latin) - len(ending); stem > 0 && string(latin[stem:]) == ending {
			return t.listed(latin[:stem])
		}
	}
	return titleWord{}, false
}

func prefixedAs(prefix string, word titleWord) titleWord {
	switch prefix {
	case "co", "ko":
	case "ex":
		word.kind, word.level = kindRole, Staff
	default:
		word.kind, word.level = kindRole, deputyOf(word.level)
	}
	return word
}

// deputyOf is the level of the deputy of a level: one lower from vp up, else the same.
func deputyOf(level Level) Level {
	if level >= VP {
		return level - 1
	}
	return level
}

// readTitles reads titles.tsv, and panics at a line that is wrong.
func readTitles(table string) *titleWords {
	t := &titleWords{words: map[wordKey][]titleWord{}, suffixes: map[string]titleWord{}, shortest: len(table)}
	for number, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if !t.read(strings.Split(line, "\t")) {
			panic(fmt.Sprintf("title: titles.tsv:%d: %q", number+1, line))
		}
	}
	for _, entries := range t.words {
		slices.SortStableFunc(entries, func(a, b titleWord) int { return len(b.text) - len(a.text) })
	}
	return t
}

// read reads the cells of a line: word, kind, level or -.
func (t *titleWords) read(cells []string) bool {
	if len(cells) != 3 || cells[0] == "" {
		return false
	}
	kind, compound := strings.CutPrefix(cells[1], "compound")
	if kind = strings.TrimSpace(kind); compound && kind == "" {
		kind = "role"
	}
	word := titleWord{}
	if cells[2] != "-" {
		level, ok := ParseLevel(cells[2])
		if word.level = level; !ok {
			return false
		}
	}
	prefix := kind == "prefix"
	known := false
	if word.kind, known = titleKinds[kind]; !known && !prefix || word.kind.bears() != (cells[2] != "-") {
		return false
	}
	for _, text := range titleSpellings(cells[0]) {
		switch word.text = text; {
		case prefix:
			t.prefixes = append(t.prefixes, text)
		case compound:
			t.suffixes[text], t.shortest = word, min(t.shortest, len(text))
		default:
			key := keyOf([]byte(text))
			t.words[key] = append(t.words[key], word)
		}
	}
	return true
}

// titleSpellings gives a word of a table as appendTitle gives it, and with the umlauts
// spelled out.
func titleSpellings(word string) []string {
	folded := fold.Text(word)
	plain := string(appendTitle(nil, folded))
	if spelled := string(appendTitle(nil, fold.SpellUmlauts(folded))); spelled != plain {
		return []string{plain, spelled}
	}
	return []string{plain}
}
