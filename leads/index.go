package leads

import (
	"math/bits"
	"slices"
)

// index tells where the cells of records end in which nothing is out of place. It is
// made 64 bytes at a time.
type index struct {
	ends []int32 // -1, and then those of the cells of all records, one after the other
	rows []indexedRow
}

// indexedRow is what an index knows of a record.
type indexedRow struct {
	last   int32 // the place in ends of its last cell, which ends before the line end
	breaks int32 // line breaks in its cells
	quoted bool  // there are quotes in it
	wide   bool  // there may be bytes in it that are not ASCII
}

// indexer makes an index.
type indexer struct {
	*index
	comma, quote uint64 // eight times each
	records      []byte // what is indexed
	nextQuote    int    // the first that no chunk had yet; the end of records where there is none
	nextLine     int    // so for line ends
	eol          byte
	open         uint64 // all bits: the chunk begins between quotes
	row          indexedRow
}

// build indexes the records at the beginning of data, up to end; there is at least one,
// and as many bytes behind the last as a chunk has. It is false if they are not UTF-8.
func (x *index) build(s syntax, data []byte, end int) bool {
	x.ends, x.rows = append(x.ends[:0], -1), x.rows[:0]
	i := indexer{index: x, comma: eightOf(s.comma), quote: eightOf('"'), records: data[:end], eol: s.eol}
	i.nextQuote, i.nextLine = indexFrom(i.records, 0, '"'), indexFrom(i.records, 0, s.eol)
	var check utf8Check
	for at := 0; at < end; at += chunk {
		var b *framed
		if at > 0 && end-at >= chunk {
			b = (*framed)(data[at-2:])
		} else {
			b = edge(i.records, at)
		}
		wide := !b.isASCII()
		if wide {
			check.add(b)
		}
		i.add(at, b.chunk(), wide)
	}
	return check.valid(i.records)
}

// add indexes a chunk.
func (i *indexer) add(at int, b *[chunk]byte, wide bool) {
	ends := where(b, i.comma)
	var quotes uint64
	inside := i.open
	if i.nextQuote < at+chunk {
		quotes = where(b, i.quote)
		inside ^= within(quotes)
		i.open = uint64(int64(inside) >> 63)
		i.nextQuote = indexFrom(i.records, min(at+chunk, len(i.records)), '"')
	}
	ends &^= inside
	for i.nextLine < at+chunk && i.nextLine < len(i.records) {
		bit := uint64(1) << (i.nextLine - at)
		if inside&bit != 0 {
			i.row.breaks++
		} else {
			ends |= bit
			i.row.last = int32(len(i.ends) + bits.OnesCount64(ends&(bit-1)))
			i.row.quoted = i.row.quoted || quotes&(bit-1) != 0
			i.row.wide = i.row.wide || wide
			i.rows = append(i.rows, i.row)
			i.row = indexedRow{}
			quotes &^= bit - 1
		}
		i.nextLine = indexFrom(i.records, i.nextLine+1, i.eol)
	}
	i.row.quoted = i.row.quoted || quotes != 0
	i.row.wide = i.row.wide || wide
	i.ends = slices.Grow(i.ends, chunk)
	n := len(i.ends)
	i.ends = i.ends[:n+putPlaces(i.ends[n:n+chunk], at, ends)]
}
