package cell

import (
	"errors"
	"strings"
	"time"
	"unicode"

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
//   - 1795253400, seconds since 1970, with the order unix; milliseconds in 12 to 14
//     digits, microseconds in 15 to 17
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
	if day, seconds, ok := plainMoment(cell); ok {
		day, _, err := dayIn(loc, seconds+int64(day)*24*60*60)
		return day, err
	}
	day, _, err := parseMoment(cell, order, loc)
	return day, err
}

// IsDay reports whether a cell of a list is to be believed a day in an order, where nobody
// has said that it is one. A number that a spreadsheet counts days by is believed from 1950
// to 2099, one of seconds since 1970 (or of their thousandths) from 2000 to 2049: what lies
// outside is rather an amount, a telephone number or a number given to a record.
func IsDay(cell string, order rulebook.DateOrder) bool {
	day, err := ParseDay(cell, order, nil)
	switch {
	case err != nil:
		return false
	case order == rulebook.OrderExcel:
		return mustDay(1950, 1, 1) <= day && day <= mustDay(2099, 12, 31)
	case order == rulebook.OrderUnix:
		return mustDay(2000, 1, 1) <= day && day <= mustDay(2049, 12, 31)
	}
	return true
}

// noClock stands for the time of day of a cell that has none.
const noClock = -1

// ParseMoment is ParseDay, and gives the second of the day in loc too, where a time of day
// stands in the cell.
func ParseMoment(cell string, order rulebook.DateOrder, loc *time.Location) (day calendar.Day, second int, timed bool, err error) {
	day, second, err = parseMoment(cell, order, loc)
	return day, max(second, 0), err == nil && second != noClock, err
}

func parseMoment(cell string, order rulebook.DateOrder, loc *time.Location) (calendar.Day, int, error) {
	c := cellCursor{text: cell}
	c.skipSpaces()
	if order == rulebook.OrderUnix {
		if seconds, ok := c.unixSeconds(); ok {
			return dayIn(loc, seconds)
		}
	}
	day, err := c.date(order)
	if err != nil || c.done() {
		return day, noClock, err
	}
	start := c.at
	seconds, err := c.clock()
	if err != nil {
		return 0, noClock, err
	}
	if c.done() {
		if !strings.ContainsFunc(c.text[start:], unicode.IsDigit) {
			seconds = noClock // a day of the week
		}
		return day, seconds, nil
	}
	offset, ok := c.zone()
	c.skipSpaces()
	if !ok || !c.done() {
		return 0, noClock, errNotClock
	}
	return dayIn(loc, int64(day)*24*60*60+int64(seconds-offset))
}

// unixSeconds reads a number of seconds since 1970 to the end of the cell, or of thousandths
// or millionths of them, which the number of digits tells from 1973 to 5138; where there is
// something else it reads nothing.
func (c *cellCursor) unixSeconds() (seconds int64, ok bool) {
	start, digits := *c, 0
	for digit, found := c.digit(); found; digit, found = c.digit() {
		if digits++; digits <= 17 {
			seconds = seconds*10 + int64(digit)
		}
	}
	switch {
	case digits >= 9 && digits <= 11 && c.fraction():
		return seconds, true
	case digits >= 12 && digits <= 14 && c.fraction():
		return seconds / 1000, true
	case digits >= 15 && digits <= 17 && c.fraction():
		return seconds / 1_000_000, true
	}
	*c = start
	return 0, false
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

// plainMoment takes 2026-11-21T09:30:05Z apart, which is how most logs write moments.
func plainMoment(cell string) (day calendar.Day, seconds int64, ok bool) {
	if len(cell) != 20 || cell[10] != 'T' || cell[13] != ':' || cell[16] != ':' || cell[19] != 'Z' {
		return 0, 0, false
	}
	year, month, date, ok := plainDate(cell[:10])
	hour, hours := twoDigits(cell[11:])
	minute, minutes := twoDigits(cell[14:])
	second, seconded := twoDigits(cell[17:])
	if !ok || !hours || !minutes || !seconded || hour > 23 || minute > 59 || second > 59 {
		return 0, 0, false
	}
	day, err := calendar.CivilDay(year, month, date)
	return day, int64(hour*3600 + minute*60 + second), err == nil
}

func twoDigits(text string) (value int, ok bool) {
	tens, ones := text[0]-'0', text[1]-'0'
	return int(tens)*10 + int(ones), tens <= 9 && ones <= 9
}

// dayIn is the day in loc of a moment, in seconds from 1970, and the second of that day.
func dayIn(loc *time.Location, seconds int64) (calendar.Day, int, error) {
	if loc == nil {
		loc = time.UTC
	}
	moment := time.Unix(seconds, 0).In(loc)
	if year := moment.Year(); year < 1000 || year > 9999 {
		return 0, noClock, calendar.ErrYear
	}
	hour, minute, second := moment.Clock()
	return calendar.DayOf(moment), hour*3600 + minute*60 + second, nil
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
