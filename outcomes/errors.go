package outcomes

import "fmt"

// Floors of the number of leads of each outcome.
const (
	LeastLeads = 20 // under it nothing is learned
	SmallLeads = 40 // under it only where that is asked for, and the result is weak
)

// TooFewError tells that there are too few won or lost leads to learn from.
type TooFewError struct {
	Won, Lost, Open, Need int
	Small                 bool // Options.Small would allow it
}

func (e *TooFewError) Error() string {
	text := fmt.Sprintf("%d won and %d lost leads are too few to learn from: at least %d of each are needed", e.Won, e.Lost, e.Need)
	if e.Small {
		text += ", or --small"
	}
	return text
}

// ColumnError tells that Options name a column that the list does not have.
type ColumnError struct {
	Column string
	Near   string // the column that was probably meant; "" for none
	Option string // "--keep"
}

func (e *ColumnError) Error() string {
	text := fmt.Sprintf("%s %q: the list has no such column", e.Option, e.Column)
	if e.Near != "" {
		text += fmt.Sprintf(". did you mean %q?", e.Near)
	}
	return text
}
