package rowsort

import (
	"encoding/binary"
	"io"
	"math"
	"math/bits"
	"slices"

	"leadscore/scoring"
)

// sortKey is a row's place in the ranking as one number, that of high before low: its
// stage, its score, the highest first, and its line.
type sortKey struct{ high, low uint64 }

func keyOf(order scoring.Order) sortKey {
	score := ^(uint64(order.Score) ^ 1<<63)
	return sortKey{uint64(order.Stage)<<32 | score>>32, score<<32 | uint64(uint32(order.Line))}
}

var atEnd = sortKey{math.MaxUint64, math.MaxUint64}

// headSize is how many bytes of a run say where a row of it belongs.
const headSize = 24

// appendHead appends a row's head.
func (r *row) appendHead(dst []byte) []byte {
	dst = binary.LittleEndian.AppendUint64(dst, r.key.high)
	dst = binary.LittleEndian.AppendUint64(dst, r.key.low)
	dst = binary.LittleEndian.AppendUint32(dst, r.size)
	return binary.LittleEndian.AppendUint32(dst, r.rankAt)
}

// sortedRun is rows in order, the heads of all before the texts of all, so that it can be
// known which rows come next before any text is read.
type sortedRun struct {
	row            // the first of those that are left
	from           io.ReaderAt
	headAt, textAt int64  // of the rows whose heads, and texts, come next
	left           int    // heads that have not been read
	heads          []byte // read, but for row's
	room           []byte // of heads
}

// headsAtOnce is how many heads of a run are read at once.
const headsAtOnce = 128

// next reads the head of the next row; io.EOF at the end.
func (r *sortedRun) next() error {
	if len(r.heads) == 0 {
		if err := r.readHeads(); err != nil {
			return err
		}
	}
	head := r.heads[:headSize]
	r.key = sortKey{binary.LittleEndian.Uint64(head), binary.LittleEndian.Uint64(head[8:])}
	r.size, r.rankAt = binary.LittleEndian.Uint32(head[16:]), binary.LittleEndian.Uint32(head[20:])
	r.heads = r.heads[headSize:]
	return nil
}

func (r *sortedRun) readHeads() error {
	if r.left == 0 {
		return io.EOF
	}
	if r.room == nil {
		r.room = make([]byte, headSize*min(r.left, headsAtOnce))
	}
	r.heads = r.room[:min(len(r.room), headSize*r.left)]
	r.left -= len(r.heads) / headSize
	err := readAt(r.from, r.heads, r.headAt)
	r.headAt += int64(len(r.heads))
	return err
}

// readAt reads all of p, or gives an error that is not io.EOF.
func readAt(from io.ReaderAt, p []byte, at int64) error {
	n, err := from.ReadAt(p, at)
	switch {
	case n == len(p):
		return nil
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	}
	return err
}

// loserTree finds again and again which of many runs has the row that comes first (Knuth, The
// Art of Computer Programming 3, section 5.4.1): each node holds the run that lost there to
// another, so that a new row meets only those above its leaf.
type loserTree struct {
	runs  []*sortedRun
	keys  []sortKey // of the rows of the runs; a run at its end has the last
	nodes []int32   // runs: the first has the row that comes first, the others lost
}

// newLoserTree makes a tree of runs none of which has been read.
func newLoserTree(runs []*sortedRun) (*loserTree, error) {
	t := &loserTree{runs: runs, keys: make([]sortKey, len(runs)), nodes: slices.Repeat([]int32{nobody}, len(runs))}
	for i := range runs {
		if err := t.read(i); err != nil {
			return nil, err
		}
		t.play(i)
	}
	return t, nil
}

// nobody has come to a node yet.
const nobody = -1

// more tells whether there is another row.
func (t *loserTree) more() bool { return len(t.runs) > 0 && t.keys[t.nodes[0]] != atEnd }

// advance passes on to the next row.
func (t *loserTree) advance() error {
	at := int(t.nodes[0])
	if err := t.read(at); err != nil {
		return err
	}
	t.play(at)
	return nil
}

// read reads the next row of a run.
func (t *loserTree) read(run int) error {
	switch err := t.runs[run].next(); err {
	case nil:
		t.keys[run] = t.runs[run].key
		return nil
	case io.EOF:
		t.keys[run] = atEnd
		return nil
	default:
		return err
	}
}

// play has a run meet those above its leaf: of two, the one whose row comes first goes on. Which
// that is no processor can foresee, so there is no jump.
func (t *loserTree) play(run int) {
	winner := int32(run)
	for node := (run + len(t.runs)) / 2; node > 0; node /= 2 {
		other := t.nodes[node]
		if other == nobody {
			t.nodes[node] = winner
			return
		}
		a, b := &t.keys[other], &t.keys[winner]
		_, borrow := bits.Sub64(a.low, b.low, 0)
		_, borrow = bits.Sub64(a.high, b.high, borrow)
		both := (other ^ winner) & -int32(borrow)
		t.nodes[node], winner = other^both, winner^both
	}
	t.nodes[0] = winner
}
