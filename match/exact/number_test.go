package exact

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
)

// anyNumber draws numbers of every size, near the ends of int64 too.
func anyNumber(t *rapid.T, label string) Number {
	num := rapid.OneOf(rapid.Int64Range(-1000, 1000), rapid.Int64Range(-math.MaxInt64, math.MaxInt64)).Draw(t, label)
	den := rapid.OneOf(rapid.Int64Range(1, 1000), rapid.Int64Range(1, math.MaxInt64), rapid.SampledFrom([]int64{1, 10, 1000, 1e15})).Draw(t, label+"'s denominator")
	return NewNumber(num, den)
}

func TestNumberAgreesWithBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := anyNumber(t, "n"), anyNumber(t, "m")
		a, b := n.Rat(), m.Rat()
		if got, want := n.Cmp(m), a.Cmp(b); got != want {
			t.Errorf("%v compared with %v is %d, want %d", a, b, got, want)
		}
		if got, want := n == m, a.Cmp(b) == 0; got != want {
			t.Errorf("%v == %v is %v", a, b, got)
		}
		if n.Sign() != a.Sign() || n.Neg().Rat().Cmp(new(big.Rat).Neg(a)) != 0 {
			t.Errorf("sign or negation of %v is wrong", a)
		}
		if want, _ := a.Float64(); n.Float64() != want {
			t.Errorf("%v is about %v, want %v", a, n.Float64(), want)
		}
		checkResult(t, "product", new(big.Rat).Mul(a, b), func() (Number, bool) { return n.Mul(m) })
		if m.Sign() != 0 {
			checkResult(t, "quotient", new(big.Rat).Quo(a, b), func() (Number, bool) { return n.Div(m) })
		}
		if got, want := n.MulPoints(m), thousandthsOf(new(big.Rat).Mul(a, b)); got != want {
			t.Errorf("%v times %v is %d thousandths, want %d", a, b, got, want)
		}
	})
}

// checkResult wants a result to be exactly want, or refused where that does not fit.
func checkResult(t *rapid.T, name string, want *big.Rat, compute func() (Number, bool)) {
	got, ok := compute()
	limit := new(big.Int).SetInt64(math.MaxInt64)
	fits := want.Denom().Cmp(limit) <= 0 && new(big.Int).Abs(want.Num()).Cmp(limit) <= 0
	if ok != fits {
		t.Errorf("%s %v: fits is %v, want %v", name, want, ok, fits)
	}
	if ok && got.Rat().Cmp(want) != 0 {
		t.Errorf("%s is %v, want %v", name, got.Rat(), want)
	}
}

// thousandthsOf rounds r to thousandths, half away from zero, within ±9×10^18.
func thousandthsOf(r *big.Rat) Points {
	text := new(big.Rat).Mul(r, big.NewRat(1000, 1)).FloatString(0) // rounds half away from zero
	whole, _ := new(big.Int).SetString(text, 10)
	limit := big.NewInt(9_000_000_000_000_000_000)
	if whole.CmpAbs(limit) > 0 {
		return Points(int64(whole.Sign()) * limit.Int64())
	}
	return Points(whole.Int64())
}

func TestMulPoints(t *testing.T) {
	for _, c := range []struct {
		n, m Number
		want Points
	}{
		{Int(100), NewNumber(6667, 10000), 66_670},
		{NewNumber(1, 2000), Int(1), 1},   // half a thousandth: away from zero
		{NewNumber(-1, 2000), Int(1), -1}, // half a thousandth: away from zero
		{NewNumber(1, 2001), Int(1), 0},
		{NewNumber(2, 3), Int(1), 667},
		{Int(math.MaxInt64), Int(-math.MaxInt64), -9_000_000_000_000_000_000},
		{NewNumber(1, math.MaxInt64), NewNumber(1, math.MaxInt64), 0},
		{NewNumber(math.MaxInt64, 3), NewNumber(3, math.MaxInt64), 1000},
		{NewNumber(math.MaxInt64, math.MaxInt64-1), NewNumber(math.MaxInt64-1, math.MaxInt64), 1000},
	} {
		if got := c.n.MulPoints(c.m); got != c.want {
			t.Errorf("%v times %v is %d thousandths, want %d", c.n, c.m, got, c.want)
		}
	}
}

func TestNewNumberPanics(t *testing.T) {
	for _, c := range [][2]int64{{1, 0}, {0, 0}, {math.MinInt64, 1}, {1, math.MinInt64}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("NewNumber(%d, %d) does not panic", c[0], c[1])
				}
			}()
			NewNumber(c[0], c[1])
		}()
	}
	if got := NewNumber(math.MinInt64, math.MinInt64); got != Int(1) {
		t.Errorf("the least int64 by itself is %v", got)
	}
	if _, ok := Int(1).Div(Number{}); ok {
		t.Errorf("a division by 0 has a result")
	}
}

func TestNumberTexts(t *testing.T) {
	for _, c := range []struct {
		n             Number
		text, percent string
		points        Points
		isThousandths bool
	}{
		{Number{}, "0", "0%", 0, true},
		{Int(-12), "-12", "-1200%", -12_000, true},
		{NewNumber(-1, 2), "-0.5", "-50%", -500, true},
		{NewNumber(1, 8), "0.125", "12.5%", 125, true},
		{NewNumber(6667, 10000), "0.6667", "66.67%", 0, false},
		{NewNumber(1, 3), "1/3", "33.333%", 0, false},
		{NewNumber(-2, 3), "-2/3", "-66.667%", 0, false},
		{NewNumber(1, 1<<40), "0.0000000000009094947017729282379150390625", "0.00000000009094947017729282379150390625%", 0, false},
		{NewNumber(60_001, 1000), "60.001", "6000.1%", 60_001, true},
		{Int(math.MaxInt64), "9223372036854775807", "922337203685477580700%", 0, false},
	} {
		if got := c.n.String(); got != c.text {
			t.Errorf("%v prints as %q, want %q", c.n.Rat(), got, c.text)
		}
		if got := c.n.Percent(); got != c.percent {
			t.Errorf("%v prints as %q, want %q", c.n.Rat(), got, c.percent)
		}
		if got, ok := c.n.Points(); ok != c.isThousandths || ok && got != c.points {
			t.Errorf("%v is %d thousandths, %v", c.n.Rat(), got, ok)
		}
	}
}

// Halfway agrees with rational numbers of any size, and refuses what does not fit.
func TestHalfway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyNumber(t, "a"), anyNumber(t, "b")
		want := new(big.Rat).Add(a.Rat(), b.Rat())
		want.Quo(want, big.NewRat(2, 1))
		got, fits := Halfway(a, b)
		if fits && got.Rat().Cmp(want) != 0 {
			t.Errorf("halfway between %v and %v is %v", a, b, got)
		}
		if small := new(big.Int).Abs(want.Num()).IsInt64() && want.Denom().IsInt64(); fits != small {
			t.Errorf("halfway between %v and %v fits: %v", a, b, fits)
		}
	})
}

func BenchmarkFloat64(b *testing.B) {
	numbers := []Number{Int(240000), NewNumber(1995, 100), NewNumber(-1, 3)}
	for b.Loop() {
		for _, n := range numbers {
			n.Float64()
		}
	}
}
