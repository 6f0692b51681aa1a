package checking

import (
	"context"
	"errors"
	"slices"
	"strings"

	"leadscore/activity"
	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/internal/texts"
	"leadscore/rulebook"
)

// checkLogs checks the files of logs where no list is given: no lead is known.
func (found *checkResult) checkLogs(ctx context.Context, e console.Env, o Options, r *rulefile.Rules) error {
	g, err := beside.NewLogged(r, o.Logs, rulefile.Today(e, console.Common{AsOf: o.AsOf, Quiet: true}, r.Book), activity.KeepNothing)
	if g == nil || err != nil {
		return err
	}
	err = g.Read(ctx, e, o.Common, o.InputOptions, o.Logs)
	if columns, ok := errors.AsType[*rulebook.Error](err); ok {
		found.problems = append(found.problems, columns.Problems...)
		slices.SortStableFunc(found.problems, rulebook.Problem.ComparePos)
		return nil
	}
	found.logs = logFindings(g, false)
	return err
}

// logFindings are what is to be known of logs; against a list, of whose leads it has events.
func logFindings(g *beside.Logs, list bool) (all []findings.Finding) {
	if g == nil {
		return nil
	}
	for _, read := range g.Files {
		if read.Rejected.Count > 0 {
			all = append(all, findings.Finding{Severity: findings.SeverityProblem, Kind: "log_row", File: read.Name, Line: read.Rejected.FirstLine, Count: read.Rejected.Count,
				Message: report.Count(read.Rejected.Count, "row") + " of the log " + read.Log.Name + " cannot be read"})
		}
	}
	for _, l := range g.Book.Logs() {
		all = append(all, logFindingsOf(l, list)...)
	}
	return all
}

func logFindingsOf(l *activity.Log, list bool) (all []findings.Finding) {
	c := &l.Counts
	add := func(severity findings.Severity, kind string, at activity.Example, count int, message, want string) {
		if count > 0 {
			all = append(all, findings.Finding{Severity: severity, Kind: kind, File: at.File, Line: at.Line, Field: at.Column, Value: at.Cell, Count: count,
				Message: "the log " + l.Name + ": " + message, Want: want})
		}
	}
	add(findings.SeverityWarning, "log_moment", c.Example, c.Unread, report.Count(c.Unread, "event")+" whose moment is not readable as a date", strings.TrimPrefix(beside.OrderHint(texts.Texts{}, l, c.Example.Cell), ". "))
	add(findings.SeverityWarning, "log_moment", activity.Example{}, c.Undated, report.Count(c.Undated, "event")+" without a moment", "")
	add(findings.SeverityWarning, "log_number", c.Number, c.Numbers, report.Count(c.Numbers, "cell")+" not readable", "")
	add(findings.SeverityNote, "log_lead", activity.Example{}, c.Nobody, report.Count(c.Nobody, "event")+" whose "+l.LeadColumn()+" is blank", "")
	if !list {
		return all
	}
	add(findings.SeverityNote, "log_lead", activity.Example{}, c.Unknown, report.Count(c.Unknown, "event")+" of leads that are not in the list", "")
	add(findings.SeverityNote, "log_repeated", activity.Example{}, c.Repeated, report.Count(c.Repeated, "row")+" of an event that another row with the same id tells of", "")
	for _, field := range l.Unmet() {
		add(findings.SeverityWarning, "log_unmet", activity.Example{}, 1, "no event of a lead of the list counts for "+field, "compare its where with the cells of the log")
	}
	return all
}
