package cell

import (
	"testing"

	"leadscore/rulebook"
)

func TestIsDay(t *testing.T) {
	for _, c := range []struct {
		cell  string
		order rulebook.DateOrder
		want  bool
	}{
		{"2026-11-21", rulebook.OrderUnset, true},
		{"soon", rulebook.OrderUnset, false},
		{"21/11/2026", rulebook.OrderMDY, false},
		{"18263", rulebook.OrderExcel, false}, // 1949-12-31
		{"18264", rulebook.OrderExcel, true},
		{"73050", rulebook.OrderExcel, true}, // 2099-12-31
		{"73051", rulebook.OrderExcel, false},
		{"946684799", rulebook.OrderUnix, false}, // 1999-12-31
		{"946684800", rulebook.OrderUnix, true},
		{"2524607999", rulebook.OrderUnix, true}, // 2049-12-31
		{"2524608000", rulebook.OrderUnix, false},
		{"1795253400000", rulebook.OrderUnix, true},
		{"1795253400.25", rulebook.OrderUnix, true},
		{"9012345678", rulebook.OrderUnix, false}, // a telephone number
		{"1795253400", rulebook.OrderUnset, false},
	} {
		if got := IsDay(c.cell, c.order); got != c.want {
			t.Errorf("IsDay(%q, %v) is %t", c.cell, c.order, got)
		}
	}
}
