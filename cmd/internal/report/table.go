package report

import (
	"io"
	"slices"
	"strings"
)

// Column is one column of a table.
type Column struct {
	Header  string
	Numeric bool // right-aligned, never shortened
	Floor   int  // fewest terminal cells that a text column is of use with; 0: 8
	Share   int  // how many times as wide as others it may stay when they are shortened; 0: 1
	Drop    int  // where the table is too wide even so, the highest goes first; 0: never
	Lines   int  // how many lines a long cell may take; 0: 1
}

const (
	defaultFloor = 8
	cellFrame    = 3 // a border and two spaces
)

// Table writes rows as a bordered table that is at most o.Width wide: text
// columns are shortened, the widest first, and where that is not enough, columns
// are left out, whose headers it returns. Numbers are never cut.
func Table(w io.Writer, columns []Column, rows [][]string, o Options) (dropped []string, err error) {
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = Clean(c.Header)
	}
	clean := cleanRows(rows)
	layout := fit(columns, o.naturalWidths(header, clean), o.Width)
	for i := range columns {
		if !slices.Contains(layout.shown, i) {
			dropped = append(dropped, header[i])
		}
	}
	_, err = io.WriteString(w, o.draw(columns, header, clean, layout))
	return dropped, err
}

// draw draws the table with lines around the header, around all rows and between columns.
func (o Options) draw(columns []Column, header []string, rows [][]string, l layout) string {
	cells := [][]string{o.paintAll(Bold, l.choose(columns, header, o))}
	for _, row := range rows {
		cells = append(cells, l.choose(columns, row, o))
	}
	widths := make([]int, len(l.shown))
	for _, row := range cells {
		for i, cell := range row {
			row[i] = strings.TrimSpace(cell)
			for line := range strings.SplitSeq(row[i], "\n") {
				widths[i] = max(widths[i], o.Cells(line))
			}
		}
	}
	var b strings.Builder
	rule(&b, widths, "┌", "┬", "┐")
	for i, row := range cells {
		if i == 1 {
			rule(&b, widths, "├", "┼", "┤")
		}
		o.drawRow(&b, columns, row, l.shown, widths)
	}
	rule(&b, widths, "└", "┴", "┘")
	return b.String()
}

// rule draws a line from side to side.
func rule(b *strings.Builder, widths []int, left, middle, right string) {
	for _, w := range widths {
		b.WriteString(left + strings.Repeat("─", w+cellFrame-1))
		left = middle
	}
	b.WriteString(right + "\n")
}

// drawRow draws a row, which takes as many lines as the highest of its cells.
func (o Options) drawRow(b *strings.Builder, columns []Column, row []string, shown, widths []int) {
	lines := make([][]string, len(row))
	height := 1
	for i, cell := range row {
		lines[i] = strings.Split(cell, "\n")
		height = max(height, len(lines[i]))
	}
	for y := range height {
		for i := range row {
			text := ""
			if y < len(lines[i]) {
				text = lines[i][y]
			}
			space := strings.Repeat(" ", widths[i]-o.Cells(text))
			if columns[shown[i]].Numeric {
				text = space + text
			} else {
				text += space
			}
			b.WriteString("│ " + text + " ")
		}
		b.WriteString("│\n")
	}
}

// paintAll paints each line of each text by itself: what stands between two of
// them on the screen is not theirs.
func (o Options) paintAll(s style, texts []string) []string {
	for i, text := range texts {
		lines := strings.Split(text, "\n")
		for j, line := range lines {
			lines[j] = o.Paint(s, line)
		}
		texts[i] = strings.Join(lines, "\n")
	}
	return texts
}

func cleanRows(rows [][]string) [][]string {
	clean := make([][]string, len(rows))
	for i, row := range rows {
		clean[i] = make([]string, len(row))
		for j, cell := range row {
			clean[i][j] = Clean(cell)
		}
	}
	return clean
}

func (o Options) naturalWidths(header []string, rows [][]string) []int {
	widths := make([]int, len(header))
	for i, text := range header {
		widths[i] = o.Cells(text)
	}
	for _, row := range rows {
		for i, cell := range row[:min(len(row), len(widths))] {
			widths[i] = max(widths[i], o.Cells(cell))
		}
	}
	return widths
}
