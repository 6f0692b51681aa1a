package cmd

import (
	"context"
	"encoding/binary"
	"io"
	"math"
	"runtime"
	"slices"
	"sync"

	"leadscore/internal/files"
	"leadscore/match/exact"
	"leadscore/scoring"
)

// sorter puts rows in the order of a ranking, however many there are: an external merge
// sort (Knuth, The Art of Computer Programming 3, section 5.4). Each goroutine gathers
// rows in a pile of its own; a large pile is sorted and put into a temporary file, as a
// run. In the end, the runs are merged.
type sorter struct {
	most  int // bytes from which on a pile is put into the file
	piles []*pile

	mu      sync.Mutex // of what follows
	scratch *files.Scratch
	end     int64 // of what scratch holds
	runs    []*sortedRun
}

// row says where a row belongs.
type row struct {
	score  exact.Points
	begin  int // in its pile
	line   uint32
	size   uint32
	rankAt uint32 // where in the row its rank goes
	stage  int32  // as in scoring.Order
	ranked bool   // it has a rank
}

// below is the stage of rows that come after all leads.
const below = math.MaxInt32

// order is the row's place in the ranking.
func (r *row) order() scoring.Order {
	return scoring.Order{Stage: int(r.stage), Score: r.score, Line: int(r.line)}
}

// compare is negative where r comes before s.
func (r *row) compare(s *row) int { return r.order().Compare(s.order()) }

// pile is some rows of a sorter. Its text may be appended to; add then makes a row of
// what was appended.
type pile struct {
	sorter *sorter
	text   []byte
	rows   []row
	spare  []row  // scratch of sort
	sorted []byte // scratch of spill
}

// pileMemory is about how many bytes the piles of all goroutines may hold, and again as
// many while they are sorted.
const pileMemory = 16 << 20

func newSorter() *sorter {
	return &sorter{most: min(max(pileMemory/runtime.GOMAXPROCS(0), 1<<20), 4<<20)}
}

// headSize is how many bytes stand before a row in a run.
const headSize = 32

func (s *sorter) newPile() *pile {
	p := &pile{sorter: s}
	s.piles = append(s.piles, p)
	return p
}

// end is where the next row begins in the text.
func (p *pile) end() int {
	if len(p.rows) == 0 {
		return 0
	}
	last := &p.rows[len(p.rows)-1]
	return last.begin + int(last.size)
}

// add makes a row of what was appended to the text. The rank of a lead goes to the place
// rankAt in the text; nowhere if that is below 0.
func (p *pile) add(order scoring.Order, rankAt int) error {
	begin := p.end()
	if len(p.text) >= p.sorter.most && begin > 0 {
		if err := p.spill(begin); err != nil {
			return err
		}
		rankAt, begin = rankAt-begin, 0
	}
	r := row{begin: begin, line: uint32(order.Line), size: uint32(len(p.text) - begin), stage: int32(order.Stage), score: order.Score}
	if rankAt >= 0 {
		r.rankAt, r.ranked = uint32(rankAt-begin), true
	}
	p.rows = append(p.rows, r)
	return nil
}

// extend adds what was appended to the text to the row before; false if there is none.
func (p *pile) extend() bool {
	if len(p.rows) == 0 {
		return false
	}
	p.rows[len(p.rows)-1].size += uint32(len(p.text) - p.end())
	return true
}

// sort gives the rows as a run.
func (p *pile) sort(run []byte) []byte {
	p.rows, p.spare = sortRows(p.rows, p.spare)
	for i := range p.rows {
		r := &p.rows[i]
		run = append(r.appendHead(run), p.text[r.begin:r.begin+int(r.size)]...)
	}
	return run
}

// sortRows sorts rows that are in the list's order, and gives them and what it needed
// beside them: a radix sort, byte by byte of the score and then of the stage, leaving out
// bytes that are the same in all rows.
func sortRows(rows, spare []row) (sorted, rest []row) {
	spare = slices.Grow(spare[:0], len(rows))[:len(rows)]
	for digit := range 12 {
		var counts [256]int
		for i := range rows {
			counts[rows[i].digit(digit)]++
		}
		if len(rows) == 0 || counts[rows[0].digit(digit)] == len(rows) {
			continue
		}
		begin := 0
		for value, n := range counts {
			counts[value] = begin
			begin += n
		}
		for i := range rows {
			to := &counts[rows[i].digit(digit)]
			spare[*to] = rows[i]
			*to++
		}
		rows, spare = spare, rows
	}
	return rows, spare
}

// digit is a byte of what rows are sorted by: 0 to 7 of the score, the highest points
// first; 8 to 11 of the stage, which is never below 0.
func (r *row) digit(i int) uint8 {
	if i >= 8 {
		return uint8(r.stage >> (8 * (i - 8)))
	}
	return ^uint8((uint64(r.score) ^ 1<<63) >> (8 * i))
}

// spill puts the rows, which end at end, into the file.
func (p *pile) spill(end int) error {
	p.sorted = p.sort(p.sorted[:0])
	p.text, p.rows = append(p.text[:0], p.text[end:]...), p.rows[:0]
	scratch, at, err := p.sorter.reserve(int64(len(p.sorted)))
	if err == nil {
		_, err = scratch.WriteAt(p.sorted, at)
	}
	if err != nil {
		return &ioError{"write", err}
	}
	return nil
}

