package report

import (
	"io"
	"slices"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twwidth"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"
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
	return dropped, o.render(w, columns, header, clean, layout)
}

func (o Options) render(w io.Writer, columns []Column, header []string, rows [][]string, l layout) error {
	// The library measures by the environment unless told otherwise, and can be
	// told only for the whole process.
	twwidth.SetOptions(o.measure())
	cell := tw.CellConfig{
		Formatting:   tw.CellFormatting{AutoWrap: tw.WrapTruncate, AutoFormat: tw.Off},
		Padding:      tw.CellPadding{Global: tw.PaddingDefault},
		Alignment:    tw.CellAlignment{Global: tw.AlignLeft, PerColumn: l.alignment(columns)},
		ColMaxWidths: tw.CellWidth{PerColumn: l.maxWidths()},
	}
	t := tablewriter.NewTable(w,
		tablewriter.WithRenderer(renderer.NewBlueprint(tw.Rendition{Symbols: tw.NewSymbols(tw.StyleLight)})),
		tablewriter.WithHeaderConfig(cell),
		tablewriter.WithRowConfig(cell),
		tablewriter.WithHeaderAutoFormat(tw.Off),
	)
	t.Header(o.paintAll(Bold, l.choose(columns, header, o)))
	for _, row := range rows {
		if err := t.Append(l.choose(columns, row, o)); err != nil {
			return err
		}
	}
	return t.Render()
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
