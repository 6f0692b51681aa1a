package cell

import (
	"cmp"
	"errors"
	"strings"

	"leadscore/match/exact"
)

// ErrExponent tells that a number is written as a spreadsheet shortens it, 1.23E+12: digits are lost.
var ErrExponent = errors.New("numbers with an exponent are not read")

// What can be wrong with a number. The cell itself is named by who reports it.
var (
	errNotNumber     = errors.New("not a number")
	errLeadingZero   = errors.New("starts with 0: an identifier, not a number")
	errGroups        = errors.New("thousands separators must set off groups of three digits")
	errDecimalComma  = errors.New("a decimal comma, which the field must declare: decimal: comma")
	errManyNumbers   = errors.New("several numbers: a date or a phone number, perhaps")
	errTooLarge      = errors.New("beyond 10^15, the largest number that is read")
	errEnds          = errors.New("the low end is above the high end")
	errUnits         = errors.New("the units do not fall from left to right, as in 1億2,000万")
	errUnitOfLow     = errors.New("the unit of the low end is not clear")
	errVagueUnit     = errors.New("a small m may be million, metres or months: write M, or name the currency")
	errTwoCurrencies = errors.New("two currencies in one number")
	errNotShare      = errors.New("a share needs its percent sign, as in 75%")
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
func ParseDecimal(s string) (exact.Number, error) {
	c := cellCursor{text: s}
	c.skipSpaces()
	n, err := c.decimal()
	if err == nil {
		err = c.expectNumberEnd()
	}
	if err != nil {
		return exact.Number{}, err
	}
	return n, nil
}

// ParseShare reads a share with its percent sign: "66.67%" is 0.6667. It reads
// numbers as ParseDecimal does.
func ParseShare(s string) (exact.Number, error) {
	c := cellCursor{text: s}
	c.skipSpaces()
	n, err := c.decimal()
	if err != nil {
		return exact.Number{}, err
	}
	c.skipSpaces()
	percent := c.accept('%')
	if err := c.expectNumberEnd(); err != nil {
		return exact.Number{}, err
	}
	if !percent {
		return exact.Number{}, errNotShare
	}
	return hundredth(n), nil
}

// ParseNumber reads a cell as a number or as an interval of numbers:
//
//   - 1234, -5, +5, 1,234,567.5, 1'234.5, 5% (0.05); with comma, 1.234.567,5 and
//     1 234 567,5
//   - △1,234, ▲5, (1,234): below zero
//   - ￥3,000,000-; under_$5,000, as forms write it
//   - $1,200, US$ 3.5 million, 1.2M, 50K, 2.5 Mrd. €, ￥１，０００: Currency tells which money
//   - 1億2,000万円, 1.5億, 500百万円, 2千5百万; 約500人 (which is 500), 300万円(税抜)
//   - ₹1,20,000 beside rupees only; 1.5 Cr, 50L
//   - 11-50, 100〜299名, 1,001 to 5,000, 5-10%: both ends belong to it. A unit or a
//     percent sign at the end counts for both: 1〜3億円, 50-100K
//   - 500人以上, 500名〜, 10,000+, 500 or more; 500人超, over 500 (500 excluded)
//   - 50名以下, 〜50名, 50 or less; 50名未満, under 50 (50 excluded): the low end is 0
//   - 100人以上300人未満: both ends by their words
//
// all in full-width characters too, and with counters such as 名, 人, 社, 件 and
// employees. It refuses what may be an identifier, a phone number or a date, and
// rounds as ParseDecimal does.
func ParseNumber(cell string, comma bool) (exact.Interval, error) {
	n, err := readNumber(cell, comma)
	return n.value, err
}

// Currency is the ISO 4217 code of the currency that a cell names, for a cell that
// ParseNumber reads: "USD" of $5, "JPY" of 5円; "" where it names none. Marks that
// several currencies have stand for these two.
func Currency(cell string, comma bool) string {
	n, _ := readNumber(cell, comma)
	return n.currency
}

// cellNumber is what a cell says in numbers.
type cellNumber struct {
	value    exact.Interval
	currency string
	unit     bool // it names a unit: 万, K
	yen      bool // 円 stands behind its digits
}

// readNumber reads a cell as a number; the zero value with an error.
func readNumber(cell string, comma bool) (cellNumber, error) {
	n, err := readWritten(cell, comma)
	if err != nil {
		if plain := plainNumber(cell); plain != cell {
			return readWritten(plain, comma)
		}
	}
	return n, err
}

// plainNumber takes from a cell what forms and bills put into numbers: _ for blanks, as in
// under_$5,000, and the dash that ends an amount in yen, ￥3,000,000-.
func plainNumber(cell string) string {
	plain := strings.TrimSpace(strings.ReplaceAll(cell, "_", " "))
	if strings.HasPrefix(plain, "¥") || strings.HasPrefix(plain, "￥") {
		plain = strings.TrimRight(plain, "-－ー―")
	}
	return plain
}

// readWritten reads a cell as it is written.
func readWritten(cell string, comma bool) (n cellNumber, err error) {
	if whole, ok := exact.WholeNumber(cell); ok {
		return cellNumber{value: exact.At(exact.Int(whole))}, nil
	}
	style := pointDecimals
	if comma {
		style = commaDecimals
	}
	c := cellCursor{text: cell}
	c.skipSpaces()
	low, err := c.end(style)
	if err != nil {
		return n, err
	}
	if c.done() {
		return low.alone()
	}
	sign := c.rangeSign()
	if sign == openRange && c.ended() && low.bound == noBound {
		low.bound = atLeastBound
		return low.alone()
	}
	if sign == noRange && !low.bound.isLow() {
		if err := c.expectNumberEnd(); err != nil {
			return n, err
		}
		return low.alone()
	}
	high, err := c.end(style)
	if err != nil {
		return n, err
	}
	if err := c.expectNumberEnd(); err != nil {
		return n, err
	}
	return betweenEnds(low, high)
}

// rupees are the currency whose digits are grouped in pairs above the thousands.
const rupees = "INR"

// numberEnd is one end of an interval as the cell writes it, or its only number.
type numberEnd struct {
	number   exact.Number
	bound    numberBound
	has      wordKind // the kinds of words beside it
	scale    int64    // its unit, as an amount has it
	tail     bool     // words follow its digits, so that it takes nothing from the other end
	vague    bool     // its unit counts only beside a currency
	negative bool
	inside   bool // in parentheses
	pairs    bool // grouped as rupees are: 1,20,000
	yen      bool // 円 stands behind its digits
	currency string
}

// alone is what a cell with this end alone says.
func (e numberEnd) alone() (cellNumber, error) {
	n := cellNumber{value: exact.At(e.number), currency: e.currency, unit: e.scale != 0, yen: e.yen}
	switch {
	case e.pairs && e.currency != rupees:
		return cellNumber{}, errGroups
	case e.vague && e.currency == "":
		return cellNumber{}, errVagueUnit
	case e.bound.isHigh():
		return betweenEnds(numberEnd{tail: true}, e)
	case e.bound.isLow():
		n.value = exact.Interval{Low: e.number, LowOpen: e.bound == aboveBound, NoHigh: true}
	}
	return n, nil
}

// betweenEnds is what a cell with two ends says.
func betweenEnds(low, high numberEnd) (n cellNumber, err error) {
	if low.bound.isHigh() || high.bound.isLow() {
		return n, errEnds
	}
	currency := cmp.Or(low.currency, high.currency)
	if currency != cmp.Or(high.currency, low.currency) {
		return n, errTwoCurrencies
	}
	if (low.pairs || high.pairs) && currency != rupees {
		return n, errGroups
	}
	if (low.vague || high.vague) && currency == "" {
		return n, errVagueUnit
	}
	if err := low.shareUnit(&high); err != nil {
		return n, err
	}
	v := exact.Interval{
		Low: low.number, LowOpen: low.bound == aboveBound,
		High: high.number, HighOpen: high.bound == belowBound,
	}
	if order := v.Low.Cmp(v.High); order > 0 || order == 0 && (v.LowOpen || v.HighOpen) {
		return n, errEnds
	}
	return cellNumber{value: v, currency: currency, unit: low.scale != 0 || high.scale != 0, yen: low.yen || high.yen}, nil
}

// nextUnit is what lies between units that people leave out: 500 beside 1億 may be
// 500万, and beside 1M 500K.
const nextUnit = 10_000

// shareUnit gives the low end the percent sign or the unit of the high one, unless
// it has one of its own. 5,000〜1万 has: there 5,000 is written in full.
func (e *numberEnd) shareUnit(high *numberEnd) error {
	if e.tail || e.scale != 0 || e.number == exact.Int(0) {
		return nil
	}
	switch {
	case high.has&percentWord != 0:
		e.number = hundredth(e.number)
		return nil
	case high.scale == mixedScale:
		return errUnitOfLow
	case high.scale == 0:
		return nil
	}
	shared, err := scaleUp(e.number, high.scale)
	switch {
	case err == nil && shared.Cmp(high.number) <= 0:
		e.number = shared
	case high.scale > nextUnit && e.number.Cmp(exact.NewNumber(high.scale, 1000)) < 0:
		return errUnitOfLow
	}
	return nil
}

// end reads a number with its sign, its unit and the words around it
// that say what it counts and which end it is.
func (c *cellCursor) end(style decimalStyle) (e numberEnd, err error) {
	if !c.atDigit() && c.before(&e) == '+' {
		style.spaced = false // as in phone numbers
	}
	c.pairs = false
	a, err := c.amount(style)
	if err != nil {
		return numberEnd{}, err
	}
	e.number, e.scale, e.vague, e.pairs = a.number, a.scale, a.vague, c.pairs
	if e.inside || a.currency != "" || !c.done() {
		if err := c.after(&e, a.currency); err != nil {
			return numberEnd{}, err
		}
	}
	if e.has&percentWord != 0 {
		e.number = hundredth(e.number)
	}
	if e.negative {
		e.number = e.number.Neg()
	}
	return e, nil
}

// before reads what stands in front of the digits, words and a sign, and gives the
// sign; 0 for none.
func (c *cellCursor) before(e *numberEnd) (sign rune) {
	for more := true; more && !c.atDigit(); c.skipSpaces() {
		switch {
		case sign == 0 && c.accept('+'):
			sign = '+'
		case sign == 0 && c.minus(e):
			sign = '-'
		default:
			more = c.word(e, wordsBefore)
		}
	}
	return sign
}

// minus reads a sign that makes a number negative: a dash, a triangle as Japanese
// accounts have it, or a parenthesis.
func (c *cellCursor) minus(e *numberEnd) bool {
	r, found := c.acceptOne(numberDashes + "△▲(")
	e.negative = found
	e.inside = r == '('
	return found
}

// after reads what follows the digits and their unit.
func (c *cellCursor) after(e *numberEnd, currency string) error {
	marked := e.currency
	e.currency = currency
	e.has &^= currencyWord
	for c.skipSpaces(); c.word(e, wordsAfter); {
		c.skipSpaces()
	}
	e.tail = e.has&^(roughWord|boundWord) != 0
	e.yen = e.currency == "JPY"
	switch {
	case e.currency == "" || e.currency == marked:
		e.currency = marked
	case marked != "" && !sharedMark(marked):
		return errTwoCurrencies
	}
	if e.inside && (e.has&(counterWord|boundWord) != 0 || !c.accept(')')) {
		return errNotNumber
	}
	return nil
}

// word reads a word of a kind that the end does not have yet.
func (c *cellCursor) word(e *numberEnd, words cellWords[numberWord]) bool {
	start := c.at
	word, found := words.read(c)
	if !found || e.has&word.kind != 0 {
		c.at = start
		return false
	}
	e.has |= word.kind
	switch word.kind {
	case boundWord:
		e.bound = word.bound
	case currencyWord:
		e.currency = word.currency
	}
	return true
}

// expectNumberEnd is nil where all is read, else it says what is wrong with a cell
// that goes on.
func (c *cellCursor) expectNumberEnd() error {
	if _, found := c.acceptOne("eE"); found {
		if r, _ := c.peek(); isDigit(r) || r == '+' || r == '-' {
			return ErrExponent
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
