package rowsort

import (
	"io"
	"strconv"
)

// Writer writes the rows of a ranking, in a goroutine of its own: putting rows
// together goes on meanwhile.
type Writer struct {
	digits func(dst []byte, rank int) []byte // a rank as it is written
	wrote  func(bytes int)                   // is told what was written; nil: nobody
	buf    []byte

	full, free chan []byte
	failed     chan error // the first error of writing
	done       chan struct{}
}

// rowsAtOnce is about how many bytes are written at once.
const rowsAtOnce = 256 << 10

// NewWriter makes a writer of rows to w: digits appends the rank of a row, and wrote is told
// how many bytes have been written.
func NewWriter(w io.Writer, digits func([]byte, int) []byte, wrote func(bytes int)) *Writer {
	r := &Writer{
		digits: digits, wrote: wrote,
		full: make(chan []byte, 1), free: make(chan []byte, 3), failed: make(chan error, 1), done: make(chan struct{}),
	}
	r.free <- nil
	r.free <- nil
	go r.write(w)
	return r
}

// write writes what is full, until an error; that goes to failed, and the rest nowhere.
func (r *Writer) write(w io.Writer) {
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
		if r.wrote != nil {
			r.wrote(len(b))
		}
		r.free <- b[:0]
	}
}

// Add writes a row with its rank.
func (r *Writer) Add(row *Row, text []byte, rank int) error {
	if row.Ranked {
		r.buf = append(r.buf, text[:row.RankAt]...)
		r.buf = r.digits(r.buf, rank)
		text = text[row.RankAt:]
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

// Close writes what is left.
func (r *Writer) Close() error {
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

// AppendRank appends a rank as it stands in a cell.
func AppendRank(dst []byte, rank int) []byte { return strconv.AppendInt(dst, int64(rank), 10) }
