package scan

import (
	"math/bits"
	"slices"
	"unicode/utf8"
)

// Index tells where the cells of records end in which nothing is out of place. It is
// made 64 bytes at a time.
type Index struct {
	Ends  []int32 // -1, and then those of the cells of all records, one after the other
	Rows  []IndexedRow
	plain bool // made without vector instructions

	marks []marks // scratch: of chunks in which anything is marked
}

// IndexedRow is what an index knows of a record.
type IndexedRow struct {
	Last   int32 // the place in ends of its last cell, which ends before the line end
	Breaks int32 // line breaks in its cells
	Quoted bool  // there are quotes in it
}

// marks tell what stands in a chunk: bit i for the i-th byte.
type marks struct {
	at     uint64 // where it begins
	quotes uint64
	breaks uint64 // line ends between quotes
}

// chunksAtOnce is how many chunks are looked at before there must be room for more.
const chunksAtOnce = 64

// indexer makes an index.
type indexer struct {
	*Index
	Syntax
	data   []byte // with the records, and a chunk's bytes behind them
	end    int    // of the records
	commas uint64 // eight separators
	lines  int    // ends of cells that are line ends

	vectors vectors

	// Without vector instructions:
	open      uint64 // all bits: the next chunk begins between quotes
	unicode   utf8Check
	nextQuote int // the first that no chunk had yet; the end of records where there is none
	nextLine  int // so for line ends
}

// Build indexes the records of so many cells at the beginning of data, up to end; there is
// at least one, and as many bytes behind the last as a chunk has. It is false if they are
// not UTF-8.
func (x *Index) Build(s Syntax, width int, data []byte, end int) bool {
	x.Ends, x.Rows, x.marks = append(x.Ends[:0], -1), x.Rows[:0], x.marks[:0]
	i := indexer{Index: x, Syntax: s, data: data, end: end, commas: EightOf(s.Comma), vectors: newVectors(s)}
	scan := i.scanByVectors
	if x.plain || !hasVectors {
		i.nextQuote, i.nextLine = indexFrom(data[:end], 0, '"'), indexFrom(data[:end], 0, s.EOL)
		scan = i.scan
	}
	for at := 0; at < end; at += chunksAtOnce * chunk {
		chunks := min(chunksAtOnce, (end-at+chunk-1)/chunk)
		x.Ends = slices.Grow(x.Ends, (chunks+1)*chunk)
		x.marks = slices.Grow(x.marks, chunks+1)
		scan(at, chunks)
	}
	i.addRows(width)
	odd := i.unicode.isOdd() || i.vectors.isOdd() || data[end-1] >= utf8.RuneSelf
	return !odd || utf8.Valid(data[:end])
}

// framed gives a chunk, with zeros behind the end of the records.
func (i *indexer) framed(at int) *framed {
	if at > 0 && i.end-at >= chunk {
		return (*framed)(i.data[at-2:])
	}
	return edge(i.data[:i.end], at)
}

// scan finds the ends of cells in chunks, and marks chunks. It is what scanByVectors does, for
// processors that cannot. Line ends and quotes are rare: the standard library finds the next
// one faster than a mask.
func (i *indexer) scan(at, chunks int) {
	for range chunks {
		b := i.framed(at)
		if !b.isASCII() {
			i.unicode.add(b)
		}
		quotes, lines, inside := uint64(0), uint64(0), i.open
		if i.nextQuote < at+chunk {
			quotes = where(b.chunk(), EightOf('"'))
			inside ^= within(quotes)
			i.open = uint64(int64(inside) >> 63)
			i.nextQuote = indexFrom(i.data[:i.end], min(at+chunk, i.end), '"')
		}
		for i.nextLine < min(at+chunk, i.end) {
			lines |= 1 << (i.nextLine - at)
			i.nextLine = indexFrom(i.data[:i.end], i.nextLine+1, i.EOL)
		}
		if breaks := lines & inside; quotes|breaks != 0 {
			i.marks = append(i.marks, marks{uint64(at), quotes, breaks})
		}
		i.lines += bits.OnesCount64(lines &^ inside)
		n := len(i.Ends)
		i.Ends = i.Ends[:n+putPlaces(i.Ends[n:n+chunk], at, (where(b.chunk(), i.commas)|lines)&^inside)]
		at += chunk
	}
}

// addRows finds the records, which most often have all the same number of cells.
func (i *indexer) addRows(width int) {
	even := i.isEven(width)
	at, from := 0, 0 // of marks; where the record begins
	for first := 1; first < len(i.Ends); {
		row := IndexedRow{Last: int32(first + width - 1)}
		if !even {
			if row.Last = i.lineFrom(first); row.Last < 0 {
				return
			}
		}
		to := int(i.Ends[row.Last])
		for at < len(i.marks) && int(i.marks[at].at)+chunk <= from {
			at++
		}
		for k := at; k < len(i.marks) && int(i.marks[k].at) < to; k++ {
			quotes, breaks := i.marks[k].between(from, to)
			row.Quoted = row.Quoted || quotes != 0
			row.Breaks += int32(bits.OnesCount64(breaks))
		}
		i.Rows = append(i.Rows, row)
		from, first = to+1, int(row.Last)+1
	}
}

// isEven tells whether all records have so many cells: whether there are as many line ends
// as that takes, and each stands where it should.
func (i *indexer) isEven(width int) bool {
	if width*i.lines != len(i.Ends)-1 {
		return false
	}
	for last := width; last < len(i.Ends); last += width {
		if i.data[i.Ends[last]] != i.EOL {
			return false
		}
	}
	return true
}

// lineFrom finds the first of the ends from a place on that is a line end; -1 for none.
func (i *indexer) lineFrom(place int) int32 {
	for k, end := range i.Ends[place:] {
		if i.data[end] == i.EOL {
			return int32(place + k)
		}
	}
	return -1
}

// between gives those of the marks from a place up to another.
func (m *marks) between(from, to int) (quotes, breaks uint64) {
	mask := ^uint64(0)
	if before := from - int(m.at); before > 0 {
		mask <<= before
	}
	if behind := int(m.at) + chunk - to; behind > 0 {
		mask &= ^uint64(0) >> behind
	}
	return m.quotes & mask, m.breaks & mask
}
