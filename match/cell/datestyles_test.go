package cell

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadscore/match/calendar"
	"leadscore/rulebook"
)

// dateStyle is a way in which lists write dates: what reads, and as what, and what
// is refused, since there is no such day or it may be another.
type dateStyle struct {
	name    string
	order   rulebook.DateOrder
	reads   [][2]string
	refused map[error][]string
}

func dateStyles() []dateStyle {
	return []dateStyle{
		{
			name: "eras",
			reads: [][2]string{
				{"令和5年4月1日", "2023-04-01"}, {"令和元年5月1日", "2019-05-01"}, {"令和１年５月１日", "2019-05-01"}, {"令和 5 年 4 月 1 日", "2023-04-01"}, {"令5.4.1", "2023-04-01"}, {"㋿5年4月1日", "2023-04-01"}, {"R5.4.1", "2023-04-01"}, {"r05/04/01", "2023-04-01"}, {"R5-4-1", "2023-04-01"}, {"Ｒ５．４．１", "2023-04-01"}, {"R元.5.1", "2019-05-01"}, {"R5年4月1日", "2023-04-01"},
				{"H30.8.10", "2018-08-10"}, {"平成31年4月30日", "2019-04-30"}, {"平成元年1月8日", "1989-01-08"}, {"昭和６３年１２月１日", "1988-12-01"}, {"S63/12/1", "1988-12-01"}, {"昭和64年1月7日", "1989-01-07"}, {"昭和元年12月25日", "1926-12-25"}, {"大正15年12月25日", "1926-12-25"}, {"大正元年7月30日", "1912-07-30"}, {"明治45年7月30日", "1912-07-30"}, {"T10.1.2", "1921-01-02"}, {"M40.1.2", "1907-01-02"}, {"明治6年1月1日", "1873-01-01"},
				{"令和5年4月1日(土)", "2023-04-01"}, {"令和5年4月1日 午後2時", "2023-04-01"}, {"令和6年2月29日", "2024-02-29"},
			},
			refused: map[error][]string{
				errEra:                {"令和元年4月30日", "平成31年5月1日", "平成元年1月7日", "昭和64年1月8日", "昭和元年12月24日", "大正15年12月26日", "大正元年7月29日", "明治45年7月31日", "明治5年12月31日", "R0.4.1", "H99.1.1", "S99.1.1"},
				calendar.ErrNoSuchDay: {"令和5年2月29日", "R5.13.1", "平成31年4月31日"},
				errNotDate:            {"令和", "令和5年", "令和5年4月", "R5", "R5.4", "令和5", "R5.4/1", "X5.4.1", "令和123年4月1日", "令和五年四月一日", "Ra5.4.1", "平成と令和"},
			},
		},
		{
			name: "months by name",
			reads: [][2]string{
				{"12 Mar 2024", "2024-03-12"}, {"7-Feb-22", "2022-02-07"}, {"12-MAR-2024", "2024-03-12"}, {"12/Mar/2024", "2024-03-12"}, {"12Mar2024", "2024-03-12"}, {"March 12, 2024", "2024-03-12"}, {"Mar 12 2024", "2024-03-12"}, {"Mar. 12th, 2024", "2024-03-12"}, {"12th March 2024", "2024-03-12"}, {"1st of April 2024", "2024-04-01"}, {"2024-Mar-12", "2024-03-12"}, {"2024 Mar 12", "2024-03-12"}, {"12 Sept 2024", "2024-09-12"}, {"12 Mar '24", "2024-03-12"}, {"Mar 12, 2024 at 9:14 AM", "2024-03-12"},
				{"12. März 2024", "2024-03-12"}, {"1. Dez. 2024", "2024-12-01"}, {"1er mars 2024", "2024-03-01"}, {"14 juillet 2024", "2024-07-14"}, {"5 déc. 2024", "2024-12-05"}, {"12 de marzo de 2024", "2024-03-12"}, {"3 gennaio 2024", "2024-01-03"}, {"3 mei 2024", "2024-05-03"}, {"3 de março de 2024", "2024-03-03"},
				{"1-Jan-49", "2049-01-01"}, {"1-Jan-50", "1950-01-01"}, {"1-Jan-00", "2000-01-01"}, {"Sat, 21 Nov 2026 10:00:00 +0900", "2026-11-21"}, {"Sat Nov 21 2026 10:00:00 GMT+0900", "2026-11-21"},
			},
			refused: map[error][]string{
				calendar.ErrNoSuchDay: {"31 Feb 2024", "29-Feb-23", "0 Mar 2024", "Feb 30, 2024"},
				errNotDate:            {"Mar 2024", "Feb-22", "12 Mar", "March", "May", "12 Marsh 2024", "12 Foo 2024", "123 Mar 2024", "Mar 123 2024", "5 days", "2024-Mar-123"},
				calendar.ErrYear:      {"12 Mar 024", "Mar 12, 20245", "12-Mar-4"},
			},
		},
		{
			name:  "in the order of the cell",
			reads: [][2]string{{"2023年1月5日", "2023-01-05"}, {"2023 年 1 月 5 日", "2023-01-05"}, {"2023/1/5", "2023-01-05"}, {"2023 / 1 / 5", "2023-01-05"}, {"2023. 1. 5", "2023-01-05"}, {"20230105", "2023-01-05"}, {"２０２３／１／５", "2023-01-05"}},
			refused: map[error][]string{
				ErrAmbiguousDay:  {"1/5/2023", "5.4.2023", "31/12/2023", "1-5-2023 10:00", "1/5/23", "26/11/21", "13.05.26"},
				errNotDate:       {"2023 1 5", "2023/1", "2023年1月", "45291", "2023", "1/5", "", "未定", "N/A", "2023/1.5"},
				calendar.ErrYear: {"23年1月5日"},
			},
		},
		{
			name: "day first", order: rulebook.OrderDMY,
			reads:   [][2]string{{"1/5/2023", "2023-05-01"}, {"5.4.2023", "2023-04-05"}, {"31-12-2023", "2023-12-31"}, {"31.12.23", "2023-12-31"}, {"1/5/99", "1999-05-01"}, {"2023/1/5", "2023-01-05"}, {"R5.4.1", "2023-04-01"}, {"5. 4. 2023", "2023-04-05"}},
			refused: map[error][]string{calendar.ErrNoSuchDay: {"1/13/2023", "31.2.23"}, calendar.ErrYear: {"1/5/223", "1/5/3"}, errNotDate: {"2023-5/1"}},
		},
		{
			name: "month first", order: rulebook.OrderMDY,
			reads:   [][2]string{{"1/5/2023", "2023-01-05"}, {"12/31/23", "2023-12-31"}, {"3/15/2024 2:30 PM", "2024-03-15"}, {"3/15/2024, 2:30 PM", "2024-03-15"}, {"2024-03-12 09:14", "2024-03-12"}},
			refused: map[error][]string{calendar.ErrNoSuchDay: {"13/1/2023"}},
		},
		{
			name: "year first", order: rulebook.OrderYMD,
			reads:   [][2]string{{"26/11/21", "2026-11-21"}, {"99-1-5", "1999-01-05"}, {"26.11.21", "2026-11-21"}, {"2026/11/21", "2026-11-21"}},
			refused: map[error][]string{errDayOrder: {"1/5/2023"}, calendar.ErrNoSuchDay: {"26/13/1"}, calendar.ErrYear: {"6/11/21"}},
		},
		{
			name: "serial numbers of Excel", order: rulebook.OrderExcel,
			reads:   [][2]string{{"45291", "2023-12-31"}, {"45291.75", "2023-12-31"}, {"４５２９１", "2023-12-31"}, {"20230105", "2023-01-05"}, {"2023-01-05", "2023-01-05"}, {"7-Feb-22", "2022-02-07"}},
			refused: map[error][]string{calendar.ErrNoSuchDay: {"0", "60", "2958466"}, ErrAmbiguousDay: {"1/5/2023"}, errNotDate: {"-5", "45,291"}},
		},
		{
			name: "days of the week",
			reads: [][2]string{
				{"2026年11月21日(土)", "2026-11-21"}, {"2026年11月21日（土）", "2026-11-21"}, {"2026年11月21日 土曜日", "2026-11-21"}, {"2026/11/21(土) 09:14", "2026-11-21"}, {"2026-11-21 (Sat)", "2026-11-21"}, {"2026-11-21 Saturday", "2026-11-21"}, {"Sat 2026-11-21", "2026-11-21"}, {"Saturday, November 21, 2026", "2026-11-21"}, {"Sat, 21 Nov 2026", "2026-11-21"},
			},
			refused: map[error][]string{errNotClock: {"2026-11-21 (土", "2026-11-21(祝)", "2026-11-21 土)", "2026-11-21 Satur"}, errNotDate: {"土曜日", "Sat", "日本"}},
		},
		{
			name: "times of day",
			reads: [][2]string{
				{"2026-11-21 14時30分", "2026-11-21"}, {"2026-11-21 14時", "2026-11-21"}, {"2026-11-21 14時30分5秒", "2026-11-21"}, {"2026/11/21 午後2時30分", "2026-11-21"}, {"2026/11/21 午前 9:14", "2026-11-21"}, {"2026/11/21 午後0時", "2026-11-21"}, {"2026-11-21 9:14 p.m.", "2026-11-21"}, {"2026-11-21 10:00 UTC+9", ""}, {"2026-11-21 23:00 GMT-0300", "2026-11-22"}, {"2026-11-21 20:00 UTC", "2026-11-21"},
			},
			refused: map[error][]string{errNotClock: {"2026-11-21 25時", "2026-11-21 14時60分", "2026-11-21 14時30", "2026-11-21 午後13時", "2026-11-21 午後", "2026-11-21 午後2:00 PM", "2026-11-21 14:30分"}},
		},
	}
}

