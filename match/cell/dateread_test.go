package cell

import (
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	_ "leadscore/internal/seed"
	"leadscore/match/calendar"
	"leadscore/rulebook"
)

func TestParseDay(t *testing.T) {
	for _, c := range []struct {
		cell  string
		order rulebook.DateOrder
		want  string
	}{
		{"2026-11-21", rulebook.OrderUnset, "2026-11-21"}, {"2026/11/21", rulebook.OrderUnset, "2026-11-21"}, {"2026/1/5", rulebook.OrderUnset, "2026-01-05"}, {"2026.1.5", rulebook.OrderUnset, "2026-01-05"},
		{" 2026-11-21 ", rulebook.OrderUnset, "2026-11-21"}, {"\u200e2026-11-21\u200b", rulebook.OrderUnset, "2026-11-21"}, {"２０２６－１１－２１", rulebook.OrderUnset, "2026-11-21"}, {"２０２６／１／５", rulebook.OrderUnset, "2026-01-05"},
		{"2026年11月21日", rulebook.OrderUnset, "2026-11-21"}, {"２０２６年１月５日", rulebook.OrderUnset, "2026-01-05"}, {"2026年01月05日 09:14", rulebook.OrderUnset, "2026-01-05"},
		{"20261121", rulebook.OrderUnset, "2026-11-21"}, {"19000101", rulebook.OrderUnset, "1900-01-01"}, {"21001231", rulebook.OrderUnset, "2100-12-31"}, {"20230331", rulebook.OrderExcel, "2023-03-31"},
		{"2026-11-21", rulebook.OrderDMY, "2026-11-21"}, {"2026-11-21", rulebook.OrderMDY, "2026-11-21"}, {"2026-11-21", rulebook.OrderExcel, "2026-11-21"}, {"2026-11-21", rulebook.OrderYMD, "2026-11-21"},

		{"1/5/2023", rulebook.OrderDMY, "2023-05-01"}, {"1/5/2023", rulebook.OrderMDY, "2023-01-05"}, {"5.4.2023", rulebook.OrderDMY, "2023-04-05"}, {"31/12/2026", rulebook.OrderDMY, "2026-12-31"}, {"12-31-2026", rulebook.OrderMDY, "2026-12-31"},
		{"05-04-2018", rulebook.OrderDMY, "2018-04-05"}, {"1/5/2023 9:14 AM", rulebook.OrderMDY, "2023-01-05"}, {"1/5/2023 12:00:00 AM", rulebook.OrderMDY, "2023-01-05"}, {"１/５/２０２３", rulebook.OrderDMY, "2023-05-01"},

		{"15 sept. 2026 à 9h15", rulebook.OrderUnset, "2026-09-15"}, {"15 septembre 2026 à 09:15", rulebook.OrderUnset, "2026-09-15"}, {"15.09.2026, 09:15 Uhr", rulebook.OrderDMY, "2026-09-15"}, {"15.9.2026 um 9:15 Uhr", rulebook.OrderDMY, "2026-09-15"},
		{"Tue Sep 15 2026 09:15:00 GMT+0900 (Japan Standard Time)", rulebook.OrderUnset, "2026-09-15"},

		{"45291", rulebook.OrderExcel, "2023-12-31"}, {"25569", rulebook.OrderExcel, "1970-01-01"}, {"1", rulebook.OrderExcel, "1900-01-01"}, {"59", rulebook.OrderExcel, "1900-02-28"}, {"61", rulebook.OrderExcel, "1900-03-01"}, {"2958465", rulebook.OrderExcel, "9999-12-31"}, {"45291.75", rulebook.OrderExcel, "2023-12-31"},

		{"1513299569", rulebook.OrderUnix, "2017-12-15"}, {"1513299569.5", rulebook.OrderUnix, "2017-12-15"}, {"1513299569000", rulebook.OrderUnix, "2017-12-15"}, {"1513299569123456", rulebook.OrderUnix, "2017-12-15"}, {"１５１３２９９５６９", rulebook.OrderUnix, "2017-12-15"},
		{"100000000", rulebook.OrderUnix, "1973-03-03"}, {"99999999999", rulebook.OrderUnix, "5138-11-16"}, {"100000000000", rulebook.OrderUnix, "1973-03-03"}, {"20261121", rulebook.OrderUnix, "2026-11-21"}, {"2026-11-21T23:59:59", rulebook.OrderUnix, "2026-11-21"},

		{"2024-02-29", rulebook.OrderUnset, "2024-02-29"}, {"2000-02-29", rulebook.OrderUnset, "2000-02-29"}, {"1000-01-01", rulebook.OrderUnset, "1000-01-01"}, {"9999-12-31", rulebook.OrderUnset, "9999-12-31"},
		{"2026-11-21 09:14", rulebook.OrderUnset, "2026-11-21"}, {"2026-11-21T23:59:59", rulebook.OrderUnset, "2026-11-21"}, {"2026/11/21 23:59", rulebook.OrderUnset, "2026-11-21"}, {"2026-11-21 11:59 pm", rulebook.OrderUnset, "2026-11-21"},
	} {
		day, err := ParseDay(c.cell, c.order, nil)
		if err != nil || day.String() != c.want {
			t.Errorf("%q in order %d is %v, %v; want %s", c.cell, c.order, day, err, c.want)
		}
	}
}

