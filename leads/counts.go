package leads

import (
	"fmt"

	"leadscore/leads/internal/records"
	"leadscore/leads/internal/scan"
)

// Tally counts something, and says on which line it was met first.
type Tally struct {
	Count     int
	FirstLine int
}

// Add counts n things that were met on a line.
func (t *Tally) Add(n, line int) {
	if n > 0 && t.Count == 0 {
		t.FirstLine = line
	}
	t.Count += n
}

// Counts say what a Reader has met so far.
type Counts struct {
	Rows          int   // leads, the rejected ones included
	Rejected      Tally // rows with a fault
	Repaired      Tally // rows with quotes that are not as they should be
	Spaced        Tally // rows with blanks around the quotes of cells, the header too
	Short         Tally // rows with fewer cells than the header
	TooFew        Tally // so rows that are rejected for that
	Trimmed       Tally // rows with blank cells too many
	Long          Tally // rows with cells too many that were kept
	Blank         Tally // blank lines
	Continuations Tally // rows that go on with the record above
	Headings      Tally // rows equal to the header
	Descriptions  Tally // rows under the header that describe it
	Totals        Tally // rows of totals
	Footers       Tally // lines below the list
	Invalid       Tally // cells with bytes that are no character

	Unclosed Tally // rows with a quote that is never closed: the first, and how many
	Unended  Tally // the last row, where it has no line end and is short or cannot be read
	Halved   Tally // the last row, where it has no line end and ends within a character
}

// CutShort tells on which line a list ends in the middle of a row, as one that was copied
// in part; 0 where it does not. The last row has no line end, and it ends within a quoted
// cell or a character, all others being as they should be, or it alone has too few cells.
func (c *Counts) CutShort() (line int) {
	short := c.Short.Count + c.TooFew.Count
	switch {
	case c.Halved.Count > 0 && c.Invalid.Count == 1:
		return c.Halved.FirstLine
	case c.Unended.Count == 0, c.Rows < 2:
		return 0
	case short == 0, short == 1, c.Unclosed.Count > 0 && c.Short.FirstLine > c.Unclosed.FirstLine:
		return c.Unended.FirstLine
	}
	return 0
}

// CutShortError is the error of a table that seems to be a part of one: see Counts.CutShort.
type CutShortError struct {
	Line int // on which it ends
}

// Error gives the line, and the ways out.
func (e *CutShortError) Error() string {
	return fmt.Sprintf("it ends within the row on line %d. get the whole file, or, if it is whole, end its last line with a line break", e.Line)
}

// Whole is an error, a *CutShortError, for a list that is cut short.
func (c *Counts) Whole() error {
	if line := c.CutShort(); line > 0 {
		return &CutShortError{line}
	}
	return nil
}

// Add counts a record.
func (c *Counts) Add(r *records.Record) {
	switch {
	case r.Blank:
		c.Blank.Add(1, r.Line)
		return
	case r.Heading:
		c.Headings.Add(1, r.Line)
		return
	case r.Description:
		c.Descriptions.Add(1, r.Line)
		return
	case r.Totals:
		c.Totals.Add(1, r.Line)
		return
	case r.Footer:
		c.Footers.Add(1, r.Line)
		return
	case r.Continuation:
		c.Continuations.Add(1, r.Line)
		c.Invalid.Add(r.Invalid, r.Line)
		return
	case r.Fault != nil && r.Fault.Rest:
		return
	case r.Fault != nil:
		c.Rejected.Add(1, r.Line)
		c.addFault(r)
	case r.Short:
		c.Short.Add(1, r.Line)
		c.addUnended(r)
	case r.Trimmed:
		c.Trimmed.Add(1, r.Line)
	case r.Long:
		c.Long.Add(1, r.Line)
	}
	c.addSpaced(r)
	if r.Repaired {
		c.Repaired.Add(1, r.Line)
	}
	c.Rows++
	c.Invalid.Add(r.Invalid, r.Line)
	if r.Invalid > 0 && !r.Terminated() && r.Codec().EndsWithin(r.Body()) {
		c.Halved.Add(1, r.Line)
	}
}

func (c *Counts) addSpaced(r *records.Record) {
	if r.Spaced {
		c.Spaced.Add(1, r.Line)
	}
}

// addFault counts what the fault of a row tells of the end of the list.
func (c *Counts) addFault(r *records.Record) {
	switch r.Fault.Kind {
	case scan.UnclosedQuote:
		c.Unclosed.Add(1, r.Line)
		c.addUnended(r)
	case scan.TooFewCells:
		c.TooFew.Add(1, r.Line)
		c.addUnended(r)
	case scan.HalfCharacter:
		c.addUnended(r)
	}
}

func (c *Counts) addUnended(r *records.Record) {
	if !r.Terminated() {
		c.Unended.Add(1, r.Line)
	}
}

// merge adds what was counted in a later part of a list.
func (c *Counts) merge(later *Counts) {
	c.Rows += later.Rows
	all := later.tallies()
	for i, t := range c.tallies() {
		t.Add(all[i].Count, all[i].FirstLine)
	}
}

// tallies are all that is counted beside the rows.
func (c *Counts) tallies() []*Tally {
	return []*Tally{
		&c.Rejected, &c.Repaired, &c.Spaced, &c.Short, &c.TooFew, &c.Unclosed, &c.Unended, &c.Halved, &c.Trimmed,
		&c.Long, &c.Blank, &c.Continuations, &c.Headings, &c.Descriptions, &c.Totals, &c.Footers, &c.Invalid,
	}
}
