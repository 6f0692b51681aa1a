package match

import (
	"errors"
	"time"
)

// ErrAmbiguousDay is what ParseDay gives for a date such as 1/5/2023, in January
// or in May, where no order says which.
var ErrAmbiguousDay = errors.New("day and month may stand either way round: the field needs an order, dmy or mdy")

// What else can be wrong with a date. The cell itself is named by who reports it.
var (
	errNotDate   = errors.New("not a date")
	errNoSuchDay = errors.New("there is no such day")
	errNotClock  = errors.New("a date, but what follows is not a time of day")
	errYear      = errors.New("years must be 1000 to 9999, in four digits")
	errDayOrder  = errors.New("not in the field's order, year, month and day")
)

// ParseDay reads a cell as a day:
//
//   - 2026-11-21, 2026/1/5, 2026.1.5, 2026年11月21日, 20261121 (1900 to 2100),
//     whatever the order
//   - 5.4.2023, 12/31/2026, 12-31-2026, with the order dmy or mdy
//   - 45291, a serial number of Excel, with the order excel
//
// all in full-width characters too. A time of day may follow (09:14, 9:14 PM,
// T21:22:06.000) and an offset (+0900, -05:00, Z, UTC). A moment with an offset
// becomes the day that it is in loc (nil: UTC); one without is taken as in loc.
func ParseDay(cell string, order DateOrder, loc *time.Location) (Day, error) {
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
	return dayIn(loc, int64(day)*secondsPerDay+int64(seconds-offset))
}

// dayIn is the day in loc of a moment, in seconds from 1970.
func dayIn(loc *time.Location, seconds int64) (Day, error) {
	if loc == nil {
		loc = time.UTC
	}
	moment := time.Unix(seconds, 0).In(loc)
	if year := moment.Year(); year < 1000 || year > 9999 {
		return 0, errYear
	}
	return DayOf(moment), nil
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

// date reads the day, which its first number and what follows give away.
func (c *cellCursor) date(order DateOrder) (Day, error) {
	first := c.datePart()
	if first.digits == 0 {
		return 0, errNotDate
	}
	if order == OrderExcel && first.digits < 8 && c.fraction() {
		return excelDay(first.value)
	}
	switch separator, _ := c.acceptOne("-/.年"); {
	case separator == '年':
		return c.kanjiDate(first)
	case separator != 0:
		return c.separatedDate(first, separator, order)
	}
	return compactDate(first)
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
func compactDate(p datePart) (Day, error) {
	if p.digits != 8 || p.value < 1900_00_00 || p.value > 2100_12_31 {
		return 0, errNotDate
	}
	return civilDay(p.value/1_00_00, p.value/1_00%100, p.value%100)
}

// kanjiDate reads the rest of 2026年11月21日.
func (c *cellCursor) kanjiDate(year datePart) (Day, error) {
	month, found := c.datePart(), c.accept('月')
	day, foundDay := c.datePart(), c.accept('日')
	if !found || !foundDay || !month.oneOrTwo() || !day.oneOrTwo() {
		return 0, errNotDate
	}
	if year.digits != 4 {
		return 0, errYear
	}
	return civilDay(year.value, month.value, day.value)
}

// separatedDate reads the rest of 2026-11-21 or 21.11.2026.
func (c *cellCursor) separatedDate(first datePart, separator rune, order DateOrder) (Day, error) {
	second, found := c.datePart(), c.accept(separator)
	third := c.datePart()
	switch {
	case !found || !second.oneOrTwo():
		return 0, errNotDate
	case first.digits == 4 && third.oneOrTwo():
		return civilDay(first.value, second.value, third.value)
	case !first.oneOrTwo() || third.digits == 0:
		return 0, errNotDate
	case third.digits != 4:
		return 0, errYear
	}
	switch order {
	case OrderDMY:
		return civilDay(third.value, second.value, first.value)
	case OrderMDY:
		return civilDay(third.value, first.value, second.value)
	case OrderYMD:
		return 0, errDayOrder
	}
	return 0, ErrAmbiguousDay
}

// clock reads a time of day, if there is one, in seconds.
func (c *cellCursor) clock() (int, error) {
	if !c.accept('T') {
		c.skipSpaces()
		if c.done() {
			return 0, nil
		}
	}
	hour, found := c.datePart(), c.accept(':')
	minute := c.datePart()
	if !found || !hour.oneOrTwo() || minute.digits != 2 {
		return 0, errNotClock
	}
	var second datePart
	if c.accept(':') {
		if second = c.datePart(); second.digits != 2 {
			return 0, errNotClock
		}
		if _, found := c.acceptOne(".,"); found && c.datePart().digits == 0 {
			return 0, errNotClock
		}
	}
	c.skipSpaces()
	if c.halfDay(&hour); hour.value > 23 || minute.value > 59 || second.value > 59 {
		return 0, errNotClock
	}
	return hour.value*3600 + minute.value*60 + second.value, nil
}

// halfDay reads AM or PM, and brings hour, which is 1 to 12 then, to 24 hours.
func (c *cellCursor) halfDay(hour *datePart) {
	var noon int
	switch {
	case c.acceptWord("am"):
	case c.acceptWord("pm"):
		noon = 12
	default:
		return
	}
	if hour.value < 1 || hour.value > 12 {
		hour.value = 24 // no hour at all
		return
	}
	hour.value = hour.value%12 + noon
	c.skipSpaces()
}

// zoneNames are the names of the one time zone that has no offset.
var zoneNames = []string{"z", "utc", "gmt"}

// offset reads an offset from UTC, in seconds.
func (c *cellCursor) offset() (seconds int, ok bool) {
	if c.acceptAny(zoneNames) {
		return 0, true
	}
	sign, found := c.acceptOne("+-")
	hours, minutes := c.datePart(), datePart{digits: 2}
	switch {
	case hours.digits == 4:
		minutes.value = hours.value % 100
		hours = datePart{value: hours.value / 100, digits: 2}
	case c.accept(':'):
		minutes = c.datePart()
	}
	if !found || hours.digits != 2 || hours.value > 18 || minutes.digits != 2 || minutes.value > 59 {
		return 0, false
	}
	seconds = hours.value*3600 + minutes.value*60
	if sign == '-' {
		seconds = -seconds
	}
	return seconds, true
}
