package cmd

import (
	"io"
	"strconv"
)

// rankedRows writes the rows of a ranking, in a goroutine of its own: putting rows
// together goes on meanwhile.
type rankedRows struct {
	digits   func(dst []byte, rank int) []byte // a rank as it is written
	progress *progress
	buf      []byte

	full, free chan []byte
	failed     chan error // the first error of writing
	done       chan struct{}
}

// rowsAtOnce is about how many bytes are written at once.
const rowsAtOnce = 256 << 10

func newRankedRows(w io.Writer, digits func([]byte, int) []byte, p *progress) *rankedRows {
	r := &rankedRows{
		digits: digits, progress: p,
		full: make(chan []byte, 1), free: make(chan []byte, 3), failed: make(chan error, 1), done: make(chan struct{}),
	}
	r.free <- nil
	r.free <- nil
	go r.write(w)
	return r
}

// write writes what is full, until an error; that goes to failed, and the rest nowhere.
func (r *rankedRows) write(w io.Writer) {
	defer close(r.done)
	for failed := false; ; {
		b, more := <-r.full
		if !more {
			return
		}
		if !failed {
			if _, err := w.Write(b); err != nil {
				failed = true
				r.failed <- err
			}
		}
		r.progress.wrote(len(b))
		r.free <- b[:0]
	}
}

// add writes a row with its rank.
func (r *rankedRows) add(row *row, text []byte, rank int) error {
	if row.ranked {
		r.buf = append(r.buf, text[:row.rankAt]...)
		r.buf = r.digits(r.buf, rank)
		text = text[row.rankAt:]
	}
	if r.buf = append(r.buf, text...); len(r.buf) < rowsAtOnce {
		return nil
	}
	r.full <- r.buf
	r.buf = <-r.free
	select {
	case err := <-r.failed:
		return err
	default:
		return nil
	}
}

// close writes what is left.
func (r *rankedRows) close() error {
	r.full <- r.buf
	close(r.full)
	<-r.done
	select {
	case err := <-r.failed:
		return err
	default:
		return nil
	}
}

func appendRank(dst []byte, rank int) []byte { return strconv.AppendInt(dst, int64(rank), 10) }
