package cell

import (
	"leadscore/match/calendar"
	"leadscore/rulebook"
)

// months are the names of the months, and their short forms.
var months = newCellWords(
	means(1, "january", "jan", "jan.", "januar", "jänner", "janvier", "janv", "janv.", "enero", "ene", "gennaio", "gen", "januari", "janeiro"),
	means(2, "february", "feb", "feb.", "februar", "février", "févr", "févr.", "fév", "fév.", "febrero", "febbraio", "februari", "fevereiro", "fev"),
	means(3, "march", "mar", "mar.", "märz", "mär", "mrz", "mars", "marzo", "maart", "mrt", "março"),
	means(4, "april", "apr", "apr.", "avril", "avr", "avr.", "abril", "abr", "aprile"),
	means(5, "may", "mai", "mayo", "maggio", "mag", "mei", "maio"),
	means(6, "june", "jun", "jun.", "juni", "juin", "junio", "giugno", "giu", "junho"),
	means(7, "july", "jul", "jul.", "juli", "juillet", "juil", "juil.", "julio", "luglio", "lug", "julho"),
	means(8, "august", "aug", "aug.", "août", "agosto", "ago", "augustus"),
	means(9, "september", "sep", "sep.", "sept", "sept.", "septembre", "septiembre", "settembre", "set", "setembro"),
	means(10, "october", "oct", "oct.", "oktober", "okt", "okt.", "octobre", "octubre", "ottobre", "ott", "outubro", "out"),
	means(11, "november", "nov", "nov.", "novembre", "noviembre", "novembro"),
	means(12, "december", "dec", "dec.", "dezember", "dez", "dez.", "décembre", "déc", "déc.", "diciembre", "dic", "dicembre", "dezembro"),
)

// weekdays are the names of the days of the week. None of them tells anything that
// the date does not.
var weekdays = newCellWords(means(true,
	"月", "火", "水", "木", "金", "土", "日", "月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜",
	"月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日",
	"mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))

// ordinals are what English and French put behind the number of a day.
var ordinals = []string{"st", "nd", "rd", "th", "er"}

// dateLinks are words between the parts of a date: 12 de marzo de 2024.
var dateLinks = []string{"de", "of"}

// weekday reads the day of the week that follows a date, in parentheses or not.
func (c *cellCursor) weekday() {
	start := c.at
	c.skipSpaces()
	inside := c.accept('(')
	if found, _ := weekdays.read(c); !found || inside && !c.accept(')') {
		c.at = start
	}
}

// wordDate reads a date that begins with a word: a day of the week, an era, or a
// month.
func (c *cellCursor) wordDate(order rulebook.DateOrder) (calendar.Day, error) {
	if found, _ := weekdays.read(c); found {
		c.dateLink()
	}
	if c.atDigit() {
		return c.date(order)
	}
	if e, found := eras.read(c); found {
		return c.eraDate(e)
	}
	month, found := months.read(c)
	if !found {
		return 0, errNotDate
	}
	c.dateLink()
	day := c.datePart()
	c.acceptAny(ordinals)
	c.dateLink()
	year := c.datePart()
	if !day.oneOrTwo() || year.digits == 0 {
		return 0, errNotDate
	}
	return year.day(datePart{value: month}, day)
}

// namedDate reads the rest of 12 Mar 2024, 7-Feb-22, 2024-Mar-12.
func (c *cellCursor) namedDate(first datePart) (calendar.Day, error) {
	c.acceptAny(ordinals)
	c.dateLink()
	month, found := months.read(c)
	c.dateLink()
	last := c.datePart()
	switch {
	case !found || last.digits == 0:
		return 0, errNotDate
	case first.digits == 4 && last.oneOrTwo():
		return first.day(datePart{value: month}, last)
	case !first.oneOrTwo():
		return 0, errNotDate
	}
	return last.day(datePart{value: month}, first)
}

// dateLink reads what stands between the parts of a date with words.
func (c *cellCursor) dateLink() {
	c.skipSpaces()
	c.acceptOne("-/.,'’")
	c.skipSpaces()
	if c.acceptAny(dateLinks) {
		c.skipSpaces()
	}
}

// era is an era of the Japanese calendar, from its first day to its last.
type era struct {
	zero        int // the year before its year 1
	first, last calendar.Day
}

// eras are those since 1873, when Japan took the calendar of today. The day on
// which an emperor died belongs to both eras, until 1989.
var eras = newCellWords(
	means(era{zero: 2018, first: mustDay(2019, 5, 1), last: mustDay(9999, 12, 31)}, "令和", "令", "r", "㋿"),
	means(era{zero: 1988, first: mustDay(1989, 1, 8), last: mustDay(2019, 4, 30)}, "平成", "平", "h", "㍻"),
	means(era{zero: 1925, first: mustDay(1926, 12, 25), last: mustDay(1989, 1, 7)}, "昭和", "昭", "s", "㍼"),
	means(era{zero: 1911, first: mustDay(1912, 7, 30), last: mustDay(1926, 12, 25)}, "大正", "大", "t", "㍽"),
	means(era{zero: 1867, first: mustDay(1873, 1, 1), last: mustDay(1912, 7, 30)}, "明治", "明", "m", "㍾"),
)

// mustDay is the day of a date that there is.
func mustDay(year, month, day int) calendar.Day {
	d, err := calendar.CivilDay(year, month, day)
	if err != nil {
		panic("match: " + err.Error())
	}
	return d
}

// eraDate reads the rest of 令和5年4月1日 or R5.4.1. The first year of an era is 元年 too.
func (c *cellCursor) eraDate(e era) (calendar.Day, error) {
	c.skipSpaces()
	year := datePart{value: 1, digits: 1}
	if !c.accept('元') {
		year = c.datePart()
	}
	month, day, err := c.eraMonth(c.dateSeparator())
	if err != nil {
		return 0, err
	}
	if !year.oneOrTwo() {
		return 0, errNotDate
	}
	d, err := calendar.CivilDay(e.zero+year.value, month.value, day.value)
	if err == nil && (year.value == 0 || d < e.first || d > e.last) {
		return 0, errEra
	}
	return d, err
}

// eraMonth reads what follows the year of an era: 4月1日 or 4.1.
func (c *cellCursor) eraMonth(separator rune) (month, day datePart, err error) {
	switch separator {
	case '年':
		return c.kanjiMonth()
	case 0:
		return month, day, errNotDate
	}
	month = c.datePart()
	found := c.dateSeparator()
	day = c.datePart()
	if found != separator || !month.oneOrTwo() || !day.oneOrTwo() {
		return month, day, errNotDate
	}
	return month, day, nil
}
