// Package rowsort sorts rows that may be too many for memory, and writes them with their
// ranks.
package rowsort

import (
	"encoding/binary"
	"io"
	"math"
	"math/bits"
	"runtime"
	"slices"
	"sync"

	"leadscore/internal/files"
	"leadscore/match/exact"
	"leadscore/scoring"
)

// Sorter puts rows in the order of a ranking, however many there are: an external merge
// sort (Knuth, The Art of Computer Programming 3, section 5.4). Each goroutine gathers
// rows in a pile of its own; a large pile is sorted and put into a temporary file, as a
// run. In the end, the runs are merged.
type Sorter struct {
	most  int // bytes from which on a pile is put into the file
	merge int // about how many bytes of the file are held while it is merged
	least int // of these of each run
	piles []*Pile
	told  func(error) error // words an error of writing the file

	mu      sync.Mutex // of what follows
	scratch *files.Scratch
	end     int64 // of what scratch holds
	runs    []*sortedRun
}

// Row says where a row belongs.
type Row struct {
	score  exact.Points
	begin  int // in its pile
	line   uint32
	size   uint32
	RankAt uint32 // where in the row its rank goes
	stage  int32  // as in scoring.Order
	Ranked bool   // it has a rank
}

// Below is the stage of rows that come after all leads.
const Below = math.MaxInt32

// Pile is some rows of a sorter. Its text may be appended to; Add then makes a row of
// what was appended.
type Pile struct {
	sorter *Sorter
	Text   []byte
	rows   []Row
	spare  []Row  // scratch of sort
	sorted []byte // scratch of spill
}

// pileMemory is about how many bytes the piles of all goroutines may hold, and again as
// many while they are sorted.
const pileMemory = 16 << 20

// New makes a sorter; told words an error of writing its file.
func New(told func(error) error) *Sorter {
	return &Sorter{told: told, most: min(max(pileMemory/runtime.GOMAXPROCS(0), 1<<20), 4<<20), merge: mergeMemory, least: leastBuffer}
}

// headSize is how many bytes stand before a row in a run.
const headSize = 32

// NewPile adds a pile, which one goroutine fills.
func (s *Sorter) NewPile() *Pile {
	p := &Pile{sorter: s}
	s.piles = append(s.piles, p)
	return p
}

// end is where the next row begins in the text.
func (p *Pile) end() int {
	if len(p.rows) == 0 {
		return 0
	}
	last := &p.rows[len(p.rows)-1]
	return last.begin + int(last.size)
}

// Add makes a row of what was appended to the text. The rank of a lead goes to the place
// rankAt in the text; nowhere if that is below 0.
func (p *Pile) Add(order scoring.Order, rankAt int) error {
	begin := p.end()
	if len(p.Text) >= p.sorter.most && begin > 0 {
		if err := p.spill(begin); err != nil {
			return err
		}
		rankAt, begin = rankAt-begin, 0
	}
	r := Row{begin: begin, line: uint32(order.Line), size: uint32(len(p.Text) - begin), stage: int32(order.Stage), score: order.Score}
	if rankAt >= 0 {
		r.RankAt, r.Ranked = uint32(rankAt-begin), true
	}
	p.rows = append(p.rows, r)
	return nil
}

// Take takes in a row that was appended to the text. One that goes on with the row before
// stays with it.
func (p *Pile) Take(continues bool, order scoring.Order, rankAt int) error {
	if continues && p.extend() {
		return nil
	}
	return p.Add(order, rankAt)
}

// extend adds what was appended to the text to the row before; false if there is none.
func (p *Pile) extend() bool {
	if len(p.rows) == 0 {
		return false
	}
	p.rows[len(p.rows)-1].size += uint32(len(p.Text) - p.end())
	return true
}

// sort gives the rows as a run.
func (p *Pile) sort(run []byte) []byte {
	p.rows, p.spare = sortRows(p.rows, p.spare)
	for i := range p.rows {
		r := &p.rows[i]
		run = append(r.appendHead(run), p.Text[r.begin:r.begin+int(r.size)]...)
	}
	return run
}

