package leads

import (
	"errors"
	"io"
)

// Place is where a record stands in the list that was read.
type Place struct {
	At     int64 // of its first byte among those of the list, or of its spool
	Size   int   // in bytes
	Line   int   // on which it begins, from 1
	Footer bool  // it is a line below the list
}

// Place tells where the record stands that Next gave last.
func (p *Part) Place(rec *Record) Place {
	end := p.base + int64(p.at)
	if p.list != nil {
		end = p.list.base + int64(p.list.start)
	}
	return Place{At: end - int64(len(rec.Raw)), Size: len(rec.Raw), Line: rec.Line, Footer: rec.Footer}
}

// Verbatim tells whether the places of records are those in the bytes that the Reader
// reads. They are not if these are compressed, in UTF-16 or ISO-2022-JP, or in CP932
// with an unusual separator.
func (r *Reader) Verbatim() bool {
	return r.head.Dialect.Compression == Uncompressed && r.codec.carrier.kind == direct
}

// Spool puts all that follows the head into w, where ReadAgain finds it. It is called
// before the first record is read. An error of w is one of reading.
func (r *Reader) Spool(w io.WriterAt) error {
	spool := io.NewOffsetWriter(w, r.base+int64(r.start))
	if _, err := spool.Write(r.buf[r.start:r.end]); err != nil {
		return err
	}
	r.in = io.TeeReader(r.in, spool)
	return nil
}

// ErrChanged is the error of a list whose records no longer are what they were when
// they were read for the first time.
var ErrChanged = errors.New("the list has changed while it was being read. start again when nothing writes to it")

// ReadAgain reads records of a list that has been read to its end, in any order: the
// places that next gives, until it gives none, are those of a part. from is what the
// list was read from, or its spool. Workers and done are as with ReadParts; nothing is
// counted again. The error is one of done or from, or ErrChanged.
func ReadAgain[T any](r *Reader, from io.ReaderAt, workers int, newWorker func() func(*Part, *T), next func(*T) []Place, done func(*T) error) error {
	first := newJob[T]()
	more := func(j *job[T]) bool {
		j.part = Part{places: next(&j.result)}
		return len(j.part.places) > 0
	}
	if !more(first) {
		return nil
	}
	work := func() (func(*Part), func(*Part, *T)) {
		a := rereader{from: from, reader: newPartReader(r)}
		return a.begin, newWorker()
	}
	take := func(j *job[T]) error {
		if err := done(&j.result); err != nil {
			return err
		}
		return j.part.err
	}
	return inOrder(first, workers, work, more, take)
}

// rereader reads records again.
type rereader struct {
	from   io.ReaderAt
	reader *partReader
	buf    []byte // the records of a part, one behind the other
	ahead  []byte // a record that is out of order, and what follows it
}

// begin fetches the records of a part.
func (a *rereader) begin(p *Part) {
	size := 0
	for _, place := range p.places {
		size += place.Size
	}
	if needs := size + afterPart; len(a.buf) < needs {
		a.buf = make([]byte, needs)
	}
	p.again, p.data, p.end, p.formed = a, a.buf, size, true
	at := 0
	for i, place := range p.places {
		raw := a.buf[at : at+place.Size]
		if err := readFull(a.from, raw, place.At); err != nil {
			p.places, p.err, p.end = p.places[:i], err, at
			break
		}
		p.formed = p.formed && a.isFormed(raw)
		at += place.Size
	}
	a.reader.begin(p)
}

// isFormed tells whether bytes are records in which nothing is out of place.
func (a *rereader) isFormed(raw []byte) bool {
	end, _ := a.reader.parser.syntax.walk(raw)
	return end == len(raw)
}

// readFull reads as much as b holds.
func readFull(from io.ReaderAt, b []byte, at int64) error {
	n, err := from.ReadAt(b, at)
	switch {
	case n == len(b):
		return nil
	case err == io.EOF:
		return ErrChanged
	}
	return err
}

// next gives the next record of a part.
func (a *rereader) next(p *Part) (*Record, bool) {
	if len(p.places) == 0 {
		return nil, false
	}
	place := p.places[0]
	rec, err := a.read(p, place)
	if err == nil && (rec == nil || rec.Fault != nil || len(rec.Raw) != place.Size) {
		err = ErrChanged
	}
	if err != nil {
		p.places, p.err = nil, err
		return nil, false
	}
	p.places = p.places[1:]
	rec.Line = place.Line
	rec.setFooter(place.Footer)
	return rec, true
}

// read reads the next record of a part, as it was read for the first time.
func (a *rereader) read(p *Part, place Place) (rec *Record, err error) {
	if p.formed {
		return a.reader.next(p), nil
	}
	raw := p.data[p.at : p.at+place.Size]
	p.at += place.Size
	a.reader.parser.standing = standing{line: place.Line}
	if a.isFormed(raw) {
		rec, _ = a.reader.parser.next(raw, false)
		return rec, nil
	}
	return a.readOdd(place)
}

// readOdd reads a record in which something is out of place: what it is may depend on
// what follows it.
func (a *rereader) readOdd(place Place) (*Record, error) {
	for size := place.Size + chunk; ; size *= 2 {
		if len(a.ahead) < size {
			a.ahead = make([]byte, size)
		}
		n, err := a.from.ReadAt(a.ahead[:size], place.At)
		if n < size && err != io.EOF {
			return nil, err
		}
		if n == 0 {
			return nil, ErrChanged
		}
		if rec, _ := a.reader.parser.next(a.ahead[:n], n < size); rec != nil {
			return rec, nil
		}
	}
}
