package naive

import (
	"math/big"
	"testing"
	"time"

	"leadscore/rulebook"
)

// An oracle is worth something only if it is right itself: what is not obvious in
// it is held against numbers worked out by hand or taken from elsewhere.

func TestThousandthsRoundHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		num, den, want int64
	}{
		{1, 1, 1000}, {1, 3, 333}, {2, 3, 667}, {1, 2000, 1}, {-1, 2000, -1}, {-1, 2001, 0}, {3, 2000, 2}, {0, 1, 0},
	} {
		if got := thousandths(big.NewRat(c.num, c.den)); got != c.want {
			t.Errorf("thousandths(%d/%d) = %d, want %d", c.num, c.den, got, c.want)
		}
	}
}

func TestHalf(t *testing.T) {
	for _, c := range []struct {
		days, life int
		want       string // of 0.5^(days/life), to 15 decimals
	}{
		{0, 30, "1.000000000000000"},
		{30, 30, "0.500000000000000"},
		{60, 30, "0.250000000000000"},
		{15, 30, "0.707106781186548"}, // 1/√2
		{1, 3, "0.793700525984100"},   // 1/∛2
		{5, 4, "0.420448207626857"},   // 1/2 · 2^(-1/4)
	} {
		if got := half(c.days, c.life).FloatString(15); got != c.want {
			t.Errorf("half(%d, %d) = %s, want %s", c.days, c.life, got, c.want)
		}
	}
}

func TestHalfCubedThriceIsHalf(t *testing.T) {
	third := half(1, 3)
	cube := times(third, times(third, third))
	off := new(big.Rat).Sub(cube, big.NewRat(1, 2))
	if tiny := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 400)); off.Abs(off).Cmp(tiny) > 0 {
		t.Errorf("half(1, 3)³ is off 1/2 by more than 2^-400")
	}
}

func TestReadSpan(t *testing.T) {
	for _, c := range []struct {
		cell      string
		comma     bool
		low, high string // "": no end, or unreadable
		open      bool
	}{
		{"1,200", false, "1200", "1200", false},
		{"1.200,5", true, "2401/2", "2401/2", false},
		{"5%", false, "1/20", "1/20", false},
		{"-3.5", false, "-7/2", "-7/2", false},
		{"11-50", false, "11", "50", false},
		{"100〜299名", false, "100", "299", false},
		{"10,000+", false, "10000", "", false},
		{"500人以上", false, "500", "", false},
		{"50名未満", false, "0", "50", true},
		{"many", false, "", "", false},
		{"12,34", false, "", "", false},
		{"50-11", false, "", "", false},
		{"1000000000000001", false, "", "", false},
	} {
		s, ok := readSpan(c.cell, c.comma)
		if ok != (c.low != "") {
			t.Errorf("%s: readable is %v", c.cell, ok)
			continue
		}
		if ok && (s.low.RatString() != c.low || end(s.high) != c.high || s.highOpen != c.open) {
			t.Errorf("%s: read as %v", c.cell, s)
		}
	}
}

func end(r *big.Rat) string {
	if r == nil {
		return ""
	}
	return r.RatString()
}

func TestSpanCompare(t *testing.T) {
	for _, c := range []struct {
		cell, op string
		with     int64
		want     Truth
	}{
		{"100-299", "at_least", 100, True},
		{"100-299", "at_least", 101, Maybe},
		{"100-299", "at_least", 299, Maybe},
		{"100-299", "at_least", 300, False},
		{"100-299", "above", 299, False},
		{"100-299", "at_most", 299, True},
		{"100-299", "at_most", 99, False},
		{"100-299", "below", 100, False},
		{"100-299", "is", 100, Maybe},
		{"100-299", "is", 99, False},
		{"50名未満", "below", 50, True},
		{"50名未満", "at_least", 50, False},
		{"50名未満", "is", 50, False},
		{"50名未満", "at_least", 0, True},
		{"500+", "below", 100_000, Maybe},
		{"12", "is", 12, True},
	} {
		s, _ := readSpan(c.cell, false)
		if got := s.compare(c.op, big.NewRat(c.with, 1)); got != c.want {
			t.Errorf("%s %s %d is %v, want %v", c.cell, c.op, c.with, got, c.want)
		}
	}
}

func TestReadDay(t *testing.T) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		cell  string
		order rulebook.DateOrder
		in    *time.Location
		want  string // "": unreadable
	}{
		{"2026-11-21", rulebook.OrderUnset, time.UTC, "2026-11-21"},
		{"2026/1/5", rulebook.OrderUnset, time.UTC, "2026-01-05"},
		{"2026年11月21日", rulebook.OrderUnset, time.UTC, "2026-11-21"},
		{"1/5/2023", rulebook.OrderUnset, time.UTC, ""},
		{"1/5/2023", rulebook.OrderDMY, time.UTC, "2023-05-01"},
		{"1/5/2023", rulebook.OrderMDY, time.UTC, "2023-01-05"},
		{"45291", rulebook.OrderExcel, time.UTC, "2023-12-31"},
		{"2026-11-21T15:30:00Z", rulebook.OrderUnset, time.UTC, "2026-11-21"},
		{"2026-11-21T15:30:00Z", rulebook.OrderUnset, tokyo, "2026-11-22"},
		{"2026-11-21T23:30:00", rulebook.OrderUnset, tokyo, "2026-11-21"},
		{"2026-02-30", rulebook.OrderUnset, time.UTC, ""},
	} {
		day, ok := readDay(c.cell, c.order, c.in)
		got := ""
		if ok {
			got = time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%s: read as %q, want %q", c.cell, got, c.want)
		}
	}
}

func TestHasWord(t *testing.T) {
	for _, c := range []struct {
		text, needle string
		want         bool
	}{
		{"director", "cto", false},
		{"cto, founder", "cto", true},
		{"営業部長", "部長", true},
		{"it部長", "it", true},
		{"engineering lead", "engineer", false},
		{"engineering lead", "engineer*", true},
		{"reengineer", "engineer*", false},
		{"b2b saas", "b2", false},
	} {
		if got := hasWord(c.text, c.needle); got != c.want {
			t.Errorf("hasWord(%q, %q) = %v", c.text, c.needle, got)
		}
	}
}
