package horizon

import "testing"

func TestDays(t *testing.T) {
	for text, want := range map[string]int{
		"Within 1 month": 30, "1-3 months": 90, "More than 3 months": 91, "3〜6ヶ月": 180, "3ヶ月以内": 90, "半年以内": 182, "1年以内": 365, "1年以上先": 366,
		"We want to buy within three months": 90, "6-12 months": 360, "12+ months": 361, "In the next quarter": 180, "This quarter": 90, "As soon as possible": 30,
		"ASAP": 30, "今すぐ": 30, "来月": 60, "来期": 365, "in_3_months": 90, "< 2 weeks": 14, "30日以内": 30, "２週間以内": 14, "innerhalb von 3 Monaten": 90, "dans 6 mois": 180,
		"más de 6 meses": 181, "sofort": 30, "Over 1 month": 91, "Next year": 365, "6か月以降": 181,
	} {
		if got, tells := Days(text); !tells || got != want {
			t.Errorf("%q: %d days, %v; want %d", text, got, tells, want)
		}
	}
	for _, text := range []string{"", "Just looking", "未定", "2026年12月", "12月", "Q3", "情報収集のみ", "Knowledge", "No rush", "2027"} {
		if got, tells := Days(text); tells {
			t.Errorf("%q: %d days; want none", text, got)
		}
	}
}
