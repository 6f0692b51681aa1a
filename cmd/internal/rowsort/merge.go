package rowsort

import (
	"context"
	"io"
	"slices"
	"strconv"
	"sync"
)

// Output is where sorted rows go, and how.
type Output struct {
	To     io.Writer
	Digits func(dst []byte, rank int) []byte // appends a rank as it is written
	Wrote  func(bytes int)                   // is told what was written; nil: nobody
	Failed func(error) error                 // words an error of reading the temporary file
}

// Rank appends a rank as it stands in a cell.
func Rank(dst []byte, rank int) []byte { return strconv.AppendInt(dst, int64(rank), 10) }

// AppendRow appends a row with its rank, which goes to the place rankAt of its text.
func (o *Output) AppendRow(dst, text []byte, rankAt, rank int) []byte {
	dst = append(dst, text[:rankAt]...)
	dst = o.Digits(dst, rank)
	return append(dst, text[rankAt:]...)
}

// Write writes rows.
func (o *Output) Write(rows []byte) error {
	if _, err := o.To.Write(rows); err != nil {
		return err
	}
	if o.Wrote != nil {
		o.Wrote(len(rows))
	}
	return nil
}

// merger merges runs. One goroutine goes through the heads of the rows and cuts the ranking
// into chunks. What a chunk takes of a run lies there in one piece, so that others read the
// texts of several chunks and put them together at the same time. They are written in order.
type merger struct {
	out   Output
	tree  *loserTree
	least int // bytes of a chunk, but for the last
	rank  int // of the last row that has one
	free  chan *chunk
	order chan *chunk
	stop  chan struct{}
	err   error // of going through the heads; once order is closed
}

// chunk is rows that follow each other in the ranking.
type chunk struct {
	rows   []merged
	pieces []piece // of each run
	size   int     // of these, in bytes
	rank   int     // of the last row before that has one
	texts  []byte  // of all pieces
	out    []byte
	err    error
	ready  chan struct{}
}

// merged is a row of a chunk.
type merged struct {
	run          int32
	size, rankAt uint32 // as in row
}

// piece is what a chunk takes of a run.
type piece struct {
	at   int64 // in the run
	size int
	next int // where in the chunk's texts the text of the next row is
}

// Merge writes all rows in order, each with its rank where it has one. Nothing can be added
// after.
func (s *Sorter) Merge(ctx context.Context, out Output) error {
	if err := s.sortRest(); err != nil {
		return err
	}
	tree, err := newLoserTree(s.runs)
	if err != nil {
		return out.Failed(err)
	}
	m := &merger{out: out, tree: tree, least: max(s.chunk, s.piece*len(s.runs)), free: make(chan *chunk, s.atOnce), order: make(chan *chunk, s.atOnce), stop: make(chan struct{})}
	for range s.atOnce {
		m.free <- &chunk{pieces: make([]piece, len(s.runs)), ready: make(chan struct{}, 1)}
	}
	return m.merge(ctx)
}

// sortRest makes runs of what is left in the piles, in the file where there is one.
func (s *Sorter) sortRest() error {
	spill := len(s.runs) > 0
	for _, p := range s.piles {
		if !spill {
			s.runs = append(s.runs, p.inMemory())
		} else if err := p.spill(p.end()); err != nil {
			return err
		}
		p.Text, p.rows, p.spare, p.through = nil, nil, nil, nil
	}
	return nil
}

func (m *merger) merge(ctx context.Context) error {
	var working sync.WaitGroup
	defer working.Wait()
	defer close(m.stop)
	working.Go(func() {
		defer close(m.order)
		m.err = m.cut(ctx, &working)
	})
	for c := range m.order {
		<-c.ready
		if c.err != nil {
			return m.out.Failed(c.err)
		}
		if err := m.out.Write(c.out); err != nil {
			return err
		}
		m.free <- c
	}
	return m.err
}

// cut cuts chunks, until there are no more rows, and has them put together.
func (m *merger) cut(ctx context.Context, working *sync.WaitGroup) error {
	for m.tree.more() {
		select {
		case <-m.stop:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case c := <-m.free:
			if err := m.fill(c); err != nil {
				return m.out.Failed(err)
			}
			m.order <- c
			working.Go(func() {
				c.err = c.put(m.tree.runs, &m.out)
				c.ready <- struct{}{}
			})
		}
	}
	return nil
}

// fill makes a chunk of the rows that come next.
func (m *merger) fill(c *chunk) error {
	c.rank, c.size, c.rows = m.rank, 0, c.rows[:0]
	for i, run := range m.tree.runs {
		c.pieces[i] = piece{at: run.textAt}
	}
	for c.size < m.least && m.tree.more() {
		at := m.tree.nodes[0]
		run := m.tree.runs[at]
		c.rows = append(c.rows, merged{at, run.size, run.rankAt})
		if run.rankAt > 0 {
			m.rank++
		}
		c.pieces[at].size += int(run.size)
		run.textAt += int64(run.size)
		c.size += int(run.size)
		if err := m.tree.advance(); err != nil {
			return err
		}
	}
	return nil
}

// put reads the texts of a chunk and puts them together.
func (c *chunk) put(runs []*sortedRun, out *Output) error {
	if err := c.read(runs); err != nil {
		return err
	}
	c.out = slices.Grow(c.out[:0], c.size+8*len(c.rows))
	rank := c.rank
	for i := range c.rows {
		r := &c.rows[i]
		from := &c.pieces[r.run]
		text := c.texts[from.next : from.next+int(r.size)]
		from.next += int(r.size)
		if r.rankAt == 0 {
			c.out = append(c.out, text...)
			continue
		}
		rank++
		c.out = out.AppendRow(c.out, text, int(r.rankAt-1), rank)
	}
	return nil
}

// read reads the pieces of a chunk, one behind the other.
func (c *chunk) read(runs []*sortedRun) error {
	c.texts = slices.Grow(c.texts[:0], c.size)[:c.size]
	end := 0
	for i := range c.pieces {
		p := &c.pieces[i]
		p.next = end
		end += p.size
		if err := readAt(runs[i].from, c.texts[p.next:end], p.at); err != nil {
			return err
		}
	}
	return nil
}
