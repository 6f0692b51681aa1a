package cell

import (
	"testing"

	"leadscore/match/exact"
	"leadscore/rulebook"
)

// A field reads over the units that it names, and over no others.
func TestUnits(t *testing.T) {
	scalars := func(units ...string) (list []rulebook.Scalar) {
		for _, u := range units {
			list = append(list, rulebook.Scalar{Text: u})
		}
		return list
	}
	between := func(low, high int64) exact.Interval {
		return exact.Interval{Low: exact.Int(low), High: exact.Int(high)}
	}
	for _, c := range []struct {
		cell  string
		units []string
		want  exact.Interval
		reads bool
	}{
		{"36 min", []string{"min"}, exact.At(exact.Int(36)), true},
		{"36min", []string{"min"}, exact.At(exact.Int(36)), true},
		{"36 MIN", []string{"min"}, exact.At(exact.Int(36)), true},
		{"３６　ｍｉｎ", []string{"min"}, exact.At(exact.Int(36)), true},
		{"36", []string{"min"}, exact.At(exact.Int(36)), true},
		{"36 min", nil, exact.Interval{}, false},
		{"2 h", []string{"min"}, exact.Interval{}, false},
		{"36 min", []string{"in"}, exact.Interval{}, false},
		{"12ヶ月", []string{"ヶ月"}, exact.At(exact.Int(12)), true},
		{"1 year", []string{"year", "years"}, exact.At(exact.Int(1)), true},
		{"10+ years", []string{"year", "years"}, exact.Interval{Low: exact.Int(10), NoHigh: true}, true},
		{"1-3 months", []string{"months"}, between(1, 3), true},
		{"< 1 year", []string{"year"}, exact.Interval{HighOpen: true, High: exact.Int(1)}, true},
		{"12 m", []string{"m"}, exact.At(exact.Int(12)), true},
		{"2.5 km²", []string{"km", "km²"}, exact.At(exact.NewNumber(25, 10)), true},
		{"5万円/月", []string{"/月"}, exact.At(exact.Int(50_000)), true},
		{"min", []string{"min"}, exact.Interval{}, false},
		{"3 admin", []string{"min"}, exact.Interval{}, false},
	} {
		r := NewReader(&rulebook.Field{Type: rulebook.TypeNumber, Unit: scalars(c.units...)}, rulebook.TypeNumber, &Settings{}, false)
		var v Value
		r.Read(c.cell, &v)
		if reads := v.State == Known; reads != c.reads || reads && v.Number != c.want {
			t.Errorf("%q with %q: %v (known: %v), want %v", c.cell, c.units, v.Number, reads, c.want)
		}
	}
}

func TestUnitOf(t *testing.T) {
	for text, want := range map[string]string{
		"36 min": "min", "2.4 km": "km", "１２　ヶ月": "ヶ月", "10+ years": "years", "< 1 year": "year", "5万円/月": "/月", "$500 per month": "per month", "1.234,5 km": "km",
		"45歳": "歳", "12 m": "m", "36": "", "": "", "km": "", "Room 12 B": "", "2024年3月5日": "", "12 rue de la République, Paris 3e": "",
	} {
		if got := UnitOf(text); got != want {
			t.Errorf("%q: unit %q, want %q", text, got, want)
		}
	}
}
