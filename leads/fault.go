package leads

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// FaultKind says what is wrong with a row.
type FaultKind uint8

// The kinds of fault.
const (
	TooManyCells   FaultKind = iota + 1 // more than the header has, and the rest is not blank
	StrayQuote                          // a quote in a cell that does not begin with one
	TextAfterQuote                      // a quoted cell goes on after its closing quote
	UnclosedQuote                       // a quoted cell has no closing quote
	TooLong                             // the row is longer than ReadOptions.MaxRecord
	TooFewCells                         // fewer than the header has, with RejectRagged
	HalfCharacter                       // the row ends within a character
	TooManyColumns                      // the header has more than ReadOptions.MaxColumns
)

// faultTexts are what a Fault says, by kind.
var faultTexts = [...]struct{ name, message, want string }{
	TooManyCells: {"too many cells", "the row has %d cells, but the header has %d",
		"put a cell that holds a comma in quotes"},
	StrayQuote: {"stray quote", "a quote in a cell that does not begin with one",
		`put the whole cell in quotes and double those inside it: "27"" screen"`},
	TextAfterQuote: {"text after a closing quote", "there is text after the closing quote",
		`expected a comma or the end of the line; double a quote that belongs to the text: "27"" screen"`},
	UnclosedQuote: {"unclosed quote", "the quote that opens here is never closed",
		"close the quote, or take it out"},
	TooLong: {"row too long", "the row is longer than %d bytes",
		"look for a line end that is missing, or a quote; --limit row=N allows N bytes"},
	TooFewCells: {"too few cells", "the row has %d cells, but the header has %d",
		"add the separators that are missing"},
	HalfCharacter: {"half a character", "the row ends within a character",
		"the list may have been cut short: get the whole file"},
	TooManyColumns: {"too many columns", "the header has more than %d columns",
		"look for a line end that is missing; --limit columns=N allows N"},
}

// String gives the kind in words: "too many cells".
func (k FaultKind) String() string { return faultTexts[k].name }

// Fault is why a row, or a header, cannot be used.
type Fault struct {
	Kind    FaultKind
	Line    int    // from 1, in lines of the file
	Column  int    // from 1, in characters of that line
	Message string // what is wrong
	Want    string // what was expected, or what to do
	Rest    bool   // the record is more of the row that was too long: not a row of its own
}

// Error gives line:column: message. want.
func (f *Fault) Error() string {
	return fmt.Sprintf("%d:%d: %s. %s", f.Line, f.Column, f.Message, f.Want)
}

// newFault makes the fault at data[at], where the record begins data. args complete
// the message.
func (r *Record) newFault(kind FaultKind, data []byte, at int, args ...any) *Fault {
	before := data[:at]
	start := bytes.LastIndexByte(before, r.syntax.eol) + 1
	text, _ := r.codec.AppendText(nil, before[start:])
	want := strings.Replace(faultTexts[kind].want, "a comma", "a "+CommaName(r.syntax.comma), 1)
	return &Fault{
		Kind:    kind,
		Line:    r.Line + bytes.Count(before, []byte{r.syntax.eol}),
		Column:  utf8.RuneCount(text) + 1,
		Message: fmt.Sprintf(faultTexts[kind].message, args...),
		Want:    want,
	}
}

// spanFault makes the fault of a malformed record. Where its bad cell closes on a
// later line, the fault is at the quote that opens the cell: most often it is that
// quote that should not be there.
func (r *Record) spanFault(data []byte, s span) *Fault {
	if s.at < s.len {
		return r.newFault(s.fault, data, s.at)
	}
	f := r.newFault(s.fault, data, s.cell)
	closed := r.Line + bytes.Count(data[:s.at], []byte{r.syntax.eol})
	f.Message = fmt.Sprintf("the quote that opens here ends on line %d, with text after it", closed)
	return f
}
