package match

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
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

func TestParseDecimal(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"300000", "300000"}, {"-0.5", "-0.5"}, {"+5", "5"}, {"0", "0"}, {"-0", "0"}, {"0.50", "0.5"}, {".5", "0.5"}, {" 7 ", "7"},
		{"1,200", "1200"}, {"1,234,567.5", "1234567.5"}, {"３００", "300"}, {"１，２００．５", "1200.5"}, {"−5", "-5"}, {"－5", "-5"},
		{"1000000000000000", "1000000000000000"}, {"-1,000,000,000,000,000", "-1000000000000000"},
		{"0.1234567890123456", "0.1234567890123456"},
		{"0.12345678901234565", "0.1234567890123457"},   // 17 decimals: rounded at 16, half away from zero
		{"-0.12345678901234565", "-0.1234567890123457"}, // from zero on both sides
		{"0.12345678901234564999", "0.1234567890123456"},
		{"123456789012.1234565", "123456789012.123457"}, // 19 digits: rounded at 18
		{"123456789012.1234564", "123456789012.123456"},
		{"999999999999999.9999", "1000000000000000"},
	} {
		n, err := ParseDecimal(c.text)
		if err != nil || n.String() != c.want {
			t.Errorf("%q is %v, %v; want %s", c.text, n, err, c.want)
		}
	}
}

func TestParseDecimalRefuses(t *testing.T) {
	for text, want := range map[string]error{
		"":                             errNotNumber,
		"  ":                           errNotNumber,
		"-":                            errNotNumber,
		"+":                            errNotNumber,
		".":                            errNotNumber,
		"5.":                           errNotNumber,
		"--5":                          errNotNumber,
		"- 5":                          errNotNumber,
		"abc":                          errNotNumber,
		"5 apples":                     errNotNumber,
		"NaN":                          errNotNumber,
		"Inf":                          errNotNumber,
		"0x10":                         errNotNumber,
		"1_000":                        errNotNumber,
		"5%":                           errNotNumber,
		"10²":                          errNotNumber,
		"1e":                           errNotNumber,
		"010":                          errLeadingZero,
		"00":                           errLeadingZero,
		"00.5":                         errLeadingZero,
		"1.5e3":                        errExponent,
		"1E-3":                         errExponent,
		"1,23":                         errGroups,
		"1,2345":                       errGroups,
		"1234,567":                     errGroups,
		",123":                         errNotNumber,
		"1,":                           errGroups,
		"1,,234":                       errGroups,
		"0,123":                        errGroups,
		"12,34,567":                    errGroups,
		"1.2.3":                        errGroups,
		"1.234,56":                     errDecimalComma,
		"11-50":                        errManyNumbers,
		"2026/11/21":                   errManyNumbers,
		"1 234":                        errManyNumbers,
		"1000000000000000.1":           errTooLarge,
		"1000000000000001":             errTooLarge,
		"9999999999999999999":          errTooLarge,
		"1" + strings.Repeat("0", 500): errTooLarge,
	} {
		if n, err := ParseDecimal(text); !errors.Is(err, want) || n != (Number{}) {
			t.Errorf("%q is %v, %v; want the error %q", text, n, err, want)
		}
	}
}

func TestParseShare(t *testing.T) {
	for text, want := range map[string]Number{
		"75%": NewNumber(3, 4), "66.67%": NewNumber(6667, 10000), "0%": {}, "100 %": Int(1), "１００％": Int(1), "1,000%": Int(10),
		"0.0000000000000001%": NewNumber(1, 1e18),
	} {
		if n, err := ParseShare(text); err != nil || n != want {
			t.Errorf("%q is %v, %v; want %v", text, n, err, want)
		}
	}
	for text, want := range map[string]error{
		"": errNotNumber, "75": errNotShare, "0.75": errNotShare, "75 percent": errNotNumber, "75%%": errNotNumber, "75% 5": errManyNumbers, "%": errNotNumber, "075%": errLeadingZero,
	} {
		if n, err := ParseShare(text); !errors.Is(err, want) {
			t.Errorf("%q is %v, %v; want the error %q", text, n, err, want)
		}
	}
}

// FuzzParseDecimal compares with big.Rat, which reads every plain decimal.
func FuzzParseDecimal(f *testing.F) {
	for _, seed := range []string{"0", "-5", "1234.5", "0.1234567890123456789", "999999999999999.99999", "1,234", "1e5", "010"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := ParseDecimal(text)
		if err == nil {
			again, err := ParseDecimal(n.String())
			if err != nil || again != n {
				t.Errorf("%q is %v, which reads back as %v, %v", text, n, again, err)
			}
		}
		if want, plain := plainDecimal(text); plain && (err != nil || n.Rat().Cmp(want) != 0) {
			t.Errorf("%q is %v, %v; want %v", text, n, err, want)
		}
	})
}

// plainDecimal reads digits with perhaps a minus and a point, 15 of them at most.
func plainDecimal(text string) (*big.Rat, bool) {
	digits := strings.TrimPrefix(text, "-")
	if len(digits) > 16 || strings.Trim(digits, "0123456789.") != "" || strings.Count(digits, ".") > 1 || strings.HasSuffix(digits, ".") {
		return nil, false
	}
	if len(digits) > 1 && digits[0] == '0' && digits[1] != '.' || len(strings.Trim(digits, ".")) > 15 {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}
