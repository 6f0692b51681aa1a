// Package records takes records off bytes, wherever they come from: their cells, what is out
// of place in them, and which columns of theirs are ours. A [Parser] knows no stream. Both who
// reads lists and who writes them again build upon it.
package records

import (
	"bytes"
	"slices"
	"strings"

	"leadscore/leads/encoding"
	"leadscore/leads/internal/scan"
)

// Record is one row of a list, or a blank line. A Reader reuses it.
type Record struct {
	Raw     []byte   // the bytes of the row, its line end included; see AppendRaw
	Cells   []string // as many as the header has; none for a blank line or a quote fault
	Line    int      // on which it begins, from 1; line breaks in cells count
	Blank   bool     // a line of nothing but white space, or an empty one
	Short   bool     // it had fewer cells than the header; empty ones were added
	Trimmed bool     // it had more cells than the header, all blank; they are left out
	Long    bool     // it had more cells than the header, with KeepRagged; they are left out
	Invalid int      // cells with bytes that are no character in the list's encoding
	Fault   *Fault   // why it cannot be used; nil when it can

	// Repaired tells that its quotes are not as they should be, but that it could be
	// read all the same: 27" monitor.
	Repaired bool

	// Spaced tells that blanks stand between a separator and the quotes of a cell, which are
	// no part of it: "Ann", "Rome".
	Spaced bool

	// Continuation tells that it goes on with the record above, in an export of kintone
	// in which a record may have several rows: it is not a lead of its own.
	Continuation bool

	Heading bool // equal to the header, as where exports were glued together: not a lead

	Description bool // under the header, of its columns (required, optional): not a lead

	Totals bool // the last row, of totals: not a lead

	Footer bool // a line below the list, such as a copyright: not a lead

	syntax  scan.Syntax
	codec   *encoding.Codec
	quoted  bool
	reading scan.Reading
	within  *encoding.Restorer // of a piece of a row: what to know of the pieces before; nil: nothing
}

// IsLead tells whether the record is a lead that can be scored: it has Cells.
func (r *Record) IsLead() bool {
	return r.Fault == nil && !r.Blank && !r.Footer && !r.IsAside()
}

// IsAside tells whether the record is a row of the list, but no lead of its own.
func (r *Record) IsAside() bool { return r.Continuation || r.Heading || r.Description || r.Totals }

// IsPlain tells whether there is nothing to be said of the record but that it is a lead.
func (r *Record) IsPlain() bool {
	return r.IsLead() && !r.Short && !r.Trimmed && !r.Long && !r.Repaired && !r.EndsAtCR() && r.syntax.EOL == '\n'
}

// SetFooter makes a record a line below the list, if it is one.
func (r *Record) SetFooter(is bool) {
	if is {
		r.Footer, r.Short, r.Continuation, r.Heading = true, false, false, false
	}
}

// AppendRaw appends the bytes that the record has in the list. They are those of Raw,
// unless the list is in UTF-16, in ISO-2022-JP, or in CP932 with an unusual separator:
// Raw is as the scanner needs it.
func (r *Record) AppendRaw(dst []byte) []byte {
	if r.within == nil {
		return r.codec.Restore(dst, r.Raw)
	}
	piece := *r.within
	return piece.Append(dst, r.Raw)
}

// Clone copies a record, to keep it longer than until the next call of Next.
func (r *Record) Clone() *Record {
	c := *r
	c.Raw = slices.Clone(r.Raw)
	c.Cells = make([]string, len(r.Cells))
	var all strings.Builder // one string holds them all
	all.Grow(len(r.Raw))
	for _, cell := range r.Cells {
		all.WriteString(cell)
	}
	rest := all.String()
	for i, cell := range r.Cells {
		c.Cells[i], rest = rest[:len(cell)], rest[len(cell):]
	}
	return &c
}

// Bare is a record in the same encoding and syntax that has no bytes of its own, with
// another separator between cells.
func (r *Record) Bare(comma byte) *Record {
	return &Record{Line: r.Line, syntax: scan.Syntax{Comma: comma, EOL: r.syntax.EOL}, codec: r.codec}
}

// In is the record with the bytes that it has in another encoding.
func (r *Record) In(codec *encoding.Codec, raw []byte) Record {
	c := *r
	c.Raw, c.codec = raw, codec
	return c
}

// New makes a record of a span that was found at the beginning of raw. One with stray
// quotes is to be read as leniently as can be.
func New(raw []byte, s scan.Span, x scan.Syntax, codec *encoding.Codec) *Record {
	r := &Record{Raw: raw[:s.Len], codec: codec, syntax: x, quoted: s.Quoted}
	if s.Fault != 0 {
		r.reading = scan.Literal
	}
	return r
}

// Follow makes r the record that follows it in a list, as long as nothing is out of place in
// either. It has no Cells.
func (r *Record) Follow(raw []byte, line int, quoted bool) {
	r.Raw, r.Cells, r.Line, r.quoted = raw, nil, line, quoted
}

// Syntax is that of the list: what separates cells, and what ends lines.
func (r *Record) Syntax() scan.Syntax { return r.syntax }

// Codec is that of the list's encoding.
func (r *Record) Codec() *encoding.Codec { return r.codec }

// HasQuotes tells whether there may be cells in quotes.
func (r *Record) HasQuotes() bool { return r.quoted }

// IsStrict tells whether its quotes are read as those of any other record.
func (r *Record) IsStrict() bool { return r.reading == scan.Strict }

// Terminated tells whether the record has a line end. Only the last of a list may
// have none.
func (r *Record) Terminated() bool { return r.syntax.LineEnd(r.Raw) > 0 }

// EndsAtCR tells whether the record ends with a CR where the lines of the list end with
// an LF.
func (r *Record) EndsAtCR() bool {
	n := len(r.Raw)
	return n > 0 && r.syntax.EOL == '\n' && r.Raw[n-1] == '\r'
}

// Body is the record without its line end.
func (r *Record) Body() []byte { return r.Raw[:len(r.Raw)-r.syntax.LineEnd(r.Raw)] }

// CellEnd finds the end of the cell that begins at body[i].
func (r *Record) CellEnd(body []byte, i int) int {
	if r.reading != scan.Strict {
		return r.syntax.LooseEnd(body, i, r.reading)
	}
	if r.quoted {
		end, _ := r.syntax.CellEnd(body, i, true)
		return end
	}
	if n := bytes.IndexByte(body[i:], r.syntax.Comma); n >= 0 {
		return i + n
	}
	return len(body)
}

// Tight is a cell without the blanks around its quotes; as it stands where there are none.
func (r *Record) Tight(cell []byte) []byte {
	isBlank := func(b byte) bool { return (b == ' ' || b == '\t') && b != r.syntax.Comma }
	n := len(cell)
	if !r.quoted || n == 0 || !isBlank(cell[0]) && !isBlank(cell[n-1]) {
		return cell
	}
	tight := bytes.Trim(cell, " \t")
	if len(tight) > 1 && tight[0] == '"' && scan.ClosingQuote(tight, 0) == len(tight)-1 {
		return tight
	}
	return cell
}

// IsQuoted tells whether a cell stands in quotes.
func (r *Record) IsQuoted(cell []byte) bool {
	return len(cell) > 0 && cell[0] == '"' && (r.reading != scan.Literal || scan.ClosingQuote(cell, 0) == len(cell)-1)
}

// LastLine is the line on which the record ends: another than Line where a cell holds
// line breaks.
func (r *Record) LastLine() int { return r.Line + bytes.Count(r.Body(), []byte{r.syntax.EOL}) }
