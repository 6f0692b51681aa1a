package leads

import "leadscore/leads/internal/records"

// What a list is made of lies in a room below, which reading and writing share.
type (
	// Record is one row of a list, or a blank line.
	Record = records.Record
	// Fault is why a row, or a header, cannot be used.
	Fault = records.Fault
	// Ours names the columns that a run writes beside the user's, prefix included.
	Ours = records.Ours
	// Ragged says what becomes of rows that have not as many cells as the header.
	Ragged = records.Ragged
)

// The ways to treat ragged rows. Blank cells too many are never a fault.
const (
	PadRagged    = records.PadRagged    // add cells to short rows, reject long ones
	RejectRagged = records.RejectRagged // reject both
	KeepRagged   = records.KeepRagged   // add cells to short rows; what long ones have too many stays behind ours
)

// ParseComma reads a separator of cells as people write it: a word such as tab, or the
// character itself.
func ParseComma(text string) (comma byte, ok bool) { return records.ParseComma(text) }

// CommaName gives the word for a separator, or the character itself.
func CommaName(comma byte) string { return records.CommaName(comma) }
