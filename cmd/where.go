package cmd

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"leadscore/match/fold"
)

// whereOptions say which leads of a list are meant.
type whereOptions struct {
	Where []labels // the values of some columns, one of each
}

func (o *whereOptions) addWhere(c *cobra.Command) {
	c.Flags().Var(&wheres{&o.Where}, "where", "only leads with one of these values in a column of the list, as in 'Owner=M. Reyes'; given again,\nalso with these in another")
}

// wheres is a flag that takes columns and their values.
type wheres struct{ all *[]labels }

func (w *wheres) Type() string { return "COLUMN=VALUE" }

func (w *wheres) String() string {
	var texts []string
	for _, l := range *w.all {
		texts = append(texts, l.String())
	}
	return strings.Join(texts, " ")
}

func (w *wheres) Set(text string) error {
	var l labels
	if err := l.Set(text); err != nil {
		return err
	}
	for i := range *w.all {
		if known := &(*w.all)[i]; fold.Text(known.Column) == fold.Text(l.Column) {
			known.Values = append(known.Values, l.Values...)
			return nil
		}
	}
	*w.all = append(*w.all, l)
	return nil
}

// where picks the leads that are meant.
type where struct {
	columns []int             // of the list as rules see it
	values  []map[string]bool // in the normal form
}

// newWhere finds the columns in the list; nil where all leads are meant.
func (l *list) newWhere(o whereOptions) (*where, error) {
	if len(o.Where) == 0 {
		return nil, nil
	}
	w := &where{}
	header := l.layout.Header()
	for _, one := range o.Where {
		at := slices.IndexFunc(header, func(h string) bool { return fold.Text(h) == fold.Text(one.Column) })
		if at < 0 {
			return nil, usagef("--where: %s has no column %q. %s", l.name, one.Column, fold.Expected(one.Column, header, "columns"))
		}
		w.columns, w.values = append(w.columns, at), append(w.values, foldedWords(one.Values))
	}
	return w, nil
}

// holds tells whether a lead is meant.
func (w *where) holds(cells []string) bool {
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

// needs are the positions of the columns.
func (w *where) needs() []int {
	if w == nil {
		return nil
	}
	return w.columns
}
