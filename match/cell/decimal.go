package cell

import "leadscore/match/exact"

// decimalStyle says which characters group digits and begin the decimals.
type decimalStyle struct {
	group, point rune
	cells        bool // as cells write numbers: apostrophes group digits too (1'000), and a dash may stand for decimals (5,-)
	spaced       bool // spaces group digits too (1 000)
}

var (
	rulebookDecimals = decimalStyle{group: ',', point: '.'}
	pointDecimals    = decimalStyle{group: ',', point: '.', cells: true}
	commaDecimals    = decimalStyle{group: '.', point: ',', cells: true, spaced: true}
)

// numberDashes are the signs and dashes that people write for a minus.
const numberDashes = "-‐‑‒–—―−ーｰ"

// decimal reads a number as rulebooks write it, with its sign.
func (c *cellCursor) decimal() (exact.Number, error) {
	_, negative := c.acceptOne(numberDashes)
	if !negative {
		c.accept('+')
	}
	n, err := c.unsigned(rulebookDecimals)
	if negative {
		n = n.Neg()
	}
	return n, err
}

// unsigned reads a number without its sign: digits, in groups or not, and decimals.
func (c *cellCursor) unsigned(style decimalStyle) (exact.Number, error) {
	var d decimalDigits
	if err := c.wholePart(&d, style); err != nil {
		return exact.Number{}, err
	}
	if c.accept(style.point) && c.decimals(&d) == 0 && !(style.cells && c.noDecimals()) {
		return exact.Number{}, errNotNumber
	}
	switch r, _ := c.peek(); {
	case r == ',' && style.point == '.':
		return exact.Number{}, errDecimalComma
	case r == style.group || r == style.point:
		return exact.Number{}, errGroups
	}
	return d.number()
}

// wholePart reads the digits before the decimals, in groups of three or not.
func (c *cellCursor) wholePart(d *decimalDigits, style decimalStyle) error {
	first, _ := c.peek()
	if style.cells && first != '0' && c.pairGroups(d, style.group) {
		return nil
	}
	count := c.wholeDigits(d)
	switch {
	case count == 0 && first != style.point:
		return errNotNumber
	case count > 1 && first == '0':
		return errLeadingZero
	}
	for sign, found := c.groupSign(style, 0); found; sign, found = c.groupSign(style, sign) {
		if count == 0 || count > 3 || first == '0' || c.wholeDigits(d) != 3 {
			return errGroups
		}
		count = 3
	}
	return nil
}

// pairGroups reads digits grouped in pairs above the thousands, as in 1,20,000 or
// 1,00,00,000, and marks the cursor; it reads nothing where they are not.
func (c *cellCursor) pairGroups(d *decimalDigits, group rune) bool {
	ahead, read := *c, decimalDigits{}
	count, groups := ahead.wholeDigits(&read), 0
	if count == 0 || count > 2 {
		return false
	}
	for count = 2; count == 2 && ahead.accept(group); groups++ {
		count = ahead.wholeDigits(&read)
	}
	next, _ := ahead.peek()
	if groups < 2 || count != 3 || next == group {
		return false
	}
	*c, *d = ahead, read
	c.pairs = true
	return true
}

// groupSign reads what sets off groups of digits, which is the same throughout a
// number: before is the sign in front of the last group, 0 for none.
func (c *cellCursor) groupSign(style decimalStyle, before rune) (rune, bool) {
	r, size := c.peek()
	switch {
	case before != 0 && r != before:
		return 0, false
	case r == style.group, style.cells && (r == '\'' || r == '’'):
	case r == ' ' && style.spaced && c.groupFollows():
	default:
		return 0, false
	}
	c.at += size
	return r, true
}

// groupFollows reports whether a space and exactly three digits come next.
func (c *cellCursor) groupFollows() bool {
	ahead := *c
	ahead.accept(' ')
	return ahead.wholeDigits(&decimalDigits{}) == 3
}

// noDecimals reads the dash that prices have for decimals.
func (c *cellCursor) noDecimals() bool {
	_, found := c.acceptOne("-–—")
	r, _ := c.peek()
	return found && !isDigit(r)
}

// wholeDigits reads a run of digits before the decimals, and counts them.
func (c *cellCursor) wholeDigits(d *decimalDigits) (count int) {
	for digit, found := c.digit(); found; digit, found = c.digit() {
		d.addWhole(digit)
		count++
	}
	return count
}

// decimals reads the digits behind the point, and counts them.
func (c *cellCursor) decimals(d *decimalDigits) (count int) {
	for digit, found := c.digit(); found; digit, found = c.digit() {
		d.addDecimal(digit)
		count++
	}
	return count
}

// decimalDigits collects the digits of a number.
type decimalDigits struct {
	value    uint64 // of the digits that count
	digits   int    // how many of them there are, zeros in front apart
	places   int    // how many of them are decimals
	rounded  bool   // no further decimal counts
	tooLarge bool
}

func (d *decimalDigits) addWhole(digit uint64) {
	if d.digits == maxDigits {
		d.tooLarge = true
		return
	}
	d.value = d.value*10 + digit
	if d.value > 0 {
		d.digits++
	}
}

func (d *decimalDigits) addDecimal(digit uint64) {
	switch {
	case d.rounded:
	case d.digits == maxDigits || d.places == maxDecimals:
		d.rounded = true
		if digit >= 5 {
			d.value++
		}
	default:
		d.addWhole(digit)
		d.places++
	}
}

func (d *decimalDigits) number() (exact.Number, error) {
	den := uint64(1)
	for range d.places {
		den *= 10
	}
	if d.tooLarge || d.value/den > maxNumber || d.value/den == maxNumber && d.value%den > 0 {
		return exact.Number{}, errTooLarge
	}
	return exact.NewNumber(int64(d.value), int64(den)), nil // fits: both are at most 10^18
}

// hundredth is n percent. It fits, since numbers as they are read have at most 16
// decimals.
func hundredth(n exact.Number) exact.Number {
	n, _ = n.Div(exact.Int(100))
	return n
}
