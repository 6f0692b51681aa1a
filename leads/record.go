package leads

import (
	"bytes"
	"slices"
	"strings"
)

// Head is how a list begins: all that comes before its first record.
type Head struct {
	Dialect  Dialect
	Preamble []byte   // the bytes before the header: byte order mark, blank lines
	Raw      []byte   // the header's own bytes, its line end included
	Cells    []string // the header, decoded
	Line     int      // of the header, from 1

	record *Record
}

// Record is one row of a list, or a blank line. A Reader reuses it.
type Record struct {
	Raw     []byte   // the bytes of the row, its line end included
	Cells   []string // as many as the header has; none for a blank line or a quote fault
	Line    int      // on which it begins, from 1; line breaks in cells count
	Blank   bool     // a line of nothing but white space, or an empty one
	Short   bool     // it had fewer cells than the header; empty ones were added
	Trimmed bool     // it had more cells than the header, all blank; they are left out
	Invalid int      // cells that are not UTF-8; they hold the bytes as they are
	Fault   *Fault   // why it cannot be used; nil when it can

	syntax syntax
	quoted bool
}

// Clone copies a record, to keep it longer than until the next call of Next.
func (r *Record) Clone() *Record {
	c := *r
	c.Raw = slices.Clone(r.Raw)
	c.Cells = make([]string, len(r.Cells))
	var all strings.Builder // one string holds them all
	for _, cell := range r.Cells {
		all.WriteString(cell)
	}
	rest := all.String()
	for i, cell := range r.Cells {
		c.Cells[i], rest = rest[:len(cell)], rest[len(cell):]
	}
	return &c
}

// Terminated tells whether the record has a line end. Only the last of a list may
// have none.
func (r *Record) Terminated() bool { return r.syntax.lineEnd(r.Raw) > 0 }

// body is the record without its line end.
func (r *Record) body() []byte { return r.Raw[:len(r.Raw)-r.syntax.lineEnd(r.Raw)] }

// cellEnd finds the end of the cell that begins at body[i].
func (r *Record) cellEnd(body []byte, i int) int {
	if r.quoted {
		end, _ := r.syntax.cellEnd(body, i, true)
		return end
	}
	if n := bytes.IndexByte(body[i:], r.syntax.comma); n >= 0 {
		return i + n
	}
	return len(body)
}
