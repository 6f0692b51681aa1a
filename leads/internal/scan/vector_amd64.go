//go:build !purego

package scan

import "golang.org/x/sys/cpu"

// hasVectors tells whether the processor has what scanVectors needs.
var hasVectors = cpu.X86.HasAVX2 && cpu.X86.HasPCLMULQDQ && cpu.X86.HasBMI1 && cpu.X86.HasPOPCNT

// vectors is what scanVectors knows from chunk to chunk.
type vectors struct {
	comma, quote, eol uint64          // one byte each
	open              uint64          // all bits: the next chunk begins between quotes
	high              uint64          // not 0: the last three bytes are not all ASCII
	at                uint64          // where the next chunk begins
	lines             uint64          // ends of cells that are line ends
	before            [chunk / 2]byte // the next chunk
	odd               [chunk / 2]byte // not 0: something is not UTF-8
}

// newVectors is what is known before the first chunk.
func newVectors(s Syntax) vectors {
	return vectors{comma: uint64(s.Comma), quote: '"', eol: uint64(s.EOL), open: 0, high: 0, at: 0, before: [chunk / 2]byte{}}
}

// isOdd tells whether something was not UTF-8.
func (v *vectors) isOdd() bool { return v.odd != [chunk / 2]byte{} }

// scanVectors looks at chunks, puts down where their cells end, and marks, and tells how many
// there are of both. It writes some more than that: there must be room for half a chunk of
// ends, and for the marks of one chunk.
//
//go:noescape
func scanVectors(v *vectors, data *byte, chunks int, ends *int32, into *marks) (cells, marked int)

// scanByVectors is scan by AVX2.
func (i *indexer) scanByVectors(at, chunks int) {
	whole := min((i.end-at)/chunk, chunks)
	if whole > 0 {
		i.scanSome(i.data[at:], whole)
	}
	if whole < chunks {
		last := new([chunk]byte)
		copy(last[:], i.data[at+whole*chunk:i.end])
		i.scanSome(last[:], chunks-whole)
	}
	i.lines = int(i.vectors.lines)
}

func (i *indexer) scanSome(data []byte, chunks int) {
	n, m := len(i.Ends), len(i.marks)
	ends, into := i.Ends[n:n+chunks*chunk+chunk/2], i.marks[m:m+chunks+1]
	cells, marked := scanVectors(&i.vectors, &data[0], chunks, &ends[0], &into[0])
	i.Ends, i.marks = i.Ends[:n+cells], i.marks[:m+marked]
}
