package lexicon

import "testing"

func TestHeaderScale(t *testing.T) {
	for header, want := range map[string]struct {
		base  string
		scale int64
	}{
		"売上高(百万円)": {"売上高", 1e6}, "売上高（百万円）": {"売上高", 1e6}, "年商[千円]": {"年商", 1e3}, "資本金（単位：万円）": {"資本金", 1e4}, "売上高 (億円)": {"売上高", 1e8}, "予算【万円】": {"予算", 1e4}, "資本金(円)": {"資本金", 1}, "従業員数(名)": {"従業員数", 1},
		"Revenue (in 000s USD)": {"revenue", 1e3}, "Annual Revenue ($M)": {"annual revenue", 1e6}, "Revenue (USD millions)": {"revenue", 1e6}, "Revenue in millions": {"revenue", 1e6}, "revenue_in_thousands": {"revenue", 1e3}, "Umsatz (Mio. €)": {"umsatz", 1e6}, "Umsatz (TEUR)": {"umsatz", 1e3}, "Revenue (USD)": {"revenue", 1}, "Revenue [$B]": {"revenue", 1e9},
	} {
		if base, scale, ok := HeaderScale(header); !ok || base != want.base || scale != want.scale {
			t.Errorf("%q is %q times %d, %v; want %q times %d", header, base, scale, ok, want.base, want.scale)
		}
	}
	for _, header := range []string{"売上高", "Revenue", "Revenue (estimated)", "Revenue Range (2025)", "氏名[姓]", "(百万円)", "Born in Paris", "検討状況(管理番号:12)"} {
		if base, scale, ok := HeaderScale(header); ok {
			t.Errorf("%q is %q times %d", header, base, scale)
		}
	}
}
