// Package answer is what leads may be asked and what they said, as it lies beside their
// records.
package answer

import (
	"bytes"

	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
	"leadscore/scoring/internal/walk"
)

// Subject is what a lead may be asked about: an element of a framework, or a field that
// is read from cells.
type Subject struct {
	Framework, Element string // "" of a field
	Field              string // "" of an element
}

// String names the subject as a table of answers does.
func (s Subject) String() string {
	if s.Field != "" {
		return s.Field
	}
	return s.Framework + "." + s.Element
}

// Subjects lists what leads may be asked about under a rulebook: elements, then fields,
// each in written order. The field of the key is not among them.
func Subjects(rb *rulebook.Rulebook) []Subject {
	var all []Subject
	for i := range rb.Frameworks {
		f := &rb.Frameworks[i]
		for j := range f.Elements {
			all = append(all, Subject{Framework: f.Name, Element: f.Elements[j].Name})
		}
	}
	set, _ := walk.Declared(rb)
	for i := range set.Decls {
		f := &set.Decls[i]
		if !walk.IsDerived(f) && fold.Text(f.Name) != fold.Text(rb.Key.Text) {
			all = append(all, Subject{Field: f.Name})
		}
	}
	return all
}

// What may lie beside a lead about an element: it is met, unmet, or met by a share of
// 50 %.
const (
	Yes    = "yes"
	No     = "no"
	Partly = "partly"
)

// otherwise begins an answer that counts only where what an element reads leaves it
// open.
const otherwise = "otherwise "

// Otherwise makes an answer about an element one that gives way to what the element
// reads, and counts where that leaves it unknown.
func Otherwise(answer string) string { return otherwise + answer }

// CutOtherwise gives an answer without what Otherwise makes of it, and whether it is such.
func CutOtherwise(text []byte) ([]byte, bool) { return bytes.CutPrefix(text, []byte(otherwise)) }

// State says what became of an answer.
type State string

// The states of answers.
const (
	Counts State = "counts"
	Beaten State = "beaten"  // a value of a field that the element reads counts instead
	Open   State = "unknown" // the lead was asked, and did not know
)

// Given is what a lead said about one thing.
type Given struct {
	Subjects []Subject // that it is about: several where elements mean the same
	Text     string    // the answer, as it was given
	Word     string    // about an element: Yes and its like; "" for the value of a field
	Day      calendar.Day
	By       string // who asked; "": nobody says
	Note     string
	State    State
	Beaten   *Given // by which, where State says so
	Replaced string // of a field: the cell of the list that it stands in for and that says something else
}
