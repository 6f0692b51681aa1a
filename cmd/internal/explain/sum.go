package explain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"leadscore/cmd/internal/report"
	"leadscore/match"
	"leadscore/match/cell"
	"leadscore/match/exact"
	"leadscore/scoring/explained"
)

// sum writes the lines whose points add up to the score, and the score under a rule.
func (t *explainer) sum(e *explained.Lead) {
	t.heading(t.labels.sum)
	points := make([]string, 0, len(e.Lines)+1)
	for _, l := range e.Lines {
		points = append(points, l.Points.Signed())
	}
	points = AlignPoints(append(points, e.Score.String()))
	var rows [][]string
	for i, l := range e.Lines {
		rows = append(rows, []string{points[i], t.lineSign(l), report.Clean(l.Name), t.lineDetail(l)})
		if l.Why != "" && l.Points != 0 {
			rows = append(rows, []string{"", "", "", report.Clean(l.Why)})
		}
	}
	total := points[len(e.Lines)]
	rows = append(rows, []string{strings.Repeat("─", len(total)), "", "", ""})
	rows = append(rows, []string{total, "", t.Paint(report.Bold, t.score), ""})
	t.rows(rows)
}

// AlignPoints fills numbers up so that their decimal points stand in one column.
func AlignPoints(points []string) []string {
	whole, fraction := 0, 0
	for _, p := range points {
		w, f := splitDecimal(p)
		whole, fraction = max(whole, len(w)), max(fraction, len(f))
	}
	aligned := make([]string, len(points))
	for i, p := range points {
		w, f := splitDecimal(p)
		aligned[i] = strings.Repeat(" ", whole-len(w)) + w + f + strings.Repeat(" ", fraction-len(f))
	}
	return aligned
}

func splitDecimal(number string) (whole, fraction string) {
	if at := strings.IndexByte(number, '.'); at >= 0 {
		return number[:at], number[at:]
	}
	return number, ""
}

// lineSign tells at a glance whether a line held; what becomes of a sum does not hold or fail.
func (t *explainer) lineSign(l explained.Line) string {
	if !l.Kind.Earns() {
		return ""
	}
	return t.sign(l.Outcome)
}

func (t *explainer) sign(outcome match.Truth) string {
	switch outcome {
	case match.True:
		return t.Paint(report.Green, "✓")
	case match.False:
		return t.Paint(report.Red, "✗")
	}
	return t.Paint(report.Yellow, "?")
}

// lineDetail says what a line looked at and what it asked. The parts of an ICP and
// of a framework have sections of their own.
func (t *explainer) lineDetail(l explained.Line) string {
	if l.Kind != explained.LineCriterion {
		return report.Clean(l.Detail)
	}
	could := ""
	if !l.Outcome.Known() && l.Bounds != exact.BoundsOf(l.Points) {
		could = t.boundsText(t.couldEarn, t.settled, l.Bounds)
	}
	group := ""
	if l.Group != "" {
		group = "[" + report.Clean(l.Group) + "]"
	}
	return joined(" ", joined(t.semicolon, t.reads(l.Reads), report.Clean(l.Detail), could), group)
}

// joined joins what is not empty.
func joined(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), separator)
}

// boundsText puts the ends of bounds into a label with two places; where they are one, a
// language may have another.
func (t *explainer) boundsText(label, same string, b exact.Bounds) string {
	low, high := b.Low.String(), b.High.String()
	if t.japanese && !b.NoLow && !b.NoHigh && b.Low == b.High {
		return strings.ReplaceAll(same, "%s", low)
	}
	if b.NoLow {
		low = "-∞"
	}
	if b.NoHigh {
		high = "∞"
	}
	return fmt.Sprintf(label, low, high)
}

func (t *explainer) reads(reads []explained.Read) string {
	texts := make([]string, len(reads))
	for i, r := range reads {
		texts[i] = t.read(r)
	}
	return strings.Join(texts, t.comma)
}

// read says what a line looked at: the column, its cell, and how it was taken
// where that is not plain to see. Of a derived field, what it was made from.
func (t *explainer) read(r explained.Read) string {
	if len(r.From) > 0 {
		return t.reads(r.From) + t.open + report.Clean(r.Field) + t.colon + t.madeOf(r) + t.shut
	}
	name := r.Column
	if name == "" {
		name = r.Field
	}
	text := t.cell(r)
	switch {
	case r.Answer != "":
		text = t.answered(r)
	case r.State == cell.Absent:
		text = t.absent
	case r.State != cell.Known && r.Column == "": // a metric
		text = cmp.Or(report.Clean(r.Value), t.unknown)
	case r.State == cell.Unreadable:
		text = fmt.Sprintf(t.unreadable, text)
	case r.State == cell.Blank:
		text = t.blank
	case r.Column == "":
		text = report.Clean(r.Value)
	case text == "":
		text = fmt.Sprintf(t.blankAs, t.blank, report.Clean(r.Value))
	case r.Value != "" && !plainlyIs(r.Cell, r.Value):
		text = fmt.Sprintf(t.readAs, text, report.Clean(r.Value))
	}
	return report.Clean(name) + t.colon + text
}

// madeOf is the value of a derived field.
func (t *explainer) madeOf(r explained.Read) string {
	switch {
	case r.State == cell.Known:
		return report.Clean(r.Value)
	case r.State == cell.Unreadable && len(r.From) == 1: // the one thing that is made of one other, a title
		return t.unlisted
	}
	return t.unknown
}

// cell is what stands in the list, shortened.
func (t *explainer) cell(r explained.Read) string {
	return t.Cut(strings.TrimSpace(report.Clean(r.Cell)), widestCell)
}

// plainlyIs tells whether anybody would read a cell as this value.
func plainlyIs(text, value string) bool {
	_, truth := cell.TruthWord(text)
	return truth || lettersAndDigits(text) == lettersAndDigits(value) || isSameDay(text, value)
}

// isSameDay tells whether a cell is a day as Japanese write it, and the value that day in
// words: 2026年11月02日 is 2026/11/2.
func isSameDay(text, value string) bool {
	year, rest, slashes := strings.Cut(value, "/")
	if !slashes || len(year) != 4 {
		return false
	}
	numbers := func(s string) string {
		fields := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
		for i := range fields {
			fields[i] = strings.TrimLeft(fields[i], "0")
		}
		return strings.Join(fields, "/")
	}
	return numbers(text) == year+"/"+rest
}

// lettersAndDigits is the part of a value by which 2026/11/21 is 2026-11-21.
func lettersAndDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
