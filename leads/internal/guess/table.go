// Package guess finds out by the beginning of a list what separates its cells, and which of
// its rows is the header.
package guess

import (
	"strings"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
	"leadscore/leads/internal/scan"
)

// table is the rows at the beginning of a list, cut at one separator, to see whether
// it is the right one and where the header is.
type table struct {
	codec  *encoding.Codec
	syntax scan.Syntax
	data   []byte
	cells  records.Splitter
	rows   []tableRow
	width  int // of most rows; of several as frequent, the largest
}

// tableRow is a row of a table.
type tableRow struct {
	record *records.Record
	at     int // in the data
	width  int // cells; 0 for a blank line
	filled int // cells that are not blank
}

// maxTableRows bounds the time that a guess takes.
const maxTableRows = 400

// newTable cuts a sample into rows. whole tells that the sample is all there is.
func newTable(sample []byte, whole bool, c *encoding.Codec, comma, eol byte) *table {
	t := &table{codec: c, syntax: scan.Syntax{Comma: comma, EOL: eol}, data: sample}
	for at := 0; at < len(sample) && len(t.rows) < maxTableRows; {
		s, ok := t.syntax.Record(sample[at:], whole || len(t.rows) == 0)
		if !ok {
			break
		}
		t.add(at, s)
		at += s.Len
	}
	t.width = t.usualWidth()
	return t
}

// add enters a row. One with stray quotes is read as leniently as can be.
func (t *table) add(at int, s scan.Span) {
	rec := records.New(t.data[at:], s, t.syntax, t.codec)
	t.cells.Split(rec, -1, records.PadRagged)
	r := tableRow{at: at, record: rec.Clone(), width: len(rec.Cells)}
	for _, cell := range r.record.Cells {
		if strings.TrimSpace(cell) != "" {
			r.filled++
		}
	}
	t.rows = append(t.rows, r)
}

func (t *table) usualWidth() int {
	counts := make(map[int]int)
	best := 0
	for _, r := range t.rows {
		counts[r.width]++
		if n := counts[r.width]; r.width > 0 && (best == 0 || n > counts[best] || n == counts[best] && r.width > best) {
			best = r.width
		}
	}
	return best
}

// first gives the first row that has more than separators, or the number of rows.
func (t *table) first() int {
	for i, r := range t.rows {
		if r.filled > 0 || r.width == 1 {
			return i
		}
	}
	return len(t.rows)
}
