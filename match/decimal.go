package match

// decimalStyle says which characters group digits and begin the decimals.
type decimalStyle struct{ group, point rune }

var (
	pointDecimals = decimalStyle{group: ',', point: '.'}
	commaDecimals = decimalStyle{group: '.', point: ','}
)

// decimal reads a number with its sign, groups and decimals.
func (c *cellCursor) decimal(style decimalStyle) (Number, error) {
	_, negative := c.acceptOne(numberDashes)
	if !negative {
		c.accept('+')
	}
	var d decimalDigits
	if err := c.wholePart(&d, style); err != nil {
		return Number{}, err
	}
	if c.accept(style.point) && c.decimals(&d) == 0 {
		return Number{}, errNotNumber
	}
	switch r, _ := c.peek(); {
	case r == ',' && style == pointDecimals:
		return Number{}, errDecimalComma
	case r == style.group || r == style.point:
		return Number{}, errGroups
	}
	return d.number(negative)
}

// wholePart reads the digits before the decimals, in groups of three or not.
func (c *cellCursor) wholePart(d *decimalDigits, style decimalStyle) error {
	first, _ := c.peek()
	count := c.wholeDigits(d)
	switch {
	case count == 0 && first != style.point:
		return errNotNumber
	case count > 1 && first == '0':
		return errLeadingZero
	}
	for c.accept(style.group) {
		if count == 0 || count > 3 || first == '0' || c.wholeDigits(d) != 3 {
			return errGroups
		}
		count = 3
	}
	return nil
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

func (d *decimalDigits) number(negative bool) (Number, error) {
	den := uint64(1)
	for range d.places {
		den *= 10
	}
	if d.tooLarge || d.value/den > maxNumber || d.value/den == maxNumber && d.value%den > 0 {
		return Number{}, errTooLarge
	}
	n, _ := ratio(negative, d.value, den) // fits: both are at most 10^18
	return n, nil
}

// hundredth is n percent. It fits, since numbers as they are read have at most 16
// decimals.
func hundredth(n Number) Number {
	n, _ = n.Div(Int(100))
	return n
}
