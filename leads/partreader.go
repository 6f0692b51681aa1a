package leads

import "math/bits"

// partReader reads parts, one after the other. Where nothing is out of place it is
// quick: it looks for separators and line ends, 64 bytes at a time, and copies nothing.
type partReader struct {
	parser parser   // for all records that are not as they should be
	wanted []int    // the columns whose cells are looked at
	cells  []string // those that are not wanted stay empty
	ends   []int    // where the cells of a record end
	paired splitter // for cells with quotes in them

	quick bool
	quote int // where the next quote of the part is, or its end
}

func newPartReader(r *Reader) *partReader {
	width := r.parser.width
	p := &partReader{parser: r.parser, wanted: r.wanted, cells: make([]string, width), ends: make([]int, width)}
	p.parser.cells = splitter{}
	return p
}

// begin takes on a part.
func (r *partReader) begin(p *Part) {
	p.reader = r
	r.parser.standing = p.standing
	records := p.data[:p.end]
	r.quote = indexFrom(records, 0, '"')
	r.quick = p.formed && len(r.cells) > 1 && r.parser.codec.charset == nil && !r.parser.marked && validUTF8(records)
}

func (r *partReader) next(p *Part) *Record {
	if r.quick {
		if n := r.take(p); n > 0 {
			p.at += n
			return &r.parser.record
		}
	}
	rec, n := r.parser.next(p.data[p.at:], false)
	p.at += n
	return rec
}

// take reads the next record, and gives its length; 0 if it has not as many cells as it
// should have.
func (r *partReader) take(p *Part) int {
	if r.quote < p.at {
		r.quote = indexFrom(p.data[:p.end], p.at, '"')
	}
	x := r.parser.syntax
	end := indexFrom(p.data, p.at, x.eol)
	quoted := r.quote < end
	count := 0
	if quoted {
		count, end = r.findEndsQuoted(p.data, p.at)
	} else {
		count = r.findEnds(p.data, p.at, end)
	}
	if count != len(r.ends)-1 {
		return 0
	}
	raw := p.data[p.at : end+1]
	rec := &r.parser.record
	*rec = Record{Raw: raw, Cells: r.cells, Line: r.parser.line, syntax: x, codec: r.parser.codec, quoted: quoted}
	r.ends[count] = end + 1 - x.lineEnd(raw)
	r.readCells(p.data, p.at, quoted)
	r.parser.line++
	if quoted {
		r.parser.line += countByte(raw[:len(raw)-1], x.eol)
	}
	return len(raw)
}

// findEnds finds the separators of a line without quotes, and counts them. It keeps as
// many of their places as there should be.
func (r *partReader) findEnds(data []byte, at, end int) (count int) {
	commas := eightOf(r.parser.syntax.comma)
	for ; at < end; at += chunk {
		found := where((*[chunk]byte)(data[at:]), commas)
		if rest := end - at; rest < chunk {
			found &= 1<<rest - 1
		}
		count = r.keepEnds(at, found, count)
	}
	return count
}

// findEndsQuoted is findEnds for a record with quotes, which it finds the end of.
func (r *partReader) findEndsQuoted(data []byte, at int) (count, end int) {
	commas, lines, quotes := eightOf(r.parser.syntax.comma), eightOf(r.parser.syntax.eol), eightOf('"')
	open := uint64(0) // all bits: the chunk begins between quotes
	for ; ; at += chunk {
		b := (*[chunk]byte)(data[at:])
		quoted := within(where(b, quotes)) ^ open
		open = uint64(int64(quoted) >> 63)
		found := where(b, commas) &^ quoted
		if ends := where(b, lines) &^ quoted; ends != 0 {
			last := bits.TrailingZeros64(ends)
			return r.keepEnds(at, found&(1<<last-1), count), at + last
		}
		count = r.keepEnds(at, found, count)
	}
}

// keepEnds adds the places of a chunk that begins at data[at].
func (r *partReader) keepEnds(at int, found uint64, count int) int {
	for ; found != 0; found &= found - 1 {
		if count < len(r.ends) {
			r.ends[count] = at + bits.TrailingZeros64(found)
		}
		count++
	}
	return count
}

// readCells makes the cells that are wanted of the record at data[at].
func (r *partReader) readCells(data []byte, at int, quoted bool) {
	r.paired.scratch = r.paired.scratch[:0]
	for _, column := range r.wanted {
		from := at
		if column > 0 {
			from = r.ends[column-1] + 1
		}
		cell := data[from:r.ends[column]]
		if quoted && len(cell) > 0 && cell[0] == '"' {
			cell = r.paired.unpair(cell[1 : len(cell)-1])
		}
		r.cells[column] = text(cell)
	}
}
