package match

import "errors"

// What can be wrong with a number. The cell itself is named by who reports it.
var (
	errNotNumber    = errors.New("not a number")
	errLeadingZero  = errors.New("starts with 0: an identifier, not a number")
	errGroups       = errors.New("thousands separators must set off groups of three digits")
	errTooLarge     = errors.New("beyond 10^15, the largest number that is read")
	errExponent     = errors.New("numbers with an exponent are not read")
	errEnds         = errors.New("the low end is above the high end")
	errNegativeEnd  = errors.New("a size under 0 holds nothing")
	errNotShare     = errors.New("a share needs a percent sign, as in 75%")
	errBlankNumber  = errors.New("blank")
	errDecimalComma = errors.New("a decimal comma, but the field does not say decimal: comma")
)

// Limits of numbers as they are read.
const (
	maxDigits   = 18
	maxDecimals = 16
	maxNumber   = 1_000_000_000_000_000
)

// ParseDecimal reads a number as rulebooks write it: 300000, -0.5, 1,200 with
// groups of three, in ASCII or full-width digits. It refuses leading zeros, an
// exponent, hexadecimal, underscores and a percent sign. Beyond 18 digits, or 16
// decimals, a number is rounded half away from zero; beyond ±10^15 it is an error.
func ParseDecimal(s string) (Number, error) {
	c := cellCursor{text: s}
	c.skipSpaces()
	n, err := c.decimal(pointDecimals)
	if err != nil {
		return Number{}, err
	}
	return n, c.expectEnd()
}

// ParseShare reads a share with its percent sign: "66.67%" is 0.6667.
func ParseShare(s string) (Number, error) {
	c := cellCursor{text: s}
	c.skipSpaces()
	n, err := c.decimal(pointDecimals)
	if err != nil {
		return Number{}, err
	}
	c.skipSpaces()
	if !c.accept('%') {
		if c.done() {
			return Number{}, errNotShare
		}
		return Number{}, errNotNumber
	}
	return hundredth(n), c.expectEnd()
}

// ParseNumber reads a cell as a number or as an interval of numbers:
//
//   - 1234, -5, +5, 1,234,567.5, 5% (0.05), all in full-width digits too;
//     with comma, 1.234.567,5
//   - 11-50, 100〜299名, 1,001 to 5,000: both ends belong to it; 500名〜 and 〜50名
//   - 500人以上, 10,000+, 500 or more; 50名以下, 50 or less: its low end is 0
//   - 50名未満, under 50: its low end is 0, and 50 does not belong to it
//   - 500人超, over 500: 500 does not belong to it
//
// with counters such as 名, 人, 社, 件 and employees. It refuses what may be an
// identifier, a phone number or a date, and rounds as ParseDecimal does.
func ParseNumber(cell string, comma bool) (Interval, error) {
	style := pointDecimals
	if comma {
		style = commaDecimals
	}
	c := cellCursor{text: cell}
	c.skipSpaces()
	if c.done() {
		return Interval{}, errBlankNumber
	}
	return c.interval(style)
}

// decimalStyle says which characters group digits and begin the decimals.
type decimalStyle struct{ group, point rune }

var (
	pointDecimals = decimalStyle{group: ',', point: '.'}
	commaDecimals = decimalStyle{group: '.', point: ','}
)

// numberBound is a word that makes a number an end of an interval.
type numberBound struct {
	word string
	end  boundEnd
}

type boundEnd uint8

const (
	noBound boundEnd = iota
	atLeastBound
	atMostBound
	aboveBound
	belowBound
)

