// Package rowsort sorts rows that may be too many for memory, and writes them with their
// ranks.
package rowsort

import (
	"bufio"
	"bytes"
	"io"
	"math"
	"runtime"
	"slices"
	"sync"

	"leadscore/internal/files"
	"leadscore/scoring"
)

// Sorter puts rows in the order of a ranking, however many there are: an external merge
// sort (Knuth, The Art of Computer Programming 3, section 5.4). Each goroutine gathers
// rows in a pile of its own; a large pile is sorted and put into a temporary file, as a
// run. In the end, the runs are merged.
type Sorter struct {
	most   int // bytes from which on a pile is put into the file
	chunk  int // bytes that are merged at once, at least
	piece  int // and of each run, on average
	atOnce int // chunks that are on their way
	piles  []*Pile
	told   func(error) error // words an error of writing the file

	mu      sync.Mutex // of what follows
	scratch *files.Scratch
	end     int64 // of what scratch holds
	runs    []*sortedRun
}

// row says where a row belongs, and where it lies in its pile.
type row struct {
	key    sortKey
	begin  int
	size   uint32
	rankAt uint32 // where in the row its rank goes, and 1; 0: it has none
}

// Below is the stage of rows that come after all leads.
const Below = math.MaxInt32

// Pile is some rows of a sorter. Its text may be appended to; Add then makes a row of
// what was appended.
type Pile struct {
	sorter  *Sorter
	Text    []byte
	rows    []row
	spare   []row         // scratch of sort
	through *bufio.Writer // to the file
}

// What the program sorts with, in bytes.
const (
	pileMemory  = 16 << 20  // of the piles of all goroutines, about
	spillAtOnce = 256 << 10 // go into the file at once
	chunkMemory = 4 << 20   // of what is read to be merged, and as many again of it put together
	pieceMemory = 2 << 10   // of a run in a chunk, on average: many runs are not read in crumbs
)

// New makes a sorter; told words an error of writing its file.
func New(told func(error) error) *Sorter {
	processors := runtime.GOMAXPROCS(0)
	return &Sorter{
		told: told, most: min(max(pileMemory/processors, 1<<20), 4<<20),
		chunk: chunkMemory / (processors + 2), piece: pieceMemory, atOnce: processors + 2,
	}
}

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
	if p.makeRoom(); len(p.Text) >= p.sorter.most && begin > 0 {
		if err := p.spill(begin); err != nil {
			return err
		}
		rankAt, begin = rankAt-begin, 0
	}
	r := row{key: keyOf(order), begin: begin, size: uint32(len(p.Text) - begin)}
	if rankAt >= 0 {
		r.rankAt = uint32(rankAt-begin) + 1
	}
	p.rows = append(p.rows, r)
	return nil
}

// makeRoom gives a pile that grows the room of a large one at once: to come there step by step
// would leave several times as much as garbage.
func (p *Pile) makeRoom() {
	if most := p.sorter.most; len(p.Text) > most/16 && cap(p.Text) < most {
		p.Text = slices.Grow(p.Text, most+most/16-len(p.Text))
	}
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

// sort sorts the rows and writes them as a run: a head for each of them, and then their texts.
// It goes on where a writer fails, which must say so in the end.
func (p *Pile) sort(to io.Writer) {
	p.rows, p.spare = sortRows(p.rows, p.spare)
	head := make([]byte, headSize)
	for i := range p.rows {
		_, _ = to.Write(p.rows[i].appendHead(head[:0]))
	}
	for i := range p.rows {
		r := &p.rows[i]
		_, _ = to.Write(p.Text[r.begin : r.begin+int(r.size)])
	}
}

// size is that of the rows, which end at end, as a run.
func (p *Pile) size(end int) int64 { return int64(end + headSize*len(p.rows)) }

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

// digit is a byte of what rows are sorted by: 0 to 7 of the score, 8 to 11 of the stage.
func (r *row) digit(i int) uint8 {
	if i < 4 {
		return uint8(r.key.low >> (32 + 8*i))
	}
	return uint8(r.key.high >> (8 * (i - 4)))
}

// spill puts the rows, which end at end, into the file.
func (p *Pile) spill(end int) error {
	run := &sortedRun{left: len(p.rows)}
	if err := p.sorter.reserve(run, p.size(end)); err != nil {
		return p.sorter.told(err)
	}
	to := io.NewOffsetWriter(p.sorter.scratch, run.headAt)
	if p.through == nil {
		p.through = bufio.NewWriterSize(to, spillAtOnce)
	}
	p.through.Reset(to)
	p.sort(p.through)
	p.Text, p.rows = append(p.Text[:0], p.Text[end:]...), p.rows[:0]
	if err := p.through.Flush(); err != nil {
		return p.sorter.told(err)
	}
	return nil
}

// inMemory makes a run of the rows.
func (p *Pile) inMemory() *sortedRun {
	run := bytes.NewBuffer(make([]byte, 0, p.size(p.end())))
	p.sort(run)
	return &sortedRun{from: bytes.NewReader(run.Bytes()), left: len(p.rows), textAt: int64(len(p.rows)) * headSize}
}

// reserve gives room in the file for a run.
func (s *Sorter) reserve(run *sortedRun, size int64) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.scratch == nil {
		if s.scratch, err = files.NewScratch(); err != nil {
			return err
		}
	}
	run.from, run.headAt, run.textAt = s.scratch, s.end, s.end+int64(headSize*run.left)
	s.end += size
	s.runs = append(s.runs, run)
	return nil
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
