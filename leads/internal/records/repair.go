package records

import (
	"leadscore/leads/internal/scan"
)

// Repair reads a malformed record leniently, if that makes one record of width cells
// of it. A quote that is never closed is not for us to close: the rows after it
// would be swallowed.
func (r *Record) Repair(width int) bool {
	if r.Fault == nil || r.Fault.Kind != scan.StrayQuote && r.Fault.Kind != scan.TextAfterQuote {
		return false
	}
	body := r.Body()
	for _, how := range []scan.Reading{scan.Lenient, scan.LenientPairs, scan.Literal} {
		r.reading = how
		if r.countCells(body) == width {
			r.Repaired = true
			return true
		}
	}
	r.reading = scan.Strict
	return false
}

// Alone makes a record of a row as it might stand in the same list, with its fault if that
// shows in it.
func (r *Record) Alone(row []byte) *Record {
	other := &Record{Raw: row, syntax: r.syntax, codec: r.codec, quoted: true}
	if s, _ := r.syntax.Record(row, true); s.Fault != 0 {
		other.Fault = &Fault{Kind: s.Fault}
	}
	return other
}

// CellsWithout gives the cells of a record as they stand in it, but for those to skip.
func (r *Record) CellsWithout(body []byte, skip func(column int) bool) (cells [][]byte) {
	for i, column := 0, 0; i <= len(body); column++ {
		begin := i
		i = r.CellEnd(body, i) + 1
		if !skip(column) {
			cells = append(cells, body[begin:i-1])
		}
	}
	return cells
}

// isOpen tells whether a malformed record ends within a quoted cell.
func (r *Record) isOpen() bool {
	read := *r
	read.reading = scan.Lenient
	return read.countCells(r.Body()) < 0
}

// countCells counts the cells of a record; -1 where a quote is not closed.
func (r *Record) countCells(body []byte) int {
	n := 0
	for i := 0; i <= len(body); i++ {
		if i = r.CellEnd(body, i); i < 0 {
			return -1
		}
		n++
	}
	return n
}
