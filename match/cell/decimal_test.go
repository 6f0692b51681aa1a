package cell

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"leadscore/match/exact"
)

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
		"1.5e3":                        ErrExponent,
		"1E-3":                         ErrExponent,
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
		if n, err := ParseDecimal(text); !errors.Is(err, want) || n != (exact.Number{}) {
			t.Errorf("%q is %v, %v; want the error %q", text, n, err, want)
		}
	}
}

func TestParseShare(t *testing.T) {
	for text, want := range map[string]exact.Number{
		"75%": exact.NewNumber(3, 4), "66.67%": exact.NewNumber(6667, 10000), "0%": {}, "100 %": exact.Int(1), "１００％": exact.Int(1), "1,000%": exact.Int(10),
		"0.0000000000000001%": exact.NewNumber(1, 1e18),
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
