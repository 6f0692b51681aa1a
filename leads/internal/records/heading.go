package records

import (
	"bytes"
	"strings"
)

// Heading is what tells rows that are equal to the header, as where exports were glued
// together. What an earlier run has written beside them decides nothing.
type Heading struct {
	cells []string // of the header; nil: no row is taken for it
	ours  Block

	// By its last name that is not blank rows are looked for, as it stands in the list.
	Column int
	raw    []byte
}

// NewHeading makes the heading of a list; none where the header has fewer than two
// names, since a lead may be called as its only column.
func NewHeading(header *Record, ours Block) Heading {
	names := 0
	h := Heading{cells: header.Cells, ours: ours}
	for i, name := range header.Cells {
		if !ours.Has(i) && strings.TrimSpace(name) != "" {
			names++
			h.Column = i
		}
	}
	if names < 2 || strings.Contains(header.Cells[h.Column], `"`) {
		return Heading{}
	}
	body := header.Body()
	begin := 0
	for range h.Column {
		begin = header.CellEnd(body, begin) + 1
	}
	h.raw = unquoted(body[begin:header.CellEnd(body, begin)])
	return h
}

// IsNone tells whether no row is taken for the header.
func (h *Heading) IsNone() bool { return h.cells == nil }

// unquoted is a cell without the quotes around it, and blanks around those.
func unquoted(cell []byte) []byte {
	cell = bytes.Trim(cell, " \t")
	return bytes.TrimSuffix(bytes.TrimPrefix(cell, []byte{'"'}), []byte{'"'})
}

// MayBe reports whether a row may be equal to the header, by its cell in the heading's
// column as it stands in the list.
func (h *Heading) MayBe(cell []byte) bool {
	if h.cells == nil || len(cell) < len(h.raw) {
		return false
	}
	switch cell[0] {
	case h.raw[0], '"', ' ', '\t':
		return bytes.Equal(unquoted(cell), h.raw)
	}
	return false
}

// is reports whether a row with these cells is equal to the header. Blank cells that it lacks
// at its end are no difference: it gets them when it is written.
func (h *Heading) is(cells []string) bool {
	if h.cells == nil || len(cells) > len(h.cells) || len(cells) <= h.Column {
		return false
	}
	for i, name := range h.cells {
		switch {
		case h.ours.Has(i):
		case i < len(cells) && cells[i] != name, i >= len(cells) && name != "":
			return false
		}
	}
	return true
}
