package findings

import (
	"fmt"
	"io"
	"strconv"

	"leadscore/cmd/internal/report"
)

// WriteList writes what was found in a list whatever the rulebook, kind by kind.
func WriteList(w io.Writer, findings []Finding, o report.Options) error {
	for _, section := range []struct{ kind, heading string }{
		{"repeated_key", "Keys that stand more than once"},
		{"formula", "Cells that a spreadsheet would run as a formula"},
		{"undecodable", "Cells that do not decode"},
	} {
		var rows [][]string
		for _, f := range findings {
			if f.Kind == section.kind {
				rows = append(rows, []string{report.Clean(f.Field), f.inList()})
			}
		}
		if len(rows) == 0 {
			continue
		}
		if _, err := io.WriteString(w, "\n"+o.Paint(report.Bold, section.heading)+"\n"+o.Rows("  ", rows)); err != nil {
			return err
		}
	}
	return nil
}

// inList words a finding where the kind and the field are told already.
func (f Finding) inList() string {
	value := strconv.Quote(report.Excerpt(f.Value))
	switch {
	case f.Kind == "formula":
		return fmt.Sprintf("%s, the first on line %d: %s", report.Count(f.Count, "cell"), f.Line, value)
	case f.Kind == "repeated_key" && f.Line > 0:
		return fmt.Sprintf("line %d: %s, %s", f.Line, value, f.Message)
	case f.Kind == "repeated_key":
		return fmt.Sprintf("%s %s", report.Thousands(f.Count), f.Message)
	}
	return fmt.Sprintf("%s, the first on line %d", report.Clean(f.Message), f.Line)
}

// WriteLogs writes what was found in logs, a line each.
func WriteLogs(w io.Writer, findings []Finding, o report.Options) error {
	if len(findings) == 0 {
		return nil
	}
	var rows [][]string
	for _, f := range findings {
		text := report.Clean(f.Message)
		if f.Line > 0 {
			text += fmt.Sprintf(", the first in %s on line %d: %s", report.Clean(f.File), f.Line, strconv.Quote(report.Excerpt(f.Value)))
		}
		if f.Want != "" {
			text += ". " + report.Clean(f.Want)
		}
		rows = append(rows, []string{string(f.Severity), text})
	}
	_, err := io.WriteString(w, "\n"+o.Paint(report.Bold, "Logs")+"\n"+o.Rows("  ", rows))
	return err
}