// reserve gives room in the file.
func (s *sorter) reserve(size int64) (file *files.Scratch, at int64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.scratch == nil {
		if s.scratch, err = files.NewScratch(); err != nil {
			return nil, 0, err
		}
	}
	at = s.end
	s.end += size
	s.runs = append(s.runs, &sortedRun{rest: io.NewSectionReader(s.scratch, at, size)})
	return s.scratch, at, nil
}

// size is about how many bytes there are to be merged.
func (s *sorter) size() int64 {
	size := s.end
	for _, p := range s.piles {
		size += int64(len(p.text))
	}
	return size
}

// close removes the file.
func (s *sorter) close() {
	if s.scratch != nil {
		s.scratch.Close()
	}
}

// appendHead appends a row's head.
func (r *row) appendHead(dst []byte) []byte {
	ranked := uint32(0)
	if r.ranked {
		ranked = 1
	}
	dst = binary.LittleEndian.AppendUint64(dst, uint64(r.score))
	for _, n := range []uint32{uint32(r.stage), r.line, r.size, r.rankAt, ranked, 0} {
		dst = binary.LittleEndian.AppendUint32(dst, n)
	}
	return dst
}

// readHead reads a row's head.
func (r *row) readHead(b []byte) {
	at := func(i int) uint32 { return binary.LittleEndian.Uint32(b[i:]) }
	r.score, r.stage, r.line = exact.Points(binary.LittleEndian.Uint64(b)), int32(at(8)), at(12)
	r.size, r.rankAt, r.ranked = at(16), at(20), at(24) == 1
}

// sortedRun is rows in order, the first of which has been read.
type sortedRun struct {
	row
	text []byte    // of that row
	read []byte    // what follows it and has been read already
	rest io.Reader // of the file; nil: there is none
	room []byte    // for what is read
}

// next reads the next row; io.EOF at the end.
func (r *sortedRun) next() error {
	if err := r.need(headSize); err != nil {
		return err
	}
	r.readHead(r.read)
	if err := r.need(headSize + int(r.size)); err != nil {
		return err
	}
	r.text, r.read = r.read[headSize:headSize+r.size], r.read[headSize+r.size:]
	return nil
}

// need reads on until so many bytes have been read.
func (r *sortedRun) need(n int) error {
	if len(r.read) >= n {
		return nil
	}
	if r.rest == nil {
		return io.EOF
	}
	if len(r.room) < n {
		r.room = make([]byte, 2*n)
	}
	kept := copy(r.room, r.read)
	more, err := io.ReadAtLeast(r.rest, r.room[kept:], n-kept)
	r.read = r.room[:kept+more]
	return err
}

// mergeMemory is about how many bytes of the file are held while it is merged, at least
// leastBuffer of each run. They are in the processor's cache when their turn comes.
const (
	mergeMemory = 4 << 20
	leastBuffer = 16 << 10
)

// merge gives all rows to do, in order, each with its rank where it has one.
func (s *sorter) merge(ctx context.Context, do func(r *row, text []byte, rank int) error) error {
	for _, r := range s.runs {
		r.room = make([]byte, max(mergeMemory/len(s.runs), leastBuffer))
		r.rest = &source{ctx: ctx, r: r.rest, name: "the temporary file", prompt: true}
	}
	for _, p := range s.piles {
		s.runs = append(s.runs, &sortedRun{read: p.sort(nil)})
	}
	heap, err := newRunHeap(s.runs)
	for rank := 0; err == nil && len(heap) > 0; err = heap.advance() {
		if heap[0].ranked {
			rank++
		}
		if err := do(&heap[0].row, heap[0].text, rank); err != nil {
			return err
		}
	}
	return err
}

// runHeap are runs as a heap: on top is the run whose row comes first.
type runHeap []*sortedRun

// newRunHeap makes a heap of the runs that have rows.
func newRunHeap(all []*sortedRun) (h runHeap, err error) {
	for _, r := range all {
		switch err := r.next(); err {
		case nil:
			h = append(h, r)
		case io.EOF:
		default:
			return nil, err
		}
	}
	for i := len(h)/2 - 1; i >= 0; i-- {
		h.sink(i)
	}
	return h, nil
}

// advance passes on to the next row.
func (h *runHeap) advance() error {
	all := *h
	switch err := all[0].next(); err {
	case nil:
	case io.EOF:
		last := len(all) - 1
		all[0] = all[last]
		*h = all[:last]
	default:
		return err
	}
	h.sink(0)
	return nil
}

// sink puts the run at i in its place among those below: heap.Fix, without its calls
// through an interface, of which each row needs a dozen.
func (h *runHeap) sink(i int) {
	all := *h
	for {
		first := 2*i + 1
		if first >= len(all) {
			return
		}
		if second := first + 1; second < len(all) && all[second].compare(&all[first].row) < 0 {
			first = second
		}
		if all[i].compare(&all[first].row) <= 0 {
			return
		}
		all[i], all[first] = all[first], all[i]
		i = first
	}
}
