package outcomes

import (
	"errors"
	"fmt"
	"math"
	"time"

	"leadscore/match/calendar"
	"leadscore/match/cell"
	"leadscore/match/fold"
	"leadscore/match/lexicon"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// ReadableShare is the share of a column's filled cells that must read as a type for it to
// be of that type.
const ReadableShare = 0.95

// Timeline says what a column told about when the leads came.
type Timeline struct {
	Column          string
	Days            bool               // it holds dates; else numbers that rise with time
	Order           rulebook.DateOrder // by which its dates were read
	Known, Unknown  int                // leads with a cell that reads, and without
	First, Last     calendar.Day       // of the dates
	Periods         int                // leads whose cell names a month, a quarter or a year: they count as its first day
	Example         string             // the first cell that does not read and is not blank; "" for none
	unknownPosition []int
}

// TimeColumnError tells that a column does not say when leads came.
type TimeColumnError struct {
	Column, Example string
	Ambiguous       bool // its dates may be day-month or month-day
	Absent          bool // the list has no such column
	Near            string
}

func (e *TimeColumnError) Error() string {
	switch {
	case e.Absent && e.Near != "":
		return fmt.Sprintf("the list has no column %q. did you mean %q?", e.Column, e.Near)
	case e.Absent:
		return fmt.Sprintf("the list has no column %q", e.Column)
	case e.Ambiguous:
		return fmt.Sprintf("%s: a date such as %q may be day-month or month-day. say which with --date-order", e.Column, e.Example)
	case e.Example == "":
		return e.Column + ": no cell is filled, so it does not say when leads came"
	}
	return fmt.Sprintf("%s: %q is no date. expected dates, such as 2026-11-21 or 2026-11, or numbers that rise with time", e.Column, e.Example)
}

// OrderBy takes the leads' order in time from a column of dates, or else of numbers.
// A date order of OrderUnset finds out how they are written. Moments with an offset
// become days in loc (nil: UTC). Its error is a *TimeColumnError.
func (h *History) OrderBy(column string, order rulebook.DateOrder, loc *time.Location) (*Timeline, error) {
	values, t, err := h.timeline(column, order, loc, true)
	if err != nil {
		return nil, err
	}
	h.order, h.ordered, h.byDay = values, t.Known, t.Days
	return t, nil
}

// DateBy takes the day that each lead's ages are counted from from a column of dates.
// A lead without a day that reads counts as open from now on: it cannot be scored as
// of a day of its own. Where times of day stand there, AsOfSecond tells them. Its error is a *TimeColumnError.
func (h *History) DateBy(column string, order rulebook.DateOrder, loc *time.Location) (*Timeline, error) {
	values, t, err := h.timeline(column, order, loc, false)
	if err != nil {
		return nil, err
	}
	for i, v := range values {
		if !math.IsNaN(v) {
			h.asOf[i] = calendar.Day(v)
		}
	}
	for _, i := range t.unknownPosition {
		h.outcomes[i] = Open
	}
	h.dated = h.Len()
	h.readSeconds(t, loc)
	return t, nil
}

// readSeconds reads the times of day of the column that leads' days were read from.
func (h *History) readSeconds(t *Timeline, loc *time.Location) {
	texts, codes := h.Different(ColumnIndex(h.Header, t.Column))
	seconds, timed := make([]int32, len(texts)), false
	for code, text := range texts {
		_, second, has, _ := cell.ParseMoment(text, t.Order, loc)
		seconds[code], timed = int32(second), timed || has
	}
	if h.seconds = nil; !timed {
		return
	}
	for _, code := range codes {
		h.seconds = append(h.seconds, seconds[code])
	}
}

// timeline reads a column as one of times: a value for each lead, NaN where there is
// none.
func (h *History) timeline(column string, order rulebook.DateOrder, loc *time.Location, numbers bool) ([]float64, *Timeline, error) {
	at := ColumnIndex(h.Header, column)
	if at < 0 {
		near, _ := fold.Nearest(column, h.Header)
		return nil, nil, &TimeColumnError{Column: column, Absent: true, Near: near}
	}
	c, t := newTimes(h, at), &Timeline{Column: h.Header[at], Days: true}
	// Numbers that a program gave to records may look like seconds too.
	seconds := !numbers || lexicon.TellsMoment(t.Column)
	read, used, ambiguous := c.dates(order, loc, seconds)
	t.Order = used
	if read.share() < ReadableShare && numbers {
		if rising := c.readAs(exactNumber); rising.share() >= ReadableShare {
			read, t.Days, ambiguous = rising, false, false
		}
	}
	if !ambiguous && read.share() < ReadableShare && numbers {
		if periods := c.readAs(periodStart(order, loc)); periods.share() >= ReadableShare {
			t.Periods = periods.known - read.known
			read = periods
		}
	}
	if ambiguous || read.share() < ReadableShare {
		return nil, nil, &TimeColumnError{Column: t.Column, Example: c.example(read, ambiguous), Ambiguous: ambiguous}
	}
	values := c.spread(read, t)
	if t.Periods > 0 {
		t.Last = c.lastDay(t.Last, order)
	}
	return values, t, nil
}

// periodStart reads a day, or the first one of a month, a quarter or a year.
func periodStart(order rulebook.DateOrder, loc *time.Location) func(text string) (float64, error) {
	return func(text string) (float64, error) {
		if d, err := cell.ParseDay(text, order, loc); err == nil {
			return float64(d), nil
		}
		first, _, err := cell.ParsePeriod(text, order)
		return float64(first), err
	}
}

// lastDay is the last day of the periods that cells name, at least one that is known.
func (c *times) lastDay(known calendar.Day, order rulebook.DateOrder) calendar.Day {
	for code, text := range c.cells.texts.Texts {
		if _, last, err := cell.ParsePeriod(text, order); err == nil && !c.blank[code] && c.counts[code] > 0 {
			known = max(known, last)
		}
	}
	return known
}

// dates reads the cells as dates written in an order; where none is given, in the one
// that most cells read in, seconds since 1970 only where these may stand there. It is
// ambiguous where two are as good.
func (c *times) dates(order rulebook.DateOrder, loc *time.Location, seconds bool) (r timesRead, used rulebook.DateOrder, ambiguous bool) {
	in := func(o rulebook.DateOrder) timesRead {
		return c.readAs(func(text string) (float64, error) {
			d, err := cell.ParseDay(text, o, loc)
			return float64(d), err
		})
	}
	r = in(order)
	if order != rulebook.OrderUnset || r.share() >= ReadableShare {
		return r, order, false
	}
	if seconds {
		if r := c.readAs(unixDay(loc)); r.share() >= ReadableShare {
			return r, rulebook.OrderUnix, false
		}
	}
	dayFirst, monthFirst := in(rulebook.OrderDMY), in(rulebook.OrderMDY)
	switch {
	case max(dayFirst.known, monthFirst.known) <= r.known:
		return r, order, false
	case dayFirst.known == monthFirst.known:
		return dayFirst, rulebook.OrderDMY, dayFirst.share() >= ReadableShare
	case dayFirst.known > monthFirst.known:
		return dayFirst, rulebook.OrderDMY, false
	}
	return monthFirst, rulebook.OrderMDY, false
}

// unixDay reads seconds since 1970, or thousandths of them, that are to be believed a moment.
func unixDay(loc *time.Location) func(text string) (float64, error) {
	return func(text string) (float64, error) {
		if !cell.IsDay(text, rulebook.OrderUnix) {
			return 0, errors.New("no seconds since 1970")
		}
		d, err := cell.ParseDay(text, rulebook.OrderUnix, loc)
		return float64(d), err
	}
}

// exactNumber reads a number that is no interval.
func exactNumber(text string) (float64, error) {
	v, err := cell.ParseNumber(text, false)
	if err == nil && !v.IsExact() {
		err = errInterval
	}
	if err != nil {
		return 0, err
	}
	return v.Low.Float64(), nil
}

var errInterval = fmt.Errorf("an interval says nothing of the order")

// times is a column while it is tried as one of times.
type times struct {
	cells  *cellColumn
	counts []int  // leads of each different cell
	blank  []bool // of each different cell
	filled int    // leads
}

func newTimes(h *History, at int) *times {
	c := &times{cells: &h.columns[at]}
	c.counts, c.blank = make([]int, len(c.cells.texts.Texts)), make([]bool, len(c.cells.texts.Texts))
	for code, text := range c.cells.texts.Texts {
		folded := fold.Text(text)
		c.blank[code] = folded == "" || lexicon.MissingWord([]byte(folded)) != lexicon.Says
	}
	for _, code := range c.cells.codes {
		c.counts[code]++
		if !c.blank[code] {
			c.filled++
		}
	}
	return c
}

// timesRead is what the different cells read as.
type timesRead struct {
	values        []float64
	known, filled int // leads
}

func (r timesRead) share() float64 { return stats.Ratio(r.known, r.filled) }

func (c *times) readAs(read func(string) (float64, error)) timesRead {
	r := timesRead{values: make([]float64, len(c.cells.texts.Texts)), filled: c.filled}
	for code, text := range c.cells.texts.Texts {
		v, err := read(text)
		if err != nil || c.blank[code] {
			r.values[code] = math.NaN()
			continue
		}
		r.values[code] = v
		r.known += c.counts[code]
	}
	return r
}

// example is the first cell that stands in the way.
func (c *times) example(r timesRead, ambiguous bool) string {
	for code, text := range c.cells.texts.Texts {
		_, err := cell.ParseDay(text, rulebook.OrderUnset, nil)
		if !c.blank[code] && (ambiguous && err != nil || !ambiguous && math.IsNaN(r.values[code])) {
			return text
		}
	}
	return ""
}

// spread gives each lead its value.
func (c *times) spread(r timesRead, t *Timeline) []float64 {
	values := make([]float64, len(c.cells.codes))
	first, last := math.Inf(1), math.Inf(-1)
	for i, code := range c.cells.codes {
		values[i] = r.values[code]
		if math.IsNaN(values[i]) {
			t.Unknown++
			t.unknownPosition = append(t.unknownPosition, i)
			if t.Example == "" && !c.blank[code] {
				t.Example = c.cells.texts.Texts[code]
			}
			continue
		}
		t.Known++
		first, last = min(first, values[i]), max(last, values[i])
	}
	if t.Days && t.Known > 0 {
		t.First, t.Last = calendar.Day(first), calendar.Day(last)
	}
	return values
}
