package explain

import (
	"fmt"
	"strings"

	"leadscore/cmd/internal/report"
	"leadscore/match"
	"leadscore/scoring/explained"
)

// logged tells what was logged about the lead: what each field made from events comes to,
// and the newest events behind it.
func (t *explainer) logged(all []explained.LoggedField) {
	if len(all) == 0 {
		return
	}
	t.heading(t.wasLogged)
	var rows [][]string
	for _, f := range all {
		sign, value := match.True, report.Clean(f.Value)
		if value == "" {
			sign, value = match.Unknown, t.unknown
		}
		var events []string
		for _, e := range f.Newest {
			events = append(events, t.event(e))
		}
		if more := f.Events - len(f.Newest); more > 0 && len(events) > 0 {
			events = append(events, fmt.Sprintf(t.moreEvents, report.Thousands(more)))
		}
		rows = append(rows, []string{t.sign(sign), report.Clean(f.Field), value, t.eventCount(f.Events), strings.Join(events, t.semicolon)})
	}
	t.rows(rows)
}

// eventCount says how many events there are.
func (t *explainer) eventCount(n int) string {
	if t.japanese {
		return report.Thousands(n) + "件"
	}
	return report.Count(n, "event")
}

// event is an event as the log has it: its moment, and the cells that the field looks at.
func (t *explainer) event(e explained.LoggedEvent) string {
	var cells []string
	for _, cell := range e.Cells {
		if cell != "" {
			cells = append(cells, t.Cut(report.Clean(cell), widestCell))
		}
	}
	return strings.TrimSpace(report.Clean(e.At) + " " + strings.Join(cells, " "))
}

// jsonLogged is a field made from events, and the newest of these.
type jsonLogged struct {
	Field  string      `json:"field"`
	Log    string      `json:"log"`
	Value  string      `json:"value"`  // as it lies beside the lead; "": not known, or no day
	Events int         `json:"events"` // that count for it
	Newest []jsonEvent `json:"newest"` // the newest first
}

// jsonEvent is an event of a log.
type jsonEvent struct {
	Day   string            `json:"day"`   // of the rulebook's time zone
	At    string            `json:"at"`    // as it stands in the log
	Cells map[string]string `json:"cells"` // of the columns that the field looks at
}

func loggedJSON(f explained.LoggedField) jsonLogged {
	return jsonLogged{f.Field, f.Log, f.Value, f.Events, convert(f.Newest, func(e explained.LoggedEvent) jsonEvent {
		cells := map[string]string{}
		for i, column := range e.Columns {
			cells[column] = e.Cells[i]
		}
		return jsonEvent{e.Day.String(), e.At, cells}
	})}
}
