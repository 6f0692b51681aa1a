package crm

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"leadscore/leads"
	"leadscore/match/fold"
)

// HeaderMap says by which headers columns are written: ours without prefix, and "key".
type HeaderMap map[string]string

// ReadHeaderMap reads a table of two columns, column and header, as a spreadsheet saves
// it: in any encoding, with any separator. columns are those that there may be, and
// prefix may stand before them. Errors have their places; name is the file's in them.
func ReadHeaderMap(in io.Reader, name, prefix string, columns []string) (HeaderMap, error) {
	list, err := leads.NewReader(in, leads.ReadOptions{KeepRows: true})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	header := list.Header()
	from, to := folded(header, "column"), folded(header, "header")
	if from < 0 || to < 0 {
		return nil, fmt.Errorf("%s: expected a table with the columns column and header, as in score,Lead_Score__c. its columns are: %s", name, strings.Join(header, ", "))
	}
	m, lines := HeaderMap{}, map[string]int{}
	for {
		rec, err := list.Next()
		switch {
		case err == io.EOF:
			return m, nil
		case err != nil:
			return nil, fmt.Errorf("%s: %w", name, err)
		case rec.Fault != nil:
			return nil, fmt.Errorf("%s:%w", name, rec.Fault)
		case rec.Blank:
			continue
		}
		column, text := strings.TrimSpace(rec.Cells[from]), strings.TrimSpace(rec.Cells[to])
		if column == "" && text == "" {
			continue
		}
		if err := m.add(strings.TrimPrefix(column, prefix), text, columns); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, rec.Line, err)
		}
		if first, again := lines[text]; again {
			return nil, fmt.Errorf("%s:%d: the header %q stands on line %d too. expected one of its own for each column", name, rec.Line, text, first)
		}
		lines[strings.Clone(text)] = rec.Line
	}
}

func (m HeaderMap) add(column, header string, columns []string) error {
	_, again := m[column]
	switch {
	case !slices.Contains(columns, column):
		return fmt.Errorf("there is no column %q. %s", column, fold.Expected(column, columns, "columns"))
	case again:
		return fmt.Errorf("the column %q stands twice. expected it once", column)
	case header == "":
		return fmt.Errorf("the column %s has no header. expected what the importer calls it", column)
	}
	m[strings.Clone(column)] = strings.Clone(header)
	return nil
}

// folded finds a name in a header; -1: it is not there.
func folded(header []string, name string) int {
	return slices.IndexFunc(header, func(h string) bool { return fold.Text(h) == name })
}
