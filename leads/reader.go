package leads

import (
	"bytes"
	"io"
)

// ReadOptions say how a list is read. The zero value is right for most lists.
type ReadOptions struct {
	MaxRecord int // bytes that one record may have; 0: 16 MiB
}

const (
	defaultMaxRecord = 16 << 20
	bufferSize       = 128 << 10
	sampleSize       = 64 << 10
)

// Reader reads a list record by record, in constant memory: it holds one record,
// and what fits in a buffer.
type Reader struct {
	in     io.Reader
	max    int // bytes of a record
	syntax syntax
	head   Head
	counts Counts

	buf        []byte
	start, end int // what of buf is read but not yet given out
	err        error
	line       int // of the next record
	overlong   bool

	record Record
	cells  splitter
}

// NewReader reads the beginning of a list, up to and with its header. The error is
// ErrEmpty when there is no header, a *FormatError when this is no CSV in UTF-8, a
// *Fault when the header cannot be read, or one of in.
func NewReader(in io.Reader, opt ReadOptions) (*Reader, error) {
	if opt.MaxRecord <= 0 {
		opt.MaxRecord = defaultMaxRecord
	}
	r := &Reader{in: in, max: opt.MaxRecord, line: 1, buf: make([]byte, min(bufferSize, opt.MaxRecord))}
	r.fill()
	sample := r.buf[:min(r.end, sampleSize)]
	if err := checkFormat(sample); err != nil {
		return nil, err
	}
	r.syntax = syntax{comma: ',', eol: lineEndByte(sample)}
	if err := r.readHead(); err != nil {
		return nil, err
	}
	return r, nil
}

// Head gives the beginning of the list.
func (r *Reader) Head() *Head { return &r.head }

// Header gives the names of the columns, without a byte order mark.
func (r *Reader) Header() []string { return r.head.Cells }

// Counts says what was met so far.
func (r *Reader) Counts() Counts { return r.counts }

func (r *Reader) readHead() error {
	h := &r.head
	h.Dialect = Dialect{Comma: r.syntax.comma, LineEnd: "\n"}
	if bytes.HasPrefix(r.buf[:r.end], []byte(utf8BOM)) {
		h.Dialect.BOM = true
		h.Preamble = []byte(utf8BOM)
		r.start = len(utf8BOM)
	}
	for {
		rec, err := r.read(-1)
		switch {
		case err == io.EOF:
			return ErrEmpty
		case err != nil:
			return err
		case rec.Fault != nil:
			return rec.Fault
		case rec.Blank:
			h.Preamble = append(h.Preamble, rec.Raw...)
			continue
		}
		r.counts.Invalid.add(rec.Invalid, rec.Line)
		h.record = rec.Clone()
		h.Raw, h.Cells, h.Line = h.record.Raw, h.record.Cells, h.record.Line
		if n := r.syntax.lineEnd(h.Raw); n > 0 {
			h.Dialect.LineEnd = string(h.Raw[len(h.Raw)-n:])
		}
		return nil
	}
}

// Next gives the next record, blank lines and faulty rows included; io.EOF at the
// end. The record and all that it refers to, its cells too, are valid until the
// next call; Clone keeps one.
//
// A row with a quote fault ends with the line on which its bad cell begins, and
// reading goes on with the next line. A row that is too long comes in pieces, the
// first with the fault; the others are marked Rest. The Raw bytes of all records,
// after those of the Head, are the list, byte for byte.
func (r *Reader) Next() (*Record, error) {
	rec, err := r.read(len(r.head.Cells))
	if err != nil {
		return nil, err
	}
	r.counts.Add(rec)
	return rec, nil
}

// read gives the next record, fitted to a width; -1: as wide as it is.
func (r *Reader) read(width int) (*Record, error) {
	s, err := r.scan()
	if err != nil {
		return nil, err
	}
	data := r.buf[r.start:r.end]
	rec := &r.record
	*rec = Record{Raw: data[:s.len], Line: r.line, syntax: r.syntax, quoted: s.quoted}
	switch {
	case s.fault == TooLong:
		rec.Fault = r.syntax.newFault(TooLong, data, 0, r.line, r.max)
		rec.Fault.Rest = r.overlong
		r.overlong = rec.Raw[s.len-1] != r.syntax.eol
	case s.fault != 0:
		rec.Fault = r.syntax.spanFault(data, s, r.line)
	default:
		r.cells.split(rec, width)
	}
	r.start += s.len
	if s.quoted || s.fault != 0 {
		r.line += bytes.Count(rec.Raw, []byte{r.syntax.eol})
	} else {
		r.line++
	}
	return rec, nil
}

// scan finds the next record, reading as much as that needs.
func (r *Reader) scan() (span, error) {
	for {
		data := r.buf[r.start:r.end]
		if len(data) > 0 {
			if r.overlong {
				return r.restOfLine(data), nil
			}
			if s, ok := r.syntax.scan(data, r.err == io.EOF); ok {
				return s, nil
			} else if len(data) >= r.max {
				return r.cut(data, s), nil
			}
		}
		if r.err != nil {
			return span{}, r.err
		}
		r.fill()
	}
}

// cut ends a record that is as long as a record may be. If that is because of a
// quote, it ends like any other with a quote that is not closed.
func (r *Reader) cut(data []byte, s span) span {
	if s.cell < len(data) && data[s.cell] == '"' {
		if s, ok := r.syntax.malformed(data, false, s, UnclosedQuote, s.cell); ok {
			return s
		}
	}
	return span{len: r.max, fault: TooLong}
}

// restOfLine is what the buffer has of the line of a row that is too long.
func (r *Reader) restOfLine(data []byte) span {
	n := bytes.IndexByte(data, r.syntax.eol) + 1
	if n == 0 {
		n = len(data)
	}
	return span{len: n, fault: TooLong}
}

// fill reads until the buffer is full, having made room in it first. An error is
// kept in r.err: what was read before it is still given out.
func (r *Reader) fill() {
	if r.start > 0 {
		r.end = copy(r.buf, r.buf[r.start:r.end])
		r.start = 0
	} else if r.end == len(r.buf) {
		grown := make([]byte, min(2*len(r.buf), r.max))
		copy(grown, r.buf)
		r.buf = grown
	}
	n, err := io.ReadFull(r.in, r.buf[r.end:])
	r.end += n
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	r.err = err
}
