package cell

import (
	"strings"
	"unicode"

	"leadscore/match/fold"
)

// Look is how the number of a cell is written, as far as that makes it doubtful. The zero
// value is that of most numbers.
type Look uint8

// What a number may have.
const (
	LookGrouped  Look = 1 << iota // three digits behind the decimal sign, which may part thousands: 1.500
	LookDecimals                  // decimals that cannot: 2.5, 0.125, 1,500.25
	LookPercent                   // a percent sign
	LookPeople                    // it counts people
)

// LookOf tells how the number of a cell is written that ParseNumber reads.
func LookOf(cell string, comma bool) Look {
	point, group := ".", ","
	if comma {
		point, group = group, point
	}
	if strings.IndexByte(cell, point[0]) < 0 && strings.IndexByte(cell, '%') < 0 && !strings.ContainsAny(cell, "．，％") {
		return 0
	}
	text := fold.Normalize(cell)
	var look Look
	if strings.Contains(text, "%") {
		look |= LookPercent
	}
	for _, unit := range [...]string{"名", "人", "employee", "people", "staff", "mitarbeiter", "salarié", "empleado"} {
		if strings.Contains(strings.ToLower(text), unit) {
			look |= LookPeople
		}
	}
	for rest := text; ; {
		before, behind, found := strings.Cut(rest, point)
		if !found {
			return look
		}
		whole := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsDigit(r) && string(r) != group })+1:]
		digits := len(behind) - len(strings.TrimLeft(behind, "0123456789"))
		switch {
		case digits == 0:
		case digits == 3 && whole != "" && whole[0] != '0' && !strings.Contains(whole, group) && look&LookPercent == 0:
			look |= LookGrouped
		default:
			look |= LookDecimals
		}
		rest = behind
	}
}
