package cell

import (
	"errors"
	"time"

	"leadscore/match/calendar"
	"leadscore/rulebook"
)

// ErrAmbiguousDay is what ParseDay gives for a date such as 1/5/2023, in January
// or in May, where no order says which.
var ErrAmbiguousDay = errors.New("day and month may stand either way round: the field needs an order, dmy or mdy")

// What else can be wrong with a date. The cell itself is named by who reports it.
var (
	errNotDate  = errors.New("not a date")
	errNotClock = errors.New("a date, but what follows is not a time of day")
	errDayOrder = errors.New("not in the field's order, year, month and day")
	errEra      = errors.New("the day does not lie in this era")
)

// ParseDay reads a cell as a day:
//
//   - 2026-11-21, 2026/1/5, 2026.1.5, 2026年11月21日, 20261121 (1900 to 2100),
//     whatever the order
//   - 令和5年4月1日, 令和元年5月1日, R5.4.1, H30/8/10, of the eras since 明治6年, when
//     the calendar became today's
//   - 12 Mar 2024, 7-Feb-22, March 12th, 2024, 12. März 2024: months by their names in
//     English, German, French, Spanish, Italian, Dutch and Portuguese
//   - 5.4.2023, 12/31/2026, 12-31-26, with the order dmy or mdy; 26/11/21 with ymd
//   - 45291, a serial number of Excel, with the order excel
//
// all in full-width characters too. Years in two digits are 1950 to 2049. A day of
// the week may stand before it or behind it, (土) or Sat; a time of day may follow
// (09:14, 9:14 PM, T21:22:06.000, 午後2時30分) and an offset (+0900, -05:00, Z, UTC).
// A moment with an offset becomes the day that it is in loc (nil: UTC); one without
// is taken as in loc.
func ParseDay(cell string, order rulebook.DateOrder, loc *time.Location) (calendar.Day, error) {
	if year, month, day, ok := plainDate(cell); ok {
		return calendar.CivilDay(year, month, day)
	}
	c := cellCursor{text: cell}
	c.skipSpaces()
	day, err := c.date(order)
	if err != nil || c.done() {
		return day, err
	}
	seconds, err := c.clock()
	if err != nil {
		return 0, err
	}
	if c.done() {
		return day, nil
	}
	offset, ok := c.offset()
	c.skipSpaces()
	if !ok || !c.done() {
		return 0, errNotClock
	}
	return dayIn(loc, int64(day)*24*60*60+int64(seconds-offset))
}

// plainDate takes 2026-11-21 and 2026/11/21 apart, which is how most cells are
// written.
func plainDate(cell string) (year, month, day int, ok bool) {
	if len(cell) != 10 || cell[4] != cell[7] || cell[4] != '-' && cell[4] != '/' {
		return 0, 0, 0, false
	}
	parts := [3]int{}
	for i, part := 0, 0; i < len(cell); i++ {
		if i == 4 || i == 7 {
			part++
			continue
		}
		digit := cell[i] - '0'
		if digit > 9 {
			return 0, 0, 0, false
		}
		parts[part] = parts[part]*10 + int(digit)
	}
	return parts[0], parts[1], parts[2], true
}

// dayIn is the day in loc of a moment, in seconds from 1970.
func dayIn(loc *time.Location, seconds int64) (calendar.Day, error) {
	if loc == nil {
		loc = time.UTC
	}
	moment := time.Unix(seconds, 0).In(loc)
	if year := moment.Year(); year < 1000 || year > 9999 {
		return 0, calendar.ErrYear
	}
	return calendar.DayOf(moment), nil
}

// datePart is a run of digits in a date.
type datePart struct {
	value  int
	digits int
}

// datePart reads a run of digits, of which eight at most make up the value.
func (c *cellCursor) datePart() datePart {
	var p datePart
	for digit, found := c.digit(); found; digit, found = c.digit() {
		if p.digits++; p.digits <= 8 {
			p.value = p.value*10 + int(digit)
		}
	}
	return p
}

// oneOrTwo reports whether a part can be a month or a day.
func (p datePart) oneOrTwo() bool { return p.digits == 1 || p.digits == 2 }

