// Package recall finds again what a cell has decided before. It takes the cells of many
// leads at once, a column at a time: its loops call nothing and hardly ever jump for
// another reason than that a cell is new.
package recall

import "leadscore/match/exact"

// MostRows is how many rows a Table may have.
const MostRows = 256

// Table is leads that follow each other, by where their cells end in the list: row by row,
// the end of each cell, behind that of the cell before the first. So cell c of row r is
//
//	Text[Ends[r*Width+c]+1 : Ends[r*Width+c+1]]
//
// as it stands there, quotes and all; the last of a row has the CRs of a line end.
type Table struct {
	Text  string // with some bytes before and behind, or rows at either end take longer
	Ends  []int32
	Width int // cells of a row
	Rows  int // at most MostRows
}

// Cell is a cell as it stands in the list.
func (t *Table) Cell(row, column int) string {
	at := row*t.Width + column
	return t.Text[t.Ends[at]+1 : t.Ends[at+1]]
}

// inner is the rows, from first up to last, in which there are eight bytes of Text from where
// the cell in a column begins, and up to where it ends: all but few at either end of a list's part.
func (t *Table) inner(column int) (first, last int) {
	last = t.Rows
	for first < last && t.Ends[first*t.Width+column+1] < 8 {
		first++
	}
	for first < last && int(t.Ends[(last-1)*t.Width+column])+1+8 > len(t.Text) {
		last--
	}
	return first, last
}

// Rows are some rows of a table, by their numbers.
type Rows struct {
	at    [MostRows]uint8
	count int
}

// SetAll makes it the first so many rows of a table.
func (r *Rows) SetAll(rows int) {
	for i := range rows {
		r.at[i] = uint8(i)
	}
	r.count = rows
}

// add adds a row, of which there must be room.
func (r *Rows) add(row int) {
	r.at[r.count&(MostRows-1)] = uint8(row)
	r.count++
}

// All gives the numbers of the rows.
func (r *Rows) All() []uint8 { return r.at[:r.count] }

// Place is what is remembered of a cell.
type Place struct {
	key    key
	Points exact.Points // that it gives
	ID     uint32       // of what it decided; 0: nothing yet
	text   uint32       // of a cell that its key does not hold: where that is kept
}