func TestParseDayRefuses(t *testing.T) {
	for _, c := range []struct {
		cell  string
		order rulebook.DateOrder
		want  error
	}{
		{"1/5/2023", rulebook.OrderUnset, ErrAmbiguousDay}, {"5.4.2023", rulebook.OrderUnset, ErrAmbiguousDay}, {"31/12/2026", rulebook.OrderUnset, ErrAmbiguousDay}, {"1-5-2023 10:00", rulebook.OrderUnset, ErrAmbiguousDay}, {"1/5/23", rulebook.OrderUnset, ErrAmbiguousDay}, {"26/11/21", rulebook.OrderUnset, ErrAmbiguousDay}, {"1/5/2023", rulebook.OrderExcel, ErrAmbiguousDay},
		{"1/5/2023", rulebook.OrderYMD, errDayOrder}, {"1/5/2023", rulebook.OrderUnix, ErrAmbiguousDay},
		{"1513299569", rulebook.OrderUnset, errNotDate}, {"1513299569", rulebook.OrderExcel, errNotDate}, {"45291", rulebook.OrderUnix, errNotDate}, {"1.51329E+09", rulebook.OrderUnix, errNotDate}, {"151329956912345678", rulebook.OrderUnix, errNotDate}, {"1513299569 ms", rulebook.OrderUnix, errNotDate},
		{"2026-02-30", rulebook.OrderUnset, calendar.ErrNoSuchDay}, {"2023-02-29", rulebook.OrderUnset, calendar.ErrNoSuchDay}, {"1900-02-29", rulebook.OrderUnset, calendar.ErrNoSuchDay}, {"2026-13-01", rulebook.OrderUnset, calendar.ErrNoSuchDay}, {"2026-00-10", rulebook.OrderUnset, calendar.ErrNoSuchDay}, {"2026-10-00", rulebook.OrderUnset, calendar.ErrNoSuchDay}, {"2026年2月30日", rulebook.OrderUnset, calendar.ErrNoSuchDay}, {"20260230", rulebook.OrderUnset, calendar.ErrNoSuchDay},
		{"12/31/2026", rulebook.OrderDMY, calendar.ErrNoSuchDay}, {"31/12/2026", rulebook.OrderMDY, calendar.ErrNoSuchDay}, {"60", rulebook.OrderExcel, calendar.ErrNoSuchDay}, {"0", rulebook.OrderExcel, calendar.ErrNoSuchDay}, {"2958466", rulebook.OrderExcel, calendar.ErrNoSuchDay},
		{"0999-01-01", rulebook.OrderUnset, calendar.ErrYear}, {"0000-01-01", rulebook.OrderUnset, calendar.ErrYear}, {"26年1月5日", rulebook.OrderUnset, calendar.ErrYear}, {"1/5/02023", rulebook.OrderDMY, calendar.ErrYear}, {"1/5/223", rulebook.OrderDMY, calendar.ErrYear},
		{"", rulebook.OrderUnset, errNotDate}, {"soon", rulebook.OrderUnset, errNotDate}, {"未定", rulebook.OrderUnset, errNotDate}, {"2026", rulebook.OrderUnset, errNotDate}, {"2026-11", rulebook.OrderUnset, errNotDate}, {"2026年11月", rulebook.OrderUnset, errNotDate}, {"45291", rulebook.OrderUnset, errNotDate}, {"18991231", rulebook.OrderUnset, errNotDate}, {"21010101", rulebook.OrderUnset, errNotDate}, {"2026112", rulebook.OrderUnset, errNotDate}, {"99999999999999999999", rulebook.OrderUnset, errNotDate},
		{"2026-11/21", rulebook.OrderUnset, errNotDate}, {"2026--11-21", rulebook.OrderUnset, errNotDate}, {"2026-111-21", rulebook.OrderUnset, errNotDate}, {"123-11-21", rulebook.OrderUnset, errNotDate}, {"-2026-11-21", rulebook.OrderUnset, errNotDate}, {"2026年11月21", rulebook.OrderUnset, errNotDate}, {"2026-11-021", rulebook.OrderUnset, errNotDate}, {"090-1234-5678", rulebook.OrderUnset, errNotDate},
		{"2026-11-21T", rulebook.OrderUnset, errNotClock}, {"2026-11-21 soon", rulebook.OrderUnset, errNotClock}, {"2026-11-21 25:00", rulebook.OrderUnset, errNotClock}, {"2026-11-21 24:00", rulebook.OrderUnset, errNotClock}, {"2026-11-21 10:60", rulebook.OrderUnset, errNotClock}, {"2026-11-21 10:00:60", rulebook.OrderUnset, errNotClock}, {"2026-11-21 10:5", rulebook.OrderUnset, errNotClock}, {"2026-11-21 10:00:5", rulebook.OrderUnset, errNotClock}, {"2026-11-21 10:00:00.", rulebook.OrderUnset, errNotClock},
		{"2026-11-21 13:00 PM", rulebook.OrderUnset, errNotClock}, {"2026-11-21 10:00 +9", rulebook.OrderUnset, errNotClock}, {"2026-11-21T10:00:00+25:00", rulebook.OrderUnset, errNotClock}, {"2026-11-21T10:00:00+09:60", rulebook.OrderUnset, errNotClock}, {"2026-11-21T10:00:00+09:0", rulebook.OrderUnset, errNotClock}, {"2026-11-21T10:00:00Z+09", rulebook.OrderUnset, errNotClock}, {"2026-11-21 10:00 +0900 (Tokyo", rulebook.OrderUnset, errNotClock}, {"2026-11-21 10h5", rulebook.OrderUnset, errNotClock}, {"2026-11-21 (10:00)", rulebook.OrderUnset, errNotClock}, {"2026-11-21T10:00:00 JST", rulebook.OrderUnset, errNotClock}, {"2026-11-21-", rulebook.OrderUnset, errNotClock}, {"2026-11-21 - 2026-11-30", rulebook.OrderUnset, errNotClock},
	} {
		if day, err := ParseDay(c.cell, c.order, nil); !errors.Is(err, c.want) || day != 0 {
			t.Errorf("%q in order %d is %v, %v; want the error %q", c.cell, c.order, day, err, c.want)
		}
	}
}

