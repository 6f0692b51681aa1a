package report

import "github.com/olekukonko/tablewriter/tw"

// layout is which columns a table shows, and how wide.
type layout struct {
	shown  []int // indices of the columns
	widths []int // of those, in terminal cells, without their frame
}

// fit finds the layout of a table that is at most limit wide (0: no limit).
func fit(columns []Column, natural []int, limit int) layout {
	l := layout{}
	for i := range columns {
		l.shown = append(l.shown, i)
	}
	if limit <= 0 {
		return l.withWidths(natural)
	}
	for l.least(columns, natural) > limit && l.drop(columns) {
	}
	l = l.withWidths(natural)
	for l.total() > limit && l.shrink(columns, natural) {
	}
	return l
}

// least is how wide the table is with every text column at its floor.
func (l layout) least(columns []Column, natural []int) int {
	total := 1
	for _, i := range l.shown {
		total += floor(columns[i], natural[i]) + cellFrame
	}
	return total
}

// floor is the fewest cells to which a column may shrink.
func floor(c Column, natural int) int {
	switch {
	case c.Numeric:
		return natural
	case c.Floor > 0:
		return min(natural, c.Floor)
	}
	return min(natural, defaultFloor)
}

// drop takes out the column that can best be missed, if there is one; the last
// column stays.
func (l *layout) drop(columns []Column) bool {
	if len(l.shown) == 1 {
		return false
	}
	worst := -1
	for at, i := range l.shown {
		if columns[i].Drop > 0 && (worst < 0 || columns[i].Drop >= columns[l.shown[worst]].Drop) {
			worst = at
		}
	}
	if worst < 0 {
		return false
	}
	l.shown = append(l.shown[:worst:worst], l.shown[worst+1:]...)
	return true
}

func (l layout) withWidths(natural []int) layout {
	l.widths = make([]int, len(l.shown))
	for at, i := range l.shown {
		l.widths[at] = natural[i]
	}
	return l
}

func (l layout) total() int {
	total := 1
	for _, w := range l.widths {
		total += w + cellFrame
	}
	return total
}

// shrink makes the widest column that is above its floor one cell narrower; a
// column of a larger share counts as narrower than it is.
func (l layout) shrink(columns []Column, natural []int) bool {
	widest := -1
	for at, i := range l.shown {
		if l.widths[at] > floor(columns[i], natural[i]) && (widest < 0 || l.wider(columns, at, widest)) {
			widest = at
		}
	}
	if widest < 0 {
		return false
	}
	l.widths[widest]--
	return true
}

func (l layout) wider(columns []Column, a, b int) bool {
	shareA, shareB := max(columns[l.shown[a]].Share, 1), max(columns[l.shown[b]].Share, 1)
	return l.widths[a]*shareB > l.widths[b]*shareA
}

func (l layout) alignment(columns []Column) []tw.Align {
	align := make([]tw.Align, len(l.shown))
	for at, i := range l.shown {
		align[at] = tw.AlignLeft
		if columns[i].Numeric {
			align[at] = tw.AlignRight
		}
	}
	return align
}

// maxWidths are the widths as the table library counts them, padding included.
func (l layout) maxWidths() tw.Mapper[int, int] {
	widths := tw.NewMapper[int, int]()
	for at, w := range l.widths {
		widths.Set(at, w+cellFrame-1)
	}
	return widths
}

// choose picks the cells of the columns shown; a row that is short is filled up.
func (l layout) choose(columns []Column, row []string, o Options) []string {
	cells := make([]string, len(l.shown))
	for at, i := range l.shown {
		if i < len(row) {
			cells[at] = o.fold(row[i], l.widths[at], columns[i].Lines)
		}
	}
	return cells
}
