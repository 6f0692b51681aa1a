package cell

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadscore/match/exact"
)

// numberStyle is a way in which lists write numbers: what reads, and as what, and
// what is refused, since it may mean something else.
type numberStyle struct {
	name    string
	comma   bool
	reads   [][2]string
	refused map[error][]string
}

func numberStyles() []numberStyle {
	return []numberStyle{
		{
			name: "units of Japanese",
			reads: [][2]string{
				{"1億2,000万円", "120000000"}, {"１億２０００万円", "120000000"}, {"1億 2,000万 円", "120000000"}, {"1.5億円", "150000000"}, {"500百万円", "500000000"}, {"2千万円", "20000000"},
				{"1兆2,345億円", "1234500000000"}, {"1兆2,345億6,789万", "1234567890000"}, {"2千5百万円", "25000000"}, {"3千", "3000"}, {"5百名", "500"}, {"3十人", "30"}, {"12万3,456円", "123456"}, {"1万500円", "10500"},
				{"0.5億", "50000000"}, {"10億", "1000000000"}, {"10億円以上", "1000000000 or more"}, {"1億円未満", "under 100000000"}, {"△2億円", "-200000000"}, {"(1億円)", "-100000000"}, {"1000兆円", "1000000000000000"}, {"億 1", ""},
			},
			refused: map[error][]string{
				errUnits:     {"1億20000万", "1.5億2000万", "1億2000.5万", "3万4億", "2千3千", "2千3,000", "1億1億"},
				errTooLarge:  {"1001兆", "1000兆1", "99999999999兆"},
				errNotNumber: {"億", "百万円", "千人", "5兆億", "5千葉", "数百名", "三百名", "十億円", "1億強", "1億円弱"},
			},
		},
		{
			name: "units of the West",
			reads: [][2]string{
				{"$1.2M", "1200000"}, {"US$ 3.5 million", "3500000"}, {"50K", "50000"}, {"50k", "50000"}, {"1.5B", "1500000000"}, {"2bn", "2000000000"}, {"3 Billion", "3000000000"}, {"1 trillion", "1000000000000"},
				{"1.2M", "1200000"}, {"£1.2m", "1200000"}, {"5 m EUR", "5000000"}, {"$5mm", "5000000"}, {"5MM", "5000000"}, {"10 mil.", "10000000"}, {"5 Mio. €", "5000000"}, {"2.5 Mrd. EUR", "2500000000"}, {"800 TEUR", "800000"}, {"500 k€", "500000"}, {"3 M€", "3000000"},
				{"3 Millionen", "3000000"}, {"2 milliards €", "2000000000"}, {"4 millones", "4000000"}, {"2 crore", "20000000"}, {"5 lakhs", "500000"}, {"12 thousand", "12000"}, {"１．２Ｍ", "1200000"}, {"5K+", "5000 or more"}, {"$10B+", "10000000000 or more"},
			},
			refused: map[error][]string{
				errVagueUnit: {"1.2m", "12m", "12 m", "5mm", "1-5m"},
				errNotNumber: {"5 mil", "5T", "5kg", "5 km", "K", "5 Kilo", "1.2MB", "3x", "5 q", "2.5 Billionen"},
				errTooLarge:  {"1001 trillion", "2000000 bn"},
			},
		},
		{
			name: "money",
			reads: [][2]string{
				{"￥１，０００", "1000"}, {"￥3,000,000-", "3000000"}, {"¥1,000－", "1000"}, {"under_$5,000", "under 5000"}, {"$5,000_-_$20,000", "5000 to 20000"}, {"51_-_200_employees", "51 to 200"}, {"¥1,000", "1000"}, {"\\1,000", "1000"}, {"1,000円", "1000"}, {"$1,234.50", "1234.5"}, {"$ 5", "5"}, {"USD 1,000", "1000"}, {"USD1,000", "1000"}, {"1,000 USD", "1000"}, {"$1,200 USD", "1200"}, {"$500 CAD", "500"}, {"¥500 CNY", "500"},
				{"€99", "99"}, {"99 €", "99"}, {"99 Euro", "99"}, {"£5", "5"}, {"CHF 1'234.50", "1234.5"}, {"1’234’567 CHF", "1234567"}, {"Rs. 5,000", "5000"}, {"NT$300", "300"}, {"500 kr", "500"}, {"5ドル", "5"}, {"100万米ドル", "1000000"}, {"-$5", "-5"}, {"$-5", "-5"}, {"($1,234)", "-1234"}, {"$(1,234)", "-1234"}, {"CHF 5.-", "5"}, {"5.— CHF", "5"},
			},
			refused: map[error][]string{
				errTwoCurrencies: {"€5 USD", "5円〜10ドル", "$5 - €10"},
				errNotNumber:     {"$", "円", "¥-", "USD", "5 XYZ", "$$5", "5円円", "$5-", "p_5", "$(5", "$5)", "5.-5", "1,234'567"},
				errGroups:        {"1'23", "5'10\""},
			},
		},
		{
			name: "below zero",
			reads: [][2]string{
				{"−5", "-5"}, {"-5", "-5"}, {"－５", "-5"}, {"–5", "-5"}, {"△1,234", "-1234"}, {"▲1,234", "-1234"}, {"△ 5", "-5"}, {"¥△5", "-5"}, {"△¥5", "-5"}, {"△5%", "-0.05"}, {"(1,234)", "-1234"}, {"（1,234）", "-1234"}, {"( 5 )", "-5"}, {"(5%)", "-0.05"}, {"-1.2M", "-1200000"}, {"(1.2M)", "-1200000"},
			},
			refused: map[error][]string{
				errNotNumber: {"(5", "5)", "(500名)", "(5)名", "(5-10)", "(-5)", "--5", "△△5", "-(5)", "+-5", "▽5", "△", "()", "5-"},
			},
		},
		{
			name: "ranges",
			reads: [][2]string{
				{"100〜299名", "100 to 299"}, {"100～299人", "100 to 299"}, {"11-50", "11 to 50"}, {"1,001-5,000", "1001 to 5000"}, {"50K-100K", "50000 to 100000"}, {"50-100K", "50000 to 100000"}, {"1〜3億円", "100000000 to 300000000"}, {"1億〜3億円", "100000000 to 300000000"}, {"500〜1,000万円", "5000000 to 10000000"}, {"1.5〜2億", "150000000 to 200000000"},
				{"500万〜1億円", "5000000 to 100000000"}, {"500円〜1万円", "500 to 10000"}, {"100人〜1万人", "100 to 10000"}, {"500〜1万人", "500 to 10000"}, {"5,000〜1万円", "5000 to 10000"}, {"100-1K", "100 to 1000"}, {"$500,000 - $1 mil.", "500000 to 1000000"}, {"$5 mil. - $10 mil.", "5000000 to 10000000"}, {"$10M to $50M", "10000000 to 50000000"}, {"£1-1.2m", "1000000 to 1200000"},
				{"0〜1億円", "100000000 or less"}, {"10人から50人", "10 to 50"}, {"10 bis 50 Mitarbeiter", "10 to 50"}, {"10 à 50 salariés", "10 to 50"}, {"5,000円~10,000円", "5000 to 10000"}, {"約100〜200名", "100 to 200"}, {"1〜5%", "0.01 to 0.05"}, {"1億〜", "100000000 or more"}, {"〜1億円", "100000000 or less"}, {"△5〜3", "-5 to 3"},
			},
			refused: map[error][]string{
				errUnitOfLow:   {"500〜1億円", "500-1M", "5,000〜1億円", "1〜3億5000万円", "3〜1億"},
				errEnds:        {"50K-100", "1億〜3", "100-50"},
				errManyNumbers: {"100 200", "100/200", "1-2-3", "100名 200名"},
			},
		},
		{
			name: "ends by words",
			reads: [][2]string{
				{"500人以上", "500 or more"}, {"50名未満", "under 50"}, {"10,000+", "10000 or more"}, {"1,000万円以上", "10000000 or more"}, {"1,000万円超", "over 10000000"}, {"50人まで", "50 or less"}, {"500人から", "500 or more"}, {"最大50名", "50 or less"}, {"Over $5 bil.", "over 5000000000"}, {"Under $500,000", "under 500000"},
				{"ab 50", "50 or more"}, {"Über 500", "over 500"}, {"mehr als 50 Mitarbeiter", "over 50"}, {"unter 10", "under 10"}, {"bis zu 50", "50 or less"}, {"plus de 500 salariés", "over 500"}, {"moins de 10", "under 10"}, {"jusqu'à 50", "50 or less"}, {"más de 50", "over 50"}, {"50 oder mehr", "50 or more"}, {"50 et plus", "50 or more"},
			},
			refused: map[error][]string{
				errNotNumber: {"500人以上未満", "over over 5", "500人弱", "500人強", "more", "以上", "overs 5", "500 orders"},
			},
		},
		{
			name:    "about",
			reads:   [][2]string{{"約500人", "500"}, {"約 500 人", "500"}, {"およそ1,000名", "1000"}, {"500名程度", "500"}, {"500人前後", "500"}, {"approx. 50", "50"}, {"Approximately 50 people", "50"}, {"about 1.2M", "1200000"}, {"ca. 300 Mitarbeiter", "300"}, {"environ 40", "40"}, {"約1億円", "100000000"}, {"約500人以上", "500 or more"}},
			refused: map[error][]string{errNotNumber: {"約", "約約5", "~50", "50ish", "roughly"}},
		},
		{
			name:    "per cent",
			reads:   [][2]string{{"5%", "0.05"}, {"５％", "0.05"}, {"12.5 %", "0.125"}, {"5 percent", "0.05"}, {"5パーセント", "0.05"}, {"100%", "1"}, {"-3%", "-0.03"}},
			refused: map[error][]string{errNotNumber: {"%", "5%%", "5割", "%5"}},
		},
		{
			name: "decimal comma", comma: true,
			reads: [][2]string{
				{"1.234,56", "1234.56"}, {"1.234", "1234"}, {"1.234.567,89 €", "1234567.89"}, {"€ 1.234,50", "1234.5"}, {"1 234,56", "1234.56"}, {"1\u00a0234\u202f567,5", "1234567.5"}, {"1'234,5", "1234.5"}, {"-1.234,5", "-1234.5"}, {"1,5 Mio. €", "1500000"}, {"2,5%", "0.025"}, {"5,- €", "5"}, {"1.234,– €", "1234"},
				{"1.000 - 5.000", "1000 to 5000"}, {"1 000 – 5 000 salariés", "1000 to 5000"}, {"1,5〜2億", "150000000 to 200000000"}, {"1.234 +", "1234 or more"}, {"über 1.000", "over 1000"},
			},
			refused: map[error][]string{
				errGroups:      {"1,234.5", "1.5", "12.34", "1.23,4", "1,2,3", "1.1.2023", "1 234.567"},
				errManyNumbers: {"12 34", "1 2345", "+33 612 345 678", "+49 30 123 456", "1 234 56"},
			},
		},
		{
			name:  "decimal point",
			reads: [][2]string{{"1,234.56", "1234.56"}, {"1.234", "1.234"}, {"1234,567", ""}, {"１，２３４．５", "1234.5"}, {"1'234.5", "1234.5"}, {".5", "0.5"}},
			refused: map[error][]string{
				errDecimalComma: {"1.234,56", "0.5,5", "1234.5,6"},
				errGroups:       {"1,23", "12,34", "1.234.567", "1234,567", "12,3456", "5,-"},
				errManyNumbers:  {"1 234", "1 000 000"},
			},
		},
		{
			name: "no numbers",
			refused: map[error][]string{
				errLeadingZero: {"010", "0123456789", "00", "090-1234-5678", "03-1234-5678", "0" + "10,000"},
				errManyNumbers: {"2026-11-21", "2026/11/21", "+1 650 253 0000", "1-800-555-0199"},
				ErrExponent:    {"1.5e3", "1E5", "1.23E+12", "5e-3"},
				errNotNumber:   {"", "-", "N/A", "未定", "TBD", "2026年", "2026年11月21日", "12:30", "30日", "3ヶ月", "5 years", "Ⅲ", "①", "½", "²", "0x1F", "NaN", "∞", "v5", "#5", "No. 5", "5名(単体)"},
			},
		},
	}
}

