package exact

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// Number is an exact rational number, num / (den1 + 1). The zero value is 0, and
// equal numbers are == because fractions are kept in lowest terms.
type Number struct {
	num  int64
	den1 int64 // the denominator less one, so that the zero value is 0
}

// Int is the whole number n, which must not be the least int64.
func Int(n int64) Number { return Number{num: n} }

// NewNumber is num / den. It panics where den is 0, as a division does, and where
// a sign cannot be turned because an argument is the least int64.
func NewNumber(num, den int64) Number {
	if den == 0 {
		panic("match: NewNumber: denominator 0")
	}
	n, ok := ratio((num < 0) != (den < 0), magnitude(num), magnitude(den))
	if !ok {
		panic("match: NewNumber: out of range")
	}
	return n
}

// FromRat is r as a Number; false where it does not fit.
func FromRat(r *big.Rat) (Number, bool) {
	num, den := new(big.Int).Abs(r.Num()), r.Denom()
	if !num.IsInt64() || !den.IsInt64() {
		return Number{}, false
	}
	return signed(r.Sign() < 0, num.Uint64(), den.Uint64())
}

// Sign is -1, 0 or 1.
func (n Number) Sign() int {
	switch {
	case n.num < 0:
		return -1
	case n.num > 0:
		return 1
	}
	return 0
}

// Neg is -n.
func (n Number) Neg() Number { return Number{num: -n.num, den1: n.den1} }

// Cmp is -1, 0 or 1: n is below, equal to or above m.
func (n Number) Cmp(m Number) int {
	if s, t := n.Sign(), m.Sign(); s != t {
		return cmp.Compare(s, t)
	}
	high1, low1 := bits.Mul64(magnitude(n.num), m.den())
	high2, low2 := bits.Mul64(magnitude(m.num), n.den())
	order := compareWide(high1, low1, high2, low2)
	if n.num < 0 {
		return -order
	}
	return order
}

// Mul is n × m; false where it does not fit.
func (n Number) Mul(m Number) (Number, bool) {
	return product(n.num, m.num, n.den(), m.den())
}

// Div is n / m; false where m is 0 or the result does not fit.
func (n Number) Div(m Number) (Number, bool) {
	if m.num == 0 {
		return Number{}, false
	}
	inverse := int64(m.den())
	if m.num < 0 {
		inverse = -inverse
	}
	return product(n.num, inverse, n.den(), magnitude(m.num))
}

// product is a/c × b/d, both in lowest terms; false where it does not fit. What is
// common to a and d and to b and c is taken out first, so that the result is in
// lowest terms too.
func product(a, b int64, c, d uint64) (Number, bool) {
	divisor1, divisor2 := commonDivisor(magnitude(a), d), commonDivisor(magnitude(b), c)
	numHigh, num := bits.Mul64(magnitude(a)/divisor1, magnitude(b)/divisor2)
	denHigh, den := bits.Mul64(c/divisor2, d/divisor1)
	if numHigh|denHigh != 0 {
		return Number{}, false
	}
	return signed((a < 0) != (b < 0), num, den)
}

// ratio is num / den, den not 0, with its sign; false where it does not fit.
func ratio(negative bool, num, den uint64) (Number, bool) {
	if den == 1 {
		return signed(negative, num, den)
	}
	divisor := commonDivisor(num, den)
	return signed(negative, num/divisor, den/divisor)
}

// signed is ratio for a fraction in lowest terms.
func signed(negative bool, num, den uint64) (Number, bool) {
	if num > math.MaxInt64 || den > math.MaxInt64 {
		return Number{}, false
	}
	n := Number{num: int64(num), den1: int64(den) - 1}
	if negative {
		n.num = -n.num
	}
	return n, true
}

// commonDivisor is the greatest common divisor; b is not 0.
func commonDivisor(a, b uint64) uint64 {
	if a == 1 || b == 1 {
		return 1
	}
	for a != 0 {
		a, b = b%a, a
	}
	return b
}

// Rat is n as a big.Rat.
func (n Number) Rat() *big.Rat { return big.NewRat(n.num, n.den1+1) }

// Float64 is the float64 nearest n.
func (n Number) Float64() float64 {
	const whole = 1 << 53 // up to it every whole number is a float64, and their quotient is rounded once
	if magnitude(n.num) <= whole && n.den() <= whole {
		return float64(n.num) / float64(n.den())
	}
	nearest, _ := n.Rat().Float64()
	return nearest
}