func TestParseDayOfMoments(t *testing.T) {
	tokyo := time.FixedZone("JST", 9*3600)
	newYork := time.FixedZone("EST", -5*3600)
	for _, c := range []struct {
		cell string
		loc  *time.Location
		want string
	}{
		{"2024-07-11T21:22:06.000+0000", nil, "2024-07-11"}, {"2024-07-11T21:22:06.000+0000", tokyo, "2024-07-12"}, {"2024-07-11T14:59:59Z", tokyo, "2024-07-11"}, {"2024-07-11T15:00:00Z", tokyo, "2024-07-12"},
		{"2024-07-11 15:00:00 UTC", tokyo, "2024-07-12"}, {"2024-07-11T02:00:00z", newYork, "2024-07-10"}, {"2024-07-11T00:30:00+09:00", newYork, "2024-07-10"}, {"2024-07-11T00:30:00+09", nil, "2024-07-10"}, {"2024-07-11 23:30 -0230", nil, "2024-07-12"},
		{"2024-07-11T00:30", newYork, "2024-07-11"}, {"2024-07-11 23:30:00", tokyo, "2024-07-11"}, {"2024-07-11", newYork, "2024-07-11"}, {"7/11/2024 11:30 PM +0000", tokyo, "2024-07-12"}, {"7/11/2024 12:30 AM Z", newYork, "2024-07-10"},
		{"2023-12-31T20:00:00Z", tokyo, "2024-01-01"}, {"2024-03-01T00:00:00+09:00", nil, "2024-02-29"},
	} {
		order := rulebook.OrderMDY
		day, err := ParseDay(c.cell, order, c.loc)
		if err != nil || day.String() != c.want {
			t.Errorf("%q in %v is %v, %v; want %s", c.cell, c.loc, day, err, c.want)
		}
	}
	for cell, loc := range map[string]*time.Location{"9999-12-31T23:00:00-0500": nil, "1000-01-01T00:00:00Z": newYork} {
		if day, err := ParseDay(cell, rulebook.OrderUnset, loc); !errors.Is(err, calendar.ErrYear) {
			t.Errorf("%q is %v, %v", cell, day, err)
		}
	}
}

