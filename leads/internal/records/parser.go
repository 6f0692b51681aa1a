package records

import (
	"bytes"
	"slices"
	"strings"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/scan"
)

// Parser takes records off the beginning of bytes, wherever they come from. It knows
// no stream: who has a part of a list that begins and ends with a record can read it
// with a parser of its own.
type Parser struct {
	Syntax  scan.Syntax
	Codec   *encoding.Codec
	Width   int // cells of a record; -1: as many as there are
	Max     int // bytes of a record
	Ragged  Ragged
	Marked  bool // only rows with a mark in the first cell are records: kintone
	Heading Heading
	Ours    Block // of an earlier run

	Described int // the line under the rows that describe the header; 0: there are none

	Standing

	record Record
	cells  Splitter
}

// Standing is what a parser knows of the records before the next one.
type Standing struct {
	Line     int  // of the next record
	Overlong bool // the next bytes are the rest of a row that is too long
	within   encoding.Restorer
	suspect  int // the line up to which rows may be the rest of one with a quote fault
}

// NewParser makes a parser of a list that begins on line 1, for records of max bytes and, as
// long as no width is known, mostCells cells.
func NewParser(codec *encoding.Codec, max, mostCells int, ragged Ragged) Parser {
	return Parser{Codec: codec, Max: max, cells: Splitter{most: mostCells}, Ragged: ragged, Standing: Standing{Line: 1}}
}

// Fork is a parser at the same place with buffers of its own: what it reads changes nothing
// in this one.
func (p *Parser) Fork() Parser {
	fork := *p
	fork.cells = Splitter{}
	return fork
}

// Whole makes rec a record on the parser's line, in which nothing is out of place.
func (p *Parser) Whole(rec *Record, raw []byte, cells []string, quoted bool) {
	*rec = Record{Raw: raw, Cells: cells, Line: p.Line, syntax: p.Syntax, codec: p.Codec, quoted: quoted}
}

// Next gives the record at the beginning of data, which is not empty, and its length;
// nil when more data is needed, but never when atEOF.
func (p *Parser) Next(data []byte, atEOF bool) (*Record, int) {
	limited := data[:min(len(data), p.Max)]
	var s scan.Span
	var ok bool
	if p.Overlong {
		s, ok = p.restOfLine(limited, atEOF)
	} else if s, ok = p.Syntax.Record(limited, atEOF && len(limited) == len(data)); !ok && len(limited) == p.Max {
		s, ok = p.cut(limited, s), true
	}
	if !ok {
		return nil, 0
	}
	return p.take(limited, s)
}

// take makes the record of a span.
func (p *Parser) take(data []byte, s scan.Span) (*Record, int) {
	rec := &p.record
	*rec = Record{Raw: data[:s.Len], Line: p.Line, syntax: p.Syntax, codec: p.Codec, quoted: s.Quoted}
	switch {
	case s.Fault == scan.TooLong:
		rec.Fault = rec.newFault(scan.TooLong, data, 0, p.Max)
		rec.Fault.Rest = p.Overlong
		rec.within = p.enter(rec.Raw)
		p.Overlong = rec.Raw[s.Len-1] != p.Syntax.EOL
	case s.Fault != 0:
		p.repair(rec, data, s)
	default:
		p.split(rec)
	}
	if !p.Codec.IsDirect() && rec.Fault == nil {
		if half := p.Codec.HalfAtEnd(rec.Body()); half > 0 {
			rec.Fault = rec.newFault(scan.HalfCharacter, data, len(rec.Body())-half)
		}
	}
	p.Line += p.lines(rec)
	return rec, len(rec.Raw)
}

// enter gives what must be known of the pieces before a piece of a row, in an encoding
// in which they matter.
func (p *Parser) enter(piece []byte) *encoding.Restorer {
	if p.Codec.IsDirect() {
		return nil
	}
	if !p.Overlong {
		p.within = p.Codec.Restorer()
	}
	before := p.within
	p.within.Append(nil, piece)
	return &before
}

