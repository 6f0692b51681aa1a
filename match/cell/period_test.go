package cell

import (
	"testing"

	"leadscore/rulebook"
)

func TestParsePeriod(t *testing.T) {
	for _, c := range []struct{ cell, first, last string }{
		{"2027年3月", "2027-03-01", "2027-03-31"},
		{"２０２７年３月", "2027-03-01", "2027-03-31"},
		{"2028年2月", "2028-02-01", "2028-02-29"},
		{"2026/12", "2026-12-01", "2026-12-31"},
		{"2026-04", "2026-04-01", "2026-04-30"},
		{"12/2026", "2026-12-01", "2026-12-31"},
		{"March 2027", "2027-03-01", "2027-03-31"},
		{"Mar. 2027", "2027-03-01", "2027-03-31"},
		{"März 2027", "2027-03-01", "2027-03-31"},
		{"marzo de 2027", "2027-03-01", "2027-03-31"},
		{"2027 March", "2027-03-01", "2027-03-31"},
		{"令和9年3月", "2027-03-01", "2027-03-31"},
		{"令和元年5月", "2019-05-01", "2019-05-31"},
		{"Q1 2027", "2027-01-01", "2027-03-31"},
		{"q4/2027", "2027-10-01", "2027-12-31"},
		{"2027 Q2", "2027-04-01", "2027-06-30"},
		{"2027Q3", "2027-07-01", "2027-09-30"},
		{"3Q 2027", "2027-07-01", "2027-09-30"},
		{"2027", "2027-01-01", "2027-12-31"},
		{" 2027年 ", "2027-01-01", "2027-12-31"},
	} {
		first, last, err := ParsePeriod(c.cell, rulebook.OrderUnset)
		if err != nil || first.String() != c.first || last.String() != c.last {
			t.Errorf("%q: %s to %s (%v), want %s to %s", c.cell, first, last, err, c.first, c.last)
		}
	}
	for _, cell := range []string{"2027年13月", "13/2027", "2027/0", "Q5 2027", "1234", "12345", "12", "March", "Marching 2027", "令和0年3月", "平成35年3月", "2027-3-", "soon"} {
		if first, last, err := ParsePeriod(cell, rulebook.OrderUnset); err == nil {
			t.Errorf("%q reads as %s to %s", cell, first, last)
		}
	}
	for _, cell := range []string{"2027年度", "FY2027", "FY 27", "2027年上期", "2027年下半期", "2027年第1四半期", "第1四半期", "Q1 FY2027", "H1 2027", "fiscal 2027"} {
		if _, _, err := ParsePeriod(cell, rulebook.OrderUnset); err != errFiscal {
			t.Errorf("%q: %v", cell, err)
		}
	}
	if _, _, err := ParsePeriod("2027", rulebook.OrderExcel); err == nil {
		t.Error("a serial number reads as a year")
	}
}

// A reader takes a day before a period, and says why it takes neither.
func TestDatesOfAReader(t *testing.T) {
	r := NewReader(&rulebook.Field{}, rulebook.TypeDate, &Settings{}, false)
	var v Value
	r.Read("2027年3月", &v)
	if got := v.Words(rulebook.TypeDate); got != "2027-03-01 to 2027-03-31" || !v.Free || !v.IsInterval() {
		t.Errorf("a month reads as %s, free %v", got, v.Free)
	}
	r.Read("2027-03-05", &v)
	if got := v.Words(rulebook.TypeDate); got != "2027-03-05" || v.Free || v.IsInterval() {
		t.Errorf("a day reads as %s, free %v", got, v.Free)
	}
	if r.Read("2027年度", &v); v.State != Unreadable || r.Check("2027年度") != errFiscal {
		t.Errorf("a fiscal year is %v: %v", v.State, r.Check("2027年度"))
	}
}
