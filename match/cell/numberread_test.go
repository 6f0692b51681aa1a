package cell

import (
	"errors"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"leadscore/match/exact"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{"1234", "1234"}, {"-5", "-5"}, {"+5", "5"}, {"0", "0"}, {"1,234,567.5", "1234567.5"}, {"5%", "0.05"}, {"12.5 %", "0.125"}, {"-3%", "-0.03"},
		{"１２３４", "1234"}, {"１，２３４", "1234"}, {"５０％", "0.5"}, {"−5", "-5"}, {"\u3000 42\u00a0", "42"}, {"\ufeff1\u200b,234\u200b", "1234"},
		{"500名", "500"}, {"500 人", "500"}, {"１２社", "12"}, {"3件", "3"}, {"640 employees", "640"}, {"1 Employee", "1"}, {"250 people", "250"},

		{"11-50", "11 to 50"}, {"11 - 50", "11 to 50"}, {"11–50", "11 to 50"}, {"11—50 employees", "11 to 50"}, {"51 to 200", "51 to 200"}, {"1,001-5,000", "1001 to 5000"},
		{"100〜299名", "100 to 299"}, {"100～299人", "100 to 299"}, {"100~299", "100 to 299"}, {"100名〜299名", "100 to 299"}, {"１００−２９９名", "100 to 299"}, {"100ー299名", "100 to 299"}, {"100－299", "100 to 299"},
		{"0-10", "10 or less"}, {"-5 to 5", "-5 to 5"}, {"-10--5", "-10 to -5"}, {"7-7", "7"}, {"5%-10%", "0.05 to 0.1"}, {"5-10%", "0.05 to 0.1"},

		{"10,000+", "10000 or more"}, {"10,001+ employees", "10001 or more"}, {"500人以上", "500 or more"}, {"500 or more", "500 or more"}, {"５００名〜", "500 or more"}, {"at least 500", "500 or more"}, {">= 500", "500 or more"}, {"≥500", "500 or more"},
		{"500人超", "over 500"}, {"over 500", "over 500"}, {"More than 500 employees", "over 500"}, {">500", "over 500"}, {"＞500", "over 500"},
		{"50名未満", "under 50"}, {"50 名 未満", "under 50"}, {"Less than 50", "under 50"}, {"under 50", "under 50"}, {"<50", "under 50"}, {"5%未満", "under 0.05"},
		{"50名以下", "50 or less"}, {"50以内", "50 or less"}, {"〜50名", "50 or less"}, {"～50名", "50 or less"}, {"up to 50", "50 or less"}, {"50 or less", "50 or less"}, {"≤50", "50 or less"}, {"0以下", "0"},
		{"100人以上300人未満", "100 to under 300"}, {"100名以上〜300名以下", "100 to 300"}, {"100超300以下", "over 100 to 300"}, {"100 to under 300", "100 to under 300"},
	} {
		v, err := ParseNumber(c.cell, false)
		if err != nil || v.String() != c.want {
			t.Errorf("%q is %v, %v; want %s", c.cell, v, err, c.want)
		}
	}
}

func TestParseNumberEnds(t *testing.T) {
	for _, c := range []struct {
		cell string
		want exact.Interval
	}{
		{"12", exact.Interval{Low: exact.Int(12), High: exact.Int(12)}},
		{"11-50", exact.Interval{Low: exact.Int(11), High: exact.Int(50)}},
		{"10,000+", exact.Interval{Low: exact.Int(10_000), NoHigh: true}},
		{"500人超", exact.Interval{Low: exact.Int(500), LowOpen: true, NoHigh: true}},
		{"50名未満", exact.Interval{High: exact.Int(50), HighOpen: true}},
		{"50名以下", exact.Interval{High: exact.Int(50)}},
		{"100以上300未満", exact.Interval{Low: exact.Int(100), High: exact.Int(300), HighOpen: true}},
	} {
		if v, err := ParseNumber(c.cell, false); err != nil || v != c.want {
			t.Errorf("%q is %+v, %v; want %+v", c.cell, v, err, c.want)
		}
	}
}

func TestParseNumberWithDecimalComma(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{"1.234,56", "1234.56"}, {"1.234", "1234"}, {"1,5", "1.5"}, {"1.234.567", "1234567"}, {"1234", "1234"}, {"-0,25", "-0.25"}, {",5", "0.5"}, {"1.001-5.000", "1001 to 5000"}, {"2,5%", "0.025"}, {"１．２３４，５", "1234.5"},
	} {
		if v, err := ParseNumber(c.cell, true); err != nil || v.String() != c.want {
			t.Errorf("%q is %v, %v; want %s", c.cell, v, err, c.want)
		}
	}
	for _, cell := range []string{"1,234.5", "1.5", "1234.567", "12.34", "1.23,4", "1,2,3"} {
		if v, err := ParseNumber(cell, true); !errors.Is(err, errGroups) {
			t.Errorf("%q is %v, %v; want the error %q", cell, v, err, errGroups)
		}
	}
}