// repair repairs a malformed record, or gives it its fault. Where one ends within a
// quoted cell, rows after it may be the rest of it, up to the one in which that cell
// is closed; they are not repaired.
func (p *Parser) repair(rec *Record, data []byte, s scan.Span) {
	rec.Fault = rec.spanFault(data, s)
	if p.Width < 0 || p.splitAtCR(rec) {
		return
	}
	eol := []byte{p.Syntax.EOL}
	switch {
	case p.Line > p.suspect && s.At < s.Len && rec.Repair(p.Width) && p.lasts(rec):
		rec.Fault = nil
		p.split(rec)
	case s.At >= s.Len || s.Fault == scan.UnclosedQuote:
		p.suspect = p.Line + bytes.Count(data[:s.At], eol)
	case rec.isOpen():
		p.suspect = p.Line + bytes.Count(data[:s.Len], eol)
	}
}

// lasts tells whether a repaired record is read alike once the cells of an earlier run are
// others. Where it is read strictly then, there is nothing to repair. If not, it is as faulty
// as before.
func (p *Parser) lasts(rec *Record) bool {
	if p.Ours == (Block{}) {
		return true
	}
	var anew []byte
	theirs := rec.CellsWithout(rec.Body(), p.Ours.Has)
	for column := range p.Width {
		if column > 0 {
			anew = append(anew, p.Syntax.Comma)
		}
		if !p.Ours.Has(column) {
			anew, theirs = append(anew, theirs[0]...), theirs[1:]
		}
	}
	again := rec.Alone(anew)
	if again.Fault == nil && again.countCells(anew) == p.Width || again.Repair(p.Width) {
		if slices.EqualFunc(rec.CellsWithout(rec.Body(), p.Ours.Has), again.CellsWithout(anew, p.Ours.Has), bytes.Equal) {
			rec.Repaired = again.Repaired
			return true
		}
	}
	rec.Repaired, rec.reading = false, scan.Strict
	return false
}

// lines counts the lines of a record.
func (p *Parser) lines(rec *Record) int {
	if !rec.quoted && rec.Fault == nil {
		return 1
	}
	n := bytes.Count(rec.Raw, []byte{p.Syntax.EOL})
	if rec.EndsAtCR() {
		n++
	}
	return n
}

// split takes a record apart. One with too many cells may be several, if there is a
// CR in it where the others have an LF.
func (p *Parser) split(rec *Record) {
	p.cells.Split(rec, p.Width, p.Ragged)
	if rec.Fault != nil && rec.Fault.Kind == scan.TooManyCells && p.splitAtCR(rec) {
		return
	}
	rec.Continuation = p.Marked && !rec.Blank && rec.Fault == nil && strings.TrimSpace(rec.Cells[0]) == ""
	rec.Description = p.Line < p.Described
	rec.Heading = !rec.Blank && rec.Fault == nil && !rec.Long && !rec.Continuation && p.Heading.is(rec.Cells)
}

// splitAtCR ends a record at the first CR that stands alone outside quotes, if it has
// the right number of cells then.
func (p *Parser) splitAtCR(rec *Record) bool {
	if p.Width < 2 || p.Syntax.EOL != '\n' {
		return false
	}
	i := p.Syntax.BareCR(rec.Body())
	if i < 0 {
		return false
	}
	part := Record{Raw: rec.Raw[:i+1], Line: rec.Line, syntax: rec.syntax, codec: rec.codec, quoted: true}
	if part.countCells(part.Body()) != p.Width {
		return false
	}
	*rec = part
	p.split(rec)
	return true
}

// cut ends a record that is as long as a record may be. If that is because of a
// quote, it ends like any other with a quote that is not closed.
func (p *Parser) cut(data []byte, s scan.Span) scan.Span {
	if at := p.Syntax.PastBlanks(data, s.Cell); at < len(data) && data[at] == '"' {
		if s, ok := p.Syntax.Malformed(data, false, s, scan.UnclosedQuote, at); ok {
			return s
		}
	}
	return scan.Span{Len: p.Max, Fault: scan.TooLong}
}

// restOfLine is the next piece of a row that is too long: the rest of its line, or as
// much as a record may have. It is false when that needs more data.
func (p *Parser) restOfLine(data []byte, atEOF bool) (scan.Span, bool) {
	if n := bytes.IndexByte(data, p.Syntax.EOL) + 1; n > 0 {
		return scan.Span{Len: n, Fault: scan.TooLong}, true
	}
	return scan.Span{Len: len(data), Fault: scan.TooLong}, atEOF || len(data) == p.Max
}
