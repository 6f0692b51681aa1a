package findings

import (
	"strconv"

	"leadscore/cmd/internal/report"
	"leadscore/internal/spreadsheet"
	"leadscore/leads"
	"leadscore/rulebook"
	"leadscore/scoring/audit"
)

// Severity says how bad a Finding is.
type Severity string

// The severities.
const (
	SeverityProblem Severity = "problem" // it must be mended
	SeverityWarning Severity = "warning" // it works, but probably not as meant
	SeverityNote    Severity = "note"    // good to know
)

// Finding is one thing that a check has found in a rulebook or a list.
type Finding struct {
	Severity Severity `json:"severity"`
	Kind     string   `json:"kind"` // its name, which check --explain takes
	File     string   `json:"file"`
	Line     int      `json:"line"`   // 0: no place
	Column   int      `json:"column"` // in characters, from 1; 0: no place
	Field    string   `json:"field"`  // the header
	Value    string   `json:"value"`  // of the cell
	Count    int      `json:"count"`  // how many such cells there are
	Message  string   `json:"message"`
	Want     string   `json:"want"` // what was expected, or what to do
}

// OfRulebook are problems of a rulebook.
func OfRulebook(file string, problems []rulebook.Problem) []Finding {
	findings := make([]Finding, len(problems))
	for i, p := range problems {
		findings[i] = Finding{
			Severity: SeverityProblem, Kind: "rulebook", File: file, Line: p.Pos.Line, Column: p.Pos.Column,
			Count: 1, Message: p.Message, Want: p.Want,
		}
		if p.Warning {
			findings[i].Severity, findings[i].Kind = SeverityWarning, p.Rule
		}
	}
	return findings
}

// OfRow is a row of a list that cannot be read.
func OfRow(file string, f *leads.Fault) Finding {
	return Finding{
		Severity: SeverityProblem, Kind: "row", File: file, Line: f.Line, Column: f.Column,
		Count: 1, Message: f.Message, Want: f.Want,
	}
}

// OfAudit are the fields of a list whose cells do not read or name several
// currencies, and the values that no rule knows; a title that is not listed is one
// of these.
func OfAudit(file string, audit audit.Report) []Finding {
	var findings []Finding
	for _, f := range audit.Fields {
		if f.Unreadable > 0 && !f.OfTitle {
			finding := Finding{
				Severity: SeverityWarning, Kind: "unreadable", File: file, Field: headerOf(f), Count: f.Unreadable,
				Message: report.Count(f.Unreadable, "cell") + " not readable as " + f.Type.String(), Want: f.Hint,
			}
			if len(f.Examples) > 0 {
				finding.Line, finding.Value = f.Examples[0].Line, f.Examples[0].Cell
			}
			findings = append(findings, finding)
		}
		if f.Currencies != "" {
			findings = append(findings, Finding{
				Severity: SeverityWarning, Kind: "currencies", File: file, Field: headerOf(f), Count: f.Known,
				Message: "several currencies, compared as they stand: " + f.Currencies, Want: "bring the column to one currency",
			})
		}
		for _, d := range f.Doubts {
			findings = append(findings, Finding{
				Severity: SeverityWarning, Kind: d.Kind, File: file, Line: d.Line, Field: d.Field, Value: d.Cell, Count: d.Count, Message: d.Message, Want: d.Want,
			})
		}
		findings = append(findings, missingFindings(file, f)...)
		for _, v := range f.Unmatched.Top {
			findings = append(findings, Finding{
				Severity: SeverityNote, Kind: "unmatched", File: file, Field: headerOf(f), Value: v.Value, Count: v.Count,
				Message: unmatchedText(f),
			})
		}
	}
	return findings
}

// OfActivity are what is worth a look of what rules do on a list, at their places in
// the rulebook.
func OfActivity(rules, list string, a audit.Activity) []Finding {
	var findings []Finding
	for _, n := range a.Notes {
		f := Finding{Severity: SeverityNote, Kind: n.Kind, File: rules, Line: n.Pos.Line, Column: n.Pos.Column, Field: n.Field, Count: n.Count, Message: n.Message, Want: n.Want}
		if n.Field != "" {
			f.File = list
		}
		findings = append(findings, f)
	}
	return findings
}

// missingFindings are the words of a field that say nothing is known, or may say so.
func missingFindings(file string, f audit.Field) []Finding {
	var findings []Finding
	for _, v := range f.SaysNil {
		findings = append(findings, Finding{
			Severity: SeverityNote, Kind: "read_as_blank", File: file, Field: headerOf(f), Value: v.Value, Count: v.Count,
			Message: "read as blank, since it says that nothing is known", Want: "where it is an answer, name it in a rule, or list the rulebook's own missing_words",
		})
	}
	for _, v := range f.MaySayNil {
		findings = append(findings, Finding{
			Severity: SeverityNote, Kind: "may_be_blank", File: file, Field: headerOf(f), Value: v.Value, Count: v.Count,
			Message: "may say that nothing is known, or be an answer", Want: missingWordsLine(f),
		})
	}
	return findings
}

func headerOf(f audit.Field) string {
	if f.Column == "" {
		return f.Field
	}
	return f.Column
}

func unmatchedText(f audit.Field) string {
	if f.OfTitle {
		return "the title is not listed"
	}
	return "no rule matches the value"
}

// Row is a Finding as a row of `check --format csv`.
type Row struct {
	Severity string `csv:"severity"`
	Kind     string `csv:"kind"`
	File     string `csv:"file"`
	Line     string `csv:"line"`
	Column   string `csv:"column"`
	Field    string `csv:"field"`
	Value    string `csv:"value"`
	Count    string `csv:"count"`
	Message  string `csv:"message"`
	Want     string `csv:"want"`
}

// Row gives the finding as a row; no text in it can run in a spreadsheet.
func (f Finding) Row() Row {
	return Row{
		Severity: string(f.Severity), Kind: f.Kind, File: spreadsheet.Guard(f.File), Line: place(f.Line), Column: place(f.Column),
		Field: spreadsheet.Guard(f.Field), Value: spreadsheet.Guard(f.Value), Count: strconv.Itoa(f.Count),
		Message: spreadsheet.GuardText(f.Message), Want: spreadsheet.GuardText(f.Want),
	}
}

// place gives a line or column; none is empty.
func place(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
