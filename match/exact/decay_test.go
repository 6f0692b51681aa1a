package exact_test

import (
	"math"
	"math/big"
	"testing"

	"leadscore/match/exact"
)

func TestHalfLifeHalvesExactly(t *testing.T) {
	table := exact.NewHalfLife(30)
	for days, want := range map[int]exact.Points{-5: 10_000, 0: 10_000, 30: 5_000, 60: 2_500, 90: 1_250, 300: 10, 420: 1, 450: 0, 100_000: 0} {
		if got := table.Of(exact.Int(10), days); got != want {
			t.Errorf("10 points after %d days: %s; want %s", days, got, want)
		}
	}
	if got := table.Of(exact.Int(-10), 30); got != -5_000 {
		t.Errorf("-10 points after a half-life: %s; want -5", got)
	}
}

// Against floating point: equal but for results so near to half a thousandth that
// it cannot tell.
func TestHalfLifeAgainstFloatingPoint(t *testing.T) {
	for _, halfLife := range []int{1, 2, 7, 30, 45, 90, 365, 1000, 36500} {
		table := exact.NewHalfLife(halfLife)
		for days := 0; days < 4*halfLife+50; days += 1 + halfLife/97 {
			for _, points := range []int64{1, 7, 10, 999, 12_345_678} {
				want := float64(points) * 1000 * math.Pow(0.5, float64(days)/float64(halfLife))
				got := table.Of(exact.Int(points), days)
				if off := math.Abs(float64(got) - want); off > 0.5+want*1e-12 {
					t.Fatalf("%d points, %d days of %d: %s; floating point says %f thousandths", points, days, halfLife, got, want)
				}
			}
		}
	}
}

// Numbers with denominators, and too large for the short way, against big.Rat.
func TestHalfLifeOfFractions(t *testing.T) {
	table := exact.NewHalfLife(1)
	for _, n := range []exact.Number{exact.NewNumber(1, 3), exact.NewNumber(-22, 7), exact.NewNumber(1, 2000), exact.NewNumber(60_000_000_000_000_000, 7), exact.Int(8_000_000_000_000_000)} {
		for _, days := range []int{0, 1, 2, 10, 40, 70} {
			left := new(big.Rat).Mul(n.Rat(), big.NewRat(1000, 1))
			left.Quo(left, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(days))))
			want := left.FloatString(0) // rounds half away from zero
			if got := table.Of(n, days); big.NewInt(int64(got)).String() != want && want != "-0" {
				t.Errorf("%s after %d days: %d thousandths; want %s", n, days, int64(got), want)
			}
		}
	}
}

func TestLinearLeft(t *testing.T) {
	half := exact.NewNumber(1, 2)
	third := exact.NewNumber(1, 3)
	for _, tt := range []struct {
		rate    exact.Number
		periods int
		want    exact.Number
	}{
		{half, 0, exact.Int(1)}, {half, 1, half}, {half, 2, exact.Number{}}, {half, 3, exact.Number{}},
		{third, 2, third}, {third, 3, exact.Number{}}, {exact.Number{}, 1000, exact.Int(1)},
		{exact.NewNumber(1, math.MaxInt64), 2, exact.NewNumber(math.MaxInt64-2, math.MaxInt64)},
		{exact.NewNumber(math.MaxInt64-1, math.MaxInt64), math.MaxInt32, exact.Number{}},
	} {
		if got := exact.LinearLeft(tt.rate, tt.periods); got != tt.want {
			t.Errorf("%s, %d periods: %s left; want %s", tt.rate, tt.periods, got, tt.want)
		}
	}
}

// By hand: 10 points of which each step keeps 95 %, halves, and thirds; a tie rounds away
// from zero although the power is no binary fraction.
func TestKept(t *testing.T) {
	share := exact.NewNumber
	for _, c := range []struct {
		n, share exact.Number
		steps    int
		want     exact.Points
	}{
		{exact.Int(10), share(95, 100), 0, 10_000}, {exact.Int(10), share(95, 100), 1, 9_500}, {exact.Int(10), share(95, 100), 2, 9_025},
		{exact.Int(10), share(95, 100), 3, 8_574},                                                     // 8.57375
		{exact.Int(-10), share(95, 100), 3, -8_574}, {exact.NewNumber(1, 100), share(95, 100), 1, 10}, // 0.0095
		{exact.Int(10), share(1, 2), 3, 1_250}, {exact.Int(9), share(2, 3), 2, 4_000}, {exact.Int(10), share(1, 3), 1, 3_333},
		{exact.Int(10), share(0, 1), 1, 0}, {exact.Int(10), share(0, 1), 0, 10_000}, {exact.Int(10), share(1, 1), 100_000, 10_000},
		{exact.Int(10), share(99, 100), 1_000_000, 0}, {exact.Int(10), share(95, 100), -4, 10_000},
	} {
		if got := exact.NewKeeping(c.share).Of(c.n, c.steps); got != c.want {
			t.Errorf("%s × %s^%d: %s, want %s", c.n, c.share, c.steps, got, c.want)
		}
	}
}

// Against powers of fractions, exact: each decimal of what is kept, in the table and beyond it.
func TestKeptAgainstFractions(t *testing.T) {
	points := exact.Int(1_000_000_000)
	for _, share := range []exact.Number{exact.NewNumber(1, 2), exact.NewNumber(95, 100), exact.NewNumber(2, 3), exact.NewNumber(999, 1000), exact.NewNumber(1, 10)} {
		keeping := exact.NewKeeping(share)
		power, scale := big.NewRat(1, 1), new(big.Int).Exp(big.NewInt(10), big.NewInt(40), nil)
		for steps := range 1100 {
			kept := new(big.Rat).Mul(power, new(big.Rat).SetInt(scale))
			units, _ := new(big.Int).SetString(kept.FloatString(0), 10) // rounds half away from zero
			thousandths := new(big.Rat).SetFrac(units, scale)
			thousandths.Mul(thousandths, big.NewRat(1_000_000_000_000, 1))
			want := thousandths.FloatString(0)
			if got := big.NewInt(int64(keeping.Of(points, steps))).String(); got != want {
				t.Fatalf("%s^%d of %s: %s thousandths, want %s", share, steps, points, got, want)
			}
			if keeping.Nothing(steps) != (units.Sign() == 0) {
				t.Fatalf("%s^%d: nothing %v, but %s × 10^-40 is left", share, steps, keeping.Nothing(steps), units)
			}
			power.Mul(power, share.Rat())
		}
	}
}

func BenchmarkKept(b *testing.B) {
	keeping, points := exact.NewKeeping(exact.NewNumber(95, 100)), exact.Int(15)
	for b.Loop() {
		keeping.Of(points, 45)
	}
}
