package leads

import (
	"bytes"
	"io"

	"leadscore/internal/files"
	"leadscore/leads/encoding"
	"leadscore/leads/internal/records"
)

// ReadOptions say how a list is read. The zero value finds out what it must know and
// is right for most lists.
type ReadOptions struct {
	Encoding   encoding.Encoding // encoding.Any: found out by the first 64 KiB
	Sheet      string            // of a workbook; "": the first that is not hidden
	Comma      byte              // what stands between two cells; 0: found out
	HeaderLine int               // from 1; 0: the first line that is not blank, unless it is a note
	Ragged     records.Ragged
	KeepRows   bool // rows equal to the header, rows that describe it, totals and lines below the list are leads too
	MaxRecord  int  // bytes that one record may have; 0: 4 MiB
	MaxColumns int  // columns that the list may have; 0: 20,000, more than any spreadsheet

	// What compressed data may become. A list of a few KB can come to gigabytes.
	MaxExpanded int64 // bytes in all; 0: 1 TiB
	MaxRatio    int   // bytes for each compressed one, asked beyond the first 64 MiB; 0: 1,000

	// Ours are the columns that an earlier run may have written. Where a row near the
	// beginning names a block of them it is the header, and what such a run has written
	// decides nothing about the list: so the second run reads what the first has read.
	Ours records.Ours

	// Naming tells whether what stands under a header names a lead: its key, its person, its
	// address. A row of totals has nothing there. Nil: no header does.
	Naming func(header string) bool

	buffer int // bytes that are read at once, for tests; 0: bufferSize, or partSize
}

const (
	defaultMaxRecord  = 4 << 20
	defaultMaxColumns = 20_000

	bufferSize = 128 << 10
	sampleSize = 64 << 10
)

// withLimits gives the options with the limits that hold where none are given.
func (o ReadOptions) withLimits() ReadOptions {
	if o.MaxRecord <= 0 {
		o.MaxRecord = defaultMaxRecord
	}
	if o.MaxColumns <= 0 {
		o.MaxColumns = defaultMaxColumns
	}
	return o
}

// Reader reads a list record by record, in constant memory: it holds one record,
// and what fits in a buffer.
type Reader struct {
	in     io.Reader
	codec  encoding.Codec
	parser records.Parser
	head   Head
	counts Counts

	buf        []byte
	start, end int // what of buf is read but not yet given out
	err        error

	afterBlank bool // the record before is blank, or all its cells are
	footers    bool // the list has ended, and lines that are no leads follow

	// looked is true once the end of the list was looked at for them: none begin before
	// its last so many bytes.
	looked   bool
	unlooked int

	strange []byte // the beginning of the records that have bytes which are no character

	naming func(header string) bool // a row of totals has nothing below

	spool *files.Scratch // a workbook; nil: the list is text

	keepRows bool // no line is taken for one below the list

	ours records.Block // what an earlier run has written

	above []string // the row above the header, where both name the columns

	wanted   []int // columns whose cells parts must have
	partSize int
}

// Head gives the beginning of the list.
func (r *Reader) Head() *Head { return &r.head }

// Header gives the names of the columns, without a byte order mark.
func (r *Reader) Header() []string { return r.head.Cells }

// Continues tells whether rows of the list may go on with the record above: in an export
// of kintone.
func (r *Reader) Continues() bool { return r.parser.Marked }

// Counts says what was met so far.
func (r *Reader) Counts() Counts { return r.counts }

// Next gives the next record, blank lines and faulty rows included; io.EOF at the
// end. The record and all that it refers to, its cells too, are valid until the
// next call; Clone keeps one.
//
// A row with a quote fault ends with the line on which its bad cell begins, and
// reading goes on with the next line. A row that is too long comes in pieces, the
// first with the fault; the others are marked Rest. The bytes of all records (see
// AppendRaw), after those of the Head, are the list, byte for byte.
func (r *Reader) Next() (*records.Record, error) {
	r.footers = r.footers || r.afterBlank && !r.keepRows && r.footersFollow()
	rec, err := r.read()
	if err != nil {
		return nil, err
	}
	rec.SetFooter(r.footers && !rec.Blank)
	rec.Totals = r.isTotals(rec)
	r.afterBlank = rec.Blank || rec.Totals || rec.Fault == nil && r.ours.IsBlank(rec.Cells)
	if rec.Invalid > 0 {
		r.keepStrange(rec.Raw)
	}
	r.counts.Add(rec)
	return rec, nil
}

// keepStrange keeps a record that has bytes which are no character, if it is one of the
// first.
func (r *Reader) keepStrange(raw []byte) {
	if len(r.strange) < maxStrange && r.codec.IsDirect() {
		r.strange = append(r.strange, raw...)
	}
}

// maxStrange is enough to tell encodings apart.
const maxStrange = 4 << 10

// Suspected gives the encoding that cells which could not be decoded are likely in;
// encoding.Any if there are none, or if they are no likelier in another than the
// list's.
func (r *Reader) Suspected() encoding.Encoding {
	if len(r.strange) == 0 {
		return encoding.Any
	}
	if e := encoding.Detect(r.strange, true); e != r.codec.Encoding {
		return e
	}
	return encoding.Any
}

// read gives the next record, reading as much as that needs.
func (r *Reader) read() (*records.Record, error) {
	for {
		if data := r.buf[r.start:r.end]; len(data) > 0 {
			if rec, n := r.parser.Next(data, r.err == io.EOF); rec != nil {
				r.start += n
				return rec, nil
			}
		}
		if r.err != nil {
			return nil, r.err
		}
		r.fill()
	}
}

// fill reads until the buffer is full, having made room in it first. An error is
// kept in r.err: what was read before it is still given out.
func (r *Reader) fill() {
	if r.start > 0 {
		r.end = copy(r.buf, r.buf[r.start:r.end])
		r.start = 0
	} else if r.end == len(r.buf) {
		grown := make([]byte, 2*len(r.buf))
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

// sample is what the buffer has for guesses, and whether that is all.
func (r *Reader) sample() (data []byte, whole bool) {
	data = r.buf[r.start:r.end]
	if len(data) > sampleSize {
		return data[:sampleSize], false
	}
	return data, r.err == io.EOF
}

// skip passes bytes over, as part of what stands before the header.
func (r *Reader) skip(n int) {
	skipped := r.buf[r.start : r.start+n]
	r.head.Preamble = append(r.head.Preamble, skipped...)
	r.parser.Line += bytes.Count(skipped, []byte{r.parser.Syntax.EOL})
	r.start += n
}
