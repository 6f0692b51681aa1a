package exact

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestPointsTexts(t *testing.T) {
	for _, c := range []struct {
		p            Points
		text, signed string
	}{
		{0, "0", "+0"}, {12_500, "12.5", "+12.5"}, {-3000, "-3", "-3"}, {60_001, "60.001", "+60.001"}, {-1, "-0.001", "-0.001"}, {10, "0.01", "+0.01"}, {100_000, "100", "+100"},
		{math.MinInt64, "-9223372036854775.808", "-9223372036854775.808"}, {math.MaxInt64, "9223372036854775.807", "+9223372036854775.807"},
	} {
		if c.p.String() != c.text || c.p.Signed() != c.signed {
			t.Errorf("%d thousandths are %q and %q, want %q and %q", int64(c.p), c.p, c.p.Signed(), c.text, c.signed)
		}
	}
}

func TestPointsAreExactDecimals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Points(rapid.Int64().Draw(t, "thousandths"))
		got, ok := new(big.Rat).SetString(p.String())
		if !ok || got.Cmp(big.NewRat(int64(p), 1000)) != 0 {
			t.Errorf("%d thousandths are %q", int64(p), p)
		}
		if text := string(p.AppendTo([]byte("score "))); text != "score "+p.String() {
			t.Errorf("appended as %q", text)
		}
	})
}

func TestPointsAsNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Points(rapid.Int64Min(math.MinInt64+1).Draw(t, "thousandths"))
		if n := p.Number(); n != NewNumber(int64(p), PointsPerPoint) {
			t.Errorf("%d thousandths are the number %v", int64(p), n)
		}
	})
}

func TestPointsConvert(t *testing.T) {
	for points, want := range map[Points]struct {
		text  string
		float float64
	}{12500: {"12.5", 12.5}, -3000: {"-3", -3}, 1: {"0.001", 0.001}, 0: {"0", 0}, 1_000_000_000_000: {"1000000000", 1e9}} {
		if points.String() != want.text || points.Float64() != want.float {
			t.Errorf("%d thousandths are %s and %v, want %s and %v", int64(points), points, points.Float64(), want.text, want.float)
		}
	}
}
