package workbook

import (
	"math"
	"strconv"
	"time"
)

// calendar is how a workbook counts days.
type calendar struct{ from1904 bool }

const (
	lastDay    = 2_958_465 // 9999-12-31, counted from 1900
	days1904   = 1_462     // that the calendar of 1904 begins later
	leapOf1900 = 60        // the day that was none, by which all before it are off
)

// append appends the day, the time or both that a number stands for; false where it
// stands for none, as Excel shows ##### for.
func (c calendar) append(dst, number []byte, kind formatKind) ([]byte, bool) {
	serial, err := strconv.ParseFloat(string(number), 64)
	if err != nil || math.IsNaN(serial) || serial < 0 || serial > lastDay+1 {
		return dst, false
	}
	day := int(serial)
	seconds := int(math.Round((serial - float64(day)) * 86_400))
	if seconds == 86_400 {
		day, seconds = day+1, 0
	}
	if c.from1904 {
		day += days1904
	}
	switch {
	case day > lastDay:
		return dst, false
	case kind == asHours:
		if c.from1904 {
			day -= days1904
		}
		return appendClock(dst, 24*day+seconds/3600, seconds), true
	case kind == asTime || day == 0:
		return appendClock(dst, seconds/3600, seconds), true
	}
	dst = appendDay(dst, day)
	if kind == asDayTime {
		dst = appendClock(append(dst, ' '), seconds/3600, seconds)
	}
	return dst, true
}

func appendDay(dst []byte, day int) []byte {
	if day == leapOf1900 {
		return append(dst, "1900-02-29"...)
	}
	if day < leapOf1900 {
		day++
	}
	return time.Date(1899, 12, 30+day, 0, 0, 0, 0, time.UTC).AppendFormat(dst, time.DateOnly)
}

// appendClock appends a time; its seconds where there are some.
func appendClock(dst []byte, hours, seconds int) []byte {
	dst = appendTwo(dst, hours)
	dst = appendTwo(append(dst, ':'), seconds/60%60)
	if seconds%60 > 0 {
		dst = appendTwo(append(dst, ':'), seconds%60)
	}
	return dst
}

func appendTwo(dst []byte, n int) []byte {
	if n < 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(n), 10)
}