// String gives the exact decimal where there is one ("-0.5"), else a fraction
// ("1/3").
func (n Number) String() string {
	if n.den1 == 0 {
		return strconv.FormatInt(n.num, 10)
	}
	r := n.Rat()
	if digits, exact := r.FloatPrec(); exact {
		return r.FloatString(digits)
	}
	return r.String()
}

// Percent gives n in percent, "66.67%" for 0.6667: exactly where that has an end,
// else rounded to three decimals.
func (n Number) Percent() string {
	r := n.Rat()
	r.Mul(r, big.NewRat(100, 1))
	digits, exact := r.FloatPrec()
	if !exact {
		digits = 3
	}
	return r.FloatString(digits) + "%"
}

// Share gives n as a rulebook writes a share, exactly: "66.67%", or "1/3" where percent
// would have no end.
func (n Number) Share() string {
	if _, ends := n.Rat().FloatPrec(); ends {
		return n.Percent()
	}
	return n.String()
}

// Points is n in points; false where n has more than three decimals or does not
// fit.
func (n Number) Points() (Points, bool) {
	product, ok := n.Mul(Int(PointsPerPoint))
	return Points(product.num), ok && product.den1 == 0
}

// maxPoints is where MulPoints stops.
const maxPoints = 9_000_000_000_000_000_000

// MulPoints is n × m in points, exact and rounded once, half away from zero. A
// result beyond ±9×10^18 thousandths becomes that.
func (n Number) MulPoints(m Number) Points {
	size := mulThousandths(magnitude(n.num), magnitude(m.num), n.den(), m.den())
	if (n.num < 0) != (m.num < 0) {
		return -Points(size)
	}
	return Points(size)
}

// mulThousandths is a × b × 1000 / (c × d), rounded half up, at most maxPoints.
func mulThousandths(a, b, c, d uint64) uint64 {
	high, low := bits.Mul64(a, b)
	if high > 0 {
		return bigThousandths(a, b, c, d)
	}
	high, low = bits.Mul64(low, PointsPerPoint)
	denHigh, den := bits.Mul64(c, d)
	if denHigh > 0 || high >= den {
		return bigThousandths(a, b, c, d)
	}
	quotient, rest := bits.Div64(high, low, den)
	if rest >= den-rest {
		quotient++
	}
	return min(quotient, maxPoints)
}

// bigThousandths is mulThousandths for products beyond 128 bits.
func bigThousandths(a, b, c, d uint64) uint64 {
	wide := func(u uint64) *big.Int { return new(big.Int).SetUint64(u) }
	num := wide(a)
	num.Mul(num, wide(b)).Mul(num, wide(2*PointsPerPoint))
	den := wide(c)
	den.Mul(den, wide(d))
	num.Add(num, den).Quo(num, den.Lsh(den, 1))
	if !num.IsUint64() {
		return maxPoints
	}
	return min(num.Uint64(), maxPoints)
}

func (n Number) den() uint64 { return uint64(n.den1) + 1 }

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// compareWide compares two 128-bit numbers.
func compareWide(high1, low1, high2, low2 uint64) int {
	switch {
	case high1 < high2 || high1 == high2 && low1 < low2:
		return -1
	case high1 == high2 && low1 == low2:
		return 0
	}
	return 1
}

// Steps gives the first whole number from units × n on, and the first above; nothing
// where no int64 is that far from 0.
func (n Number) Steps(units int64, step func(int64)) {
	high, low := bits.Mul64(magnitude(n.num), uint64(units))
	if high >= n.den() {
		return
	}
	size, rest := bits.Div64(high, low, n.den())
	if size >= math.MaxInt64 {
		return
	}
	floor := int64(size)
	if n.num < 0 {
		floor = -floor
		if rest > 0 {
			floor--
		}
	}
	if rest == 0 {
		step(floor)
	}
	step(floor + 1)
}

// Halfway is the number halfway between two; false where it does not fit.
func Halfway(a, b Number) (Number, bool) {
	const least, most = math.MinInt64 / 2, math.MaxInt64 / 2
	if a.den1 == 0 && b.den1 == 0 && least < a.num && a.num < most && least < b.num && b.num < most {
		return NewNumber(a.num+b.num, 2), true
	}
	sum := new(big.Rat).Add(a.Rat(), b.Rat())
	return FromRat(sum.Mul(sum, big.NewRat(1, 2)))
}

// Rounded gives the number for people: a fraction without end to three decimals.
func (n Number) Rounded() string {
	r := n.Rat()
	if _, exact := r.FloatPrec(); exact {
		return n.String()
	}
	return r.FloatString(3)
}

// Whole is a number without a fraction; false for any other.
func (n Number) Whole() (int64, bool) { return n.num, n.den1 == 0 }
