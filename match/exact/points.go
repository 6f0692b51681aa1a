package exact

import "strconv"

// Points are thousandths of a point: 12.5 points are 12500. Percentages (a fit, a
// share) are kept in the same way.
type Points int64

// PointsPerPoint is the number of thousandths in one point.
const PointsPerPoint = 1000

// String gives the points without trailing zeros: "12.5", "-3", "0".
func (p Points) String() string { return string(p.AppendTo(nil)) }

// Signed gives the points with their sign: "+12.5", "-3", "+0".
func (p Points) Signed() string { return string(p.AppendSigned(nil)) }

// AppendSigned appends what Signed gives to dst.
func (p Points) AppendSigned(dst []byte) []byte {
	if p >= 0 {
		dst = append(dst, '+')
	}
	return p.AppendTo(dst)
}

// Number is the points as a Number.
func (p Points) Number() Number {
	den := int64(PointsPerPoint)
	for range 3 { // the factors of 1000 that they have in common: 2 and 5, three times each
		if p%2 == 0 {
			p, den = p/2, den/2
		}
		if p%5 == 0 {
			p, den = p/5, den/5
		}
	}
	return Number{num: int64(p), den1: den - 1}
}

// AppendTo appends what String gives to dst.
func (p Points) AppendTo(dst []byte) []byte {
	size := uint64(p)
	if p < 0 {
		size = -size
		dst = append(dst, '-')
	}
	dst = strconv.AppendUint(dst, size/PointsPerPoint, 10)
	rest := size % PointsPerPoint
	if rest == 0 {
		return dst
	}
	tenths, hundredths, thousandths := '0'+byte(rest/100), '0'+byte(rest/10%10), '0'+byte(rest%10)
	switch {
	case thousandths > '0':
		return append(dst, '.', tenths, hundredths, thousandths)
	case hundredths > '0':
		return append(dst, '.', tenths, hundredths)
	}
	return append(dst, '.', tenths)
}

// Bounds are the ends between which a number of points must lie. An end without
// bound has NoLow or NoHigh set, and its Low or High means nothing.
type Bounds struct {
	Low, High     Points
	NoLow, NoHigh bool
}

// Float64 is the points as a floating-point number, the nearest there is: for programs
// that compute on. String is exact.
func (p Points) Float64() float64 { return float64(p) / PointsPerPoint }