func TestNumberStyles(t *testing.T) {
	for _, style := range numberStyles() {
		t.Run(style.name, func(t *testing.T) {
			for _, c := range style.reads {
				v, err := ParseNumber(c[0], style.comma)
				if c[1] == "" {
					if err == nil {
						t.Errorf("%q is %v", c[0], v)
					}
				} else if err != nil || v.String() != c[1] {
					t.Errorf("%q is %v, %v; want %s", c[0], v, err, c[1])
				}
			}
			for want, cells := range style.refused {
				for _, cell := range cells {
					if v, err := ParseNumber(cell, style.comma); !errors.Is(err, want) || v != (exact.Interval{}) {
						t.Errorf("%q is %v, %v; want the error %q", cell, v, err, want)
					}
				}
			}
		})
	}
}

func TestCurrency(t *testing.T) {
	for want, cells := range map[string][]string{
		"USD": {"$5", "US$ 3.5 million", "5 USD", "$1,200 USD", "1〜3億ドル", "$1M-$5M", "(5 dollars)"},
		"JPY": {"￥１，０００", "5円", "1億2,000万円", "JPY 500", "¥500 JPY", "500円〜1万円"},
		"EUR": {"5 €", "800 TEUR", "€5", "5 k€"},
		"CAD": {"$500 CAD", "C$5"}, "CNY": {"¥500 CNY", "500元"}, "NOK": {"kr 500 NOK"}, "CHF": {"CHF 5.-"},
		"": {"5", "5%", "500名", "€5 USD", "abc", "$", "", "5 XYZ"},
	} {
		for _, cell := range cells {
			if got := Currency(cell, false); got != want {
				t.Errorf("%q is in %q, want %q", cell, got, want)
			}
		}
	}
}

