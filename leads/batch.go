package leads

import (
	"leadscore/leads/internal/records"
	"leadscore/leads/internal/scan"
)

// Batch is records of a part that follow each other, in none of which anything is out of
// place: all of them are leads.
type Batch struct {
	// Where the cells end: cell c of row r is Text[Ends[r*Width+c]+1 : Ends[r*Width+c+1]],
	// as it stands in the list.
	Text  string
	Ends  []int32
	Width int
	Rows  int

	reader *partReader
	data   []byte
	rows   []scan.IndexedRow
	row    int // that Next gives
	line   int // that it begins on
}

// Batch gives the next records of the part at once, as many as most; nil if the next is one
// for Next, as any is in which something is out of place. The Batch is good until the next
// call of either.
func (p *Part) Batch(most int) *Batch {
	if p.list != nil {
		return nil
	}
	b := &p.reader.batch
	*b = Batch{}
	if p.reader.takeBatch(p, b, most); b.Rows == 0 {
		return nil
	}
	p.counts.Rows += b.Rows
	return b
}

// takeBatch takes the records that the index says to be as they should be.
func (r *partReader) takeBatch(p *Part, b *Batch, most int) {
	width, line, at := len(r.cells), r.parser.Line, p.at
	if !r.parser.Codec.IsUnicode() || line < r.parser.Described {
		return
	}
	first, rows := r.first, r.index.Rows[r.row:]
	if len(rows) == 0 { // of what is not indexed there is not even the end before the first cell
		return
	}
	for b.Rows < min(most, len(rows)) {
		row := &rows[b.Rows]
		if ends := r.index.Ends[r.first : row.Last+1]; len(ends) != width || r.mayBeHeading(p, ends) {
			break
		}
		b.Rows++
		r.first += width
		p.at = int(r.index.Ends[r.first-1]) + 1
		r.parser.Line += 1 + int(row.Breaks)
	}
	r.index.Ends[first-1] = int32(at) - 1 // it may be without a line end
	b.Text, b.Ends, b.Width = records.View(p.data), r.index.Ends[first-1:r.first], width
	b.reader, b.data, b.rows, b.line = r, p.data, rows, line
	r.row += b.Rows
	r.parser.Whole(&r.record, nil, nil, false)
}

// Next gives the records one after the other, without Cells; nil at the end.
func (b *Batch) Next() *records.Record {
	if b.row == b.Rows {
		return nil
	}
	rec, info := &b.reader.record, &b.rows[b.row]
	rec.Follow(b.data[b.Ends[b.row*b.Width]+1:b.Ends[(b.row+1)*b.Width]+1], b.line, info.Quoted)
	b.line += 1 + int(info.Breaks)
	b.row++
	return rec
}

// Fill makes the Cells of the record that Next gave last: those that are wanted.
func (b *Batch) Fill() { b.reader.record.Cells = b.Cells(b.reader.wanted) }

// Cells gives the cells in some columns of the record that Next gave last. The others are
// of any record. They are good until the next call.
func (b *Batch) Cells(columns []int) []string {
	rec, r := &b.reader.record, b.reader
	ends := b.Ends[(b.row-1)*b.Width : b.row*b.Width+1]
	last := ends[b.Width]
	ends[b.Width] -= int32(rec.Syntax().LineEnd(rec.Raw)) - 1
	r.readCells(b.data, int(ends[0])+1, ends[1:], rec.HasQuotes(), columns)
	ends[b.Width] = last
	return r.cells
}

// Bare gives the cell in a column of the record that Next gave last where that is the text of
// the list as it stands: not in quotes, nor before a line end.
func (b *Batch) Bare(column int) (cell string, ok bool) {
	at := (b.row-1)*b.Width + column
	cell = b.Text[b.Ends[at]+1 : b.Ends[at+1]]
	return cell, column < b.Width-1 && (cell == "" || cell[0] != '"')
}
