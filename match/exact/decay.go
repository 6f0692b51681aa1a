package exact

import (
	"math/big"
	"math/bits"
	"sync"
)

// LinearLeft is what is left of 1 after falling by rate in each of so many
// periods: max(0, 1 - rate × periods).
func LinearLeft(rate Number, periods int) Number {
	lost, ok := rate.Mul(Int(int64(periods)))
	if !ok || lost.Cmp(Int(1)) >= 0 {
		return Number{}
	}
	return NewNumber(int64(lost.den())-lost.num, int64(lost.den()))
}

// Keeping is share^steps for a share from 0 to 1, in units of 10^-40: a table of the first
// steps, which are those of nearly all leads. Later ones are computed when they are asked for.
type Keeping struct {
	share Number
	scale *big.Int // 10^40
	units []*big.Int
}

const (
	keptDigits = 40   // how many decimals of what is kept count
	keptTable  = 1024 // steps in the table: nearly three years by the day
)

// NewKeeping makes the table for a share from 0 to 1.
func NewKeeping(share Number) *Keeping {
	k := &Keeping{share: share, scale: new(big.Int).Exp(big.NewInt(10), big.NewInt(keptDigits), nil)}
	power, factor := newFloat(1), newFloat(0).SetRat(share.Rat())
	for range keptTable {
		units := k.inUnits(power)
		k.units = append(k.units, units)
		if units.Sign() == 0 {
			break
		}
		power.Mul(power, factor)
	}
	return k
}

// Of is n × share^steps in thousandths of a point: the power to 40 decimals, then rounded
// once, half away from zero. Steps below 0 count as 0.
func (k *Keeping) Of(n Number, steps int) Points {
	num := new(big.Int).SetUint64(magnitude(n.num))
	num.Mul(num, k.left(steps)).Mul(num, big.NewInt(2*PointsPerPoint))
	den := new(big.Int).SetUint64(n.den())
	den.Mul(den, k.scale)
	num.Add(num, den).Quo(num, den.Lsh(den, 1))
	size := int64(maxPoints)
	if num.IsInt64() {
		size = min(num.Int64(), maxPoints)
	}
	if n.num < 0 {
		return -Points(size)
	}
	return Points(size)
}

// Nothing reports whether share^steps is 0 to 40 decimals.
func (k *Keeping) Nothing(steps int) bool { return k.left(steps).Sign() == 0 }

// left is share^steps in units of 10^-40.
func (k *Keeping) left(steps int) *big.Int {
	steps = max(steps, 0)
	last := len(k.units) - 1
	switch {
	case steps <= last:
		return k.units[steps]
	case k.units[last].Sign() == 0:
		return k.units[last]
	}
	return k.inUnits(k.power(steps))
}

// power is share^steps, by squares of the share.
func (k *Keeping) power(steps int) *big.Float {
	power, square := newFloat(1), newFloat(0).SetRat(k.share.Rat())
	for rest := steps; rest > 0; rest /= 2 {
		if rest%2 == 1 {
			power.Mul(power, square)
		}
		square.Mul(square, square)
	}
	return power
}

// inUnits is a power in units of 10^-40, rounded half up.
func (k *Keeping) inUnits(power *big.Float) *big.Int {
	units := newFloat(0).SetInt(k.scale)
	units.Mul(units, power).Add(units, big.NewFloat(0.5))
	rounded, _ := units.Int(nil)
	return rounded
}

// HalfLife is the table of 0.5^(days / half-life) for the days of one half-life,
// in units of 2^-62. Later days halve it again, which is exact.
type HalfLife []uint64

const (
	halfLifeBits      = 62
	halfLifePrecision = 256 // bits of the arithmetic that makes the table
)

// NewHalfLife makes the table for a half-life in days, above 0. Each entry is the
// exact value rounded to the nearest unit: the arithmetic is of whole numbers, so
// that it is the same on every machine.
func NewHalfLife(days int) HalfLife {
	table := make(HalfLife, days)
	step := dailyFactor(days)
	factor, next, units := newFloat(1), newFloat(1), newFloat(0)
	half := big.NewFloat(0.5)
	for i := range table {
		units.SetMantExp(factor, halfLifeBits)
		rounded, _ := units.Add(units, half).Uint64()
		table[i] = rounded
		next.Mul(factor, step)
		factor, next = next, factor
	}
	return table
}

func newFloat(x float64) *big.Float {
	return new(big.Float).SetPrec(halfLifePrecision).SetFloat64(x)
}

// dailyFactor is 0.5^(1/days) by the series of exp(-ln 2 / days).
func dailyFactor(days int) *big.Float {
	exponent := newFloat(0)
	exponent.Quo(ln2(), newFloat(float64(days))).Neg(exponent)
	sum, term := newFloat(1), newFloat(1)
	for k := 1; term.Sign() != 0 && term.MantExp(nil) > -halfLifePrecision; k++ {
		term.Mul(term, exponent).Quo(term, newFloat(float64(k)))
		sum.Add(sum, term)
	}
	return sum
}

// ln2 is the natural logarithm of 2 (OEIS A002162). Nobody may change it.
var ln2 = sync.OnceValue(func() *big.Float {
	const digits = "0.693147180559945309417232121458176568075500134360255254120680009493393621969694715605863326996418687542"
	value, _, err := big.ParseFloat(digits, 10, halfLifePrecision, big.ToNearestEven)
	if err != nil {
		panic("exact: the logarithm of 2: " + err.Error())
	}
	return value
})

// Of is n × 0.5^(days / half-life) in thousandths of a point, rounded once, half
// away from zero. Days below 0 count as 0.
func (h HalfLife) Of(n Number, days int) Points {
	days = max(days, 0)
	size := decayed(magnitude(n.num), n.den(), h[days%len(h)], halfLifeBits+uint(days/len(h)))
	if n.num < 0 {
		return -Points(size)
	}
	return Points(size)
}

// decayed is num × 1000 × mantissa / (den × 2^shift), rounded half up.
func decayed(num, den, mantissa uint64, shift uint) uint64 {
	if shift > 2*halfLifeBits {
		return 0
	}
	over, thousandths := bits.Mul64(num, PointsPerPoint)
	if over > 0 {
		return bigDecayed(num, den, mantissa, shift)
	}
	high, low := bits.Mul64(thousandths, mantissa)
	high, rest := high/den, high%den
	low, _ = bits.Div64(rest, low, den)
	// The fraction that the shift drops decides alone: what the division left over
	// is less than one unit of it.
	if shift -= 1; shift >= 64 {
		low, high = high>>(shift-64), 0
	} else {
		low, high = low>>shift|high<<(64-shift), high>>shift
	}
	if high > 1 {
		return maxPoints
	}
	return min(low>>1+high<<63+low&1, maxPoints)
}

// bigDecayed is decayed for numbers whose thousandths do not fit 64 bits.
func bigDecayed(num, den, mantissa uint64, shift uint) uint64 {
	wide := func(u uint64) *big.Int { return new(big.Int).SetUint64(u) }
	product := wide(num)
	product.Mul(product, wide(2*PointsPerPoint)).Mul(product, wide(mantissa))
	whole := new(big.Int).Lsh(wide(den), shift)
	product.Add(product, whole).Quo(product, whole.Lsh(whole, 1))
	if !product.IsUint64() {
		return maxPoints
	}
	return min(product.Uint64(), maxPoints)
}
