package accountlist

import (
	"fmt"
	"io"
	"strings"

	"leadscore/cmd/internal/writing"
	"leadscore/internal/spreadsheet"
	"leadscore/leads/output"
	"leadscore/leads/workbook"
)

// accountCSV writes accounts as rows, called and written as the list is.
type accountCSV struct {
	*accountList
	layout *output.Layout
	book   *workbook.WriteOptions // nil: no workbook is written
}

// toWorkbook tells whether the accounts are to be a workbook.
func (o *Options) toWorkbook() bool { return workbook.Named(o.Output) }

func (a *accountList) newCSV(o Options) (*accountCSV, error) {
	headers := a.view.Headers()
	write := o.WriteOptions.Layout(true)
	c := &accountCSV{accountList: a}
	if o.toWorkbook() {
		write.Sheet = &output.SheetOptions{Ours: a.numbersOfAccounts()}
		c.book = &workbook.WriteOptions{Sheet: writing.SheetName(a.List), Header: 1, Ours: make([]bool, len(headers))}
	}
	const told = 0
	c.layout = a.List.Layout.Alone(a.Reader.Head(), headers, 0, told, write)
	return c, c.checkTexts()
}

// numbersOfAccounts tells for each column whether its cells are numbers.
func (a *accountList) numbersOfAccounts() []bool {
	var numbers []bool
	if len(a.rows) > 0 {
		for _, cell := range a.view.Cells(&a.rows[0]) {
			numbers = append(numbers, cell.Numeric)
		}
	}
	return numbers
}

// checkTexts finds what the rulebook says that cannot be written, before the first row is.
func (c *accountCSV) checkTexts() error {
	for _, text := range c.view.Texts() {
		if character, lacks := c.layout.Lacks(text); lacks {
			return fmt.Errorf("%s: the accounts are written in %v as the list is, which lacks %q: %s\n--output-encoding utf-8 or --excel has all characters, --on-unmappable replace does without",
				c.Name, c.layout.Encoding(), character, text)
		}
	}
	return nil
}

func (c *accountCSV) write(w io.Writer) error {
	return writing.AsWorkbook(w, c.book, func(w io.Writer) error {
		out, err := c.layout.AppendHeader(nil, c.Reader.Head())
		if err != nil {
			return c.Place(err)
		}
		for i := range c.rows {
			cells := c.view.Cells(&c.rows[i])
			out, err = c.layout.AppendRecord(out, c.template, func(dst []byte, at int) []byte {
				text := strings.ToValidUTF8(cells[at].Text, "\uFFFD")
				if !c.layout.ToSheet() && !cells[at].Numeric {
					text = spreadsheet.Guard(text)
				}
				return append(dst, text...)
			})
			if err != nil {
				return c.Place(err)
			}
		}
		_, err = w.Write(out)
		return err
	})
}