func TestParseNumberRefuses(t *testing.T) {
	for cell, want := range map[string]error{
		"": errNotNumber, "-": errNotNumber, "〜": errNotNumber, "+": errNotNumber, "約": errNotNumber, "TBD": errNotNumber, "未定": errNotNumber, "N/A": errNotNumber, "five": errNotNumber, "Ⅲ": errNotNumber, "①": errNotNumber, "½": errNotNumber,
		"1,23": errGroups, "1.234,56": errDecimalComma, "1.5e3": ErrExponent, "010": errLeadingZero, "0123": errLeadingZero, "0x1F": errNotNumber, "NaN": errNotNumber, "Inf": errNotNumber, "∞": errNotNumber,
		"03-1234-5678": errLeadingZero, "+81 90-1234-5678": errManyNumbers, "1-800-555-0199": errManyNumbers, "(03) 1234": errLeadingZero,
		"2026-11-21": errManyNumbers, "2026/11/21": errManyNumbers, "2026年11月21日": errNotNumber, "21.11.2026": errGroups, "12:30": errNotNumber,
		"50-11": errEnds, "50名〜11名": errEnds, "under 0": errEnds, "-5以下": errEnds, "50以下100以上": errManyNumbers, "100〜50以上": errEnds, "7-7未満": errEnds,
		"11-": errNotNumber, "11- ": errNotNumber, "11--": errNotNumber, "11-50-100": errManyNumbers, "11-x": errNotNumber, "~50": errNotNumber, "over 500+": errNotNumber, "at least 5〜": errNotNumber,
		"500人以上です": errNotNumber, "10,000++": errNotNumber, "5%%": errNotNumber, "employees": errNotNumber, "5 employeess": errNotNumber, "1 234": errManyNumbers, "1 000 000": errManyNumbers,
		"1000000000000001": errTooLarge, "1-1000000000000001": errTooLarge, "\xff": errNotNumber, "5\xff": errNotNumber,
	} {
		if v, err := ParseNumber(cell, false); !errors.Is(err, want) || v != (exact.Interval{}) {
			t.Errorf("%q is %v, %v; want the error %q", cell, v, err, want)
		}
	}
}

func TestParseNumberAllocatesNothing(t *testing.T) {
	for _, cell := range []string{"1234", "1,234,567.5", "5%", "11-50", "-1000001+0B", "100〜299名", "５００人以上", "not a number"} {
		if n := testing.AllocsPerRun(100, func() { _, _ = ParseNumber(cell, false) }); n != 0 {
			t.Errorf("%q: %v allocations", cell, n)
		}
	}
}

// Words for an interval read back as that interval.
func TestIntervalWordsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		decimal := rapid.Custom(func(t *rapid.T) exact.Number {
			return exact.NewNumber(rapid.Int64Range(-1e9, 1e9).Draw(t, "thousandths"), 1000)
		})
		v := exact.Interval{Low: decimal.Draw(t, "low"), High: decimal.Draw(t, "high"), LowOpen: rapid.Bool().Draw(t, "low open"), HighOpen: rapid.Bool().Draw(t, "high open")}
		if order := v.Low.Cmp(v.High); order > 0 {
			v.Low, v.High = v.High, v.Low
		} else if order == 0 {
			v = exact.At(v.Low)
		}
		if rapid.Bool().Draw(t, "no high") {
			v.High, v.HighOpen, v.NoHigh = exact.Number{}, false, true
		}
		again, err := ParseNumber(v.String(), false)
		if err != nil || again != v {
			t.Errorf("%+v is %q, which reads as %+v, %v", v, v, again, err)
		}
	})
}

func TestIntervalsThatCellsDoNotHold(t *testing.T) {
	for want, v := range map[string]exact.Interval{
		"any number": {NoLow: true, NoHigh: true},
		"under -5":   {NoLow: true, High: exact.Int(-5), HighOpen: true},
		"-5 or less": {NoLow: true, High: exact.Int(-5)},
	} {
		if v.String() != want || v.IsExact() {
			t.Errorf("%+v is %q, want %q", v, v, want)
		}
	}
}

// FuzzParseNumber wants what is read to be in order, and to read back as the same
// from the words for it.
func FuzzParseNumber(f *testing.F) {
	for _, seed := range []string{"1,234.5", "11-50", "100〜299名", "10,000+", "500人以上", "50名未満", "5-10%", "1.234,56", "100以上300未満", "−5", "010", "1e5", "over 5 to under 6"} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, cell string, comma bool) {
		v, err := ParseNumber(cell, comma)
		if err != nil {
			if v != (exact.Interval{}) {
				t.Errorf("%q is refused, but is %+v", cell, v)
			}
			return
		}
		if v.NoLow || !v.NoHigh && v.Low.Cmp(v.High) > 0 {
			t.Errorf("%q is %+v", cell, v)
		}
		limit := big.NewInt(1e16)
		if v.Low.Rat().Denom().Cmp(limit) > 0 || v.High.Rat().Denom().Cmp(limit) > 0 {
			return // a percentage with more decimals than a plain number may have
		}
		if again, err := ParseNumber(v.String(), false); err != nil || again != v {
			t.Errorf("%q is %+v, %q, which reads as %+v, %v", cell, v, v, again, err)
		}
	})
}
