// Package checking finds what is wrong in a rulebook, and in how a list and logs fit it.
package checking

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"leadscore/cmd/internal/beside"
	"leadscore/cmd/internal/console"
	"leadscore/cmd/internal/exit"
	"leadscore/cmd/internal/findings"
	"leadscore/cmd/internal/leadlist"
	"leadscore/cmd/internal/listfile"
	"leadscore/cmd/internal/report"
	"leadscore/cmd/internal/rulefile"
	"leadscore/leads"
	"leadscore/leads/encoding"
	"leadscore/leads/typed"
	"leadscore/match/calendar"
	"leadscore/rulebook"
	"leadscore/scoring"
	"leadscore/scoring/audit"
	"leadscore/scoring/lint"
)

// Options are what check is told.
type Options struct {
	console.Common
	listfile.InputOptions
	beside.EventOptions
	Leads  string // "": check the rulebook alone; "-": stdin
	Strict string // no, rulebook, list: whose warnings count as problems
	Format string // text, json, csv

	Explain string // the name of a finding
}

// What --strict may say.
const (
	StrictNo       = "no"
	StrictRulebook = "rulebook"
	StrictList     = "list" // and the rulebook
)

// Run is the command check.
func Run(ctx context.Context, e console.Env, o Options) error {
	if o.Explain != "" {
		return explainCheck(e, o.Explain)
	}
	found, err := check(ctx, e, o)
	if err != nil {
		return err
	}
	if err := e.Results("", func(w io.Writer) error { return found.write(w, e, o) }); err != nil {
		return err
	}
	if o.Format != "text" {
		e.Note(o.Common, "%s", found.tally())
	}
	if found.fails(o.Strict) {
		return exit.ErrFound
	}
	return nil
}

// checkResult is what a check has found.
type checkResult struct {
	file     string          // the rulebook's
	rules    *rulefile.Rules // nil: it has problems
	lines    []string
	problems []rulebook.Problem // of the rulebook, warnings too
	list     string             // "": none was given, or its columns are a problem
	readAs   *leadlist.ListJSON // how the list is written
	rows     []findings.Finding
	rejected int
	reads    []int        // columns of the list that the rulebook reads
	asOf     calendar.Day // to which a run would count ages
	audit    audit.Report
	ofList   []findings.Finding // whatever the rulebook
	logs     []findings.Finding // about the logs that were given
}

// maxRowFindings is how many rows that cannot be read are told one by one.
const maxRowFindings = 100

func check(ctx context.Context, e console.Env, o Options) (*checkResult, error) {
	r, err := rulefile.LoadFor(e, o.Common, o.Leads)
	if wrong, ok := errors.AsType[*rulebook.Error](err); ok {
		return &checkResult{file: wrong.File, lines: wrong.Lines, problems: wrong.Problems}, nil
	}
	if err != nil {
		return nil, err
	}
	quiet := o.Common
	quiet.Quiet = true // no scores, so no day to tell
	found := &checkResult{file: r.File, rules: r, lines: r.Book.Lines, problems: lint.Rulebook(r.Book), asOf: rulefile.Today(e, quiet, r.Book)}
	if o.Leads == "" {
		return found, found.checkLogs(ctx, e, o, r)
	}
	o.AsOf = console.AsOf{Day: found.asOf, Given: true}
	return found, found.checkList(ctx, e, o, r)
}

// checkList checks a list against a rulebook that is right in itself.
func (found *checkResult) checkList(ctx context.Context, e console.Env, o Options, r *rulefile.Rules) error {
	l, err := leadlist.Open(ctx, e, o.Common, r, leadlist.Options{Leads: o.Leads, Input: o.InputOptions, Logs: o.Logs, Prefix: leadlist.DefaultPrefix})
	if columns, ok := errors.AsType[*rulebook.Error](err); ok {
		found.problems = append(found.problems, columns.Problems...)
		slices.SortStableFunc(found.problems, rulebook.Problem.ComparePos)
		return nil
	}
	if err != nil {
		return err
	}
	defer l.Close()
	found.list, found.readAs, found.reads = l.Name, new(l.JSON()), l.Layout.Columns(l.Engine.Needs())
	if next := l.Reader.Head().RunnerUp; next != encoding.Any {
		e.Note(o.Common, "%s: the next likely encoding is %v", l.Name, next)
	}
	audit, ofList := audit.New(l.Engine), newListAudit(l)
	l.Sees, l.Keyed, l.Known.Lines = true, false, true // the audit tells of keys
	err = leadlist.Walk[struct{}]{
		Workers: 1,
		Each: func(*leadlist.Worker) func(*leads.Record, *scoring.Result, *struct{}) error {
			return func(rec *leads.Record, _ *scoring.Result, _ *struct{}) error {
				audit.Add(l.Scorer, rec.Line, l.Visible)
				ofList.add(rec.Line)
				return nil
			}
		},
		Fault: func(rec *leads.Record) {
			if !rec.Fault.Rest {
				found.reject(rec.Fault)
			}
		},
	}.Through(l)
	found.audit, found.ofList = audit.Report(), ofList.findings()
	found.logs = logFindings(l.Logged, true)
	return err
}

