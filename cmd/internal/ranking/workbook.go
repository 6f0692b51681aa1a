package ranking

import (
	"leadscore/cmd/internal/writing"
	"leadscore/internal/spreadsheet"
	"leadscore/leads/output"
	"leadscore/leads/workbook"
)

// toWorkbook tells whether the ranking is to be a workbook.
func (o *Options) toWorkbook() bool { return workbook.Named(o.Output) }

// guard keeps a cell of the user's from being computed.
func (o *Options) guard(text string) string {
	if o.toWorkbook() {
		return text
	}
	return spreadsheet.Guard(text)
}

// sheetOptions say which cells of a ranking are numbers.
func (r *ranking) sheetOptions() *output.SheetOptions {
	ours := []bool{true}
	for range Identity(r.list.Engine) {
		ours = append(ours, false)
	}
	for _, c := range r.list.Engine.Columns() {
		ours = append(ours, c.Numeric)
	}
	return &output.SheetOptions{Ours: ours}
}

// workbook says what the workbook of a ranking looks like; nil where it is to be none.
func (r *ranking) workbook(o Options) *workbook.WriteOptions {
	if !o.toWorkbook() {
		return nil
	}
	ours := []bool{true}
	for range Identity(r.list.Engine) {
		ours = append(ours, false)
	}
	for range r.list.Engine.Columns() {
		ours = append(ours, true)
	}
	return &workbook.WriteOptions{Sheet: writing.SheetName(r.list), Header: 1, Ours: ours}
}
