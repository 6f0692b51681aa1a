package naive

import "math/big"

func times(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

func plus(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }

// thousandths rounds to whole thousandths, halves away from zero.
func thousandths(r *big.Rat) int64 {
	scaled := new(big.Rat).Abs(times(r, big.NewRat(1000, 1)))
	// floor(x + 1/2) = floor((2 num + den) / (2 den))
	top := new(big.Int).Lsh(scaled.Num(), 1)
	top.Add(top, scaled.Denom())
	rounded := top.Quo(top, new(big.Int).Lsh(scaled.Denom(), 1)).Int64()
	if r.Sign() < 0 {
		return -rounded
	}
	return rounded
}

// percent gives a share in thousandths of a percent.
func percent(share *big.Rat) int64 { return thousandths(times(share, big.NewRat(100, 1))) }

// precision is far beyond what could change a thousandth of a point.
const precision = 512

// half gives 0.5^(days/life): exactly where days are whole lives, else to within
// 2^-400, which decides every rounding because the true value is irrational.
func half(days, life int) *big.Rat {
	whole := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), uint(days/life)))
	if days%life == 0 {
		return whole
	}
	rest, _ := twoToMinus(days%life, life).Rat(nil)
	return times(whole, rest)
}

// kept gives share^steps to 40 decimals.
func kept(share *big.Rat, steps int) *big.Rat {
	power := new(big.Rat).SetFrac(
		new(big.Int).Exp(share.Num(), big.NewInt(int64(steps)), nil),
		new(big.Int).Exp(share.Denom(), big.NewInt(int64(steps)), nil))
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(40), nil))
	power = plus(times(power, scale), big.NewRat(1, 2))
	floor := new(big.Rat).SetInt(new(big.Int).Quo(power.Num(), power.Denom()))
	return floor.Quo(floor, scale)
}

// twoToMinus gives 2^(-a/b) = e^x with x = -(a/b) ln 2, by the series of e^x.
func twoToMinus(a, b int) *big.Float {
	x := new(big.Float).SetPrec(precision).Quo(float(-a), float(b))
	x.Mul(x, ln2())
	sum, term := float(1), float(1)
	for n := 1; n <= 100; n++ {
		term.Mul(term, x)
		term.Quo(term, float(n))
		sum.Add(sum, term)
	}
	return sum
}

// ln2 sums 1 / (n 2^n).
func ln2() *big.Float {
	sum, power := float(0), float(1)
	for n := 1; n <= precision; n++ {
		power.Quo(power, float(2))
		sum.Add(sum, new(big.Float).SetPrec(precision).Quo(power, float(n)))
	}
	return sum
}

func float(n int) *big.Float { return new(big.Float).SetPrec(precision).SetInt64(int64(n)) }
