package findings

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"leadscore/cmd/internal/report"
	"leadscore/scoring/audit"
)

// WriteAudit writes how a list fits a rulebook: a table of the fields, then the cells
// that do not read, columns in several currencies, and the values that no rule
// knows.
func WriteAudit(w io.Writer, list string, audit audit.Report, o report.Options) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s: %s\n", report.Clean(list), report.Count(audit.Leads, "lead"))
	if _, err := report.Table(b, auditColumns(), auditRows(audit), o); err != nil {
		return err
	}
	auditSection(o, b, "Cells that do not read", audit, unreadableText)
	auditSection(o, b, "Several currencies, compared as they stand", audit, currencyText)
	auditSection(o, b, "Cells that read, but probably not as meant", audit, doubtText)
	auditSection(o, b, "Read as blank, since they say that nothing is known", audit, saysNilText)
	auditSection(o, b, "Words that may say that nothing is known, or be an answer", audit, maySayNilText)
	auditSection(o, b, "Values that no rule matches", audit, unmatchedValues)
	return b.Flush()
}

func auditColumns() []report.Column {
	return []report.Column{
		{Header: "column", Floor: 12},
		{Header: "field", Drop: 1},
		{Header: "type", Floor: 6},
		{Header: "read", Numeric: true},
		{Header: "blank", Numeric: true},
		{Header: "unreadable", Numeric: true},
		{Header: "unmatched", Numeric: true},
	}
}

func auditRows(audit audit.Report) [][]string {
	var rows [][]string
	for _, f := range audit.Fields {
		column := f.Column
		if column == "" {
			column = "(none)"
		}
		rows = append(rows, []string{
			column, f.Field, f.Type.String(),
			report.Thousands(f.Known), report.Thousands(f.Blank + f.Absent), report.Thousands(f.Unreadable), report.Thousands(f.Unmatched.Leads),
		})
	}
	return rows
}

// auditSection writes what text says of each field, under a heading, if it says
// anything.
func auditSection(o report.Options, b *bufio.Writer, heading string, audit audit.Report, text func(audit.Field) [][]string) {
	var rows [][]string
	for _, f := range audit.Fields {
		rows = append(rows, text(f)...)
	}
	if len(rows) == 0 {
		return
	}
	b.WriteString("\n" + o.Paint(report.Bold, heading) + "\n" + o.Rows("  ", rows))
}

func unreadableText(f audit.Field) [][]string {
	if f.Unreadable == 0 || f.OfTitle { // titles are values that no rule matches
		return nil
	}
	rows := [][]string{{report.Clean(headerOf(f)), fmt.Sprintf("%s as %s", report.Count(f.Unreadable, "cell"), f.Type)}}
	for _, e := range f.Examples {
		rows = append(rows, []string{"", fmt.Sprintf("line %d: %s (%s)", e.Line, strconv.Quote(report.Clean(e.Cell)), e.Why)})
	}
	if f.Unreadable > len(f.Examples) {
		rows = append(rows, []string{"", "…"})
	}
	if f.Hint != "" {
		rows = append(rows, []string{"", report.Clean(f.Hint)})
	}
	return rows
}

func currencyText(f audit.Field) [][]string {
	if f.Currencies == "" {
		return nil
	}
	return [][]string{{report.Clean(headerOf(f)), f.Currencies}}
}

func unmatchedValues(f audit.Field) [][]string {
	u := f.Unmatched
	if u.Leads == 0 {
		return nil
	}
	more := ""
	if u.More {
		more = "more than "
	}
	name := report.Clean(headerOf(f))
	if f.OfTitle {
		name = report.Clean(f.Field)
	}
	list := valueCounts(u.Top)
	if u.Distinct > len(u.Top) {
		list += ", …"
	}
	return [][]string{
		{name, fmt.Sprintf("%s, %s%s", report.Count(u.Leads, "lead"), more, report.Count(u.Distinct, "value"))},
		{"", list},
	}
}

// valueCounts lists values with their counts: "None (12), なし (3)".
func valueCounts(counts []audit.ValueCount) string {
	values := make([]string, len(counts))
	for i, v := range counts {
		values[i] = fmt.Sprintf("%s (%s)", report.Clean(v.Value), report.Thousands(v.Count))
	}
	return strings.Join(values, ", ")
}

func doubtText(f audit.Field) [][]string {
	var rows [][]string
	for _, d := range f.Doubts {
		rows = append(rows, []string{report.Clean(d.Field), report.Clean(d.Message)}, []string{"", report.Clean(d.Want)})
	}
	return rows
}

func saysNilText(f audit.Field) [][]string {
	if len(f.SaysNil) == 0 {
		return nil
	}
	return [][]string{{report.Clean(headerOf(f)), valueCounts(f.SaysNil)}}
}

func maySayNilText(f audit.Field) [][]string {
	if len(f.MaySayNil) == 0 {
		return nil
	}
	return [][]string{{report.Clean(headerOf(f)), valueCounts(f.MaySayNil)}, {"", missingWordsLine(f)}}
}

// missingWordsLine says what to write where a field's ambiguous words mean blank, and
// where they are answers.
func missingWordsLine(f audit.Field) string {
	words := make([]string, len(f.MaySayNil))
	for i, v := range f.MaySayNil {
		words[i] = v.Value
		if strings.ContainsFunc(v.Value, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' }) {
			words[i] = strconv.Quote(v.Value)
		}
	}
	list := "missing_words: [" + strings.Join(words, ", ") + "]"
	if !f.Declared {
		return report.Clean(fmt.Sprintf("if nothing is known, declare under fields: %s: {type: %s, %s}", f.Field, f.Type, list))
	}
	return report.Clean(fmt.Sprintf("if nothing is known, add to %s under fields: %s", f.Field, list))
}
