package accounts

import (
	"leadscore/match/calendar"
	"leadscore/match/exact"
	"leadscore/rulebook"
)

// Activity is a field made from events, and the leads' values of it together: counts and
// sums added up, the latest and the first of days. Different days of several leads may be
// the same, so of a field that counts days the highest of one lead's stands.
type Activity struct {
	Field string
	Kind  rulebook.ActivityKind
}

// Logged is what an activity comes to.
type Logged struct {
	Known  bool
	Points exact.Points // of counts, days and sums
	Day    calendar.Day // of the latest and the first
}

// String gives it as a cell holds it: "" where it is not known.
func (a Activity) String(of Logged) string {
	switch {
	case !of.Known:
		return ""
	case a.Kind.Type() == rulebook.TypeDate:
		return of.Day.String()
	}
	return of.Points.String()
}

// with adds what a lead brings.
func (a Activity) with(all, lead Logged) Logged {
	switch {
	case !lead.Known:
		return all
	case !all.Known:
		return lead
	}
	switch a.Kind {
	case rulebook.ActivityLatest:
		all.Day = max(all.Day, lead.Day)
	case rulebook.ActivityFirst:
		all.Day = min(all.Day, lead.Day)
	case rulebook.ActivityDays:
		all.Points = max(all.Points, lead.Points)
	default:
		if sum := all.Points + lead.Points; (sum > all.Points) == (lead.Points > 0) {
			all.Points = sum
		}
	}
	return all
}
