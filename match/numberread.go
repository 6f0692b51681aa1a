package match

import "errors"

// What can be wrong with a number. The cell itself is named by who reports it.
var (
	errNotNumber    = errors.New("not a number")
	errLeadingZero  = errors.New("starts with 0: an identifier, not a number")
	errGroups       = errors.New("thousands separators must set off groups of three digits")
	errDecimalComma = errors.New("a decimal comma, which the field must declare: decimal: comma")
	errExponent     = errors.New("numbers with an exponent are not read")
	errManyNumbers  = errors.New("several numbers: a date or a phone number, perhaps")
	errTooLarge     = errors.New("beyond 10^15, the largest number that is read")
	errEnds         = errors.New("the low end is above the high end")
	errNotShare     = errors.New("a share needs its percent sign, as in 75%")
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
	if err == nil {
		err = c.expectNumberEnd()
	}
	if err != nil {
		return Number{}, err
	}
	return n, nil
}

// ParseShare reads a share with its percent sign: "66.67%" is 0.6667. It reads
// numbers as ParseDecimal does.
func ParseShare(s string) (Number, error) {
	c := cellCursor{text: s}
	c.skipSpaces()
	n, err := c.decimal(pointDecimals)
	if err != nil {
		return Number{}, err
	}
	c.skipSpaces()
	percent := c.accept('%')
	if err := c.expectNumberEnd(); err != nil {
		return Number{}, err
	}
	if !percent {
		return Number{}, errNotShare
	}
	return hundredth(n), nil
}

// ParseNumber reads a cell as a number or as an interval of numbers:
//
//   - 1234, -5, +5, 1,234,567.5, 5% (0.05); with comma, 1.234.567,5
//   - 11-50, 100〜299名, 1,001 to 5,000, 5-10%: both ends belong to it
//   - 500人以上, 500名〜, 10,000+, 500 or more; 500人超, over 500 (500 excluded)
//   - 50名以下, 〜50名, 50 or less; 50名未満, under 50 (50 excluded): the low end is 0
//   - 100人以上300人未満: both ends by their words
//
// all in full-width characters too, and with counters such as 名, 人, 社, 件 and
// employees. It refuses what may be an identifier, a phone number or a date, and
// rounds as ParseDecimal does.
func ParseNumber(cell string, comma bool) (Interval, error) {
	style := pointDecimals
	if comma {
		style = commaDecimals
	}
	c := cellCursor{text: cell}
	c.skipSpaces()
	low, err := c.end(style)
	if err != nil {
		return Interval{}, err
	}
	if c.done() {
		return low.interval()
	}
	sign := c.rangeSign()
	if sign == openRange && c.done() && low.bound == noBound {
		low.bound = atLeastBound
		return low.interval()
	}
	if sign == noRange && !low.bound.isLow() {
		return Interval{}, c.expectNumberEnd()
	}
	high, err := c.end(style)
	if err != nil {
		return Interval{}, err
	}
	if err := c.expectNumberEnd(); err != nil {
		return Interval{}, err
	}
	return betweenEnds(low, high)
}

// numberEnd is one end of an interval as the cell writes it, or its only number.
type numberEnd struct {
	number  Number
	percent bool
	bound   numberBound
}

// interval is the interval that an end alone stands for.
func (e numberEnd) interval() (Interval, error) {
	if e.bound.isHigh() {
		return betweenEnds(numberEnd{}, e)
	}
	v := Exact(e.number)
	if e.bound.isLow() {
		v = Interval{Low: e.number, LowOpen: e.bound == aboveBound, NoHigh: true}
	}
	return v, nil
}

// betweenEnds is the interval of two ends.
func betweenEnds(low, high numberEnd) (Interval, error) {
	if low.bound.isHigh() || high.bound.isLow() {
		return Interval{}, errEnds
	}
	if high.percent && !low.percent {
		low.number = hundredth(low.number)
	}
	v := Interval{
		Low: low.number, LowOpen: low.bound == aboveBound,
		High: high.number, HighOpen: high.bound == belowBound,
	}
	order := v.Low.Cmp(v.High)
	if order > 0 || order == 0 && (v.LowOpen || v.HighOpen) {
		return Interval{}, errEnds
	}
	return v, nil
}