func TestDateStyles(t *testing.T) {
	for _, style := range dateStyles() {
		t.Run(style.name, func(t *testing.T) {
			for _, c := range style.reads {
				day, err := ParseDay(c[0], style.order, nil)
				if c[1] == "" {
					if err == nil {
						t.Errorf("%q is %v", c[0], day)
					}
				} else if err != nil || day.String() != c[1] {
					t.Errorf("%q is %v, %v; want %s", c[0], day, err, c[1])
				}
			}
			for want, cells := range style.refused {
				for _, cell := range cells {
					if day, err := ParseDay(cell, style.order, nil); !errors.Is(err, want) || day != 0 {
						t.Errorf("%q is %v, %v; want the error %q", cell, day, err, want)
					}
				}
			}
		})
	}
}

// Every day since 1873 in its era, counted from day to day: an era begins with its
// year 1, and its years change with the year.
func TestEveryDayOfTheEras(t *testing.T) {
	begins := map[string][2]string{"1912-07-31": {"大正", "T"}, "1926-12-26": {"昭和", "S"}, "1989-01-08": {"平成", "H"}, "2019-05-01": {"令和", "R"}}
	name, letter, year := "明治", "M", 6
	for day := time.Date(1873, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2100; day = day.AddDate(0, 0, 1) {
		if day.YearDay() == 1 && day.Year() > 1873 {
			year++
		}
		want := day.Format(time.DateOnly)
		if names, changes := begins[want]; changes {
			name, letter, year = names[0], names[1], 1
		}
		for _, cell := range []string{fmt.Sprintf("%s%d年%d月%d日", name, year, day.Month(), day.Day()), fmt.Sprintf("%s%02d/%02d/%02d", letter, year, day.Month(), day.Day())} {
			if got, err := ParseDay(cell, rulebook.OrderUnset, nil); err != nil || got.String() != want {
				t.Fatalf("%q is %v, %v; want %s", cell, got, err, want)
			}
		}
	}
}

// What the time package writes with the names of months and days reads back.
func TestNamedDatesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Unix(rapid.Int64Range(-600_000_000, 2_400_000_000).Draw(t, "seconds"), 0).UTC() // 1950 to 2046
		layout := rapid.SampledFrom([]string{
			"2 Jan 2006", "2-Jan-06", "January 2, 2006", "Jan 2, 2006", "Mon, 02 Jan 2006 15:04:05 -0700", "Monday, 2 January 2006", "2 January 06 3:04 PM", "2006-Jan-02 15:04", "Mon Jan 02 2006 15:04:05 GMT-0700",
		}).Draw(t, "layout")
		cell := day.Format(layout)
		if got, err := ParseDay(cell, rulebook.OrderUnset, nil); err != nil || got != calendar.DayOf(day) {
			t.Errorf("%q is %v, %v; want %s", cell, got, err, day.Format(time.DateOnly))
		}
	})
}
