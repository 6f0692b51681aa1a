package leads

import "strings"

// recordMarks are the names of the column in which kintone marks with * the row with
// which a record begins. The rows of its tables that follow have the record's own
// columns blank.
var recordMarks = []string{"*", "レコードの開始行"}

// isMarked tells whether a list has such a column: it is the first, it has nothing
// but marks, and there are columns that only marked rows fill.
func (t *table) isMarked(header int) bool {
	names := t.rows[header].record.Cells
	if len(names) < 2 || !equalsAny(strings.TrimSpace(names[0]), recordMarks) {
		return false
	}
	own := make([]bool, len(names)) // columns that some marked row fills, and no other row
	foreign := make([]bool, len(names))
	marked, others := 0, 0
	for i := header + 1; i < len(t.rows); i++ {
		cells := t.rows[i].record.Cells
		if len(cells) == 0 {
			continue
		}
		filled := own
		switch strings.TrimSpace(cells[0]) {
		case "*":
			marked++
		case "":
			filled = foreign
			others++
		default:
			return false
		}
		for j := 1; j < min(len(cells), len(names)); j++ {
			filled[j] = filled[j] || strings.TrimSpace(cells[j]) != ""
		}
		if marked == 0 {
			return false // the first row goes on with nothing
		}
	}
	if others == 0 {
		return marked > 0
	}
	for j := range own {
		if own[j] && !foreign[j] {
			return true
		}
	}
	return false
}

func equalsAny(text string, among []string) bool {
	for _, s := range among {
		if text == s {
			return true
		}
	}
	return false
}
