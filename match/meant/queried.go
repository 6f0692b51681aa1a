package meant

import (
	"strings"
	"unicode"

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
		return Duration(found[2] + " " + found[1] + "s")
	}
	if found := interval().FindStringSubmatch(text); found != nil {
		unit := strings.ToLower(found[2])
		if unit == "" {
			unit = "day"
		}
		return Duration(found[1] + " " + unit + "s")
	}
	return ""
}

var (
	askedAge = lazyre.New(`(?i)^(?:is |was )?(?:in |within |during )?(?:the )?(past|last|previous|next|coming|upcoming|less than|more than|within|older than|直近|過去|今後)\s*(.+?)(?: (ago))?$`)
	thisTime = lazyre.New(`(?i)^(this|last|next)[ _](week|month|quarter|year)$|^(今|先|来)(週|月|年)$`)
)

// AgeAsked is the operator, with its duration, that a value means which tells of an age:
// "in past 90 days", "more than 30 days ago", LAST_N_DAYS:30, "this month". "" for any other.
func AgeAsked(text string) string {
	text = strings.TrimSpace(text)
	if age := QueriedAge(text); age != "" {
		if strings.HasPrefix(strings.ToLower(text), "next") {
			return "within_next: " + age
		}
		return "within: " + age
	}
	if found := thisTime().FindStringSubmatch(text); found != nil {
		unit := map[string]string{"週": "week", "月": "month", "年": "year"}[found[4]]
		age := Duration("1 " + strings.ToLower(found[2]) + unit)
		if strings.EqualFold(found[1], "next") || found[3] == "来" {
			return "within_next: " + age
		}
		return "within: " + age + ", counted back from today"
	}
	found := askedAge().FindStringSubmatch(strings.ReplaceAll(text, "_", " "))
	if found == nil || strings.IndexFunc(found[2], unicode.IsDigit) < 0 || strings.IndexFunc(found[2], unicode.IsLetter) < 0 {
		return ""
	}
	age := Duration(found[2])
	switch how := strings.ToLower(found[1]); {
	case age == "", strings.Contains(strings.ToLower(found[2]), "from now") && (how == "more than" || how == "older than"):
		return ""
	case strings.Contains(strings.ToLower(found[2]), "from now"):
		return "within_next: " + age
	case how == "next" || how == "coming" || how == "upcoming" || how == "今後":
		return "within_next: " + age
	case how == "more than" || how == "older than":
		return "older_than: " + age
	}
	return "within: " + age
}
