package leads

import (
	"bytes"
	"strings"
)

// heading is what tells rows that are equal to the header, as where exports were glued
// together. What an earlier run has written beside them decides nothing.
type heading struct {
	cells []string // of the header; nil: no row is taken for it
	ours  block

	// By its last name that is not blank rows are looked for, as it stands in the list.
	column int
	raw    []byte
}

// newHeading makes the heading of a list; none where the header has fewer than two
// names, since a lead may be called as its only column.
func newHeading(head *Head, ours block) heading {
	names := 0
	h := heading{cells: head.Cells, ours: ours}
	for i, name := range head.Cells {
		if !ours.has(i) && strings.TrimSpace(name) != "" {
			names++
			h.column = i
		}
	}
	if names < 2 || strings.Contains(head.Cells[h.column], `"`) {
		return heading{}
	}
	body := head.record.body()
	begin := 0
	for range h.column {
		begin = head.record.cellEnd(body, begin) + 1
	}
	h.raw = unquoted(body[begin:head.record.cellEnd(body, begin)])
	return h
}

// unquoted is a cell without the quotes around it, and blanks around those.
func unquoted(cell []byte) []byte {
	cell = bytes.Trim(cell, " \t")
	return bytes.TrimSuffix(bytes.TrimPrefix(cell, []byte{'"'}), []byte{'"'})
}

// mayBe reports whether a row may be equal to the header, by its cell in the heading's
// column as it stands in the list.
func (h *heading) mayBe(cell []byte) bool {
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
func (h *heading) is(cells []string) bool {
	if h.cells == nil || len(cells) > len(h.cells) || len(cells) <= h.column {
		return false
	}
	for i, name := range h.cells {
		switch {
		case h.ours.has(i):
		case i < len(cells) && cells[i] != name, i >= len(cells) && name != "":
			return false
		}
	}
	return true
}
