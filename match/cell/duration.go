package cell

import (
	"fmt"
	"strconv"

	"leadscore/match/fold"
)

// MaxDays is the longest duration a rulebook may name: a century.
const MaxDays = 36500

// ParseDays reads a duration in whole days or weeks, `30d` or `4w`, of at most
// MaxDays. `0d` is a duration too: within 0d is today.
func ParseDays(s string) (int, error) {
	text := fold.Normalize(s)
	days := 1
	switch {
	case len(text) > 1 && text[len(text)-1] == 'd':
	case len(text) > 1 && text[len(text)-1] == 'w':
		days = 7
	default:
		return 0, fmt.Errorf("%q is not a duration in days or weeks, such as 30d or 4w", s)
	}
	n, err := strconv.ParseUint(text[:len(text)-1], 10, 32)
	if err != nil || text[0] == '0' && len(text) > 2 {
		return 0, fmt.Errorf("%q is not a whole number of days or weeks, such as 30d or 4w", s)
	}
	if n > uint64(MaxDays/days) {
		return 0, fmt.Errorf("%q is longer than %dd", s, MaxDays)
	}
	return int(n) * days, nil
}
