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
	Rows     int   // records that are not blank lines, the rejected ones included
	Rejected Tally // rows with a fault
	Short    Tally // rows with fewer cells than the header
	Trimmed  Tally // rows with blank cells too many
	Blank    Tally // blank lines
	Invalid  Tally // cells that are not UTF-8
}

// Add counts a record.
func (c *Counts) Add(r *Record) {
	switch {
	case r.Blank:
		c.Blank.add(1, r.Line)
		return
	case r.Fault != nil && r.Fault.Rest:
		return
	case r.Fault != nil:
		c.Rejected.add(1, r.Line)
	case r.Short:
		c.Short.add(1, r.Line)
	case r.Trimmed:
		c.Trimmed.add(1, r.Line)
	}
	c.Rows++
	c.Invalid.add(r.Invalid, r.Line)
}
