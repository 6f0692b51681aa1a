package cell

// clock reads what may follow a date, a day of the week and a time of day, and
// gives the time in seconds.
func (c *cellCursor) clock() (int, error) {
	if !c.accept('T') {
		c.weekday()
		c.accept(',')
		if c.skipSpaces(); c.done() {
			return 0, nil
		}
	}
	noon, half := c.half()
	hour := c.datePart()
	minute, second, ok := c.minutes()
	if !ok || !hour.oneOrTwo() {
		return 0, errNotClock
	}
	c.skipSpaces()
	c.acceptWord("uhr")
	if !half {
		noon, half = c.half()
	}
	if half && hour.value > 12 {
		return 0, errNotClock
	}
	if half {
		hour.value = hour.value%12 + noon
	}
	if hour.value > 23 || minute.value > 59 || second.value > 59 {
		return 0, errNotClock
	}
	return hour.value*3600 + minute.value*60 + second.value, nil
}

// atWords may stand before a time of day.
var atWords = []string{"at", "à", "um"}

// half reads a word for one half of a day, and gives the hours before that half.
func (c *cellCursor) half() (noon int, found bool) {
	c.skipSpaces()
	if c.done() || c.atDigit() {
		return 0, false
	}
	if c.acceptAny(atWords) {
		c.skipSpaces()
	}
	noon, found = halves.read(c)
	c.skipSpaces()
	return noon, found
}

// halves are the words for the two halves of a day, and the hours before each.
var halves = newCellWords(
	means(0, "am", "a.m.", "午前"),
	means(12, "pm", "p.m.", "午後"),
)

// minutes reads what follows the hour: :14, :14:05.250, h14, 時, 時14分, 時14分5秒.
func (c *cellCursor) minutes() (minute, second datePart, ok bool) {
	if c.accept('時') {
		return c.kanjiMinutes()
	}
	if _, found := c.acceptOne(":h"); !found {
		return minute, second, false
	}
	minute = c.datePart()
	if minute.digits != 2 || !c.accept(':') {
		return minute, second, minute.digits == 2
	}
	second = c.datePart()
	if _, found := c.acceptOne(".,"); found && c.datePart().digits == 0 {
		return minute, second, false
	}
	return minute, second, second.digits == 2
}

func (c *cellCursor) kanjiMinutes() (minute, second datePart, ok bool) {
	if !c.atDigit() {
		return minute, second, true
	}
	if minute = c.datePart(); !minute.oneOrTwo() || !c.accept('分') {
		return minute, second, false
	}
	if !c.atDigit() {
		return minute, second, true
	}
	second = c.datePart()
	return minute, second, second.oneOrTwo() && c.accept('秒')
}

// zoneNames are the names of the time zone that offsets are counted from.
var zoneNames = []string{"utc", "gmt"}

// zone reads an offset from UTC, in seconds, and the name of the zone that may stand behind
// it in brackets: +0900 (Japan Standard Time).
func (c *cellCursor) zone() (seconds int, ok bool) {
	seconds, ok = c.offset()
	if c.skipSpaces(); !ok || !c.accept('(') {
		return seconds, ok
	}
	for !c.done() {
		if c.next() == ')' {
			return seconds, true
		}
	}
	return 0, false
}

// offset reads an offset from UTC, in seconds.
func (c *cellCursor) offset() (seconds int, ok bool) {
	if c.acceptWord("z") {
		return 0, true
	}
	zone := c.acceptAny(zoneNames)
	sign, found := c.acceptOne("+-")
	if !found {
		return 0, zone
	}
	hours, minutes := c.datePart(), datePart{digits: 2}
	switch {
	case hours.digits == 4:
		minutes.value = hours.value % 100
		hours = datePart{value: hours.value / 100, digits: 2}
	case c.accept(':'):
		minutes = c.datePart()
	}
	if hours.digits != 2 || hours.value > 18 || minutes.digits != 2 || minutes.value > 59 {
		return 0, false
	}
	seconds = hours.value*3600 + minutes.value*60
	if sign == '-' {
		seconds = -seconds
	}
	return seconds, true
}
