package guess

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leadscore/leads/internal/records"
)

// header gives the row that is the header: the first that is not blank, unless there
// are plainly notes before it.
//
// Notes fill fewer than half of the columns. They may fill more, but not all, if they
// are separated from the header by a blank row, and any number if they are sentences, or
// rows of other tables of a report whose first row is a note: not as wide as the header.
// And the header after them is a row of names: none is blank, none stands twice, none
// is a number, an address or a value that comes again below, but in a header that does.
//
// Two rows may name the columns together: see goesOn. The lower is the header then.
//
// A row that names columns of ours, from an earlier run, is the header that it found.
func (t *table) header(ours *records.Ours) (row int, again records.Block) {
	for i, r := range t.rows {
		if again = ours.Block(r.record.Cells); again != (records.Block{}) {
			return i, again
		}
	}
	return t.headerOfTheirs(), records.Block{}
}

func (t *table) headerOfTheirs() int {
	first := t.first()
	for i := first; i < min(len(t.rows), first+maxNotes); i++ {
		if t.goesOn(i) && t.areNotes(first, i) {
			return i + 1
		}
		if r := &t.rows[i]; r.width < max(2, t.width) || !t.isHeader(i) {
			continue
		}
		if t.areNotes(first, i) {
			return i
		}
		break
	}
	return first
}

// maxNotes is the number of rows that may stand before a header.
const maxNotes = 60

// areNotes tells whether the rows before the header are blank or notes.
func (t *table) areNotes(from, header int) bool {
	width, apart := t.rows[header].filled, false
	report := 2*t.rows[from].filled < width
	for i := header - 1; i >= from; i-- {
		r := &t.rows[i]
		switch {
		case r.filled == 0:
			apart = true
		case 2*r.filled < width, r.filled < width && apart, t.isSentence(r), report && r.width != t.rows[header].width:
		default:
			return false
		}
	}
	return true
}

// isSentence tells whether a row reads like prose: one of its cells has six words, or
// ends like a sentence, and a blank follows each separator.
func (t *table) isSentence(r *tableRow) bool {
	cells := r.record.Cells
	for _, cell := range cells[1:] {
		if cell != "" && !strings.HasPrefix(cell, " ") {
			return false
		}
	}
	return slices.ContainsFunc(cells, func(cell string) bool {
		cell = strings.TrimSpace(cell)
		return len(strings.Fields(cell)) >= 6 || strings.HasSuffix(cell, ".") || strings.HasSuffix(cell, ":") || strings.HasSuffix(cell, "。")
	})
}

// isHeader tells whether a row can be a header that has notes before it.
func (t *table) isHeader(i int) bool {
	names := t.rows[i].record.Cells
	for len(names) > 0 && strings.TrimSpace(names[len(names)-1]) == "" {
		names = names[:len(names)-1] // a separator too many at the end
	}
	seen := make(map[string]bool)
	for _, name := range names {
		if !isName(name) || seen[name] {
			return false
		}
		seen[name] = true
	}
	return len(names) > 1 && !t.comesAgain(i, names)
}

// comesAgain tells whether a column has its own name as a value below the header, but in a
// row that is the header again.
func (t *table) comesAgain(header int, names []string) bool {
	for i := header + 1; i < len(t.rows); i++ {
		if slices.Equal(t.rows[i].record.Cells, t.rows[header].record.Cells) {
			continue
		}
		for column, cell := range t.rows[i].record.Cells {
			if column < len(names) && cell != "" && cell == names[column] {
				return true
			}
		}
	}
	return false
}

// longestBrokenName is how many characters a name of several lines has at most: spreadsheets
// break the names of narrow columns, and notes are longer.
const longestBrokenName = 40

// isName tells whether a cell can be the name of a column: it has letters, more than
// digits, and is no address.
func isName(cell string) bool {
	letters, digits := 0, 0
	for _, r := range cell {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	return letters+strings.Count(cell, "#")+strings.Count(cell, "*") > digits &&
		!strings.HasPrefix(cell, " ") && !strings.Contains(cell, "@") && !strings.Contains(cell, "://") &&
		(!strings.Contains(cell, "\n") || utf8.RuneCountInString(cell) <= longestBrokenName)
}
