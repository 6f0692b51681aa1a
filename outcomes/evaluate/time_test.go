package evaluate

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"leadscore/match/exact"
	"leadscore/outcomes"
	"leadscore/outcomes/internal/written"
	"leadscore/outcomes/stats"
	"leadscore/rulebook"
)

// A visit after the lead's own day is told, a closing date that rules look forward to is
// not.
func TestFutureDates(t *testing.T) {
	p := exact.Int(10)
	date := func(name string) rulebook.Field {
		return rulebook.Field{Name: name, Columns: []rulebook.Scalar{written.Scalar(name)}, Type: rulebook.TypeDate}
	}
	rb := &rulebook.Rulebook{
		Fields: []rulebook.Field{date("Seen"), date("Closes")},
		Criteria: []rulebook.Criterion{
			{Name: "Seen lately", Line: rulebook.Line{When: leafOf("Seen", "within", "5d")}, Points: &p},
			{Name: "Closes soon", Line: rulebook.Line{When: leafOf("Closes", "within_next", "90d")}, Points: &p},
		},
	}
	h := listOf("Seen,Closes,Day", "2026-01-05,2026-03-01,2026-01-04,won", "2026-01-04,2026-03-01,2026-01-04,lost", ",,2026-01-04,lost")
	if _, err := h.DateBy("Day", rulebook.OrderUnset, nil); err != nil {
		t.Fatal(err)
	}
	notes := evaluate(t, rb, h, Options{}).Notes
	if n := len(notes); n != 2 || !strings.HasPrefix(notes[1].String(), "Seen: of 1 leads the day is after the one they are scored as of") {
		t.Errorf("notes %q", notes)
	}
}

func TestTimelines(t *testing.T) {
	for _, c := range []struct {
		name   string
		cells  []string
		order  rulebook.DateOrder
		want   string // first and last day, or the error
		values []float64
	}{
		{"ISO", []string{"2026-01-02", "2026-01-01", ""}, rulebook.OrderUnset, "2026-01-01 2026-01-02 unset", []float64{20455, 20454, math.NaN()}},
		{"day first, as one cell shows", []string{"13/1/2026", "2/1/2026"}, rulebook.OrderUnset, "2026-01-02 2026-01-13 dmy", []float64{20466, 20455}},
		{"month first, as one cell shows", []string{"1/13/2026", "1/2/2026"}, rulebook.OrderUnset, "2026-01-02 2026-01-13 mdy", []float64{20466, 20455}},
		{"either", []string{"1/2/2026", "3/4/2026"}, rulebook.OrderUnset, `When: a date such as "1/2/2026" may be day-month or month-day. say which with --date-order`, nil},
		{"either, but told", []string{"1/2/2026", "3/4/2026"}, rulebook.OrderDMY, "2026-02-01 2026-04-03 dmy", []float64{20485, 20546}},
		{"Japanese", []string{"2026年1月2日", "不明"}, rulebook.OrderUnset, "2026-01-02 2026-01-02 unset", []float64{20455, math.NaN()}},
		{"numbers", []string{"17", "1,200", "-3"}, rulebook.OrderUnset, "numbers", []float64{17, 1200, -3}},
		{"words", []string{"soon", "later"}, rulebook.OrderUnset, `When: "soon" is no date. expected dates, such as 2026-11-21 or 2026-11, or numbers that rise with time`, nil},
		{"months", []string{"2026年2月", "2026年1月", ""}, rulebook.OrderUnset, "2026-01-01 2026-02-28 unset", []float64{20485, 20454, math.NaN()}},
		{"quarters", []string{"Q2 2026", "Q1 2026"}, rulebook.OrderUnset, "2026-01-01 2026-06-30 unset", []float64{20544, 20454}},
		{"days, months and years", []string{"2026-01-02", "2026-02", "2027"}, rulebook.OrderUnset, "2026-01-02 2027-12-31 unset", []float64{20455, 20485, 20819}},
		{"years alone are numbers", []string{"2026", "2027"}, rulebook.OrderUnset, "numbers", []float64{2026, 2027}},
		{"nothing", []string{"", "-"}, rulebook.OrderUnset, "When: no cell is filled, so it does not say when leads came", nil},
	} {
		h := outcomes.NewHistory([]string{"When"})
		for _, cell := range c.cells {
			h.Add(outcomes.Lead{Cells: []string{cell}, Outcome: outcomes.Won})
		}
		at, err := h.OrderBy("when", c.order, nil)
		if err != nil {
			if err.Error() != c.want {
				t.Errorf("%s: %v, want %s", c.name, err, c.want)
			}
			continue
		}
		got := "numbers"
		if at.Days {
			order := "unset"
			if at.Order != rulebook.OrderUnset {
				order = at.Order.String()
			}
			got = fmt.Sprintf("%v %v %s", at.First, at.Last, order)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		for i, want := range c.values {
			if got := h.Order(i); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Errorf("%s: lead %d at %v, want %v", c.name, i, got, want)
			}
		}
	}
	absent, isTime := errors.AsType[*outcomes.TimeColumnError](func() error { _, err := listOf("Created").OrderBy("Craeted", rulebook.OrderUnset, nil); return err }())
	if !isTime || absent.Near != "Created" {
		t.Errorf("%+v", absent)
	}
}