// sortRows sorts rows that are in the list's order, and gives them and what it needed
// beside them: a radix sort, byte by byte of the score and then of the stage, leaving out
// bytes that are the same in all rows.
func sortRows(rows, spare []Row) (sorted, rest []Row) {
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
func (r *Row) digit(i int) uint8 {
	if i >= 8 {
		return uint8(r.stage >> (8 * (i - 8)))
	}
	return ^uint8((uint64(r.score) ^ 1<<63) >> (8 * i))
}

// spill puts the rows, which end at end, into the file.
func (p *Pile) spill(end int) error {
	p.sorted = p.sort(p.sorted[:0])
	p.Text, p.rows = append(p.Text[:0], p.Text[end:]...), p.rows[:0]
	scratch, at, err := p.sorter.reserve(int64(len(p.sorted)))
	if err == nil {
		_, err = scratch.WriteAt(p.sorted, at)
	}
	if err != nil {
		return p.sorter.told(err)
	}
	return nil
}

// reserve gives room in the file.
func (s *Sorter) reserve(size int64) (file *files.Scratch, at int64, err error) {
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

// Size is about how many bytes there are to be merged.
func (s *Sorter) Size() int64 {
	size := s.end
	for _, p := range s.piles {
		size += int64(len(p.Text))
	}
	return size
}

// Close removes the file.
func (s *Sorter) Close() {
	if s.scratch != nil {
		s.scratch.Close()
	}
}

// appendHead appends a row's head.
func (r *Row) appendHead(dst []byte) []byte {
	ranked := uint32(0)
	if r.Ranked {
		ranked = 1
	}
	dst = binary.LittleEndian.AppendUint64(dst, uint64(r.score))
	for _, n := range []uint32{uint32(r.stage), r.line, r.size, r.RankAt, ranked, 0} {
		dst = binary.LittleEndian.AppendUint32(dst, n)
	}
	return dst
}

// readHead reads a row's head.
func (r *Row) readHead(b []byte) {
	at := func(i int) uint32 { return binary.LittleEndian.Uint32(b[i:]) }
	r.score, r.stage, r.line = exact.Points(binary.LittleEndian.Uint64(b)), int32(at(8)), at(12)
	r.size, r.RankAt, r.Ranked = at(16), at(20), at(24) == 1
}

// sortedRun is rows in order, the head of the first of which has been read. Its text is read
// when its turn comes: with many runs of long rows, the texts of all firsts would fill memory.
type sortedRun struct {
	Row
	read []byte    // what follows and has been read already
	rest io.Reader // of the file; nil: there is none
	room []byte    // for what is read
}

// next reads the head of the next row; io.EOF at the end.
func (r *sortedRun) next() error {
	if err := r.need(headSize); err != nil {
		return err
	}
	r.readHead(r.read)
	r.read = r.read[headSize:]
	return nil
}

// text reads the text of the row, once. It is valid until next is called; a long one stands in
// long, which is made as large.
func (r *sortedRun) text(long *[]byte) ([]byte, error) {
	size := int(r.size)
	if size <= len(r.read) || size <= len(r.room) {
		err := r.need(size)
		if err != nil {
			return nil, err
		}
		text := r.read[:size]
		r.read = r.read[size:]
		return text, nil
	}
	*long = slices.Grow((*long)[:0], size)[:size]
	kept := copy(*long, r.read)
	r.read = nil
	_, err := io.ReadFull(r.rest, (*long)[kept:])
	return *long, err
}

// need reads on until so many bytes have been read.
func (r *sortedRun) need(n int) error {
	if len(r.read) >= n {
		return nil
	}
	if r.rest == nil {
		return io.EOF
	}
	kept := copy(r.room, r.read)
	more, err := io.ReadAtLeast(r.rest, r.room[kept:], n-kept)
	r.read = r.room[:kept+more]
	return err
}

// mergeMemory and leastBuffer are what the program merges with. The bytes are in the processor's cache when their turn comes.
const (
	mergeMemory = 4 << 20
	leastBuffer = 16 << 10
)

// Merge gives all rows to do, in order, each with its rank where it has one. What it reads
// of the file comes through a reader of the caller's.
func (s *Sorter) Merge(through func(io.Reader) io.Reader, do func(r *Row, text []byte, rank int) error) error {
	for _, r := range s.runs {
		r.room = make([]byte, max(s.merge/len(s.runs), s.least))
		r.rest = through(r.rest)
	}
	for _, p := range s.piles {
		s.runs = append(s.runs, &sortedRun{read: p.sort(nil)})
	}
	tree, err := newLoserTree(s.runs)
	var long []byte
	for rank := 0; err == nil && tree.more(); err = tree.advance() {
		first := tree.first()
		if first.Ranked {
			rank++
		}
		text, err := first.text(&long)
		if err == nil {
			err = do(&first.Row, text, rank)
		}
		if err != nil {
			return err
		}
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

// sortKey is a row's place in the ranking as one number, that of high before low.
type sortKey struct{ high, low uint64 }

var atEnd = sortKey{math.MaxUint64, math.MaxUint64}

func (r *Row) sortKey() sortKey {
	score := ^(uint64(r.score) ^ 1<<63) // the highest points first
	return sortKey{uint64(r.stage)<<32 | score>>32, score<<32 | uint64(r.line)}
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

func (t *loserTree) first() *sortedRun { return t.runs[t.nodes[0]] }

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
		t.keys[run] = t.runs[run].sortKey()
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
