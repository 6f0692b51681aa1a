package cell

import (
	"errors"
	"regexp"
	"strconv"

	"leadscore/internal/lazyre"
	"leadscore/match/calendar"
	"leadscore/match/fold"
	"leadscore/rulebook"
)

// errFiscal is what is said of a year that companies begin as they like.
var errFiscal = errors.New("a fiscal year, or a part of one: which days it has differs from company to company; write the months")

// fiscal finds words for fiscal years and their parts, in the normal form.
var fiscal = lazyre.New(`年度|[上下]期|[上下]半期|四半期|会計|\bfy ?'?[0-9]|\bh[12]\b|\bfiscal`)

// periods are the ways to write a month, a quarter or a year of the calendar, in the normal
// form.
var periods = []struct {
	pattern func() *regexp.Regexp
	read    func(parts []string) (from, months int, ok bool) // from: months since the year 0
}{
	{lazyre.New(`^([0-9]{4}) ?年?$`), func(p []string) (int, int, bool) { return month(p[1], "1", 12) }},
	{lazyre.New(`^([0-9]{4})(?: ?年 ?| ?[/-] ?)([0-9]{1,2}) ?月?$`), func(p []string) (int, int, bool) { return month(p[1], p[2], 1) }},
	{lazyre.New(`^([0-9]{1,2}) ?[/-] ?([0-9]{4})$`), func(p []string) (int, int, bool) { return month(p[2], p[1], 1) }},
	{lazyre.New(`^q([1-4])[ /-]*([0-9]{4})$`), func(p []string) (int, int, bool) { return quarter(p[2], p[1]) }},
	{lazyre.New(`^([1-4])q[ /-]*([0-9]{4})$`), func(p []string) (int, int, bool) { return quarter(p[2], p[1]) }},
	{lazyre.New(`^([0-9]{4})[ /-]*q([1-4])$`), func(p []string) (int, int, bool) { return quarter(p[1], p[2]) }},
	{lazyre.New(`^([0-9]{4})[ /-]*([1-4])q$`), func(p []string) (int, int, bool) { return quarter(p[1], p[2]) }},
	{lazyre.New(`^(\pL+\.?)[ ,/-]*(?:de |of )?([0-9]{4})$`), func(p []string) (int, int, bool) { return namedMonth(p[2], p[1]) }},
	{lazyre.New(`^([0-9]{4})[ /-]*(\pL+\.?)$`), func(p []string) (int, int, bool) { return namedMonth(p[1], p[2]) }},
	{lazyre.New(`^(\pL+)([0-9]{1,2}|元) ?年 ?([0-9]{1,2}) ?月$`), func(p []string) (int, int, bool) { return eraMonth(p[1], p[2], p[3]) }},
}

// month counts the months up to one of a year from 1900 to 2100.
func month(year, name string, months int) (from, many int, ok bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(name)
	return 12*y + m - 1, months, isPeriodYear(y) && 1 <= m && m <= 12
}

func isPeriodYear(year int) bool { return 1900 <= year && year <= 2100 }

func quarter(year, name string) (from, many int, ok bool) {
	q, _ := strconv.Atoi(name)
	return month(year, strconv.Itoa(3*q-2), 3)
}

func namedMonth(year, name string) (from, many int, ok bool) {
	c := cellCursor{text: name}
	m, found := months.read(&c)
	c.accept('.')
	if !found || !c.done() {
		return 0, 0, false
	}
	return month(year, strconv.Itoa(m), 1)
}

func eraMonth(name, year, of string) (from, many int, ok bool) {
	c := cellCursor{text: name}
	e, found := eras.read(&c)
	y, err := strconv.Atoi(year)
	if year == "元" {
		y, err = 1, nil
	}
	if !found || !c.done() || err != nil || y == 0 {
		return 0, 0, false
	}
	from, many, ok = month(strconv.Itoa(e.zero+y), of, 1)
	return from, many, ok && firstOf(from+1) > e.first && firstOf(from) <= e.last
}

// firstOf is the first day of a month, counted from the year 0.
func firstOf(month int) calendar.Day { return mustDay(month/12, month%12+1, 1) }

// ParsePeriod reads a cell as a month, a quarter or a year of the calendar: 2027年3月,
// 2027/3, 3/2027, March 2027, 令和9年3月, Q1 2027, 2027. It gives its first day and its last. With
// the orders excel and unix a number is a day, so it reads none.
func ParsePeriod(cell string, order rulebook.DateOrder) (first, last calendar.Day, err error) {
	text := fold.Text(cell)
	if fiscal().MatchString(text) {
		return 0, 0, errFiscal
	}
	for i := range periods {
		p := &periods[i]
		parts := p.pattern().FindStringSubmatch(text)
		if parts == nil || order == rulebook.OrderExcel || order == rulebook.OrderUnix {
			continue
		}
		if from, months, ok := p.read(parts); ok {
			return firstOf(from), firstOf(from+months) - 1, nil
		}
	}
	return 0, 0, errNotDate
}

// PeriodOf is the period of so many months, 1, 3 or 12, that a day lies in; false where cells
// cannot name it.
func PeriodOf(day calendar.Day, months int) (first, last calendar.Day, ok bool) {
	year, month := day.Month()
	if !isPeriodYear(year) {
		return 0, 0, false
	}
	from := 12*year + (month-1)/months*months
	return firstOf(from), firstOf(from+months) - 1, true
}

// parseDate reads a cell as a day, or else as a period.
func (r *Reader) parseDate(cell string, v *Value) error {
	day, err := ParseDay(cell, r.field.Order, r.reading.Location)
	v.Day, v.More = day, 0
	if err == nil {
		return nil
	}
	first, last, periodErr := ParsePeriod(cell, r.field.Order)
	switch {
	case periodErr == nil:
		v.Day, v.More = first, last-first
		return nil
	case errors.Is(periodErr, errFiscal):
		return periodErr
	}
	return err
}