// boundsBefore and boundsAfter are the words before and behind a number that make
// it an end of an interval. Where one begins like another, the longer comes first.
var (
	boundsBefore = []numberBound{
		{"under", belowBound}, {"less than", belowBound}, {"fewer than", belowBound}, {"<=", atMostBound}, {"≤", atMostBound}, {"<", belowBound},
		{"over", aboveBound}, {"more than", aboveBound}, {">=", atLeastBound}, {"≥", atLeastBound}, {">", aboveBound},
		{"up to", atMostBound}, {"at most", atMostBound}, {"at least", atLeastBound},
		{"〜", atMostBound}, {"~", atMostBound},
	}
	boundsAfter = []numberBound{
		{"以上", atLeastBound}, {"以下", atMostBound}, {"以内", atMostBound}, {"未満", belowBound}, {"超", aboveBound},
		{"+", atLeastBound}, {"or more", atLeastBound}, {"or less", atMostBound}, {"or fewer", atMostBound}, {"and over", atLeastBound},
	}
)

// counters are the words for what is counted. Where one begins like another, the
// longer comes first.
var counters = []string{"名", "人", "社", "件", "employees", "employee", "people"}

const (
	numberDashes = "-‐‑‒–—―−ーｰ"
	rangeWaves   = "〜~"
)

// interval reads the whole cell.
func (c *cellCursor) interval(style decimalStyle) (Interval, error) {
	before := c.bound(boundsBefore)
	low, percent, err := c.amount(style)
	if err != nil {
		return Interval{}, err
	}
	if c.rangeSign() {
		if c.done() {
			return bounded(low, before, atLeastBound)
		}
		return c.secondEnd(style, before, low, percent)
	}
	after := c.bound(boundsAfter)
	c.counter()
	if err := c.expectEnd(); err != nil {
		return Interval{}, err
	}
	return bounded(low, before, after)
}

// secondEnd reads the high end of an interval whose low end is read.
func (c *cellCursor) secondEnd(style decimalStyle, before boundEnd, low Number, lowPercent bool) (Interval, error) {
	if before != noBound {
		return Interval{}, errNotNumber
	}
	high, highPercent, err := c.amount(style)
	if err != nil {
		return Interval{}, err
	}
	if highPercent && !lowPercent {
		low = hundredth(low)
	}
	after := c.bound(boundsAfter)
	if after != noBound && after != belowBound {
		return Interval{}, errNotNumber
	}
	if err := c.expectEnd(); err != nil {
		return Interval{}, err
	}
	if low.Cmp(high) > 0 {
		return Interval{}, errEnds
	}
	return Interval{Low: low, High: high, HighOpen: after == belowBound}, nil
}

// bounded is the interval that n is an end of, by a word before or after it.
func bounded(n Number, before, after boundEnd) (Interval, error) {
	if before != noBound && after != noBound {
		return Interval{}, errNotNumber
	}
	switch before + after {
	case atLeastBound:
		return Interval{Low: n, NoHigh: true}, nil
	case aboveBound:
		return Interval{Low: n, LowOpen: true, NoHigh: true}, nil
	case atMostBound, belowBound:
		open := before+after == belowBound
		if n.Sign() < 0 || open && n.Sign() == 0 {
			return Interval{}, errNegativeEnd
		}
		return Interval{High: n, HighOpen: open}, nil
	}
	return Exact(n), nil
}

// amount reads a number with its percent sign and counter.
func (c *cellCursor) amount(style decimalStyle) (n Number, percent bool, err error) {
	n, err = c.decimal(style)
	if err != nil {
		return Number{}, false, err
	}
	c.skipSpaces()
	if c.accept('%') {
		n, percent = hundredth(n), true
	}
	c.counter()
	return n, percent, nil
}

func (c *cellCursor) counter() {
	c.skipSpaces()
	c.acceptAny(counters)
	c.skipSpaces()
}

func (c *cellCursor) bound(words []numberBound) boundEnd {
	for _, b := range words {
		if c.acceptWord(b.word) {
			c.skipSpaces()
			return b.end
		}
	}
	return noBound
}

// rangeSign reads what stands between the ends of an interval.
func (c *cellCursor) rangeSign() bool {
	_, found := c.acceptOne(numberDashes + rangeWaves)
	if !found {
		found = c.acceptWord("to")
	}
	c.skipSpaces()
	return found
}

