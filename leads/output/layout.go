// Package output writes lead lists again, with our columns beside the user's, and not one
// byte of these changed.
//
// A [Layout] says where our columns go, and finds those that an earlier run has left. It
// writes rows as they were read, in another encoding where [Options] ask for one, for the rows
// of a workbook, or as a table of our columns alone.
package output

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"leadscore/leads"
	"leadscore/leads/internal/records"
	"leadscore/match/fold"
)

// Layout says which columns of a list are the user's, and where ours go. It does
// not change, and may be used by many goroutines.
type Layout struct {
	header  []string // the user's columns
	columns []int    // where they stand in the list that was read
	drop    []bool   // by column of that list: it is not the user's
	at      int      // ours stand before this column of it
	names   []string
	comma   byte
	out     target

	alone bool // what is written is a table of names, without the user's columns, notes and lines
	told  int  // the cell of ours whose place AppendRecordAt tells
}

// ColumnExistsError says which of the user's columns are called as ours.
type ColumnExistsError struct {
	Names   []string // the headers, as they stand in the list
	Columns []int    // the numbers of their columns, from 1
	Stale   []string // columns of other rules that stand between them and the rest of an earlier run's
}

// Error names the headers, and the flags that help.
func (e *ColumnExistsError) Error() string {
	list := make([]string, len(e.Names))
	for i, name := range e.Names {
		list[i] = fmt.Sprintf("%q (column %d)", name, e.Columns[i])
	}
	text := "the list already has " + strings.Join(list, ", ") + ", called as a column that would be written"
	if len(e.Stale) > 0 {
		text += ", and among those of an earlier run with another rulebook " + strings.Join(e.Stale, ", ")
	}
	return text + ". choose other names with --prefix, or give up the old column with --replace"
}

// NewLayout lays our columns out beside the columns of a list. The block that an
// earlier run has written, adjacent columns with exactly our names, is replaced
// where it stands. A header that is otherwise equal to one of ours, letter case and
// width apart, is a *ColumnExistsError. So is a column beside ours that a later run
// would take for one of them.
func NewLayout(head *leads.Head, ours records.Ours) (*Layout, error) {
	block := ours.Block(head.Cells)
	from, to := block.From, block.To
	taken := clashes(ours.Names, head.Cells, from, to)
	l := newLayout(head, ours, from, to, taken)
	for more := l.mistakable(ours); len(more) > 0; more = l.mistakable(ours) {
		taken = append(taken, more...)
		l = newLayout(head, ours, from, to, taken)
	}
	stale := stale(ours.Prefix, head.Cells, to, taken)
	switch {
	case len(taken) == 0:
		return l, nil
	case !ours.Replace:
		return nil, columnExists(head.Cells, taken, stale)
	}
	return newLayout(head, ours, from, to, append(taken, stale...)), nil
}

// As gives the layout of a list that is not to be written as it was read.
func (l *Layout) As(head *leads.Head, opt Options) *Layout {
	other := *l
	other.out = newTarget(head, opt)
	return &other
}

// Alone gives the layout of a table of our columns and no other: names are their
// headers. Only the header and leads are written, all with a line end; comma stands
// between the cells, 0 for the list's own. AppendRecordAt tells where the cell told begins.
func (l *Layout) Alone(head *leads.Head, names []string, comma byte, told int, opt Options) *Layout {
	opt.Terminated = true
	other := l.As(head, opt)
	other.alone, other.names, other.told = true, names, told
	other.comma = cmp.Or(comma, l.comma)
	return other
}

func columnExists(header []string, columns, stale []int) error {
	slices.Sort(columns)
	e := &ColumnExistsError{}
	for _, i := range stale {
		e.Stale = append(e.Stale, strconv.Quote(header[i]))
	}
	for _, i := range columns {
		e.Names = append(e.Names, header[i])
		e.Columns = append(e.Columns, i+1)
	}
	return e
}

// newLayout lays ours out in place of the columns from, to and taken.
func newLayout(head *leads.Head, ours records.Ours, from, to int, taken []int) *Layout {
	l := &Layout{names: slices.Clone(ours.Names), drop: make([]bool, len(head.Cells)), comma: head.Dialect.Comma}
	l.out = newTarget(head, Options{})
	l.at = len(head.Cells)
	for i, name := range head.Cells {
		if i >= from && i < to || slices.Contains(taken, i) {
			l.drop[i] = true
			l.at = min(l.at, i)
			continue
		}
		l.columns = append(l.columns, i)
		l.header = append(l.header, name)
	}
	return l
}

// clashes finds the columns outside an earlier block that are called as ours.
func clashes(ours, header []string, from, to int) []int {
	folded := make(map[string]bool)
	for _, name := range ours {
		folded[fold.Text(name)] = true
	}
	var columns []int
	for i, name := range header {
		if (i < from || i >= to) && folded[fold.Text(name)] {
			columns = append(columns, i)
		}
	}
	return columns
}

// stale finds what other rules have written between the block that ends before column
// to and one of the columns taken, which is then the rest of it: lead_engagement, where
// no group is called so any more.
func stale(prefix string, header []string, to int, taken []int) []int {
	var columns []int
	for i := to; to > 0 && i < len(header); i++ {
		switch {
		case slices.Contains(taken, i):
			return columns
		case prefix == "" || !strings.HasPrefix(header[i], prefix):
			return nil
		}
		columns = append(columns, i)
	}
	return nil
}

// mistakable finds columns of the user's that a later run would take for a part of
// the block that this one writes.
func (l *Layout) mistakable(ours records.Ours) []int {
	if !slices.Contains(l.names, ours.Mark) {
		return nil
	}
	written := slices.Insert(slices.Clone(l.header), l.at, l.names...)
	found := ours.Block(written)
	var columns []int
	for i := found.From; i < min(found.To, l.at); i++ {
		columns = append(columns, l.columns[i])
	}
	for i := l.at + len(l.names); i < found.To; i++ {
		columns = append(columns, l.columns[i-len(l.names)])
	}
	return columns
}

// Header gives the user's columns: those that rules may see.
func (l *Layout) Header() []string { return l.header }

// Columns gives the places in the list of columns that are given by their places in
// Header.
func (l *Layout) Columns(ofHeader []int) []int {
	columns := make([]int, len(ofHeader))
	for i, column := range ofHeader {
		columns[i] = l.columns[column]
	}
	return columns
}

// IsPrefix tells whether Header is the first columns of the list.
func (l *Layout) IsPrefix() bool { return len(l.header) == l.at }

// Visible gives those cells of a record that belong to Header. Where ours stand
// last, or nowhere, that is a part of cells; else they are copied over what dst has.
func (l *Layout) Visible(dst, cells []string) []string {
	if l.IsPrefix() {
		return cells[:l.at]
	}
	dst = dst[:0]
	for _, i := range l.columns {
		dst = append(dst, cells[i])
	}
	return dst
}
