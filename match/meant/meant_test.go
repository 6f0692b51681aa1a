package meant

import (
	"fmt"
	"testing"
)

func TestDurationMeant(t *testing.T) {
	for text, want := range map[string]string{
		"30": "30d", "30 days": "30d", "30days": "30d", "1 day": "1d", "3 months": "90d", "3m": "90d", "12 months": "365d", "1 year": "365d", "1y": "365d", "2 weeks": "14d",
		"24 hours": "1d", "36h": "2d", "P30D": "30d", "P3M": "90d", "30日": "30d", "３０日以内": "30d", "2週間": "14d", "3ヶ月": "90d", "３か月": "90d", "半年": "182d", "1年": "365d", "last month": "30d",
		"last 30 days": "30d", "in the last 2 weeks": "14d", "30 days ago": "30d", "one week": "7d", "5 business days": "7d", "today": "0d", "過去90日": "90d", "> 30 days": "30d", "1 quarter": "91d",
		"soon": "", "": "", "2026-01-05": "", "-5": "", "40000 days": "", "many weeks": "",
	} {
		if got := Duration(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestNumberMeant(t *testing.T) {
	for text, want := range map[string]string{
		"$1M": "1000000", "10k": "10000", "200万円": "2000000", "300名": "300", "1.000.000": "1000000", "1_000": "1000", "1e6": "1000000", "25 pts": "25", "２５点": "25", "minus 5": "-5",
		"100 employees": "100", "50+": "50 or more", "51-200": "51 to 200", "10k users": "10000", "¥1,000": "1000", "ten": "10", "+25": "25", "approx 500": "500", "1.5 million": "1500000",
		"many": "", "pages * 2": "", "": "", "2026-01-05": "",
	} {
		got := ""
		if n, ok := Number(text); ok {
			got = n.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestShareMeant(t *testing.T) {
	for text, want := range map[string]string{
		"75": "75%", "0.75": "75%", "1": "100%", "0": "0%", "half": "50%", "75 percent": "75%", "7割": "70%", "2.5割": "25%", "66.67": "66.67%", "120": "", "-5": "", "much": "",
	} {
		if got := Share(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestDaysMeant(t *testing.T) {
	for text, want := range map[string]string{"04/01/2026": "[2026-04-01 2026-01-04]", "31/12/2026": "[2026-12-31]", "2026-04-01": "[2026-04-01]", "Apr 1, 2026": "[2026-04-01]", "soon": "[]"} {
		if got := fmt.Sprint(Days(text)); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