func (c *cellCursor) expectEnd() error {
	c.skipSpaces()
	if c.done() {
		return nil
	}
	return errNotNumber
}

// hundredth is n percent. It fits, since numbers as they are read have at most 16
// decimals.
func hundredth(n Number) Number {
	n, _ = n.Div(Int(100))
	return n
}

// decimal reads a number with its sign, groups and decimals.
func (c *cellCursor) decimal(style decimalStyle) (Number, error) {
	_, negative := c.acceptOne(numberDashes)
	if !negative {
		c.accept('+')
	}
	d := decimalDigits{}
	if err := c.wholePart(&d, style.group); err != nil {
		return Number{}, err
	}
	if c.accept(style.point) {
		if before := c.at; c.decimals(&d) == 0 {
			c.at = before
			return Number{}, errNotNumber
		}
	}
	if err := c.afterDigits(style); err != nil {
		return Number{}, err
	}
	return d.number(negative)
}

// wholePart reads the digits before the decimals, in groups or not.
func (c *cellCursor) wholePart(d *decimalDigits, group rune) error {
	first, _ := c.peek()
	count := c.run(d)
	if count == 0 && first != '.' && first != ',' {
		return errNotNumber
	}
	if first == '0' && count > 1 {
		return errLeadingZero
	}
	for grouped := false; ; grouped = true {
		if found, _ := c.peek(); found != group {
			return nil
		}
		if count == 0 || count > 3 || first == '0' {
			return errGroups
		}
		c.accept(group)
		if c.run(d) != 3 {
			return errGroups
		}
		_ = grouped
	}
}

// run reads a run of digits of the whole part, and gives how many there were.
func (c *cellCursor) run(d *decimalDigits) int {
	for count := 0; ; count++ {
		r, size := c.peek()
		if r < '0' || r > '9' {
			return count
		}
		d.whole(int64(r - '0'))
		c.at += size
	}
}

// decimals reads the digits behind the point, and gives how many there were.
func (c *cellCursor) decimals(d *decimalDigits) int {
	for count := 0; ; count++ {
		r, size := c.peek()
		if r < '0' || r > '9' {
			return count
		}
		d.decimal(int64(r - '0'))
		c.at += size
	}
}

// afterDigits says what is wrong where the number goes on in a way that is not
// read.
func (c *cellCursor) afterDigits(style decimalStyle) error {
	switch r, _ := c.peek(); {
	case r == 'e' || r == 'E':
		if start := c.at; !c.acceptAny(counters) {
			return errExponent
		} else {
			c.at = start
		}
	case r == ',' && style.group == ',':
		return errDecimalComma
	case r == style.group || r == style.point:
		return errGroups
	}
	return nil
}

// decimalDigits collects the digits of a number.
type decimalDigits struct {
	value    int64 // of the digits that count
	digits   int   // how many of them there are, zeros in front apart
	places   int   // how many of them are decimals
	full     bool  // no further decimal counts
	tooLarge bool
}

func (d *decimalDigits) whole(digit int64) {
	if d.digits == maxDigits {
		d.tooLarge = true
		return
	}
	d.value = d.value*10 + digit
	if d.value > 0 {
		d.digits++
	}
}

func (d *decimalDigits) decimal(digit int64) {
	switch {
	case d.full:
	case d.digits == maxDigits || d.places == maxDecimals:
		d.full = true
		if digit >= 5 {
			d.value++
		}
	default:
		d.whole(digit)
		d.places++
	}
}

func (d *decimalDigits) number(negative bool) (Number, error) {
	den := uint64(1)
	for range d.places {
		den *= 10
	}
	n, ok := ratio(negative, uint64(d.value), den)
	if !ok || d.tooLarge || n.beyond(maxNumber) {
		return Number{}, errTooLarge
	}
	return n, nil
}

// beyond reports whether n is above limit or below -limit.
func (n Number) beyond(limit int64) bool {
	return n.Cmp(Int(limit)) > 0 || n.Cmp(Int(-limit)) < 0
}
