package leads

import (
	"bytes"

	"leadscore/leads/internal/records"
)

// Part is some records of a list that follow each other. It can be read while other
// parts are.
type Part struct {
	data     []byte // the records, and what follows them as far as it matters
	end      int    // of the records in data
	at       int    // of the next one, from the beginning of the first
	standing records.Standing
	formed   bool // nothing in it is out of place: see syntax.walk

	reader  *partReader
	counts  Counts
	strange [][]byte // the first records that have bytes which are no character

	list *Reader // of parts of the rest of the list, which are read from it; else nil
	err  error   // with which that has ended
}

// Next gives the next record of the part, as Reader.Next does; false at the end.
func (p *Part) Next() (*records.Record, bool) {
	if p.list != nil {
		return p.nextOfList()
	}
	if p.at >= p.end {
		return nil, false
	}
	if rec := p.reader.take(p); rec != nil {
		p.counts.Rows++
		return rec, true
	}
	rec := p.reader.parse(p)
	if rec.Invalid > 0 && len(p.strange) < maxStrange {
		p.strange = append(p.strange, rec.Raw)
	}
	p.counts.Add(rec)
	return rec, true
}

// nextOfList reads on in the list itself, until the part is large enough.
func (p *Part) nextOfList() (*records.Record, bool) {
	if p.at >= p.list.partSize {
		return nil, false
	}
	rec, err := p.list.Next()
	if p.err = err; err != nil {
		return nil, false
	}
	p.at += len(rec.Raw)
	return rec, true
}

const (
	partSize = 128 << 10 // bytes read for a part, if no record is longer

	// What is left behind each part but the last: only the last records of a list may
	// be lines below it.
	afterPart = footerSize + 1
)

// cut takes a part off the rest of the list, whose bytes it leaves to the part, and
// reads on into the part's own. It is false where the rest is best read as it is.
func (r *Reader) cut(p *Part) bool {
	for r.err == nil {
		if limit := r.end - afterPart; limit > r.start && r.cutAt(p, limit) {
			return true
		}
		r.fill()
	}
	return false
}

// cutAt makes a part of the records that end up to limit, if there are any.
func (r *Reader) cutAt(p *Part, limit int) bool {
	before := r.parser.Standing
	end, formed := r.advance(limit)
	if end == r.start {
		return false
	}
	spare := p.data[:cap(p.data)]
	*p = Part{data: r.buf[r.start:r.end], end: end - r.start, standing: before, formed: formed, strange: p.strange[:0]}
	if room := max(r.partSize, r.end-end); len(spare) < room || len(spare) > 2*room {
		spare = make([]byte, room)
	}
	r.start, r.end = 0, copy(spare, r.buf[end:r.end])
	r.buf = spare
	return true
}

// advance finds the end of the last record up to limit, and whether nothing before it
// is out of place.
func (r *Reader) advance(limit int) (end int, formed bool) {
	p := &r.parser
	end, formed = r.start, true
	for end < limit {
		n, odd := 0, p.Overlong
		if within := min(limit, end+p.Max); !odd {
			n, odd = p.Syntax.Walk(r.buf[end:within])
			odd = odd || within < limit
		}
		switch {
		case n > 0:
			p.Line += countByte(r.buf[end:end+n], p.Syntax.EOL)
		case !odd:
			return end, formed
		default:
			before := p.Standing
			rec, length := p.Next(r.buf[end:r.end], false)
			if rec == nil || end+length > limit {
				p.Standing = before
				return end, formed
			}
			n, formed = length, false
		}
		end += n
	}
	return end, formed
}

func countByte(data []byte, b byte) int { return bytes.Count(data, []byte{b}) }
