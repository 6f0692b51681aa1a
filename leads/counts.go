package leads

// Tally counts something, and says on which line it was met first.
type Tally struct {
	Count     int
	FirstLine int
}

func (t *Tally) add(n, line int) {
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
	Short         Tally // rows with fewer cells than the header
	Trimmed       Tally // rows with blank cells too many
	Long          Tally // rows with cells too many that were kept
	Blank         Tally // blank lines
	Continuations Tally // rows that go on with the record above
	Footers       Tally // lines below the list
	Invalid       Tally // cells with bytes that are no character
}

// Add counts a record.
func (c *Counts) Add(r *Record) {
	switch {
	case r.Blank:
		c.Blank.add(1, r.Line)
		return
	case r.Footer:
		c.Footers.add(1, r.Line)
		return
	case r.Continuation:
		c.Continuations.add(1, r.Line)
		c.Invalid.add(r.Invalid, r.Line)
		return
	case r.Fault != nil && r.Fault.Rest:
		return
	case r.Fault != nil:
		c.Rejected.add(1, r.Line)
	case r.Short:
		c.Short.add(1, r.Line)
	case r.Trimmed:
		c.Trimmed.add(1, r.Line)
	case r.Long:
		c.Long.add(1, r.Line)
	}
	if r.Repaired {
		c.Repaired.add(1, r.Line)
	}
	c.Rows++
	c.Invalid.add(r.Invalid, r.Line)
}