// Amounts in Japanese units, written digit by digit by the rules of the language,
// read back.
func TestJapaneseUnitsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Int64Range(1, 1e6), rapid.Int64Range(1, 1e15)).Draw(t, "n")
		group := rapid.Bool().Draw(t, "thousands set off")
		var cell strings.Builder
		for _, unit := range []struct {
			size int64
			name string
		}{{1e12, "兆"}, {1e8, "億"}, {1e4, "万"}, {1, ""}} {
			part := n / unit.size
			if unit.size < 1e12 {
				part %= 10_000
			}
			switch {
			case part == 0:
			case group && part >= 1000:
				fmt.Fprintf(&cell, "%d,%03d%s", part/1000, part%1000, unit.name)
			default:
				fmt.Fprintf(&cell, "%d%s", part, unit.name)
			}
		}
		cell.WriteString(rapid.SampledFrom([]string{"", "円", " 円", "名"}).Draw(t, "tail"))
		if v, err := ParseNumber(cell.String(), false); err != nil || v != exact.At(exact.Int(n)) {
			t.Errorf("%q is %v, %v; want %d", cell.String(), v, err, n)
		}
	})
}

func TestWordsOfCells(t *testing.T) {
	checkCellWords(t, "wordsBefore", wordsBefore)
	checkCellWords(t, "wordsAfter", wordsAfter)
	checkCellWords(t, "latinScales", latinScales)
	checkCellWords(t, "rangeSigns", rangeSigns)
	checkCellWords(t, "months", months)
	checkCellWords(t, "weekdays", weekdays)
	checkCellWords(t, "eras", eras)
	checkCellWords(t, "halves", halves)
}

