package leads

import (
	"math/bits"
	"slices"
)

// index tells where the cells of records end in which nothing is out of place. It is
// made 64 bytes at a time.
type index struct {
	ends  []int32 // -1, and then those of the cells of all records, one after the other
	rows  []indexedRow
	plain bool // made without vector instructions

	marks [chunksAtOnce]marks // scratch
}

// indexedRow is what an index knows of a record.
type indexedRow struct {
	last   int32 // the place in ends of its last cell, which ends before the line end
	breaks int32 // line breaks in its cells
	quoted bool  // there are quotes in it
	wide   bool  // there may be bytes in it that are not ASCII
}

// marks tell what stands in a chunk: bit i for the i-th byte.
type marks struct {
	ends   uint64 // of cells: separators and line ends that do not stand between quotes
	lines  uint64 // line ends, between quotes too
	inside uint64 // from an opening quote up to, but not with, the closing one
	quotes uint64
	wide   uint64 // not 0: bytes that are not ASCII are in the chunk, or may be just before it
}

// chunksAtOnce is how many chunks are marked before they are looked at.
const chunksAtOnce = 64

// indexer makes an index.
type indexer struct {
	*index
	syntax
	data    []byte // with the records, and a chunk's bytes behind them
	end     int    // of the records
	commas  uint64 // eight separators
	open    uint64 // all bits: the next chunk begins between quotes
	row     indexedRow
	unicode utf8Check

	nextQuote int // the first that no chunk had yet; the end of records where there is none
	nextLine  int // so for line ends
}

// build indexes the records at the beginning of data, up to end; there is at least one,
// and as many bytes behind the last as a chunk has. It is false if they are not UTF-8.
func (x *index) build(s syntax, data []byte, end int) bool {
	x.ends, x.rows = append(x.ends[:0], -1), x.rows[:0]
	i := indexer{index: x, syntax: s, data: data, end: end, commas: eightOf(s.comma)}
	scan := i.scanByVectors
	if x.plain || !hasVectors {
		i.nextQuote, i.nextLine = indexFrom(data[:end], 0, '"'), indexFrom(data[:end], 0, s.eol)
		scan = i.scan
	}
	for at := 0; at < end; at += chunksAtOnce * chunk {
		chunks := min(chunksAtOnce, (end-at+chunk-1)/chunk)
		first := len(x.ends)
		x.ends = slices.Grow(x.ends, (chunks+1)*chunk)
		scan(at, chunks)
		i.addRows(at, chunks, first)
	}
	return i.unicode.valid(data[:end])
}

// framed gives a chunk, with zeros behind the end of the records.
func (i *indexer) framed(at int) *framed {
	if at > 0 && i.end-at >= chunk {
		return (*framed)(i.data[at-2:])
	}
	return edge(i.data[:i.end], at)
}

// scan marks chunks, and finds the ends of cells. It is what scanByVectors does, for
// processors that cannot. Line ends and quotes are rare: the standard library finds the next
// one faster than a mask.
func (i *indexer) scan(at, chunks int) {
	for k := range i.marks[:chunks] {
		b := i.framed(at)
		m := &i.marks[k]
		*m = marks{inside: i.open}
		if !b.isASCII() {
			m.wide = 1
		}
		if i.nextQuote < at+chunk {
			m.quotes = where(b.chunk(), eightOf('"'))
			m.inside ^= within(m.quotes)
			i.open = uint64(int64(m.inside) >> 63)
			i.nextQuote = indexFrom(i.data[:i.end], min(at+chunk, i.end), '"')
		}
		for i.nextLine < min(at+chunk, i.end) {
			m.lines |= 1 << (i.nextLine - at)
			i.nextLine = indexFrom(i.data[:i.end], i.nextLine+1, i.eol)
		}
		m.ends = (where(b.chunk(), i.commas) | m.lines) &^ m.inside
		n := len(i.ends)
		i.ends = i.ends[:n+putPlaces(i.ends[n:n+chunk], at, m.ends)]
		at += chunk
	}
}

// addRows finds the records of chunks that are marked, whose cells end from the first of
// ends on.
func (i *indexer) addRows(at, chunks, first int) {
	for k := range i.marks[:chunks] {
		m := &i.marks[k]
		if m.wide != 0 {
			i.unicode.add(i.framed(at))
		}
		quotes := m.quotes
		for lines := m.lines; lines != 0; lines &= lines - 1 {
			before := lines ^ (lines - 1)
			before >>= 1 // the bits below the line end
			if m.inside&(before+1) != 0 {
				i.row.breaks++
				continue
			}
			i.row.last = int32(first + bits.OnesCount64(m.ends&before))
			i.endRow(m.wide, quotes&before)
			quotes &^= before
		}
		i.row.quoted = i.row.quoted || quotes != 0
		i.row.wide = i.row.wide || m.wide != 0
		first += bits.OnesCount64(m.ends)
		at += chunk
	}
}

func (i *indexer) endRow(wide, quotes uint64) {
	i.row.quoted = i.row.quoted || quotes != 0
	i.row.wide = i.row.wide || wide != 0
	i.rows = append(i.rows, i.row)
	i.row = indexedRow{}
}
