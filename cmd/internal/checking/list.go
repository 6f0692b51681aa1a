package checking

import (
	"fmt"
	"strings"

	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/report"
	"leadscore/internal/spreadsheet"
	"leadscore/leads"
	"leadscore/match/fold"
)

// listAudit finds what is to be known of a list whatever the rulebook: keys that
// stand more than once, cells that a spreadsheet would run, and those that do not
// decode.
type listAudit struct {
	list     *leadlist.List
	formulas []formulaCells // by column of the user's
	repeated []findings.Finding
}

// formulaCells are the cells of a column that a spreadsheet would run.
type formulaCells struct {
	leads.Tally
	example string
}

// maxRepeatedKeys is how many leads with a key of an earlier one are told one by one.
const maxRepeatedKeys = 20

func newListAudit(l *leadlist.List) *listAudit {
	return &listAudit{list: l, formulas: make([]formulaCells, len(l.Layout.Header()))}
}

// add takes in the lead whose cells are l.Visible.
func (a *listAudit) add(line int) {
	l := a.list
	for i, cell := range l.Visible {
		if spreadsheet.Runs(cell) {
			f := &a.formulas[i]
			if f.Add(1, line); f.Count == 1 {
				f.example = strings.Clone(cell) // the cell is of a buffer that the next records use
			}
		}
	}
	if l.Engine.KeyName() == "" {
		return
	}
	key := l.Scorer.Key(l.Visible)
	first, again := a.countKey(fold.Text(key), line)
	if again && len(a.repeated) < maxRepeatedKeys {
		a.repeated = append(a.repeated, findings.Finding{
			Severity: findings.SeverityWarning, Kind: "repeated_key", File: l.Name, Line: line, Field: l.Engine.KeyName(), Value: key,
			Count: 1, Message: fmt.Sprintf("the key stands on line %d too", first), Want: "give each lead a key of its own",
		})
	}
}

// countKey counts the lead on a line if its key, in the normal form, has come before,
// and tells where.
func (a *listAudit) countKey(folded string, line int) (first int, again bool) {
	if folded == "" {
		return 0, false
	}
	if first, again = a.list.Known.Add(folded, line); again {
		a.list.Repeated.Add(1, line)
	}
	return first, again
}

func (a *listAudit) findings() []findings.Finding {
	l := a.list
	all := a.repeated
	if more := l.Repeated.Count - len(a.repeated); more > 0 {
		all = append(all, findings.Finding{
			Severity: findings.SeverityWarning, Kind: "repeated_key", File: l.Name, Field: l.Engine.KeyName(),
			Count: more, Message: "more leads with a key that an earlier one has",
		})
	}
	for i, f := range a.formulas {
		if f.Count > 0 {
			all = append(all, findings.Finding{
				Severity: findings.SeverityWarning, Kind: "formula", File: l.Name, Line: f.FirstLine, Field: l.Layout.Header()[i], Value: f.example,
				Count: f.Count, Message: "a spreadsheet would run " + report.Count(f.Count, "cell") + " as a formula", Want: "score --excel-safe writes an apostrophe before them",
			})
		}
	}
	if c := l.Reader.Counts().Invalid; c.Count > 0 {
		encoding := l.Reader.Head().Dialect.Encoding.String()
		all = append(all, findings.Finding{
			Severity: findings.SeverityWarning, Kind: "undecodable", File: l.Name, Line: c.FirstLine,
			Count: c.Count, Message: report.Count(c.Count, "cell") + " with bytes that are no character in " + encoding + l.Suspicion(),
			Want: "name the list's encoding with --encoding",
		})
	}
	return all
}
