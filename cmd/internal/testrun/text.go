package testrun

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"leadscore/cmd/internal/explain"
	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/report"
	"leadscore/scoring/examples"
)

// WriteText writes the tests that did not come out as wanted, each with what was wanted,
// what came out, and the explanation; then the counts. With uncovered, the rules that no
// test makes true follow.
func (r *Report) WriteText(w io.Writer, screen report.Options, uncovered bool) error {
	var b bytes.Buffer
	for i := range r.Results {
		if result := &r.Results[i]; !result.Passed() {
			if err := r.writeMiss(&b, result, screen); err != nil {
				return err
			}
		}
	}
	fmt.Fprintln(&b, r.tally())
	if uncovered {
		r.writeUncovered(&b)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// tally is the last line: "3 tests passed; they make 8 of 12 rules true (66.7%)".
func (r *Report) tally() string {
	text := report.Count(len(r.Results), "test") + " passed"
	if failed := r.Failed(); failed > 0 {
		text = fmt.Sprintf("%s of %s failed", report.Thousands(failed), report.Count(len(r.Results), "test"))
	}
	c := r.Coverage
	return fmt.Sprintf("%s; the tests make %d of %s true (%.1f%%)", text, c.Covered(), report.Count(len(c.Rules), "rule"), c.Percent())
}

func (r *Report) writeMiss(b *bytes.Buffer, result *Result, screen report.Options) error {
	const indent = "    "
	test := result.Test
	fmt.Fprintf(b, "FAIL %s:%d:%d: %s\n", report.Clean(result.File), test.Pos.Line, test.Pos.Column, report.Clean(test.Name))
	for _, want := range result.Wants {
		if !want.Met {
			fmt.Fprintf(b, "%s%s:%d:%d: %s\n", indent, report.Clean(result.File), want.Pos.Line, want.Pos.Column, report.Clean(miss(want)))
		}
	}
	if screen.Width > len(indent) {
		screen.Width -= len(indent)
	}
	var explanation strings.Builder
	if err := explain.Text(&explanation, result.Explanation, test.Pos.Line, r.Rules.Language, screen); err != nil {
		return err
	}
	b.WriteString("\n")
	for line := range strings.Lines(explanation.String()) {
		if line != "\n" {
			line = indent + line
		}
		b.WriteString(line)
	}
	b.WriteString("\n")
	return nil
}

// miss says what was wanted and what came out: "score: wanted at_least 30, got 25".
func miss(w examples.Want) string {
	got := w.Got
	if got == "" {
		got = "nothing"
	}
	return w.Metric + ": wanted " + w.Wanted + ", got " + got
}

// writeUncovered lists the rules that no test makes true, each with its place.
func (r *Report) writeUncovered(b *bytes.Buffer) {
	for i := range r.Coverage.Rules {
		c := &r.Coverage.Rules[i]
		if c.True > 0 {
			continue
		}
		fmt.Fprintf(b, "%s:%d:%d: no test makes true: %s\n", report.Clean(r.Rules.File), c.Pos.Line, c.Pos.Column, report.Clean(findings.RuleText(c)))
	}
}
