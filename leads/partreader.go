package leads

import (
	"bytes"

	"leadscore/leads/internal/records"
	"leadscore/leads/internal/scan"
)

// partReader reads parts, one after the other. Where nothing is out of place it is
// quick: it takes the records from an index, and copies nothing.
type partReader struct {
	parser records.Parser   // for all records that are not as they should be
	wanted []int            // the columns whose cells are looked at
	cells  []string         // those that are not wanted stay empty
	paired records.Splitter // for cells with quotes in them
	record records.Record

	index scan.Index // of the part; empty: there is none
	row   int        // the next record in it
	first int        // of its ends
	batch Batch
}

func newPartReader(r *Reader) *partReader {
	p := &partReader{parser: r.parser.Fork(), wanted: r.wanted, cells: make([]string, max(r.parser.Width, 0))}
	return p
}

// maxIndexed is the size up to which a part is indexed. Only rows far longer than any list
// has make a larger one, and the index of a row of commas is four times as large.
const maxIndexed = 4 << 20

// begin takes on a part.
func (r *partReader) begin(p *Part) {
	p.reader = r
	r.parser.Standing = p.standing
	r.row, r.first = 0, 1
	r.index.Rows = r.index.Rows[:0]
	if p.formed && len(r.cells) > 1 && !r.parser.Marked && p.end <= maxIndexed && r.parser.Codec.IsBytewise() {
		if !r.index.Build(r.parser.Syntax, len(r.cells), p.data, p.end) && r.parser.Codec.IsUnicode() {
			r.index.Rows = r.index.Rows[:0]
		}
	}
}

// take gives the next record if it is a lead of as many cells as the header has, as the
// index tells; else nil.
func (r *partReader) take(p *Part) *records.Record {
	if r.row == len(r.index.Rows) {
		return nil
	}
	row := r.index.Rows[r.row]
	ends := r.index.Ends[r.first : row.Last+1]
	r.row++
	r.first += len(ends)
	if len(ends) != len(r.cells) || r.parser.Line < r.parser.Described {
		return nil
	}
	if r.mayBeHeading(p, ends) {
		return nil
	}
	begin, end := p.at, int(ends[len(ends)-1])+1
	raw := p.data[begin:end]
	r.parser.Whole(&r.record, raw, r.cells, row.Quoted)
	ends[len(ends)-1] = int32(end - r.parser.Syntax.LineEnd(raw))
	if !r.parser.Codec.IsUnicode() && !scan.IsASCII(raw) {
		if !r.decodeCells(p.data, begin, ends) {
			return nil
		}
	} else {
		r.readCells(p.data, begin, ends, row.Quoted, r.wanted)
	}
	p.at = end
	r.parser.Line += 1 + int(row.Breaks)
	return &r.record
}

// mayBeHeading reports whether the parser must tell if the record at p.at is equal to
// the header.
func (r *partReader) mayBeHeading(p *Part, ends []int32) bool {
	h := &r.parser.Heading
	if h.IsNone() {
		return false
	}
	begin, end := p.at, int(ends[h.Column])
	if h.Column > 0 {
		begin = int(ends[h.Column-1]) + 1
	}
	cell := p.data[begin:end]
	if h.Column == len(ends)-1 { // the end of the line is the end of the last cell
		cell = bytes.TrimSuffix(cell, []byte{'\r'})
	}
	return h.MayBe(cell)
}

// readCells makes the cells in some columns of the record at data[at:].
func (r *partReader) readCells(data []byte, at int, ends []int32, quoted bool, columns []int) {
	r.paired.Reset()
	for _, column := range columns {
		from := at
		if column > 0 {
			from = int(ends[column-1]) + 1
		}
		cell := data[from:ends[column]]
		if quoted && len(cell) > 0 && cell[0] == '"' {
			cell = r.paired.Unpair(cell[1 : len(cell)-1])
		}
		r.cells[column] = records.View(cell)
	}
}

// decodeCells makes the cells of the record at data[at:] that are in another encoding
// than UTF-8; false if there are bytes that are no character.
func (r *partReader) decodeCells(data []byte, at int, ends []int32) bool {
	r.paired.Reset()
	for column, end := range ends {
		r.cells[column] = r.paired.Check(&r.record, data[at:end])
		at = int(end) + 1
	}
	return r.record.Invalid == 0
}

// parse gives the next record, whatever it is.
func (r *partReader) parse(p *Part) *records.Record {
	rec, n := r.parser.Next(p.data[p.at:], false)
	p.at += n
	return rec
}
