package cell

import "testing"

func TestLookOf(t *testing.T) {
	for _, c := range []struct {
		cell  string
		comma bool
		want  Look
	}{
		{"1.500", false, LookGrouped}, {"€10.000", false, LookGrouped}, {"1.500 employees", false, LookGrouped | LookPeople}, {"１．５００", false, LookGrouped}, {"1.500名", false, LookGrouped | LookPeople}, {"1.000-5.000", false, LookGrouped}, {"-2.000", false, LookGrouped},
		{"2.5", false, LookDecimals}, {"0.125", false, LookDecimals}, {"1,500.250", false, LookDecimals}, {"1.5M", false, LookDecimals}, {"12.3456", false, LookDecimals}, {"1.000-2.5", false, LookGrouped | LookDecimals},
		{"75%", false, LookPercent}, {"７５％", false, LookPercent}, {"12.345%", false, LookPercent | LookDecimals},
		{"1500", false, 0}, {"1,500", false, 0}, {"1,500,000円", false, 0}, {"5.", false, 0}, {"500人", false, 0},
		{"1,500", true, LookGrouped}, {"2,5", true, LookDecimals}, {"1.500", true, 0}, {"1.500,250", true, LookDecimals},
	} {
		if got := LookOf(c.cell, c.comma); got != c.want {
			t.Errorf("%q with comma %v: %b, want %b", c.cell, c.comma, got, c.want)
		}
	}
}