// checkCellWords wants each word of a table to be found where it stands, whole.
func checkCellWords[T comparable](t *testing.T, name string, table cellWords[T]) {
	t.Helper()
	for _, words := range table() {
		for _, word := range words {
			c := cellCursor{text: strings.ToUpper(word.word)}
			if got, found := table.read(&c); !found || !c.done() || got != word.means {
				t.Errorf("%s: %q means %v, %v", name, word.word, got, found)
			}
		}
	}
}

func TestRupeesAndTax(t *testing.T) {
	for _, c := range []struct {
		cell           string
		comma          bool
		want, currency string // want is empty for a cell that is refused
	}{
		{"₹1,20,000", false, "120000", "INR"},
		{"INR 12,34,567.50", false, "1234567.5", "INR"},
		{"1,00,00,000 INR", false, "10000000", "INR"},
		{"Rs. 5,00,000 - 12,50,000", false, "500000 to 1250000", "INR"},
		{"₹1.20.000,5", true, "120000.5", "INR"},
		{"₹1,20", false, "", ""}, {"₹1,2,000", false, "", ""}, {"₹1,20,00", false, "", ""}, {"₹1,20,000,000", false, "", ""}, {"₹01,20,000", false, "", ""},
		{"1,20,000", false, "", ""}, {"$1,20,000", false, "", ""}, {"12,25,100", false, "", ""},
		{"1.5 Cr", false, "15000000", ""}, {"₹2 crores", false, "20000000", "INR"}, {"3cr.", false, "30000000", ""},
		{"50L", false, "5000000", ""}, {"₹50 l", false, "5000000", "INR"}, {"2.5 lacs", false, "250000", ""}, {"50l", false, "", ""}, {"50 litres", false, "", ""},

		{"300万円(税抜)", false, "3000000", "JPY"}, {"300万円（税込）", false, "3000000", "JPY"}, {"1,200円 税別", false, "1200", "JPY"}, {"100〜300万円(税抜)", false, "1000000 to 3000000", "JPY"},
		{"€500 (excl. VAT)", false, "500", "EUR"}, {"$1,200 + tax", false, "1200", "USD"}, {"1.200 € zzgl. MwSt.", true, "1200", "EUR"}, {"300万円(税", false, "", ""}, {"300万円(予定)", false, "", ""},
	} {
		v, err := ParseNumber(c.cell, c.comma)
		switch {
		case c.want == "" && err == nil:
			t.Errorf("%q is %v, want an error", c.cell, v)
		case c.want != "" && (err != nil || v.String() != c.want || Currency(c.cell, c.comma) != c.currency):
			t.Errorf("%q is %v %s, %v; want %s %s", c.cell, v, Currency(c.cell, c.comma), err, c.want, c.currency)
		}
	}
}
