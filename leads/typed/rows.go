package typed

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/gocarina/gocsv"

	"leadscore/leads"
)

// Row is one row of a typed table, and where it stands.
type Row[T any] struct {
	Cells T
	Line  int // from 1
}

// ReadRows reads a typed table as a spreadsheet has saved it: in any encoding, with any
// separator. The columns of T must be there, but for those that may be absent. A row
// that cannot be read is left out, and faults tell it: each with name, line and column. A
// table that is cut short is a *CutShortError.
func ReadRows[T any](in io.Reader, name string) (rows []Row[T], faults []error, err error) {
	list, err := leads.NewReader(in, leads.ReadOptions{KeepRows: true})
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := checkColumns[T](name, list.Header()); err != nil {
		return nil, nil, err
	}
	d := &rowDecoder{name: name, list: list}
	var cells []T
	if err := gocsv.UnmarshalDecoder(d, &cells); err != nil {
		return nil, nil, cmp.Or(d.err, err)
	}
	if len(cells) != len(d.lines) {
		return nil, nil, fmt.Errorf("%s: %d rows were read as %d", name, len(d.lines), len(cells))
	}
	for i, line := range d.lines {
		rows = append(rows, Row[T]{cells[i], line})
	}
	return rows, d.faults, nil
}

// rowDecoder gives gocsv the rows of a list, and keeps their lines.
type rowDecoder struct {
	name   string
	list   *leads.Reader
	lines  []int
	faults []error
	err    error // of reading
}

// GetCSVRows gives the header and all rows that can be read.
func (d *rowDecoder) GetCSVRows() ([][]string, error) {
	rows := [][]string{slices.Clone(d.list.Header())}
	for {
		rec, err := d.list.Next()
		switch {
		case err == io.EOF:
			counts := d.list.Counts()
			err = counts.Whole()
			if err == nil {
				return rows, nil
			}
			fallthrough
		case err != nil:
			d.err = fmt.Errorf("%s: %w", d.name, err)
			return nil, d.err
		case rec.Fault != nil:
			d.faults = append(d.faults, fmt.Errorf("%s:%w", d.name, rec.Fault))
		case !rec.Blank && !rec.Continuation:
			rows = append(rows, rec.Clone().Cells)
			d.lines = append(d.lines, rec.Line)
		}
	}
}
