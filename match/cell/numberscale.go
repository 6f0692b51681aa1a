package cell

import "leadscore/match/exact"

// amount is a number with the unit behind its digits, as in 1.5億 or 50K.
type amount struct {
	number   exact.Number
	scale    int64  // the unit: 0 for none, of several (1億2,000万) mixedScale
	currency string // of a unit that names one too, as TEUR
	vague    bool   // a unit that counts only beside a currency: a small m may be metres or months
}

// mixedScale is the scale of an amount with several units.
const mixedScale = -1

// amount reads digits with their unit.
func (c *cellCursor) amount(style decimalStyle) (a amount, err error) {
	a.number, err = c.unsigned(style)
	if err != nil || c.done() {
		return a, err
	}
	c.skipSpaces()
	r, _ := c.peek()
	if smallUnit(r)|largeUnit(r) > 0 {
		return c.kanjiAmount(a.number, style)
	}
	if !isASCIILetter(r) {
		return a, nil
	}
	if s, found := latinScales.read(c); found {
		capital := 'A' <= r && r <= 'Z'
		a.scale, a.currency, a.vague = s.factor, s.currency, s.vague && !capital
		a.number, err = scaleUp(a.number, s.factor)
	}
	return a, err
}

// scaleUp is n times a unit.
func scaleUp(n exact.Number, factor int64) (exact.Number, error) {
	n, fits := n.Mul(exact.Int(factor))
	if !fits || n.Cmp(exact.Int(maxNumber)) > 0 || n.Cmp(exact.Int(-maxNumber)) < 0 {
		return exact.Number{}, errTooLarge
	}
	return n, nil
}

// smallUnit is the unit within four digits that a character stands for; 0 for none.
func smallUnit(r rune) int64 {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return 0
}

// largeUnit is the unit of four digits that a character stands for; 0 for none.
func largeUnit(r rune) int64 {
	switch r {
	case '万':
		return 1_0000
	case '億':
		return 1_0000_0000
	case '兆':
		return 1_0000_0000_0000
	}
	return 0
}

// unit reads a unit of one of the two kinds; 0 for none.
func (c *cellCursor) unit(kind func(rune) int64) int64 {
	r, size := c.peek()
	factor := kind(r)
	if factor > 0 {
		c.at += size
	}
	return factor
}

// kanjiSum adds up the parts of an amount such as 1億2,000万 or 2千5百万. Each part
// must stay under the unit before it.
type kanjiSum struct {
	total   int64 // up to the last large unit
	section int64 // behind it
	large   int64 // the last large unit; 0: none yet
	small   int64 // the last small unit behind it; 0: none yet
}

// add counts one part: its digits, and the units behind them.
func (s *kanjiSum) add(digits, small, large int64) error {
	scaled, err := scaleUp(exact.Int(digits), max(small, 1))
	if err != nil {
		return err
	}
	part, _ := scaled.Whole()
	if s.small > 0 && part >= s.small {
		return errUnits
	}
	s.section, s.small = s.section+part, max(small, 1)
	if large == 0 {
		return nil
	}
	scaled, err = scaleUp(exact.Int(s.section), large)
	if err != nil {
		return err
	}
	section, _ := scaled.Whole()
	if s.large > 0 && section >= s.large {
		return errUnits
	}
	*s = kanjiSum{total: s.total + section, large: large}
	return nil
}

// sum is the amount of all parts.
func (s *kanjiSum) sum() (exact.Number, error) {
	sum := s.total + s.section
	switch {
	case s.large > 0 && s.section >= s.large:
		return exact.Number{}, errUnits
	case sum > maxNumber:
		return exact.Number{}, errTooLarge
	}
	return exact.Int(sum), nil
}

// kanjiAmount reads the units behind first, and the further digits and units of the
// amount. Decimals have their place only where there are no further digits.
func (c *cellCursor) kanjiAmount(first exact.Number, style decimalStyle) (amount, error) {
	small, large := c.unit(smallUnit), c.unit(largeUnit)
	factor := max(small, 1) * max(large, 1)
	if c.skipSpaces(); !c.atDigit() {
		n, err := scaleUp(first, factor)
		return amount{number: n, scale: factor}, err
	}
	var s kanjiSum
	for n := first; ; small, large = c.unit(smallUnit), c.unit(largeUnit) {
		digits, whole := n.Whole()
		if !whole {
			return amount{}, errUnits
		}
		if err := s.add(digits, small, large); err != nil {
			return amount{}, err
		}
		c.skipSpaces()
		if !c.atDigit() || small|large == 0 {
			break
		}
		var err error
		if n, err = c.unsigned(style); err != nil {
			return amount{}, err
		}
	}
	n, err := s.sum()
	return amount{number: n, scale: mixedScale}, err
}
