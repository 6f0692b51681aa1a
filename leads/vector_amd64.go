//go:build !purego

package leads

import "golang.org/x/sys/cpu"

// hasVectors tells whether the processor has what scanVectors needs.
var hasVectors = cpu.X86.HasAVX2 && cpu.X86.HasPCLMULQDQ && cpu.X86.HasBMI1 && cpu.X86.HasPOPCNT

// vectors is what scanVectors knows from chunk to chunk.
type vectors struct {
	comma, quote, eol uint64 // one byte each
	open              uint64 // all bits: the next chunk begins between quotes
	high              uint64 // not 0: the last two bytes are not both ASCII
	at                uint64 // where the next chunk begins
}

// scanVectors marks chunks, puts down where their cells end, and tells how many do. It
// writes some more than that: there must be room for half a chunk.
//
//go:noescape
func scanVectors(v *vectors, data *byte, chunks int, ends *int32, into *marks) int

// scanByVectors is scan by AVX2.
func (i *indexer) scanByVectors(at, chunks int) {
	v := vectors{comma: uint64(i.comma), quote: '"', eol: uint64(i.eol), open: i.open, at: uint64(at)}
	if at > 0 {
		v.high = uint64(i.data[at-1]|i.data[at-2]) >> 7
	}
	whole := min((i.end-at)/chunk, chunks)
	if whole > 0 {
		i.scanSome(&v, i.data[at:], i.marks[:whole])
	}
	if whole < chunks {
		last := new([chunk]byte)
		copy(last[:], i.data[at+whole*chunk:i.end])
		i.scanSome(&v, last[:], i.marks[whole:chunks])
	}
	i.open = v.open
}

func (i *indexer) scanSome(v *vectors, data []byte, into []marks) {
	n := len(i.ends)
	room := i.ends[n : n+len(into)*chunk+chunk/2]
	i.ends = i.ends[:n+scanVectors(v, &data[0], len(into), &room[0], &into[0])]
}
