package cell

import (
	"strings"

	"leadscore/rulebook"
)

// Words gives a known value of type t in words: "100 to 299", "director", "2026-11-21".
// It is empty for a value that is not known.
func (v *Value) Words(t rulebook.Type) string {
	if v.State != Known {
		return ""
	}
	switch t {
	case rulebook.TypeNumber:
		if v.Number.IsExact() {
			return v.Number.Low.Rounded()
		}
		return v.Number.String()
	case rulebook.TypeDate:
		if v.More > 0 {
			return v.Day.String() + " to " + v.LastDay().String()
		}
		return v.Day.String()
	case rulebook.TypeBool:
		if v.Bool {
			return "true"
		}
		return "false"
	case rulebook.TypeLevel:
		return v.Level.String()
	case rulebook.TypeList:
		var entries []string
		for _, entry := range v.Entries {
			entries = append(entries, string(entry))
		}
		return strings.Join(entries, "; ")
	}
	if v.Name != "" {
		return v.Name
	}
	return string(v.Text)
}
