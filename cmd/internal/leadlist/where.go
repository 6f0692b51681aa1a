package leadlist

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"leadscore/cmd/internal/exit"
	"leadscore/match/fold"
)

// Labels is a flag that names a column and some of its values.
type Labels struct {
	Column string
	Values []string
}

func (l *Labels) Type() string { return "COLUMN=VALUE" }

func (l *Labels) String() string {
	if l.Column == "" {
		return ""
	}
	return l.Column + "=" + strings.Join(l.Values, ",")
}

// Set takes values in quotes as CSV does: 'Status="Won, big",Won'. Given again it
// adds values.
func (l *Labels) Set(text string) error {
	const want = `expected 'COLUMN=VALUE' or 'COLUMN=VALUE,VALUE', as in 'Status=Closed Won'`
	column, rest, found := strings.Cut(text, "=")
	column = strings.TrimSpace(column)
	if !found || column == "" || strings.TrimSpace(rest) == "" {
		return fmt.Errorf("%q does not name a column and a value. %s", text, want)
	}
	if l.Column != "" && fold.Text(l.Column) != fold.Text(column) {
		return fmt.Errorf("it names two columns, %q and %q. %s", l.Column, column, want)
	}
	in := csv.NewReader(strings.NewReader(rest))
	in.TrimLeadingSpace = true
	values, err := in.Read()
	if err != nil {
		return fmt.Errorf("%q: a quote is not closed, or stands within a value. %s", text, want)
	}
	l.Column = cmp.Or(l.Column, column)
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			l.Values = append(l.Values, v)
		}
	}
	return nil
}

// FoldedSet is a set of words as they are compared: see fold.Text.
func FoldedSet(words []string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[fold.Text(w)] = true
	}
	return set
}

// WhereOptions say which leads of a list are meant.
type WhereOptions struct {
	Where []Labels // the values of some columns, one of each
}

// Where picks the leads that are meant.
type Where struct {
	columns []int             // of the list as rules see it
	values  []map[string]bool // in the normal form
}

// NewWhere finds the columns in the list; nil where all leads are meant.
func (l *List) NewWhere(o WhereOptions) (*Where, error) {
	if len(o.Where) == 0 {
		return nil, nil
	}
	w := &Where{}
	header := l.Layout.Header()
	for _, one := range o.Where {
		at := slices.IndexFunc(header, func(h string) bool { return fold.Text(h) == fold.Text(one.Column) })
		if at < 0 {
			return nil, exit.Usagef("--where: %s has no column %q. %s", l.Name, one.Column, fold.Expected(one.Column, header, "columns"))
		}
		w.columns, w.values = append(w.columns, at), append(w.values, FoldedSet(one.Values))
	}
	return w, nil
}

// Holds tells whether a lead is meant.
func (w *Where) Holds(cells []string) bool {
	if w == nil {
		return true
	}
	for i, at := range w.columns {
		if !w.values[i][fold.Text(cells[at])] {
			return false
		}
	}
	return true
}

// Needs are the positions of the columns.
func (w *Where) Needs() []int {
	if w == nil {
		return nil
	}
	return w.columns
}

// ByOptions say by what leads belong together.
type ByOptions struct {
	By string // "": as the rulebook says, else the company
}
