package match_test

import (
	"math"
	"math/big"
	"testing"

	"leadscore/match"
)

func TestHalfLifeHalvesExactly(t *testing.T) {
	table := match.NewHalfLife(30)
	for days, want := range map[int]match.Points{-5: 10_000, 0: 10_000, 30: 5_000, 60: 2_500, 90: 1_250, 300: 10, 420: 1, 450: 0, 100_000: 0} {
		if got := table.Of(match.Int(10), days); got != want {
			t.Errorf("10 points after %d days: %s; want %s", days, got, want)
		}
	}
	if got := table.Of(match.Int(-10), 30); got != -5_000 {
		t.Errorf("-10 points after a half-life: %s; want -5", got)
	}
}

// Against floating point: equal but for results so near to half a thousandth that
// it cannot tell.
func TestHalfLifeAgainstFloatingPoint(t *testing.T) {
	for _, halfLife := range []int{1, 2, 7, 30, 45, 90, 365, 1000, match.MaxDays} {
		table := match.NewHalfLife(halfLife)
		for days := 0; days < 4*halfLife+50; days += 1 + halfLife/97 {
			for _, points := range []int64{1, 7, 10, 999, 12_345_678} {
				exact := float64(points) * 1000 * math.Pow(0.5, float64(days)/float64(halfLife))
				got := table.Of(match.Int(points), days)
				if off := math.Abs(float64(got) - exact); off > 0.5+exact*1e-12 {
					t.Fatalf("%d points, %d days of %d: %s; floating point says %f thousandths", points, days, halfLife, got, exact)
				}
			}
		}
	}
}

// Numbers with denominators, and too large for the short way, against big.Rat.
func TestHalfLifeOfFractions(t *testing.T) {
	table := match.NewHalfLife(1)
	for _, n := range []match.Number{match.NewNumber(1, 3), match.NewNumber(-22, 7), match.NewNumber(1, 2000), match.NewNumber(60_000_000_000_000_000, 7), match.Int(8_000_000_000_000_000)} {
		for _, days := range []int{0, 1, 2, 10, 40, 70} {
			exact := new(big.Rat).Mul(n.Rat(), big.NewRat(1000, 1))
			exact.Quo(exact, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(days))))
			want := exact.FloatString(0) // rounds half away from zero
			if got := table.Of(n, days); big.NewInt(int64(got)).String() != want && want != "-0" {
				t.Errorf("%s after %d days: %d thousandths; want %s", n, days, int64(got), want)
			}
		}
	}
}

func TestLinearLeft(t *testing.T) {
	half := match.NewNumber(1, 2)
	third := match.NewNumber(1, 3)
	for _, tt := range []struct {
		rate    match.Number
		periods int
		want    match.Number
	}{
		{half, 0, match.Int(1)}, {half, 1, half}, {half, 2, match.Number{}}, {half, 3, match.Number{}},
		{third, 2, third}, {third, 3, match.Number{}}, {match.Number{}, 1000, match.Int(1)},
		{match.NewNumber(1, math.MaxInt64), 2, match.NewNumber(math.MaxInt64-2, math.MaxInt64)},
		{match.NewNumber(math.MaxInt64-1, math.MaxInt64), math.MaxInt32, match.Number{}},
	} {
		if got := match.LinearLeft(tt.rate, tt.periods); got != tt.want {
			t.Errorf("%s, %d periods: %s left; want %s", tt.rate, tt.periods, got, tt.want)
		}
	}
}

func TestParseDays(t *testing.T) {
	for text, want := range map[string]int{"30d": 30, "4w": 28, "1d": 1, "0d": 0, " 30d ": 30, "３０d": 30, "36500d": 36500} {
		if got, err := match.ParseDays(text); err != nil || got != want {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "30", "d", "-1d", "1.5d", "030d", "36501d", "5215w", "30 days", "1y", "+3d"} {
		if got, err := match.ParseDays(text); err == nil {
			t.Errorf("%q reads as %d; want an error", text, got)
		}
	}
}
