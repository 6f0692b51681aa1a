package leads

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"leadscore/match/fold"
)

// Ours names the columns that a run writes beside the user's, prefix included.
type Ours struct {
	Names []string // in the order in which they are written

	// Earlier are all names that a run may ever have written, with other rules or
	// flags too, in order; those of one inner slice in any order. By them the
	// columns of an earlier run are known.
	Earlier [][]string
	Mark    string // the name without which adjacent columns are no earlier run's: "lead_score_low"
	Prefix  string // of all of them: "lead_"

	// Replace drops columns of the user's that are called as ours, where else they
	// are an error.
	Replace bool
}

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
func NewLayout(head *Head, ours Ours) (*Layout, error) {
	block := ours.block(head.Cells)
	from, to := block.from, block.to
	taken := ours.clashes(head.Cells, from, to)
	l := newLayout(head, ours, from, to, taken)
	for more := l.mistakable(ours); len(more) > 0; more = l.mistakable(ours) {
		taken = append(taken, more...)
		l = newLayout(head, ours, from, to, taken)
	}
	stale := ours.stale(head.Cells, to, taken)
	switch {
	case len(taken) == 0:
		return l, nil
	case !ours.Replace:
		return nil, columnExists(head.Cells, taken, stale)
	}
	return newLayout(head, ours, from, to, append(taken, stale...)), nil
}

// As gives the layout of a list that is not to be written as it was read.
func (l *Layout) As(head *Head, opt WriteOptions) *Layout {
	other := *l
	other.out = newTarget(head, opt)
	return &other
}

// Alone gives the layout of a table of our columns and no other: names are their
// headers. Only the header and leads are written, all with a line end; comma stands
// between the cells, 0 for the list's own. AppendRecordAt tells where the cell told begins.
func (l *Layout) Alone(head *Head, names []string, comma byte, told int, opt WriteOptions) *Layout {
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
func newLayout(head *Head, ours Ours, from, to int, taken []int) *Layout {
	l := &Layout{names: slices.Clone(ours.Names), drop: make([]bool, len(head.Cells)), comma: head.Dialect.Comma}
	l.out = newTarget(head, WriteOptions{})
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

// block is the columns from an earlier run: those from one, up to but without another.
type block struct{ from, to int }

// without gives the cells that stand before and behind the block.
func (b block) without(cells []string) (before, behind []string) {
	return cells[:min(b.from, len(cells))], cells[min(b.to, len(cells)):]
}

func (b block) has(column int) bool { return column >= b.from && column < b.to }

// filled adds up what was counted in the columns of the block.
func (b block) filled(counts []int) (n int) {
	for j := b.from; j < min(b.to, len(counts)); j++ {
		n += counts[j]
	}
	return n
}

// block finds the columns from an earlier run: adjacent, in its order, none twice,
// and the mark among them. Without one, it is empty.
func (o *Ours) block(header []string) block {
	mark := slices.Index(header, o.Mark)
	if mark < 0 || o.place(o.Mark) < 0 {
		return block{}
	}
	from, to := mark, mark+1
	for from > 0 && o.follows(header[from-1], header[from:to], true) {
		from--
	}
	for to < len(header) && o.follows(header[to], header[from:to], false) {
		to++
	}
	return block{from, to}
}

// follows tells whether a name can stand next to a part of a block, before it or
// after it.
func (o *Ours) follows(name string, block []string, before bool) bool {
	place := o.place(name)
	if place < 0 || slices.Contains(block, name) {
		return false
	}
	if before {
		return place <= o.place(block[0])
	}
	return place >= o.place(block[len(block)-1])
}

// place gives a name's place in the order of our columns, or -1.
func (o *Ours) place(name string) int {
	return slices.IndexFunc(o.Earlier, func(names []string) bool { return slices.Contains(names, name) })
}

// clashes finds the columns outside an earlier block that are called as ours.
func (o *Ours) clashes(header []string, from, to int) []int {
	folded := make(map[string]bool)
	for _, name := range o.Names {
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
func (o *Ours) stale(header []string, to int, taken []int) []int {
	var columns []int
	for i := to; to > 0 && i < len(header); i++ {
		switch {
		case slices.Contains(taken, i):
			return columns
		case o.Prefix == "" || !strings.HasPrefix(header[i], o.Prefix):
			return nil
		}
		columns = append(columns, i)
	}
	return nil
}

// mistakable finds columns of the user's that a later run would take for a part of
// the block that this one writes.
func (l *Layout) mistakable(ours Ours) []int {
	if !slices.Contains(l.names, ours.Mark) {
		return nil
	}
	written := slices.Insert(slices.Clone(l.header), l.at, l.names...)
	found := ours.block(written)
	var columns []int
	for i := found.from; i < min(found.to, l.at); i++ {
		columns = append(columns, l.columns[i])
	}
	for i := l.at + len(l.names); i < found.to; i++ {
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