// end reads a number with the words around it that say what it counts and which
// end it is.
func (c *cellCursor) end(style decimalStyle) (numberEnd, error) {
	bound := c.boundWord(boundsBefore)
	n, err := c.decimal(style)
	if err != nil {
		return numberEnd{}, err
	}
	e := numberEnd{number: n, bound: bound}
	if c.done() {
		return e, nil
	}
	c.skipSpaces()
	if c.accept('%') {
		e.number, e.percent = hundredth(n), true
	}
	c.counter()
	if bound == noBound {
		if e.bound = c.boundWord(boundsAfter); e.bound != noBound {
			c.counter()
		}
	}
	return e, nil
}

// counters are the words for what is counted. Where one begins like another, the
// longer comes first.
var counters = []string{"名", "人", "社", "件", "employees", "employee", "people"}

func (c *cellCursor) counter() {
	c.skipSpaces()
	if c.acceptAny(counters) {
		c.skipSpaces()
	}
}

// numberBound says which end of an interval a number is.
type numberBound uint8

const (
	noBound numberBound = iota
	atLeastBound
	aboveBound
	atMostBound
	belowBound
)

func (b numberBound) isLow() bool  { return b == atLeastBound || b == aboveBound }
func (b numberBound) isHigh() bool { return b == atMostBound || b == belowBound }

// boundWord is a word that makes a number an end of an interval.
type boundWord struct {
	word  string
	bound numberBound
}

// boundsBefore and boundsAfter are the words before and behind a number that make
// it an end. Where one begins like another, the longer comes first.
var (
	boundsBefore = []boundWord{
		{"at least", atLeastBound}, {">=", atLeastBound}, {"≥", atLeastBound}, {"≧", atLeastBound},
		{"over", aboveBound}, {"more than", aboveBound}, {">", aboveBound},
		{"at most", atMostBound}, {"up to", atMostBound}, {"<=", atMostBound}, {"≤", atMostBound}, {"≦", atMostBound},
		{"〜", atMostBound},
		{"under", belowBound}, {"less than", belowBound}, {"fewer than", belowBound}, {"<", belowBound},
	}
	boundsAfter = []boundWord{
		{"以上", atLeastBound}, {"+", atLeastBound}, {"or more", atLeastBound},
		{"超", aboveBound},
		{"以下", atMostBound}, {"以内", atMostBound}, {"or less", atMostBound}, {"or fewer", atMostBound},
		{"未満", belowBound},
	}
)

// boundWord reads the first of words that is there.
func (c *cellCursor) boundWord(words []boundWord) numberBound {
	if r, _ := c.peek(); isDigit(r) || r == cellEnd {
		return noBound
	}
	for _, b := range words {
		if c.acceptWord(b.word) {
			c.skipSpaces()
			return b.bound
		}
	}
	return noBound
}

// rangeSign says what stands between the ends of an interval.
type rangeSign uint8

const (
	noRange   rangeSign = iota
	twoEnded            // a dash, or "to"
	openRange           // a wave, behind which the high end may be left out
)

const (
	numberDashes = "-‐‑‒–—―−ーｰ"
	rangeWaves   = "〜~"
)

func (c *cellCursor) rangeSign() rangeSign {
	sign := noRange
	if _, found := c.acceptOne(rangeWaves); found {
		sign = openRange
	} else if _, found := c.acceptOne(numberDashes); found || c.acceptWord("to") {
		sign = twoEnded
	}
	c.skipSpaces()
	return sign
}

// expectNumberEnd is nil where all is read, else it says what is wrong with a cell
// that goes on.
func (c *cellCursor) expectNumberEnd() error {
	if _, found := c.acceptOne("eE"); found {
		if r, _ := c.peek(); isDigit(r) || r == '+' || r == '-' {
			return errExponent
		}
		return errNotNumber
	}
	c.skipSpaces()
	r, _ := c.peek()
	switch {
	case r == cellEnd:
		return nil
	case isDigit(r) || r == '/' || r == '-':
		return errManyNumbers
	}
	return errNotNumber
}
