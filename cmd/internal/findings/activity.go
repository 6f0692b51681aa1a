package findings

import (
	"bufio"
	"fmt"
	"io"

	"leadscore/cmd/internal/report"
	"leadscore/scoring/audit"
	"leadscore/scoring/rule"
)

// WriteActivity writes what the rules of a rulebook do on a list: a table of the rules, how the
// scores and stages spread, and what is worth a look.
func WriteActivity(w io.Writer, rules string, a audit.Activity, o report.Options) error {
	if a.Leads == 0 {
		return nil
	}
	b := bufio.NewWriter(w)
	b.WriteString("\n" + o.Paint(report.Bold, "What the rules do") + "\n")
	if _, err := report.Table(b, activityColumns(), activityRows(a), o); err != nil {
		return err
	}
	s := a.Scores
	fmt.Fprintf(b, "\nscores from %s to %s; a quarter of the leads has %s or less, half %s, three quarters %s\n", s.Least, s.Most, s.Quarter, s.Half, s.ThreeQuarters)
	for _, stage := range a.Stages {
		name := report.Clean(stage.Stage)
		if name == "" {
			name = "(no stage)"
		}
		fmt.Fprintf(b, "  %s: %s\n", name, report.Count(stage.Leads, "lead"))
	}
	var rows [][]string
	for _, n := range a.Notes {
		about := fmt.Sprintf("line %d", n.Pos.Line)
		if n.Field != "" {
			about = n.Field
		}
		rows = append(rows, []string{report.Clean(about), report.Clean(n.Message)})
		if n.Want != "" {
			rows = append(rows, []string{"", report.Clean(n.Want)})
		}
	}
	if len(rows) > 0 {
		b.WriteString("\n" + o.Paint(report.Bold, "Worth a look") + "\n" + o.Rows("  ", rows))
	}
	return b.Flush()
}

func activityColumns() []report.Column {
	return []report.Column{
		{Header: "line", Numeric: true, Drop: 1},
		{Header: "rule", Floor: 24},
		{Header: "true", Numeric: true},
		{Header: "false", Numeric: true},
		{Header: "unknown", Numeric: true},
	}
}

func activityRows(a audit.Activity) [][]string {
	var rows [][]string
	for i := range a.Rules {
		c := &a.Rules[i]
		name := RuleText(c)
		if c.Band >= 0 {
			name = "· " + c.BandWhen
		}
		rows = append(rows, []string{fmt.Sprint(c.Pos.Line), report.Clean(name), report.Thousands(c.True), report.Thousands(c.False), report.Thousands(c.Unknown)})
	}
	return rows
}

// RuleText names a rule or band: "criterion Size, band employees at_least 500".
func RuleText(c *audit.RuleCount) string {
	name := c.Rule.Name
	if c.Rule.Kind == rule.Element || c.Rule.Kind == rule.Attribute {
		name = c.Rule.Of + ": " + name
	}
	text := string(c.Rule.Kind) + " " + name
	if c.Band >= 0 {
		text += ", band " + c.BandWhen
	}
	return text
}

// RuleJSON is what a rule, or a band of one, came to.
type RuleJSON struct {
	Kind    string  `json:"kind"`
	Name    string  `json:"name"`
	Of      string  `json:"of"`
	Band    *string `json:"band"` // null: the rule itself
	Line    int     `json:"line"`
	Column  int     `json:"column"`
	True    int     `json:"true"`
	False   int     `json:"false"`
	Unknown int     `json:"unknown"`
}

// NewRuleJSON is a count as JSON has it.
func NewRuleJSON(c *audit.RuleCount) RuleJSON {
	out := RuleJSON{
		Kind: string(c.Rule.Kind), Name: c.Rule.Name, Of: c.Rule.Of, Line: c.Pos.Line, Column: c.Pos.Column,
		True: c.True, False: c.False, Unknown: c.Unknown,
	}
	if c.Band >= 0 {
		out.Band = &c.BandWhen
	}
	return out
}

// OfRule is a count as a finding, for a table of findings.
func OfRule(rules string, c *audit.RuleCount) Finding {
	return Finding{
		Severity: SeverityNote, Kind: "rule", File: rules, Line: c.Pos.Line, Column: c.Pos.Column, Value: RuleText(c), Count: c.True,
		Message: fmt.Sprintf("true for %s, false for %s, unknown for %s", report.Thousands(c.True), report.Thousands(c.False), report.Thousands(c.Unknown)),
	}
}
