package match

import (
	"errors"
	"time"
)

// Day is a calendar day, counted from 1970-01-01 (0).
type Day int32

// ErrAmbiguousDay is what ParseDay gives for a date such as 1/5/2023, which may be
// in January or in May, where no order says which.
var ErrAmbiguousDay = errors.New("day and month may be either way round: the field needs an order, dmy or mdy")

// What else can be wrong with a date.
var (
	errNotDay  = errors.New("not a date")
	errNoDay   = errors.New("there is no such day")
	errNoTime  = errors.New("there is no such time of day")
	errDayYear = errors.New("years are 1000 to 9999, in four digits")
)

// DayOf is the day of a moment, in the moment's own location.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// String gives the day as in 2026-11-21.
func (d Day) String() string {
	return time.Unix(int64(d)*secondsPerDay, 0).UTC().Format(time.DateOnly)
}

const secondsPerDay = 24 * 60 * 60

// ParseDay reads a cell as a day:
//
//   - 2026-11-21, 2026/1/5, 2026.1.5, 2026年11月21日, 20261121, whatever the order
//   - 5.4.2023, 12/31/2026, 12-31-2026 with the order dmy or mdy
//   - 45291, a serial number of Excel, with the order excel
//
// all in full-width digits too. A time of day may follow, and an offset or Z: such
// a moment becomes the day that it is in loc (nil: UTC); without an offset it is
// taken as in loc.
func ParseDay(cell string, order DateOrder, loc *time.Location) (Day, error) {
	c := cellCursor{text: cell}
	c.skipSpaces()
	day, err := c.day(order)
	if err != nil {
		return 0, err
	}
	if c.done() {
		return day, nil
	}
	return c.timeOfDay(day, loc)
}

// day reads the date itself.
func (c *cellCursor) day(order DateOrder) (Day, error) {
	first, count := c.digits()
	if count == 0 {
		return 0, errNotDay
	}
	separator, found := c.acceptOne("-/.年")
	if !found {
		return c.serial(first, count, order)
	}
	second, count2 := c.digits()
	if separator == '年' {
		if !c.accept('月') {
			return 0, errNotDay
		}
	} else if !c.accept(separator) {
		return 0, errNotDay
	}
	third, count3 := c.digits()
	if separator == '年' && !c.accept('日') {
		return 0, errNotDay
	}
	if count2 < 1 || count2 > 2 {
		return 0, errNotDay
	}
	switch {
	case count == 4 && count3 >= 1 && count3 <= 2:
		return civilDay(first, second, third)
	case count > 2 || separator == '年':
		return 0, errNotDay
	case count3 != 4:
		return 0, errDayYear
	case order == OrderDMY:
		return civilDay(third, second, first)
	case order == OrderMDY:
		return civilDay(third, first, second)
	}
	return 0, ErrAmbiguousDay
}

// serial reads a date that is a single run of digits.
func (c *cellCursor) serial(digits int64, count int, order DateOrder) (Day, error) {
	switch {
	case count == 8:
		return civilDay(digits/10000, digits/100%100, digits%100)
	case order == OrderExcel && count < 8:
		if c.accept('.') {
			c.digits()
		}
		return excelDay(digits)
	}
	return 0, errNotDay
}

// excelDay is the day of a serial number of Excel, which takes 1900 for a leap
// year: its 60 is a day that never was.
func excelDay(serial int64) (Day, error) {
	const epoch, leapDay, last = 25569, 60, 2958465
	switch {
	case serial < 1 || serial == leapDay || serial > last:
		return 0, errNoDay
	case serial < leapDay:
		serial++
	}
	return Day(serial - epoch), nil
}

func civilDay(year, month, day int64) (Day, error) {
	if year < 1000 || year > 9999 {
		return 0, errDayYear
	}
	t := time.Date(int(year), time.Month(month), int(day), 0, 0, 0, 0, time.UTC)
	if int(t.Month()) != int(month) || t.Day() != int(day) {
		return 0, errNoDay
	}
	return DayOf(t), nil
}

// timeOfDay reads what follows a date, and gives the day that the moment is in
// loc.
func (c *cellCursor) timeOfDay(day Day, loc *time.Location) (Day, error) {
	if !c.accept('T') {
		c.skipSpaces()
	}
	if c.done() {
		return day, nil
	}
	seconds, err := c.clock()
	if err != nil {
		return 0, err
	}
	c.skipSpaces()
	if c.done() {
		return day, nil
	}
	offset, err := c.offset()
	if err != nil {
		return 0, err
	}
	c.skipSpaces()
	if !c.done() {
		return 0, errNotDay
	}
	if loc == nil {
		loc = time.UTC
	}
	return DayOf(time.Unix(int64(day)*secondsPerDay+seconds-offset, 0).In(loc)), nil
}

// clock reads a time of day, in seconds.
func (c *cellCursor) clock() (int64, error) {
	hour, count := c.digits()
	if count < 1 || count > 2 || !c.accept(':') {
		return 0, errNotDay
	}
	minute, count := c.digits()
	if count != 2 {
		return 0, errNotDay
	}
	second := int64(0)
	if c.accept(':') {
		if second, count = c.digits(); count != 2 {
			return 0, errNotDay
		}
		if _, found := c.acceptOne(".,"); found {
			c.digits()
		}
	}
	if hour > 23 || minute > 59 || second > 59 {
		return 0, errNoTime
	}
	return hour*3600 + minute*60 + second, nil
}

// offset reads Z or an offset from UTC, in seconds.
func (c *cellCursor) offset() (int64, error) {
	if c.accept('Z') {
		return 0, nil
	}
	sign, found := c.acceptOne("+-")
	if !found {
		return 0, errNotDay
	}
	hour, count := c.digits()
	minute := int64(0)
	switch {
	case count == 4:
		hour, minute = hour/100, hour%100
	case count == 2 && c.accept(':'):
		if minute, count = c.digits(); count != 2 {
			return 0, errNotDay
		}
	case count != 2:
		return 0, errNotDay
	}
	if hour > 18 || minute > 59 {
		return 0, errNoTime
	}
	seconds := hour*3600 + minute*60
	if sign == '-' {
		seconds = -seconds
	}
	return seconds, nil
}
