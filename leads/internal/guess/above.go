package guess

import "strings"

// fewestBelow is how many rows there are at least below a header of two rows: fewer do not
// show which columns are filled.
const fewestBelow = 3

// goesOn tells whether a row and the one below it name the columns together, as a
// spreadsheet saves merged cells: a name over several columns stands in the first of them,
// with the columns' own below it, and one over both rows in the upper. The lower row names
// each column that the upper leaves blank, and leaves blank one that nearly all rows fill:
// no lead does both. What an earlier run wrote behind stands in the lower row alone.
func (t *table) goesOn(upper int) bool {
	if upper < 0 || len(t.rows) < upper+2+fewestBelow {
		return false
	}
	above, names := t.rows[upper].record.Cells, t.rows[upper+1].record.Cells
	if len(above) < 2 || len(above) > len(names) {
		return false
	}
	seen, over, both := map[string]bool{}, 0, 0
	for column, name := range names {
		isAbove, isBelow := column < len(above) && strings.TrimSpace(above[column]) != "", strings.TrimSpace(name) != ""
		switch {
		case !isAbove && !isBelow, isBelow && (!isName(name) || seen[name]), isAbove && !isName(above[column]):
			return false
		case !isAbove && column < len(above):
			over++
		case !isBelow && t.isFilled(upper+2, column):
			both++
		}
		seen[name] = isBelow
	}
	return over > 0 && both > 0 && !t.comesAgain(upper+1, names)
}

// isFilled tells whether nearly all rows have something in a column.
func (t *table) isFilled(from, column int) bool {
	rows, filled := 0, 0
	for i := from; i < len(t.rows); i++ {
		cells := t.rows[i].record.Cells
		if t.rows[i].filled == 0 {
			continue
		}
		rows++
		if column < len(cells) && strings.TrimSpace(cells[column]) != "" {
			filled++
		}
	}
	return rows >= fewestBelow && 10*filled >= 9*rows
}
