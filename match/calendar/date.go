// Package calendar counts days.
package calendar

import (
	"errors"
	"time"
)

// What CivilDay and ExcelDay have against a day.
var (
	ErrNoSuchDay = errors.New("there is no such day")
	ErrYear      = errors.New("years must be 1000 to 9999, in four digits")
)

// Day is a calendar day, counted from 1970-01-01 (0).
type Day int32

// The first day and the last that a cell can name.
const (
	First Day = -354_285  // 1000-01-01
	Last  Day = 2_932_896 // 9999-12-31
)

const secondsPerDay = 24 * 60 * 60

// DayOf is the day of a moment, in the moment's own location.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// String gives the day as in 2026-11-21.
func (d Day) String() string {
	return time.Unix(int64(d)*secondsPerDay, 0).UTC().Format(time.DateOnly)
}

// Month is the year and the month that the day lies in.
func (d Day) Month() (year, month int) {
	t := time.Unix(int64(d)*secondsPerDay, 0).UTC()
	return t.Year(), int(t.Month())
}

// CivilDay is the day of a date; an error where there is no such day.
func CivilDay(year, month, day int) (Day, error) {
	if year < 1000 || year > 9999 {
		return 0, ErrYear
	}
	if month < 1 || month > 12 || day < 1 || day > daysOf(year, month) {
		return 0, ErrNoSuchDay
	}
	// Counted from March on, a leap day is the last of its year, and each month's
	// first day is (153 × month + 2) / 5.
	if month -= 3; month < 0 {
		month += 12
		year--
	}
	const before1970 = 719468 // days since March of the year 0
	return Day(365*year + year/4 - year/100 + year/400 + (153*month+2)/5 + day - 1 - before1970), nil
}

// daysOf is how many days a month has.
func daysOf(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && year%100 != 0 || year%400 == 0 {
			return 29
		}
		return 28
	}
	return 31
}

// ExcelDay is the day of a serial number of Excel, where 1 is 1900-01-01 and 60 is
// a day that never was: Excel takes 1900 for a leap year.
func ExcelDay(serial int) (Day, error) {
	const unixEpoch, leapDay, last = 25569, 60, 2958465
	switch {
	case serial < 1 || serial == leapDay || serial > last:
		return 0, ErrNoSuchDay
	case serial < leapDay:
		serial++
	}
	return Day(serial - unixEpoch), nil
}
