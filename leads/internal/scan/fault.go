package scan

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

var faultNames = [...]string{
	TooManyCells: "too many cells", StrayQuote: "stray quote", TextAfterQuote: "text after a closing quote", UnclosedQuote: "unclosed quote",
	TooLong: "row too long", TooFewCells: "too few cells", HalfCharacter: "half a character", TooManyColumns: "too many columns",
}

// String gives the kind in words: "too many cells".
func (k FaultKind) String() string { return faultNames[k] }
