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

// departmentNames are the departments that Department finds, in the order of the
// reference.
var departmentNames = []string{
	"executive", "sales", "marketing", "support", "finance", "hr", "legal", "it", "engineering", "product", "research", "operations", "purchasing", "admin",
}

// DepartmentNames lists the departments that Department finds.
func DepartmentNames() []string { return slices.Clone(departmentNames) }

// Department finds the department that a title or the name of a department in
// normal form (see Fold) stands for: that of the first word that departments.tsv
// lists, so that 営業部長 is sales and "VP Finance" finance; and of departmentNames
// itself. It reports false for a text in which no listed word stands.
func Department(folded string) (name string, ok bool) {
	if i := slices.Index(departmentNames, folded); i >= 0 {
		return departmentNames[i], true
	}
	var fallback string
	var room [titleRoom]byte
	text, before := appendTitle(room[:0], folded), rune(0)
	for at := 0; at < len(text); {
		word, size := departments().at(text, at, before)
		switch {
		case word == nil || word.department == "":
		case !word.weak:
			return word.department, true
		case fallback == "":
			fallback = word.department
		}
		before, _ = utf8.DecodeLastRune(text[:at+size])
		at += size
	}
	return fallback, fallback != ""
}

//go:embed departments.tsv
var departmentsTSV string

// departments holds the lines of departments.tsv by their keys, the longest first. It is
// read when somebody asks for a department.
var departments = sync.OnceValue(func() departmentIndex { return readDepartments(departmentsTSV) })

// departmentWord is one line of departments.tsv. Its head says what the columns mean.
type departmentWord struct {
	text       string // in normal form
	department string // "": none
	weak       bool
}

type departmentIndex map[wordKey][]departmentWord

// at finds the longest listed word at a place of a text, before being the character
// in front of it, and its size; without one the size is that of one character.
func (index departmentIndex) at(text []byte, at int, before rune) (*departmentWord, int) {
	r, size := utf8.DecodeRune(text[at:])
	if isLatinWord(r) && isLatinWord(before) { // within a word
		return nil, size
	}
	words := index[keyOf(text[at:])]
	for i := range words {
		if beginsWithWord(text[at:], words[i].text) {
			return &words[i], len(words[i].text)
		}
	}
	return nil, size
}

// readDepartments reads departments.tsv, and panics at a line that is wrong.
func readDepartments(table string) departmentIndex {
	index := departmentIndex{}
	for number, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		word, ok := readDepartment(strings.Split(line, "\t"))
		if !ok {
			panic(fmt.Sprintf("title: departments.tsv:%d: %q", number+1, line))
		}
		for _, spelling := range titleSpellings(word.text) {
			word.text = spelling
			key := keyOf([]byte(spelling))
			index[key] = append(index[key], word)
		}
	}
	for _, words := range index {
		slices.SortStableFunc(words, func(a, b departmentWord) int { return len(b.text) - len(a.text) })
	}
	return index
}

// readDepartment reads the cells of a line: word, department or -, and perhaps
// "unless another".
func readDepartment(cells []string) (word departmentWord, ok bool) {
	if len(cells) < 2 || len(cells) > 3 || len(cells) == 3 && cells[2] != "unless another" {
		return word, false
	}
	word = departmentWord{text: fold.Text(cells[0]), department: cells[1], weak: len(cells) == 3}
	if word.department == "-" {
		word.department = ""
		return word, len(word.text) > 1 && !word.weak
	}
	return word, len(word.text) > 1 && slices.Contains(departmentNames, word.department)
}
