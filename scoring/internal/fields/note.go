package fields

import (
	"leadscore/internal/texts"
	"leadscore/rulebook"
)

// Note tells which of several columns a field is read from, or how.
type Note struct {
	field, header string
	scale         int64  // by which numbers are read, since the header tells it; 0: the header stands more than once
	columns       []int  // in which it stands: the first is read
	called        string // what messages call the list
}

// In words a note in a language.
func (n *Note) In(language rulebook.Language) string {
	in := texts.In(language, "fields")
	if n.scale > 0 {
		return in.Say("%s: the header %q tells the unit: its numbers are read with scale: %d", n.field, n.header, n.scale)
	}
	columns := ordinals(n.columns, in.Say(" and "))
	return in.Say("%s: the header %q stands %d times in %s, in columns %s; the first is read", n.field, n.header, len(n.columns), n.called, columns)
}
