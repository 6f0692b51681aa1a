package annotate

import (
	"slices"

	"leadscore/cmd/internal/writing"
	"leadscore/leads/output"
	"leadscore/leads/workbook"
)

// sheetOptions say which cells of a scored list are numbers.
func (w *scoreWriter) sheetOptions() *output.SheetOptions {
	var ours []bool
	if w.only != nil {
		ours = make([]bool, len(w.only.headers))
	}
	for _, c := range w.columns {
		ours = append(ours, c.Numeric)
	}
	return &output.SheetOptions{Ours: ours, Theirs: writing.Numbers(w.List)}
}

// workbook says what the workbook of a scored list looks like.
func (w *scoreWriter) workbook() *workbook.WriteOptions {
	ours := w.Layout.Ours()
	if w.only != nil {
		ours = slices.Repeat([]bool{false}, len(w.only.headers))
		ours = append(ours, slices.Repeat([]bool{true}, len(w.columns))...)
	}
	return &workbook.WriteOptions{Sheet: writing.SheetName(w.List), Header: w.Layout.HeaderRow(w.Reader.Head()), Ours: ours}
}