// Each lead is scored as of its own day: three days after its last visit, whatever
// the day of the others.
func TestReplay(t *testing.T) {
	p := exact.Int(10)
	rb := &rulebook.Rulebook{
		Fields:   []rulebook.Field{{Name: "seen", Columns: []rulebook.Scalar{written.Scalar("Seen")}, Type: rulebook.TypeDate}},
		Criteria: []rulebook.Criterion{{Name: "Seen lately", Line: rulebook.Line{When: leafOf("seen", "within", "5d")}, Points: &p}},
	}
	h := listOf("Seen,Day", slices.Concat(timesOf(3, "2024-01-01,2024-01-04,won"), timesOf(3, "2024-01-01,2024-03-01,lost"), timesOf(2, "2026-05-01,2026-05-04,won"), []string{"2026-05-01,,lost"})...)
	at, err := h.DateBy("Day", rulebook.OrderUnset, nil)
	if err != nil {
		t.Fatal(err)
	}
	if at.Known != 8 || at.Unknown != 1 {
		t.Errorf("%+v", at)
	}
	ev := evaluate(t, rb, h, Options{})
	if !ev.Replayed || ev.Score.AUC.Value != 1 || ev.Open != 1 {
		t.Errorf("replayed %v, AUC %v, %d open", ev.Replayed, ev.Score.AUC, ev.Open)
	}
}

func TestPeriods(t *testing.T) {
	rb := &rulebook.Rulebook{Criteria: []rulebook.Criterion{criterionOf("A", "X", "is", "a", 10)}}
	h := listOf("X,Day",
		"a,2026-01-31,won", "b,2026-01-01,lost", "a,2026-02-01,won", "a,2026-02-28,lost", "b,2026-02-03,", "b,,lost")
	if _, err := h.OrderBy("Day", rulebook.OrderUnset, nil); err != nil {
		t.Fatal(err)
	}
	ev := evaluate(t, rb, h, Options{Dated: true})
	if len(ev.Periods) != 2 || ev.Undated != 1 {
		t.Fatalf("%+v, %d undated", ev.Periods, ev.Undated)
	}
	january, february := ev.Periods[0], ev.Periods[1]
	if january.Name != "2026-01" || january.Tally != (stats.Tally{Won: 1, Lost: 1}) || january.AUC.Value != 1 || !math.IsNaN(january.Shift) {
		t.Errorf("%+v", january)
	}
	if february.Name != "2026-02" || february.Tally != (stats.Tally{Won: 1, Lost: 1}) || february.AUC.Value != 0.5 || february.Open != 1 || math.IsNaN(february.Shift) {
		t.Errorf("%+v", february)
	}
}

func TestPeriodNames(t *testing.T) {
	const day = 20089 // 2025-01-01
	for _, c := range []struct {
		days int
		want string
	}{{500, "2025-01"}, {1000, "2025 Q1"}, {3000, "2025"}} {
		var days []float64
		for i := range c.days {
			days = append(days, day+float64(i))
		}
		name := periodNames(days)
		if got := name(day); got != c.want {
			t.Errorf("%d days: %s, want %s", c.days, got, c.want)
		}
	}
}
