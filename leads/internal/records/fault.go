package records

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"leadscore/internal/texts"
	"leadscore/leads/internal/scan"
	"leadscore/rulebook"
)

// Fault is why a row, or a header, cannot be used.
type Fault struct {
	Kind    scan.FaultKind
	Line    int    // from 1, in lines of the file
	Column  int    // from 1, in characters of that line
	Message string // what is wrong
	Want    string // what was expected, or what to do
	Rest    bool   // the record is more of the row that was too long: not a row of its own

	counts [2]int // of cells, columns or bytes: what there is, and what may be
	comma  byte
	closed int // the line on which a quote closes that should not be there; 0: it is not about that
}

// Error gives line:column: message. want.
func (f *Fault) Error() string {
	return fmt.Sprintf("%d:%d: %s. %s", f.Line, f.Column, f.Message, f.Want)
}

// In words what is wrong, and what was expected, in a language; Message and Want are in
// English.
func (f *Fault) In(language rulebook.Language) (message, want string) {
	in := texts.In(language, "records")
	comma := CommaIn(language, f.comma)
	switch f.Kind {
	case scan.TooManyCells:
		message, want = in.Say("the row has %d cells, but the header has %d", f.counts[0], f.counts[1]), in.Say("put a cell that holds a %s in quotes", comma)
	case scan.StrayQuote:
		message, want = in.Say("a quote in a cell that does not begin with one"), in.Say(`put the whole cell in quotes and double those inside it: "27"" screen"`)
	case scan.TextAfterQuote:
		message, want = in.Say("there is text after the closing quote"), in.Say(`expected a %s or the end of the line; double a quote that belongs to the text: "27"" screen"`, comma)
	case scan.UnclosedQuote:
		message, want = in.Say("the quote that opens here is never closed"), in.Say("close the quote, or take it out")
	case scan.TooLong:
		message, want = in.Say("the row is longer than %d bytes", f.counts[0]), in.Say("look for a line end that is missing, or a quote; --limit row=N allows N bytes")
	case scan.TooFewCells:
		message, want = in.Say("the row has %d cells, but the header has %d", f.counts[0], f.counts[1]), in.Say("add the separators that are missing")
	case scan.HalfCharacter:
		message, want = in.Say("the row ends within a character"), in.Say("the list may have been cut short: get the whole file")
	case scan.TooManyColumns:
		message, want = in.Say("the header has more than %d columns", f.counts[0]), in.Say("look for a line end that is missing; --limit columns=N allows N")
	}
	if f.closed > 0 {
		message = in.Say("the quote that opens here ends on line %d, with text after it", f.closed)
	}
	return message, want
}

// newFault makes the fault at data[at], where the record begins data. counts complete
// its text.
func (r *Record) newFault(kind scan.FaultKind, data []byte, at int, counts ...int) *Fault {
	before := data[:at]
	start := bytes.LastIndexByte(before, r.syntax.EOL) + 1
	text, _ := r.codec.AppendText(nil, before[start:])
	f := &Fault{
		Kind:   kind,
		Line:   r.Line + bytes.Count(before, []byte{r.syntax.EOL}),
		Column: utf8.RuneCount(text) + 1,
		comma:  r.syntax.Comma,
	}
	copy(f.counts[:], counts)
	f.Message, f.Want = f.In(rulebook.English)
	return f
}

// spanFault makes the fault of a malformed record. Where its bad cell closes on a
// later line, the fault is at the quote that opens the cell: most often it is that
// quote that should not be there.
func (r *Record) spanFault(data []byte, s scan.Span) *Fault {
	if s.At < s.Len {
		return r.newFault(s.Fault, data, s.At)
	}
	f := r.newFault(s.Fault, data, s.Cell)
	f.closed = r.Line + bytes.Count(data[:s.At], []byte{r.syntax.EOL})
	f.Message, _ = f.In(rulebook.English)
	return f
}