// year is the year that a part of four digits is, or of two.
func (p datePart) year() (int, error) {
	switch {
	case p.digits == 4:
		return p.value, nil
	case p.digits == 2 && p.value < 50:
		return 2000 + p.value, nil
	case p.digits == 2:
		return 1900 + p.value, nil
	}
	return 0, calendar.ErrYear
}

// day is the day of a year, a month and a day as they are written.
func (year datePart) day(month, day datePart) (calendar.Day, error) {
	full, err := year.year()
	if err != nil {
		return 0, err
	}
	return calendar.CivilDay(full, month.value, day.value)
}

// date reads the day, which its first characters and what follows give away.
func (c *cellCursor) date(order rulebook.DateOrder) (calendar.Day, error) {
	if !c.atDigit() {
		return c.wordDate(order)
	}
	first := c.datePart()
	if order == rulebook.OrderExcel && first.digits < 8 && c.fraction() {
		return calendar.ExcelDay(first.value)
	}
	start := c.at
	separator := c.dateSeparator()
	switch {
	case separator == '年':
		return c.kanjiDate(first)
	case separator != 0 && c.atDigit():
		return c.separatedDate(first, separator, order)
	case !c.done() && !c.atDigit() && first.digits <= 4:
		c.at = start
		return c.namedDate(first)
	}
	c.at = start
	return compactDate(first)
}

// dateSeparator reads what stands between the parts of a date, spaces around it
// too; 0 where there is nothing but spaces.
func (c *cellCursor) dateSeparator() rune {
	c.skipSpaces()
	r, size := c.peek()
	switch r {
	case '-', '/', '.', '年':
		c.at += size
		c.skipSpaces()
		return r
	}
	return 0
}

// fraction reads the time of day of a serial number, to the end of the cell; where
// there is something else it reads nothing.
func (c *cellCursor) fraction() bool {
	start := c.at
	if c.accept('.') {
		c.datePart()
	}
	c.skipSpaces()
	if !c.done() {
		c.at = start
		return false
	}
	return true
}

// compactDate is a date in a single run of digits, 20261121.
func compactDate(p datePart) (calendar.Day, error) {
	if p.digits != 8 || p.value < 1900_00_00 || p.value > 2100_12_31 {
		return 0, errNotDate
	}
	return calendar.CivilDay(p.value/1_00_00, p.value/1_00%100, p.value%100)
}

// kanjiDate reads the rest of 2026年11月21日.
func (c *cellCursor) kanjiDate(year datePart) (calendar.Day, error) {
	month, day, err := c.kanjiMonth()
	if err == nil && year.digits != 4 {
		err = calendar.ErrYear
	}
	if err != nil {
		return 0, err
	}
	return year.day(month, day)
}

// kanjiMonth reads 11月21日.
func (c *cellCursor) kanjiMonth() (month, day datePart, err error) {
	month = c.datePart()
	c.skipSpaces()
	found := c.accept('月')
	c.skipSpaces()
	day = c.datePart()
	c.skipSpaces()
	if !found || !c.accept('日') || !month.oneOrTwo() || !day.oneOrTwo() {
		return month, day, errNotDate
	}
	return month, day, nil
}

// separatedDate reads the rest of 2026-11-21 or 21.11.2026.
func (c *cellCursor) separatedDate(first datePart, separator rune, order rulebook.DateOrder) (calendar.Day, error) {
	second := c.datePart()
	if c.dateSeparator() != separator || !second.oneOrTwo() {
		return 0, errNotDate
	}
	third := c.datePart()
	switch {
	case first.digits == 4 && third.oneOrTwo():
		return first.day(second, third)
	case !first.oneOrTwo() || third.digits == 0:
		return 0, errNotDate
	case order == rulebook.OrderDMY:
		return third.day(second, first)
	case order == rulebook.OrderMDY:
		return third.day(first, second)
	case order == rulebook.OrderYMD && third.oneOrTwo():
		return first.day(second, third)
	case order == rulebook.OrderYMD:
		return 0, errDayOrder
	case third.digits != 2 && third.digits != 4:
		return 0, calendar.ErrYear
	}
	return 0, ErrAmbiguousDay
}
