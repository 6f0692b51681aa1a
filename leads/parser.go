package leads

import (
	"bytes"
	"slices"
	"strings"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/scan"
)

// parser takes records off the beginning of bytes, wherever they come from. It knows
// no stream: who has a part of a list that begins and ends with a record can read it
// with a parser of its own.
type parser struct {
	syntax scan.Syntax
	codec  *encoding.Codec
	width  int // cells of a record; -1: as many as there are
	max    int // bytes of a record
	ragged Ragged
	marked bool // only rows with a mark in the first cell are records: kintone
	head   heading
	ours   block // of an earlier run

	described int // the line under the rows that describe the header; 0: there are none

	standing

	record Record
	cells  splitter
}

// standing is what a parser knows of the records before the next one.
type standing struct {
	line     int  // of the next record
	overlong bool // the next bytes are the rest of a row that is too long
	within   encoding.Restorer
	suspect  int // the line up to which rows may be the rest of one with a quote fault
}

// next gives the record at the beginning of data, which is not empty, and its length;
// nil when more data is needed, but never when atEOF.
func (p *parser) next(data []byte, atEOF bool) (*Record, int) {
	limited := data[:min(len(data), p.max)]
	var s scan.Span
	var ok bool
	if p.overlong {
		s, ok = p.restOfLine(limited, atEOF)
	} else if s, ok = p.syntax.Record(limited, atEOF && len(limited) == len(data)); !ok && len(limited) == p.max {
		s, ok = p.cut(limited, s), true
	}
	if !ok {
		return nil, 0
	}
	return p.take(limited, s)
}

// take makes the record of a span.
func (p *parser) take(data []byte, s scan.Span) (*Record, int) {
	rec := &p.record
	*rec = Record{Raw: data[:s.Len], Line: p.line, syntax: p.syntax, codec: p.codec, quoted: s.Quoted}
	switch {
	case s.Fault == scan.TooLong:
		rec.Fault = rec.newFault(scan.TooLong, data, 0, p.max)
		rec.Fault.Rest = p.overlong
		rec.within = p.enter(rec.Raw)
		p.overlong = rec.Raw[s.Len-1] != p.syntax.EOL
	case s.Fault != 0:
		p.repair(rec, data, s)
	default:
		p.split(rec)
	}
	if !p.codec.IsDirect() && rec.Fault == nil {
		if half := p.codec.HalfAtEnd(rec.body()); half > 0 {
			rec.Fault = rec.newFault(scan.HalfCharacter, data, len(rec.body())-half)
		}
	}
	p.line += p.lines(rec)
	return rec, len(rec.Raw)
}

// enter gives what must be known of the pieces before a piece of a row, in an encoding
// in which they matter.
func (p *parser) enter(piece []byte) *encoding.Restorer {
	if p.codec.IsDirect() {
		return nil
	}
	if !p.overlong {
		p.within = p.codec.Restorer()
	}
	before := p.within
	p.within.Append(nil, piece)
	return &before
}

// repair repairs a malformed record, or gives it its fault. Where one ends within a
// quoted cell, rows after it may be the rest of it, up to the one in which that cell
// is closed; they are not repaired.
func (p *parser) repair(rec *Record, data []byte, s scan.Span) {
	rec.Fault = rec.spanFault(data, s)
	if p.width < 0 || p.splitAtCR(rec) {
		return
	}
	eol := []byte{p.syntax.EOL}
	switch {
	case p.line > p.suspect && s.At < s.Len && rec.repair(p.width) && p.lasts(rec):
		rec.Fault = nil
		p.split(rec)
	case s.At >= s.Len || s.Fault == scan.UnclosedQuote:
		p.suspect = p.line + bytes.Count(data[:s.At], eol)
	case rec.isOpen():
		p.suspect = p.line + bytes.Count(data[:s.Len], eol)
	}
}

// lasts tells whether a repaired record is read alike once the cells of an earlier run are
// others. Where it is read strictly then, there is nothing to repair. If not, it is as faulty
// as before.
func (p *parser) lasts(rec *Record) bool {
	if p.ours == (block{}) {
		return true
	}
	var anew []byte
	theirs := rec.cellsWithout(rec.body(), p.ours.has)
	for column := range p.width {
		if column > 0 {
			anew = append(anew, p.syntax.Comma)
		}
		if !p.ours.has(column) {
			anew, theirs = append(anew, theirs[0]...), theirs[1:]
		}
	}
	again := rec.alone(anew)
	if again.Fault == nil && again.countCells(anew) == p.width || again.repair(p.width) {
		if slices.EqualFunc(rec.cellsWithout(rec.body(), p.ours.has), again.cellsWithout(anew, p.ours.has), bytes.Equal) {
			rec.Repaired = again.Repaired
			return true
		}
	}
	rec.Repaired, rec.reading = false, scan.Strict
	return false
}

// lines counts the lines of a record.
func (p *parser) lines(rec *Record) int {
	if !rec.quoted && rec.Fault == nil {
		return 1
	}
	n := bytes.Count(rec.Raw, []byte{p.syntax.EOL})
	if rec.endsAtCR() {
		n++
	}
	return n
}

// split takes a record apart. One with too many cells may be several, if there is a
// CR in it where the others have an LF.
func (p *parser) split(rec *Record) {
	p.cells.split(rec, p.width, p.ragged)
	if rec.Fault != nil && rec.Fault.Kind == scan.TooManyCells && p.splitAtCR(rec) {
		return
	}
	rec.Continuation = p.marked && !rec.Blank && rec.Fault == nil && strings.TrimSpace(rec.Cells[0]) == ""
	rec.Description = p.line < p.described
	rec.Heading = !rec.Blank && rec.Fault == nil && !rec.Long && !rec.Continuation && p.head.is(rec.Cells)
}

// splitAtCR ends a record at the first CR that stands alone outside quotes, if it has
// the right number of cells then.
func (p *parser) splitAtCR(rec *Record) bool {
	if p.width < 2 || p.syntax.EOL != '\n' {
		return false
	}
	i := p.syntax.BareCR(rec.body())
	if i < 0 {
		return false
	}
	part := Record{Raw: rec.Raw[:i+1], Line: rec.Line, syntax: rec.syntax, codec: rec.codec, quoted: true}
	if part.countCells(part.body()) != p.width {
		return false
	}
	*rec = part
	p.split(rec)
	return true
}

// cut ends a record that is as long as a record may be. If that is because of a
// quote, it ends like any other with a quote that is not closed.
func (p *parser) cut(data []byte, s scan.Span) scan.Span {
	if at := p.syntax.PastBlanks(data, s.Cell); at < len(data) && data[at] == '"' {
		if s, ok := p.syntax.Malformed(data, false, s, scan.UnclosedQuote, at); ok {
			return s
		}
	}
	return scan.Span{Len: p.max, Fault: scan.TooLong}
}

// restOfLine is the next piece of a row that is too long: the rest of its line, or as
// much as a record may have. It is false when that needs more data.
func (p *parser) restOfLine(data []byte, atEOF bool) (scan.Span, bool) {
	if n := bytes.IndexByte(data, p.syntax.EOL) + 1; n > 0 {
		return scan.Span{Len: n, Fault: scan.TooLong}, true
	}
	return scan.Span{Len: len(data), Fault: scan.TooLong}, atEOF || len(data) == p.max
}
