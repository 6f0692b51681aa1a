package leads

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
	Trimmed       Tally // rows with blank cells too many
	Long          Tally // rows with cells too many that were kept
	Blank         Tally // blank lines
	Continuations Tally // rows that go on with the record above
	Headings      Tally // rows equal to the header
	Descriptions  Tally // rows under the header that describe it
	Totals        Tally // rows of totals
	Footers       Tally // lines below the list
	Invalid       Tally // cells with bytes that are no character
}

// Add counts a record.
func (c *Counts) Add(r *Record) {
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
	case r.Short:
		c.Short.Add(1, r.Line)
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
}

func (c *Counts) addSpaced(r *Record) {
	if r.Spaced {
		c.Spaced.Add(1, r.Line)
	}
}

// merge adds what was counted in a later part of a list.
func (c *Counts) merge(later *Counts) {
	c.Rows += later.Rows
	c.Rejected.merge(later.Rejected)
	c.Repaired.merge(later.Repaired)
	c.Spaced.merge(later.Spaced)
	c.Short.merge(later.Short)
	c.Trimmed.merge(later.Trimmed)
	c.Long.merge(later.Long)
	c.Blank.merge(later.Blank)
	c.Continuations.merge(later.Continuations)
	c.Headings.merge(later.Headings)
	c.Descriptions.merge(later.Descriptions)
	c.Totals.merge(later.Totals)
	c.Footers.merge(later.Footers)
	c.Invalid.merge(later.Invalid)
}

func (t *Tally) merge(later Tally) { t.Add(later.Count, later.FirstLine) }
