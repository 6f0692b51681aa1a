package report

import (
	"bufio"
	"fmt"
	"io"

	"leadscore/scoring"
)

// Activity writes what the rules of a rulebook do on a list: a table of the rules, how the
// scores and stages spread, and what is worth a look.
func Activity(w io.Writer, rules string, a scoring.ActivityReport, o Options) error {
	if a.Leads == 0 {
		return nil
	}
	b := bufio.NewWriter(w)
	b.WriteString("\n" + o.Paint(Bold, "What the rules do") + "\n")
	if _, err := Table(b, activityColumns(), activityRows(a), o); err != nil {
		return err
	}
	s := a.Scores
	fmt.Fprintf(b, "\nscores from %s to %s; a quarter of the leads has %s or less, half %s, three quarters %s\n", s.Least, s.Most, s.Quarter, s.Half, s.ThreeQuarters)
	for _, stage := range a.Stages {
		name := Clean(stage.Stage)
		if name == "" {
			name = "(no stage)"
		}
		fmt.Fprintf(b, "  %s: %s\n", name, Count(stage.Leads, "lead"))
	}
	var rows [][]string
	for _, n := range a.Notes {
		about := fmt.Sprintf("line %d", n.Pos.Line)
		if n.Field != "" {
			about = n.Field
		}
		rows = append(rows, []string{Clean(about), Clean(n.Message)})
		if n.Want != "" {
			rows = append(rows, []string{"", Clean(n.Want)})
		}
	}
	if len(rows) > 0 {
		b.WriteString("\n" + o.Paint(Bold, "Worth a look") + "\n" + o.Rows("  ", rows))
	}
	return b.Flush()
}

func activityColumns() []Column {
	return []Column{
		{Header: "line", Numeric: true, Drop: 1},
		{Header: "rule", Floor: 24},
		{Header: "true", Numeric: true},
		{Header: "false", Numeric: true},
		{Header: "unknown", Numeric: true},
	}
}

func activityRows(a scoring.ActivityReport) [][]string {
	var rows [][]string
	for i := range a.Rules {
		c := &a.Rules[i]
		name := RuleText(c)
		if c.Band >= 0 {
			name = "· " + c.BandWhen
		}
		rows = append(rows, []string{fmt.Sprint(c.Pos.Line), Clean(name), Thousands(c.True), Thousands(c.False), Thousands(c.Unknown)})
	}
	return rows
}

// RuleText names a rule or band: "criterion Size, band employees at_least 500".
func RuleText(c *scoring.RuleCount) string {
	name := c.Rule.Name
	if c.Rule.Kind == scoring.RuleElement || c.Rule.Kind == scoring.RuleAttribute {
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
func NewRuleJSON(c *scoring.RuleCount) RuleJSON {
	out := RuleJSON{
		Kind: string(c.Rule.Kind), Name: c.Rule.Name, Of: c.Rule.Of, Line: c.Pos.Line, Column: c.Pos.Column,
		True: c.True, False: c.False, Unknown: c.Unknown,
	}
	if c.Band >= 0 {
		out.Band = &c.BandWhen
	}
	return out
}

// RuleFinding is a count as a finding, for a table of findings.
func RuleFinding(rules string, c *scoring.RuleCount) Finding {
	return Finding{
		Severity: SeverityNote, Kind: "rule", File: rules, Line: c.Pos.Line, Column: c.Pos.Column, Value: RuleText(c), Count: c.True,
		Message: fmt.Sprintf("true for %s, false for %s, unknown for %s", Thousands(c.True), Thousands(c.False), Thousands(c.Unknown)),
	}
}