// tests is how many tests the rulebook has, in it and beside it. Files of tests that have
// problems are left to leadscore test.
func (found *checkResult) tests() int {
	if found.rules == nil {
		return 0
	}
	n := len(found.rules.Book.Tests)
	beside, _ := rulefile.TestsBeside(found.rules)
	for _, book := range beside {
		n += len(book.Tests)
	}
	return n
}

func (found *checkResult) reject(f *leads.Fault) {
	if found.rejected++; found.rejected <= maxRowFindings {
		found.rows = append(found.rows, findings.OfRow(found.list, f))
	}
}

// fails tells whether what was found makes the check fail.
func (found *checkResult) fails(strict string) bool {
	isWarning := func(f findings.Finding) bool { return f.Severity == findings.SeverityWarning }
	switch {
	case slices.ContainsFunc(found.findings(), func(f findings.Finding) bool { return f.Severity == findings.SeverityProblem }):
		return true
	case strict != StrictNo && slices.ContainsFunc(findings.OfRulebook(found.file, found.problems), isWarning):
		return true
	}
	return strict == StrictList && (slices.ContainsFunc(found.aboutList(), isWarning) || len(found.audit.Activity.Notes) > 0)
}

func (found *checkResult) findings() []findings.Finding {
	return slices.Concat(
		findings.OfRulebook(found.file, found.problems),
		found.rows,
		found.aboutList(),
		findings.OfActivity(found.file, found.list, found.audit.Activity),
	)
}

// aboutList are the findings about the cells of the list, and about the logs beside it.
func (found *checkResult) aboutList() []findings.Finding {
	return slices.Concat(findings.OfAudit(found.list, found.audit), found.ofList, found.logs)
}

func (found *checkResult) tally() string {
	problems, warnings := 0, 0
	for _, f := range found.findings() {
		switch f.Severity {
		case findings.SeverityProblem:
			problems++
		case findings.SeverityWarning:
			warnings++
		}
	}
	return report.Count(problems, "problem") + ", " + report.Count(warnings, "warning")
}

func (found *checkResult) write(w io.Writer, e console.Env, o Options) error {
	switch o.Format {
	case "json":
		return found.writeJSON(w)
	case "csv":
		var rows []findings.Row
		for _, f := range found.findings() {
			rows = append(rows, f.Row())
		}
		for i := range found.audit.Activity.Rules {
			rows = append(rows, findings.OfRule(found.file, &found.audit.Activity.Rules[i]).Row())
		}
		return typed.Write(w, rows)
	}
	return found.writeText(w, e.Screen(o.Common))
}

func (found *checkResult) writeText(w io.Writer, screen report.Options) error {
	if len(found.problems) == 0 {
		fmt.Fprintf(w, "%s: no problems\n", report.Clean(found.file))
	} else if err := report.Problems(w, found.file, found.lines, found.problems, screen); err != nil {
		return err
	}
	if n := found.tests(); n > 0 {
		fmt.Fprintf(w, "%s not run: leadscore test runs the tests of a rulebook\n", report.Count(n, "test"))
	}
	if found.list == "" {
		return findings.WriteLogs(w, found.logs, screen)
	}
	fmt.Fprintln(w)
	for _, f := range found.rows {
		fmt.Fprintln(w, report.Clean(fmt.Sprintf("%s:%d:%d: %s. %s", f.File, f.Line, f.Column, f.Message, f.Want)))
	}
	if more := found.rejected - len(found.rows); more > 0 {
		fmt.Fprintf(w, "and %s more\n", report.Count(more, "row"))
	}
	if err := findings.WriteAudit(w, found.list, found.audit, screen); err != nil {
		return err
	}
	if err := findings.WriteList(w, found.ofList, screen); err != nil {
		return err
	}
	if err := findings.WriteLogs(w, found.logs, screen); err != nil {
		return err
	}
	return findings.WriteActivity(w, found.file, found.audit.Activity, screen)
}
