package cell

import (
	"strings"

	"leadscore/internal/lazyre"
)

var (
	lastN    = lazyre.New(`(?i)^(?:last|next)_n_(day|week|month|quarter|year)s\s*:\s*([0-9]+)$`)
	interval = lazyre.New(`(?i)(?:now|today|sysdate|getdate|current_?date|current_?timestamp|curdate)\s*(?:\(\s*\))?\s*-\s*(?:interval\s*)?'?\s*([0-9]+)\s*'?\s*(day|week|month|year)?s?`)
)

// QueriedAge is the duration, as a rulebook writes it, by which a query tells how long ago a
// day was: 30d for LAST_N_DAYS:30 and for NOW() - INTERVAL 30 DAY; "" for none.
func QueriedAge(text string) string {
	text = strings.TrimSpace(text)
	if found := lastN().FindStringSubmatch(text); found != nil {
		return DurationMeant(found[2] + " " + found[1] + "s")
	}
	if found := interval().FindStringSubmatch(text); found != nil {
		unit := strings.ToLower(found[2])
		if unit == "" {
			unit = "day"
		}
		return DurationMeant(found[1] + " " + unit + "s")
	}
	return ""
}