// Moments as most logs write them are read the quick way: as any other moment is, and not at
// all where a character is another.
func TestQuickMoments(t *testing.T) {
	const moment = "2026-11-21T15:30:05Z"
	tokyo := time.FixedZone("JST", 9*3600)
	for at := range moment {
		for _, other := range "T:Z- .x0235679" {
			cell := moment[:at] + string(other) + moment[at+1:]
			for _, loc := range []*time.Location{nil, tokyo} {
				day, err := ParseDay(cell, rulebook.OrderUnset, loc)
				want, _, _, wantErr := ParseMoment(cell, rulebook.OrderUnset, loc)
				if (err == nil) != (wantErr == nil) || err == nil && day != want {
					t.Errorf("%q in %v is %v, %v; want %v, %v", cell, loc, day, err, want, wantErr)
				}
			}
		}
	}
}

// Where clocks are changed, the day is that of the wall.
func TestParseDayWithSummerTime(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip("no time zone data here: ", err)
	}
	for cell, want := range map[string]string{"2024-07-11T03:59:00Z": "2024-07-10", "2024-07-11T04:00:00Z": "2024-07-11", "2024-01-11T04:59:00Z": "2024-01-10", "2024-01-11T05:00:00Z": "2024-01-11"} {
		if day, err := ParseDay(cell, rulebook.OrderUnset, newYork); err != nil || day.String() != want {
			t.Errorf("%q is %v, %v; want %s", cell, day, err, want)
		}
	}
}

// Every day from 1000 to 9999, counted one by one by the rules of the calendar.
func TestDaysAreCountedRight(t *testing.T) {
	lengths := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	day, err := calendar.CivilDay(1000, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	epoch := false
	for year := 1000; year <= 9999; year++ {
		leap := year%4 == 0 && year%100 != 0 || year%400 == 0
		for month, length := range lengths {
			if leap && month == 1 {
				length = 29
			}
			for d := 1; d <= length; d++ {
				if got, err := calendar.CivilDay(year, month+1, d); err != nil || got != day {
					t.Fatalf("%d-%d-%d is day %d, %v; want %d", year, month+1, d, got, err, day)
				}
				epoch = epoch || day == 0 && year == 1970 && month == 0 && d == 1
				day++
			}
			if _, err := calendar.CivilDay(year, month+1, length+1); err == nil {
				t.Fatalf("%d-%d-%d is a day", year, month+1, length+1)
			}
		}
	}
	if !epoch {
		t.Error("day 0 is not 1970-01-01")
	}
}

func TestParseDayAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := time.FixedZone("", 60*rapid.IntRange(-14*60, 14*60).Draw(t, "offset"))
		loc := time.FixedZone("", 60*rapid.IntRange(-14*60, 14*60).Draw(t, "location"))
		moment := time.Unix(rapid.Int64Range(-30_000_000_000, 250_000_000_000).Draw(t, "seconds"), 0).In(zone)
		want := moment.In(loc).Format(time.DateOnly)
		for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05 -0700", "2006/1/2 3:04:05 PM -07:00", "2006年1月2日 15:04:05.000-0700"} {
			cell := moment.Format(layout)
			if day, err := ParseDay(cell, rulebook.OrderUnset, loc); err != nil || day.String() != want || day != calendar.DayOf(moment.In(loc)) {
				t.Errorf("%q is %v, %v; want %s", cell, day, err, want)
			}
		}
	})
}

