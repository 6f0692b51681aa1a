package guess

import (
	"slices"
	"strings"

	"leadscore/leads/internal/records"
)

// recordMarks are the names of the column in which kintone marks with * the row with
// which a record begins. The rows of its tables that follow have the record's own
// columns blank.
var recordMarks = []string{"*", "レコードの開始行"}

// isMarked tells whether a list has such a column: it is the first, it has nothing
// but marks, and there are columns that only marked rows fill. Rows that cannot be read
// tell nothing, nor do the cells of an earlier run; but what that run took for no lead of
// its own, and left blank, is none.
func (t *table) isMarked(header int, again records.Block) bool {
	names := t.rows[header].record.Cells
	if len(names) < 2 || !slices.Contains(recordMarks, strings.TrimSpace(names[0])) {
		return false
	}
	starts, more := make([]int, len(names)), make([]int, len(names)) // rows that fill a column
	continuations := 0
	for i := header + 1; i < len(t.rows); i++ {
		cells := t.rows[i].record.Cells
		switch {
		case len(cells) == 0 || !t.rows[i].record.IsStrict() || !records.Block{}.IsBlank(cells[min(len(cells), len(names)):]):
		case strings.TrimSpace(cells[0]) == "*":
			countFilled(starts, cells)
		case strings.TrimSpace(cells[0]) != "" || starts[0] == 0:
			return false // no mark, or a row that goes on with nothing
		default:
			countFilled(more, cells)
			continuations++
		}
	}
	if filled := again.Filled(more); filled > 0 || continuations > 0 && again.Filled(starts) > 0 {
		return filled == 0
	}
	for j := range names {
		if starts[j] > 0 && more[j] == 0 && !again.Has(j) && (j > 0 || continuations == 0) {
			return true
		}
	}
	return false
}

// countFilled counts a row for each column in which it has something.
func countFilled(counts []int, cells []string) {
	for j := range min(len(cells), len(counts)) {
		if strings.TrimSpace(cells[j]) != "" {
			counts[j]++
		}
	}
}