// TestParseMoment holds the second of the day to the package time; a day alone has none.
func TestParseMoment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := time.FixedZone("", 60*rapid.IntRange(-14*60, 14*60).Draw(t, "offset"))
		loc := time.FixedZone("", 60*rapid.IntRange(-14*60, 14*60).Draw(t, "location"))
		moment := time.Unix(rapid.Int64Range(200_000_000, 60_000_000_000).Draw(t, "seconds"), 0)
		in := moment.In(loc)
		want := in.Hour()*3600 + in.Minute()*60 + in.Second()
		for _, cell := range []string{moment.In(zone).Format(time.RFC3339), in.Format("2006/1/2 15:04:05"), in.Format("2006年1月2日(Mon) 3:04:05 PM"), fmt.Sprint(moment.Unix()), fmt.Sprint(moment.UnixMilli() + 999), fmt.Sprint(moment.UnixMicro())} {
			day, second, timed, err := ParseMoment(cell, rulebook.OrderUnix, loc)
			if err != nil || !timed || day != calendar.DayOf(in) || second != want {
				t.Errorf("%q is %v, second %d (%v), %v; want %v", cell, day, second, timed, err, in)
			}
		}
	})
	for _, cell := range []string{"2026-11-21", "2026年11月21日(土)", "2026-11-21 Sat", "20261121"} {
		if day, second, timed, err := ParseMoment(cell, rulebook.OrderUnset, nil); err != nil || timed || second != 0 || day.String() != "2026-11-21" {
			t.Errorf("%q is %v, second %d (%v), %v", cell, day, second, timed, err)
		}
	}
}

func TestDayStrings(t *testing.T) {
	for _, d := range []calendar.Day{0, -1, math.MaxInt32, math.MinInt32} {
		if want := time.Date(1970, 1, 1+int(d), 0, 0, 0, 0, time.UTC).Format(time.DateOnly); d.String() != want {
			t.Errorf("day %d is %q, want %q", int32(d), d, want)
		}
	}
}

func TestParseDayAllocatesNothing(t *testing.T) {
	tokyo := time.FixedZone("JST", 9*3600)
	for _, cell := range []string{"2026-11-21", "2026年11月21日", "2024-07-11T21:22:06.000+0000", "1/5/2023", "soon"} {
		if n := testing.AllocsPerRun(100, func() { _, _ = ParseDay(cell, rulebook.OrderUnset, tokyo) }); n != 0 {
			t.Errorf("%q: %v allocations", cell, n)
		}
	}
}

// FuzzParseDay wants every day that is read to print as a day that the time
// package knows and that reads back as the same.
func FuzzParseDay(f *testing.F) {
	for _, seed := range []string{"2026-11-21", "2024-07-11T21:22:06.000+0000", "2026年11月21日", "20261121", "1/5/2023", "45291.5", "1/5/2023 9:14 PM", "２０２６／１／５", "2026-02-30"} {
		for order := rulebook.OrderUnset; order <= rulebook.OrderExcel; order++ {
			f.Add(seed, byte(order))
		}
	}
	f.Fuzz(func(t *testing.T, cell string, order byte) {
		day, err := ParseDay(cell, rulebook.DateOrder(order%5), time.FixedZone("", 9*3600))
		if err != nil {
			return
		}
		moment, err := time.Parse(time.DateOnly, day.String())
		if err != nil || calendar.DayOf(moment) != day {
			t.Errorf("%q is %v: %v", cell, day, err)
		}
		if again, err := ParseDay(day.String(), rulebook.OrderUnset, nil); err != nil || again != day {
			t.Errorf("%q is %v, which reads back as %v, %v", cell, day, again, err)
		}
	})
}
